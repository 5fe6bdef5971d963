"""Feeds of the archive in RSS and Atom: the latest, a day, a section, a source, an entity, any search."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.entities.stored_rules import canonical_entity
from articles.models import Article, ArticleQuerySet, Entity, Section, Source
from articles.search import SearchFailed, SearchRequest, Sort, search
from articles.views.entity_page import articles_about
from articles.views.search_results import heading
from articles.views.unavailable import search_unavailable
from articles.views.wording import day_text

NEWEST: Final = 50
_TYPES: Final = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
# What XML 1.0 cannot hold.
_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ArchiveFeed(Feed[Article, Any]):
    """What all feeds share: an item is an article with its lead, its address is its identity."""

    language = "vi"
    author_name = settings.SITE_NAME

    def __init__(self, format: str) -> None:
        self.feed_type = _TYPES[format]

    def articles(self, obj: Any) -> ArticleQuerySet:
        """Return the articles of the feed's object."""
        raise NotImplementedError

    def subject(self, obj: Any) -> str:
        """Return what the feed is about."""
        return str(obj)

    def link(self, obj: Any) -> str:
        """Return the address of the page that shows the same articles."""
        return str(obj.get_absolute_url())

    def title(self, obj: Any) -> str:
        """Return the feed's title."""
        return _clean(f"{self.subject(obj)} – {settings.SITE_NAME}")

    def description(self, obj: Any) -> str:
        """Return what the feed offers, for a list of feeds."""
        return _clean(_("Articles of the archive: %(subject)s") % {"subject": self.subject(obj)})

    def items(self, obj: Any) -> list[Article]:
        """Return the newest articles with all that items show (one SQL query)."""
        return list(self.articles(obj).select_related("source", "section").latest_first()[:NEWEST])

    def item_title(self, item: Article) -> str:
        """Return the article's title."""
        return _clean(item.title)

    def item_description(self, item: Article) -> str:
        """Return the whole lead, or the first paragraph of an article without one, as HTML, which readers expect."""
        return escape(_clean(item.lead or "".join(item.body[:1])))

    def item_author_name(self, item: Article) -> str | None:
        """Return the authors, else the source; None where neither is known."""
        return _clean(", ".join(item.authors) or (item.source.name if item.source else "")) or None

    def item_pubdate(self, item: Article) -> datetime | None:
        """Return when the article was published, None where that is not known."""
        return localtime(item.published_at) if item.published_at else None

    def item_updateddate(self, item: Article) -> datetime:
        """Return when the article was changed here."""
        return localtime(item.updated_at)

    def item_categories(self, item: Article) -> list[str]:
        """Return the section."""
        return [_clean(item.section.name)] if item.section else []


class LatestFeed(ArchiveFeed):
    """The latest articles of the archive."""

    def articles(self, obj: None) -> ArticleQuerySet:
        """Return all visible articles that have a date."""
        return Article.objects.visible().latest_dated()

    def subject(self, obj: None) -> str:
        """Return the word for them."""
        return _("Latest articles")

    def link(self, obj: None) -> str:
        """Return the front page."""
        return reverse("front")


class DayFeed(ArchiveFeed):
    """The articles of a day."""

    def get_object(self, request: HttpRequest, day: date) -> date:
        """Return the day itself."""
        return day

    def articles(self, obj: date) -> ArticleQuerySet:
        """Return the day's visible articles."""
        return Article.objects.visible().dated_by_day().filter(published_on=obj)

    def subject(self, obj: date) -> str:
        """Return the day in words."""
        return day_text(obj)

    def link(self, obj: date) -> str:
        """Return the day's page."""
        return reverse("day", args=[obj])


class SectionFeed(ArchiveFeed):
    """The articles of a section."""

    def get_object(self, request: HttpRequest, slug: str) -> Section:
        """Return the section of that slug."""
        return get_object_or_404(Section, slug=slug)

    def articles(self, obj: Section) -> ArticleQuerySet:
        """Return its visible articles."""
        return Article.objects.visible().filter(section=obj)


class SourceFeed(ArchiveFeed):
    """The articles of a source."""

    def get_object(self, request: HttpRequest, slug: str) -> Source:
        """Return the source of that slug."""
        return get_object_or_404(Source, slug=slug)

    def articles(self, obj: Source) -> ArticleQuerySet:
        """Return its visible articles."""
        return Article.objects.visible().filter(source=obj)


class EntityFeed(ArchiveFeed):
    """The articles that name a person, place or organisation."""

    def get_object(self, request: HttpRequest, pk: int) -> Entity:
        """Return the entity of that number, the whole one where it is a name of another by now."""
        entity = canonical_entity(get_object_or_404(Entity, pk=pk))
        if entity.hidden:
            raise Http404
        return entity

    def articles(self, obj: Entity) -> ArticleQuerySet:
        """Return the visible articles that name it."""
        return articles_about(obj)


class SearchFeed(ArchiveFeed):
    """What a search finds, facets and all: the newest first unless its address asks for the oldest."""

    def get_object(self, request: HttpRequest) -> SearchRequest:
        """Return the search of the address, as one page of the feed's length."""
        asked = SearchRequest.from_address(request.GET)
        sort = Sort.NEWEST if asked.sort is Sort.RELEVANCE else asked.sort
        return replace(asked, sort=sort, page=1, page_size=NEWEST)

    def subject(self, obj: SearchRequest) -> str:
        """Return what is searched for."""
        return heading(obj)

    def link(self, obj: SearchRequest) -> str:
        """Return the search page."""
        return reverse("search") + obj.address()

    def feed_url(self, obj: SearchRequest) -> str:
        """Return the feed's own address, with the search in it."""
        format = next(name for name, kind in _TYPES.items() if kind is self.feed_type)
        sort = Sort.RELEVANCE if obj.sort is Sort.NEWEST else obj.sort
        return reverse("feed-search", args=[format]) + replace(obj, sort=sort).address()

    def items(self, obj: SearchRequest) -> list[Article]:
        """Return the articles found."""
        return [hit.article for hit in search(obj, with_facets=False, relax=False).hits]


def in_formats(feed: type[ArchiveFeed]) -> Callable[..., HttpResponseBase]:
    """Return the view of a feed in both formats: "format" in the address says which.

    A feed that needs a search answers 503 while none can be made.
    """
    feeds = {format: feed(format) for format in _TYPES}

    @require_safe
    @conditional_page
    def view(request: HttpRequest, format: str, **kwargs: Any) -> HttpResponseBase:
        try:
            return feeds[format](request, **kwargs)
        except SearchFailed as error:
            return search_unavailable(request, error)

    return view


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
