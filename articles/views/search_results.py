"""The search page: hits, facets, and the notes about a query that could not be read as typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.entities.posts_called import known_posts
from articles.models import title_names
from articles.search import (
    READINGS,
    ReadQuery,
    SearchFailed,
    SearchPage,
    SearchRequest,
    Sort,
    items_of_hits,
    search,
    whole_months,
)
from articles.views.parts.addresses import hit_parameters
from articles.views.parts.entity_quotations import unread_articles
from articles.views.parts.filters import filter_context
from articles.views.parts.list_style import SIZES, ListStyle, list_suffix, size_suffix
from articles.views.parts.paging import pager
from articles.views.parts.query_notes import note_text
from articles.views.parts.reading_chips import own_reading, reading_chips
from articles.views.parts.search_http import requested_search, search_failed, search_title
from articles.views.parts.search_links import entity_links, hidden_fields, known_names, sort_links
from articles.views.parts.timeline import hits_timeline


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show a page of hits with facets, or 503 while the index cannot be read.

    A page behind the last one has no hits and says so (404). A search for an entity that was merged or has another
    kind now redirects to the search for the present entity.
    """
    style = ListStyle.of(request)
    try:
        page = search(_sized(requested_search(request), style.size), grouped=True)
        whole = whole_months(page.request.since, page.request.until)
    except SearchFailed as error:
        return search_failed(request, error)
    asked = page.request
    if asked.choices != SearchRequest.from_address(request.GET).choices:
        return redirect(request.path + asked.address())
    last = max(page.pages, 1)
    if asked.page > last:
        context = _context(page, whole, style) | {"last_page": last, "last_page_address": asked.on_page(last).address()}
        return render(request, "articles/search.html", context, status=404)
    return style.remember(request, render(request, "articles/search.html", _context(page, whole, style)))


def _sized(read: ReadQuery, size: int) -> ReadQuery:
    """Return a search with so many hits on a page."""
    return replace(read, request=replace(read.request, page_size=size))


def _context(page: SearchPage, whole: Mapping[date, int], style: ListStyle) -> dict[str, Any]:
    asked = page.request
    prefetch_related_objects([hit.article for hit in page.hits], title_names())
    return {
        **filter_context(page),
        "hits": [
            (hit, hit_parameters(page.read, hit.number), quotations)
            for hit, quotations in zip(page.hits, items_of_hits(hit.quotations[:1] for hit in page.hits), strict=True)
        ],
        "heading": search_title(asked),
        "chart": hits_timeline(page.histogram, whole, asked),
        "reading": reading_chips(page.read),
        "own_reading": own_reading(asked),
        "either": page.read.either,
        "other_either": replace(asked, query=page.read.either.other, page=1).address() if page.read.either else "",
        "entities": entity_links(page.chosen),
        "known_names": known_names(page),
        "known_posts": known_posts(asked.query),
        "sorts": sort_links(page.read),
        "hidden_fields": hidden_fields(asked, "q", "from", "to", "exact", "quoted"),
        "pager": pager(
            min(asked.page, max(page.pages, 1)),
            page.pages,
            lambda number: asked.on_page(number).address() + style.suffix(),
        ),
        "unread": unread_articles() if page.read.in_quotations else 0,
        "notes": [note_text(note) for note in page.notes if note.warning not in READINGS],
        "read_as": [note_text(note) for note in page.notes if note.warning in READINGS],
        "days_reversed": bool(asked.since and asked.until and asked.since > asked.until),
        "did_you_mean_address": replace(asked, query=page.did_you_mean, page=1).address(),
        "as_typed": replace(asked, as_typed=True, page=1).address(),
        "short_form_address": page.short_form.request.address() if page.short_form else "",
        "offers": [{"offer": offer, "address": offer.request.address()} for offer in page.offers],
        "style": style,
        "sizes": [(size, asked.on_page(1).address() + size_suffix(size)) for size in SIZES],
        "full_list": asked.on_page(1).address() + list_suffix(compact=False),
        "compact_list": asked.on_page(1).address() + list_suffix(compact=True),
        "wider": replace(asked, wider=True, page=1).address(),
        "with_any_marks": replace(asked, exact=False, page=1).address(),
        "list_filters": replace(asked, query="", sort=Sort.RELEVANCE, page=1).address(),
    }
