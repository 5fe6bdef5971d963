"""Feeds of the archive in RSS and Atom: latest articles, a day, a section, a source, an entity, any search."""

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
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.entities.stored_rules import canonical_entity
from articles.models import Article, ArticleQuerySet, Entity, Section, Source
from articles.search import SearchFailed, SearchRequest, Sort, search
from articles.text.running_text import BODY, Part
from articles.views.parts.entity_marks import marked_table
from articles.views.parts.search_http import search_failed, search_title
from articles.views.parts.wording import day_text

MAX_ITEMS: Final = 50
_TYPES: Final = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
# Characters that XML 1.0 does not allow.
_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ArchiveFeed(Feed[Article, Any]):
    """The base of all feeds. An item is an article with its lead; its address identifies it."""

    language = "vi"
    author_name = settings.SITE_NAME

    def __init__(self, format: str) -> None:
        self.feed_type = _TYPES[format]

    def articles(self, obj: Any) -> ArticleQuerySet:
        """Return the articles of the feed."""
        raise NotImplementedError

    def subject(self, obj: Any) -> str:
        """Return the subject of the feed, for its title."""
        return str(obj)

    def link(self, obj: Any) -> str:
        """Return the address of the page with the same articles."""
        return str(obj.get_absolute_url())

    def title(self, obj: Any) -> str:
        """Return the title of the feed."""
        return _clean(f"{self.subject(obj)} – {settings.SITE_NAME}")

    def description(self, obj: Any) -> str:
        """Return the description that feed readers show."""
        return _clean(_("Articles of the archive: %(subject)s") % {"subject": self.subject(obj)})

    def items(self, obj: Any) -> list[Article]:
        """Return the newest articles with source and section (one SQL query), without those dated in the future."""
        articles = self.articles(obj).out_by_now().with_source()
        return list(articles.latest_first()[:MAX_ITEMS])

    def item_title(self, item: Article) -> str:
        """Return the article's title."""
        return _clean(item.title)

    def item_description(self, item: Article) -> str:
        """Return the lead, or the first paragraph or table of an article without one, as HTML for feed readers."""
        text = _clean(item.lead or "".join(item.body[:1]))
        if table := marked_table(Part(BODY, text, 0), ()):
            return render_to_string("partials/article_table.html", {"table": table})
        return escape(text)

    def item_author_name(self, item: Article) -> str | None:
        """Return the authors, else the source; None where neither is known."""
        return _clean(", ".join(item.authors) or (item.publisher.name if item.publisher else "")) or None

    def item_pubdate(self, item: Article) -> datetime | None:
        """Return when the article was published, None where that is unknown."""
        return localtime(item.published_at) if item.published_at else None

    def item_updateddate(self, item: Article) -> datetime:
        """Return when the archive changed the article."""
        return localtime(item.updated_at)

    def item_categories(self, item: Article) -> list[str]:
        """Return the section."""
        return [_clean(item.section.name)] if item.section else []


class LatestFeed(ArchiveFeed):
    """The latest articles of the archive."""

    def articles(self, obj: None) -> ArticleQuerySet:
        """Return all visible articles with a date."""
        return Article.objects.visible().latest_dated()

    def subject(self, obj: None) -> str:
        """Return the title of the front page's list."""
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
        """Return the visible articles of the day."""
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
        """Return the section of the address."""
        return get_object_or_404(Section, slug=slug)

    def articles(self, obj: Section) -> ArticleQuerySet:
        """Return the visible articles, in any order."""
        return Article.objects.visible().filter(section=obj)


class SourceFeed(ArchiveFeed):
    """The articles of a source."""

    def get_object(self, request: HttpRequest, slug: str) -> Source:
        """Return the source of the address, of a name the source that it is a name of."""
        source: Source = get_object_or_404(Source.objects.select_related("merged_into"), slug=slug, hidden=False)
        return source.canonical

    def articles(self, obj: Source) -> ArticleQuerySet:
        """Return the visible articles that it printed or that credit it, in any order."""
        return Article.objects.visible().from_source(obj)


class EntityFeed(ArchiveFeed):
    """The articles that name a person, place or organisation."""

    def get_object(self, request: HttpRequest, pk: int) -> Entity:
        """Return the canonical entity of the address; raises Http404 where it has no page."""
        entity = canonical_entity(get_object_or_404(Entity, pk=pk))
        if not entity.has_page:
            raise Http404
        return entity

    def articles(self, obj: Entity) -> ArticleQuerySet:
        """Return the visible articles that name the entity."""
        return obj.articles().visible()


class SearchFeed(ArchiveFeed):
    """The articles that a search with its filters finds: newest first, or oldest first if the address asks for it."""

    def get_object(self, request: HttpRequest) -> SearchRequest:
        """Return the search of the address, with one page of the feed's length."""
        asked = SearchRequest.from_address(request.GET)
        sort = Sort.NEWEST if asked.sort is Sort.RELEVANCE else asked.sort
        return replace(asked, sort=sort, page=1, page_size=MAX_ITEMS)

    def subject(self, obj: SearchRequest) -> str:
        """Return the title of the search."""
        return search_title(obj)

    def link(self, obj: SearchRequest) -> str:
        """Return the search page."""
        return reverse("search") + obj.address()

    def feed_url(self, obj: SearchRequest) -> str:
        """Return the address of the feed, with the search in it."""
        format = next(name for name, kind in _TYPES.items() if kind is self.feed_type)
        sort = Sort.RELEVANCE if obj.sort is Sort.NEWEST else obj.sort
        return reverse("feed-search", args=[format]) + replace(obj, sort=sort).address()

    def items(self, obj: SearchRequest) -> list[Article]:
        """Return the articles found; in a list by date those dated in the future wait."""
        return [hit.article for hit in search(obj, with_facets=False, relax=False).hits]


def in_formats(feed: type[ArchiveFeed]) -> Callable[..., HttpResponseBase]:
    """Return the view of a feed in both formats, which "format" in the address chooses.

    The feed of a search answers 503 while the index cannot be read.
    """
    feeds = {format: feed(format) for format in _TYPES}

    @require_safe
    @conditional_page
    def view(request: HttpRequest, format: str, **kwargs: Any) -> HttpResponseBase:
        try:
            return feeds[format](request, **kwargs)
        except SearchFailed as error:
            return search_failed(request, error)

    return view


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)
