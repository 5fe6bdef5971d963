"""Lists of articles: what their pages, their feeds and the files to take away are made of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from heapq import nlargest
from typing import Any, Final, Generic, TypeVar, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, resolve_url
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.entities.stored_rules import canonical_entity
from articles.models import Article, ArticleQuerySet, Entity, Section, Source
from articles.search import (
    QuotationItem,
    SearchRequest,
    Sort,
    article_ids,
    found_ids,
    items_of_hits,
    quotations_found,
    read_query,
    search,
)
from articles.views.parts.search_http import search_title

T = TypeVar("T")

# Articles found by a search among which those added last are looked for.
_MOST_FOUND: Final = 10_000


class Listing(Generic[T]):
    """A list of articles. `T` is what it is about: a day, a section, an entity, a search.

    With `of_any_date`, its page shows articles dated in the future too, as pages of days do. With an
    `order_note`, which says what comes first, its feed has that order and no other.
    """

    of_any_date = False
    order_note: str | Promise = ""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> T:
        """Return what the list of an address is about; raises Http404 where there is no such thing."""
        raise NotImplementedError

    def articles(self, about: T) -> ArticleQuerySet:
        """Return the visible articles of the list, in any order."""
        raise NotImplementedError

    def subject(self, about: T) -> str:
        """Return what the list is about in words, for titles."""
        return str(about)

    def link(self, about: T) -> str:
        """Return the address of the page that shows the list, newest first."""
        return resolve_url(cast(Any, about))

    def newest(self, about: T, most: int) -> list[Article]:
        """Return the newest articles with source and section (one SQL query), without those dated in the future."""
        return list(self.articles(about).out_by_now().with_source().latest_first()[:most])

    def added_last(self, about: T, most: int) -> list[Article]:
        """Return the articles that were added to the archive last, whatever their dates; as `newest` otherwise."""
        return _added_last(self.articles(about), most)

    def item_date(self, article: Article) -> datetime | None:
        """Return the date of an article in the feed, None where it is unknown."""
        return article.published_at

    def shown(self, about: T) -> ArticleQuerySet:
        """Return the articles that the page shows, in its order: newest first."""
        articles = self.articles(about) if self.of_any_date else self.articles(about).out_by_now()
        return articles.latest_first()

    def ids(self, about: T) -> tuple[int, Iterable[int]]:
        """Return how many articles there are, and the ids of all in the order of the page."""
        ids = list(self.shown(about).values_list("pk", flat=True))
        return len(ids), ids

    def notes(self, about: T) -> Mapping[int, str] | None:
        """Return the notes about articles by their ids, None for a list that has none to show."""
        return None

    def quotations(self, about: T, articles: Collection[Article]) -> Mapping[int, Sequence[QuotationItem]]:
        """Return by their ids the quotations for which articles are in the list; {} for any but a search for these."""
        return {}


class LatestListing(Listing[None]):
    """All articles with a date."""

    def get_object(self, request: HttpRequest) -> None:
        """Return None: the list is about nothing in particular."""

    def articles(self, about: None) -> ArticleQuerySet:
        """Return all visible articles with a date."""
        return Article.objects.visible().latest_dated()

    def subject(self, about: None) -> str:
        """Return the title of the front page's list."""
        return _("Latest articles")

    def link(self, about: None) -> str:
        """Return the front page."""
        return reverse("front")

    def added_last(self, about: None, most: int) -> list[Article]:
        """Return the articles that were added last, those without a date too."""
        return _added_last(Article.objects.visible(), most)


class UndatedListing(Listing[None]):
    """The articles whose date is unknown, last added first."""

    def get_object(self, request: HttpRequest) -> None:
        """Return None: the list is about nothing in particular."""

    def articles(self, about: None) -> ArticleQuerySet:
        """Return the visible articles without any date."""
        return Article.objects.visible().filter(published_at__isnull=True)

    def subject(self, about: None) -> str:
        """Return the title of the page."""
        return _("Articles without a date")

    def link(self, about: None) -> str:
        """Return the page of articles without a date."""
        return reverse("undated")


class CorrectionsListing(Listing[None]):
    """The articles that have a correction, the one corrected last first."""

    order_note = gettext_lazy("What was corrected last comes first.")

    def get_object(self, request: HttpRequest) -> None:
        """Return None: the list is about nothing in particular."""

    def articles(self, about: None) -> ArticleQuerySet:
        """Return the visible articles with a correction."""
        return Article.objects.visible().filter(corrected_at__isnull=False)

    def newest(self, about: None, most: int) -> list[Article]:
        """Return the articles that were corrected last, whatever their dates."""
        return list(self.articles(about).with_source().order_by("-corrected_at", "-pk")[:most])

    def added_last(self, about: None, most: int) -> list[Article]:
        """Return the same."""
        return self.newest(about, most)

    def item_date(self, article: Article) -> datetime | None:
        """Return the date of its last correction."""
        return article.corrected_at

    def subject(self, about: None) -> str:
        """Return the title of the page."""
        return _("Corrections")

    def link(self, about: None) -> str:
        """Return the page of all corrections."""
        return reverse("corrections")


class SectionListing(Listing[Section]):
    """The articles of a section."""

    def get_object(self, request: HttpRequest, slug: str) -> Section:
        """Return the section of the address."""
        return get_object_or_404(Section, slug=slug)

    def articles(self, about: Section) -> ArticleQuerySet:
        """Return the visible articles of the section."""
        return Article.objects.visible().filter(section=about)


class SourceListing(Listing[Source]):
    """The articles of a source."""

    def get_object(self, request: HttpRequest, slug: str) -> Source:
        """Return the source of the address, of a name the source that it is a name of."""
        source: Source = get_object_or_404(Source.objects.select_related("merged_into"), slug=slug, hidden=False)
        return source.canonical

    def articles(self, about: Source) -> ArticleQuerySet:
        """Return the visible articles that it printed or that credit it."""
        return Article.objects.visible().from_source(about)


class EntityListing(Listing[Entity]):
    """The articles that name a person, place or organisation."""

    def get_object(self, request: HttpRequest, pk: int) -> Entity:
        """Return the canonical entity of the address; raises Http404 where it has no page."""
        entity = canonical_entity(get_object_or_404(Entity, pk=pk))
        if not entity.has_page:
            raise Http404
        return entity

    def articles(self, about: Entity) -> ArticleQuerySet:
        """Return the visible articles that name the entity."""
        return about.articles().visible()


class ArticleListing(Listing[Article]):
    """One article alone."""

    of_any_date = True

    def get_object(self, request: HttpRequest, pk: int) -> Article:
        """Return the article of the address; raises Http404 where readers may not see it."""
        return get_object_or_404(Article.objects.visible(), pk=pk)

    def articles(self, about: Article) -> ArticleQuerySet:
        """Return the article."""
        return Article.objects.visible().filter(pk=about.pk)


class SearchListing(Listing[SearchRequest]):
    """The articles that a search with its filters finds."""

    def get_object(self, request: HttpRequest) -> SearchRequest:
        """Return the search of the address, at its first page."""
        return replace(SearchRequest.from_address(request.GET), page=1)

    def subject(self, about: SearchRequest) -> str:
        """Return the title of the search."""
        return search_title(about)

    def link(self, about: SearchRequest) -> str:
        """Return the search page in order of date."""
        return reverse("search") + _by_date(about).address()

    def newest(self, about: SearchRequest, most: int) -> list[Article]:
        """Return the newest articles found, or the oldest if the search asks for these; none that lacks a word.

        In a list by date those dated in the future wait. Raises SearchFailed.
        """
        asked = replace(_by_date(about), page_size=most)
        return [hit.article for hit in search(asked, with_facets=False, relax=False).hits]

    def added_last(self, about: SearchRequest, most: int) -> list[Article]:
        """Return the articles found that were added last; none that lacks a word. Raises SearchFailed."""
        ids = nlargest(most, article_ids(about, most=_MOST_FOUND))
        return _added_last(Article.objects.visible().filter(pk__in=ids), most)

    def ids(self, about: SearchRequest) -> tuple[int, Iterable[int]]:
        """Return how many articles are found, and their ids in the order of the search page. Raises SearchFailed."""
        return found_ids(about)

    def quotations(self, about: SearchRequest, articles: Collection[Article]) -> Mapping[int, Sequence[QuotationItem]]:
        """Return the quotations found in articles. Raises SearchFailed."""
        return found_quotations(about, articles)


def found_quotations(asked: SearchRequest, articles: Collection[Article]) -> Mapping[int, Sequence[QuotationItem]]:
    """Return by article the quotations that a search finds, {} where it looks for none. Raises SearchFailed.

    SQL queries: those of `read_query`, and two where it looks for some.
    """
    found = quotations_found(read_query(asked), articles)
    return dict(zip(found, items_of_hits(found.values()), strict=True)) if found else {}


def _added_last(articles: ArticleQuerySet, most: int) -> list[Article]:
    # Ids grow with each article, and the database has them in order.
    return list(articles.out_by_now().with_source().order_by("-pk")[:most])


def _by_date(search: SearchRequest) -> SearchRequest:
    return replace(search, sort=Sort.NEWEST) if search.sort is Sort.RELEVANCE else search
