"""The search page: hits, facets, and the notes about a query that could not be read as typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import title_names
from articles.search import (
    ParseWarning,
    QueryNote,
    ReadQuery,
    SearchFailed,
    SearchPage,
    SearchRequest,
    Sort,
    search,
    whole_months,
)
from articles.views.parts.addresses import hit_parameters
from articles.views.parts.filters import filter_context
from articles.views.parts.list_style import SIZES, ListStyle, list_suffix, size_suffix
from articles.views.parts.paging import pager
from articles.views.parts.reading_chips import own_reading, reading_chips
from articles.views.parts.search_http import requested_search, search_failed, search_title
from articles.views.parts.search_links import entity_links, hidden_fields, known_names, sort_links
from articles.views.parts.timeline import narrowing, timeline

_NOTES: Final[dict[ParseWarning, Promise]] = {
    ParseWarning.QUOTE: _("A quotation mark is missing its pair, so it was ignored."),
    ParseWarning.BRACKET: _("A bracket is missing its pair, so it was ignored."),
    ParseWarning.OPERATOR: _("“%(text)s” has nothing to combine or exclude here, so it was searched as a plain word."),
    ParseWarning.LINK: _(
        "“%(text)s” needs a word, a phrase or a bracket on both sides, so it was ignored. Example: Hà Nội %(text)s cháy"
    ),
    ParseWarning.OPERAND: _(
        "“%(text)s” applies only to words, phrases in quotation marks, and brackets with OR. The rest was searched "
        "on its own."
    ),
    ParseWarning.CAPITALS: _(
        "The whole search is in capitals, so “%(text)s” was searched as a plain word. To combine words, type the "
        "others in small letters."
    ),
    ParseWarning.WILDCARD: _(
        "“%(text)s”: only an asterisk at the end of a word stands for other letters, so the parts around signs were "
        "searched as words. Type the word without accents, or its beginning with an asterisk: truo*"
    ),
    ParseWarning.RANGE: _(
        "“%(text)s” is not a range of dates, so its ends were searched as plain words. Write [2020 TO 2022], or "
        "after:2019 before:2023."
    ),
    ParseWarning.SIGNS: _("The search has signs but no letters or digits, so there is nothing to look for."),
    ParseWarning.FIELD: _("There is no field “%(text)s”, so it was searched as plain words."),
    ParseWarning.NO_VALUE: _(
        "“%(text)s” has no value, so it was searched as plain words. Write the value directly after the colon."
    ),
    ParseWarning.DATE: _(
        "“%(text)s” is not a date, so it was searched as plain words. Write 2022, 6/2022 or 14/6/2022."
    ),
    ParseWarning.PREFIX: _("“%(text)s” was searched as a whole word. Type at least two letters before the asterisk."),
    ParseWarning.NOBODY: _("The archive has no entity named “%(text)s”."),
    ParseWarning.NAMES: _("Too many names match this search, so “%(text)s” was not looked up. Type more of the name."),
    ParseWarning.LENGTH: _("The search is too long, so only its first words were used."),
    ParseWarning.DEPTH: _("There are too many brackets inside one another, so the inner ones were ignored."),
    ParseWarning.DAY: _("“%(text)s” is not a date, so it was ignored. Write 14/6/2022, 6/2022 or 2022."),
    ParseWarning.CHOICES: _("Too many filters were chosen, so only the first %(text)s were used."),
}


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
        "hits": [(hit, hit_parameters(asked, hit.number)) for hit in page.hits],
        "heading": search_title(asked),
        "chart": timeline(page.histogram, whole, narrowing(asked)),
        "reading": reading_chips(page.read),
        "own_reading": own_reading(asked),
        "either": page.read.either,
        "other_either": replace(asked, query=page.read.either.other, page=1).address() if page.read.either else "",
        "entities": entity_links(page.chosen),
        "known_names": known_names(page),
        "sorts": sort_links(page.read),
        "hidden_fields": hidden_fields(asked, "q", "from", "to", "exact"),
        "pager": pager(
            min(asked.page, max(page.pages, 1)),
            page.pages,
            lambda number: asked.on_page(number).address() + style.suffix(),
        ),
        "notes": [note_text(note) for note in page.notes],
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


def note_text(note: QueryNote) -> str:
    """Return a warning in words."""
    return str(_NOTES[note.warning]) % {"text": note.text}
