"""The page of a search's filters: what a narrow window opens over the hits, and what it shows without scripts."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.search import SearchFailed, search
from articles.views.parts.filters import filter_context
from articles.views.parts.query_notes import note_text
from articles.views.parts.search_http import requested_search, search_failed
from articles.views.parts.search_links import hidden_fields


@require_safe
def filters_page(request: HttpRequest) -> HttpResponse:
    """Show the filters of the search in the address with their counts; 503 while the index cannot be read."""
    try:
        read = requested_search(request).on_page(1)
        page = search(replace(read, request=replace(read.request, page_size=1)))
    except SearchFailed as error:
        return search_failed(request, error)
    context = filter_context(page) | {
        "notes": [note_text(note) for note in page.notes],
        "hidden_fields": hidden_fields(page.request, "from", "to"),
    }
    return render(request, "articles/filters.html", context)
