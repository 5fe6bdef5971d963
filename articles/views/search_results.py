"""The search page."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.search import ReadQuery, SearchFailed, SearchPage, SearchRequest, read_query, search
from articles.views.paging import pager
from articles.views.query_notes import note_text
from articles.views.search_links import chips, entity_links, facet_boxes, kept_by_form, sort_links
from articles.views.timeline import timeline
from articles.views.unavailable import search_unavailable


def read_address(request: HttpRequest) -> ReadQuery:
    """Return the search of an address as it was understood, the newest first where no article can match better.

    Raises SearchFailed.
    """
    return read_query(SearchRequest.from_address(request.GET)).newest_unless_ranked()


def heading(wanted: SearchRequest) -> str:
    """Return what a search is called in titles: what was typed, where anything was."""
    return _("Search: %(query)s") % {"query": wanted.query} if wanted.query else _("Search")


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show a page of hits with facets; a page behind the last leads there, and a broken index says so (503).

    A search for an entity that was merged or retyped leads to the search for what it is now.
    """
    try:
        page = search(read_address(request), grouped=True)
    except SearchFailed as error:
        return search_unavailable(request, error)
    wanted = page.request
    if wanted.choices != SearchRequest.from_address(request.GET).choices:
        return redirect(request.path + wanted.address())
    if wanted.page > max(page.pages, 1):
        return redirect(request.path + wanted.on_page(max(page.pages, 1)).address())
    return render(request, "articles/search.html", _context(page))


def _context(page: SearchPage) -> dict[str, Any]:
    wanted = page.request
    return {
        "page": page,
        "heading": heading(wanted),
        "search": wanted,
        "facets": facet_boxes(page),
        "bars": timeline(page.histogram, wanted),
        "chips": chips(wanted, page.chosen),
        "entities": entity_links(page.chosen),
        "sorts": sort_links(page.read),
        "kept": kept_by_form(wanted),
        "pager": pager(wanted.page, page.pages, lambda number: wanted.on_page(number).address()),
        "notes": [note_text(note) for note in page.notes],
        "days_reversed": bool(wanted.since and wanted.until and wanted.since > wanted.until),
        "without_filters": SearchRequest(query=wanted.query).address(),
        "meant": replace(wanted, query=page.did_you_mean, page=1).address(),
        "as_typed": replace(wanted, as_typed=True, page=1).address(),
        "with_any_marks": replace(wanted, exact=False, page=1).address(),
        "feed_address": replace(wanted, page=1).address(),
    }
