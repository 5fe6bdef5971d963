"""Feeds in RSS and Atom of any list of articles."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from django.views.decorators.vary import vary_on_headers

from articles.models import Article, Correction
from articles.models.correction import corrections_of, load_corrections
from articles.search import QuotationItem, SearchFailed, SearchRequest
from articles.text.markup import xml_text
from articles.text.running_text import BODY, Part
from articles.views.parts.entity_marks import marked_table
from articles.views.parts.listings import Listing
from articles.views.parts.search_http import search_failed
from articles.views.parts.wording import moment_text

MAX_ITEMS: Final = 50
_TYPES: Final = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
# The parameter of a feed's address by which its articles are those that were added last.
_ADDED: Final = {"by": "added"}
# Quotations that an item shows.
_MOST_QUOTATIONS: Final = 5

# Returns the full address of one that begins with "/".
Absolute = Callable[[str], str]


class ListingFeed(Feed[Article, Any]):
    """The newest articles of a list, for one request. An item is an article with its lead; its address identifies it.

    An article of a search in quotations has those found before its lead. With `by_added`, the articles that were added
    to the archive last, so that an import of old ones is seen. `absolute` returns full addresses.
    """

    language = "vi"
    author_name = settings.SITE_NAME

    def __init__(self, listing: Listing[Any], format: str, absolute: Absolute, *, by_added: bool = False) -> None:
        self.listing = listing
        self.by_added = by_added
        self.format = format
        self.feed_type = _TYPES[format]
        self._absolute = absolute
        self._quotations: Mapping[int, Sequence[QuotationItem]] = {}

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return what the list of the address is about; raises Http404 where there is no such thing."""
        return self.listing.get_object(request, **kwargs)

    def link(self, obj: Any) -> str:
        """Return the address of the page with the same articles."""
        return self.listing.link(obj)

    def feed_url(self, obj: Any) -> str | None:
        """Return the address of the feed of a search, with the search in it; Django knows that of another."""
        if not isinstance(obj, SearchRequest):
            return None
        return reverse("feed-search", args=[self.format]) + obj.address()

    def get_feed(self, obj: Any, request: HttpRequest) -> SyndicationFeed:
        """Return the feed, with its own address in it: Django leaves the parameters out."""
        feed = super().get_feed(obj, request)
        if self.by_added:
            feed.feed["feed_url"] = request.build_absolute_uri()
        return feed

    def title(self, obj: Any) -> str:
        """Return the title of the feed."""
        order = _(" (by date added)") if self.by_added else ""
        return xml_text(f"{self.listing.subject(obj)}{order} – {settings.SITE_NAME}")

    def description(self, obj: Any) -> str:
        """Return the description that feed readers show."""
        return xml_text(_("Articles of the archive: %(subject)s") % {"subject": self.listing.subject(obj)})

    def items(self, obj: Any) -> list[Article]:
        """Return the newest articles of the list, or those added last, with their corrections."""
        found = self.listing.added_last if self.by_added else self.listing.newest
        articles = found(obj, MAX_ITEMS)
        load_corrections(articles)
        self._quotations = self.listing.quotations(obj, articles)
        return articles

    def item_title(self, item: Article) -> str:
        """Return the article's title."""
        return xml_text(item.title)

    def item_description(self, item: Article) -> str:
        """Return the quotations found, the lead, or the first paragraph or table of an article without one, and its
        corrections, as HTML.
        """
        text = xml_text(item.lead or "".join(item.body[:1]))
        table = marked_table(Part(BODY, text, 0), ())
        html = render_to_string("partials/article_table.html", {"table": table}) if table else escape(text)
        return self._said(item) + html + "".join(_correction(one) for one in corrections_of(item))

    def said_in(self, article: Article) -> tuple[Sequence[QuotationItem], int]:
        """Return the quotations that are shown of an article of `items`, and how many more were found in it."""
        found = self._quotations.get(article.pk, ())
        return found[:_MOST_QUOTATIONS], max(0, len(found) - _MOST_QUOTATIONS)

    def _said(self, article: Article) -> str:
        found, more = self.said_in(article)
        if not found:
            return ""
        shown = [(one, self._absolute(one.address)) for one in found]
        context = {"article": article, "quotations": shown, "more": more}
        return xml_text(render_to_string("partials/feed_quotations.html", context))

    def item_author_name(self, item: Article) -> str | None:
        """Return the authors, else the source; None where neither is known."""
        return xml_text(", ".join(item.authors) or (item.publisher.name if item.publisher else "")) or None

    def item_pubdate(self, item: Article) -> datetime | None:
        """Return when the article was published, None where that is unknown; or when it was added."""
        if self.by_added:
            return localtime(item.created_at)
        moment = self.listing.item_date(item)
        return localtime(moment) if moment else None

    def item_updateddate(self, item: Article) -> datetime:
        """Return when the archive changed the article, also by a correction."""
        return localtime(item.updated_at)

    def item_categories(self, item: Article) -> list[str]:
        """Return the section."""
        return [xml_text(item.section.name)] if item.section else []


def _correction(correction: Correction) -> str:
    """Return a correction as a paragraph of HTML."""
    head = _("Correction, %(date)s:") % {"date": moment_text(correction.noted_at)}
    return f"<p><strong>{escape(head)}</strong> {escape(xml_text(correction.text))}</p>"


def in_formats(listing: Listing[Any]) -> Callable[..., HttpResponseBase]:
    """Return the view of a list's feed in both formats, which "format" in the address chooses.

    A browser gets a page that says what to do with the feed. That of a search answers 503 while the index cannot be
    read.
    """

    @require_safe
    @vary_on_headers("Accept")
    @conditional_page
    def view(request: HttpRequest, format: str, **kwargs: Any) -> HttpResponseBase:
        by_added = request.GET.get("by") == _ADDED["by"]
        feed = ListingFeed(listing, format, request.build_absolute_uri, by_added=by_added)
        try:
            if "text/html" in request.headers.get("Accept", ""):
                return _as_page(request, feed, **kwargs)
            return feed(request, **kwargs)
        except SearchFailed as error:
            return search_failed(request, error)

    return view


def _as_page(request: HttpRequest, feed: ListingFeed, **kwargs: Any) -> HttpResponse:
    """Show a feed to a reader: its address to copy, the feed in the other order, and its articles."""
    about = feed.get_object(request, **kwargs)
    others = {name: request.GET.getlist(name) for name in request.GET if name not in _ADDED}
    parameters = urlencode(others if feed.by_added else others | _ADDED, doseq=True)
    context = {
        "title": feed.title(about),
        "address": request.build_absolute_uri(),
        "page": feed.link(about),
        "by_added": feed.by_added,
        "order_note": feed.listing.order_note,
        "other": f"{request.path}?{parameters}" if parameters else request.path,
        "found": [(article, *feed.said_in(article)) for article in feed.items(about)],
    }
    return render(request, "articles/feed.html", context)
