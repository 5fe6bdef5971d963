"""All values of a facet: a page where readers find them by the beginning of a name and choose several; a table."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.source import slug_of
from articles.search import (
    FACET_BY_NAME,
    FacetValuePage,
    SearchFailed,
    all_facet_values,
    facet_value_page,
)
from articles.spreadsheet_csv import csv_response
from articles.text.typed_numbers import page_number
from articles.views.downloads import one_of_few
from articles.views.parts.search_http import requested_search, search_failed
from articles.views.parts.search_links import chip_context, value_link

_MAX_TYPED: Final = 100
# More pages than any facet has; a number behind the last page shows the last page.
_MAX_PAGE: Final = 1_000_000


@require_safe
def facet_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page of a facet's values, counted in the search of the address; 503 while the index cannot be read."""
    if name not in FACET_BY_NAME:
        raise Http404
    typed = request.GET.get("find", "").strip()[:_MAX_TYPED]
    number = page_number(request.GET.get("values", ""), most=_MAX_PAGE)
    try:
        search = requested_search(request).on_page(1)
        page = facet_value_page(search, FACET_BY_NAME[name], typed=typed, number=number)
    except SearchFailed as error:
        return search_failed(request, error)
    return render(request, "articles/facet_values.html", _context(page, typed))


@require_safe
@one_of_few
def facet_table(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return all values of a facet with their numbers of articles as CSV.

    Answers 503 while the index cannot be read, and 429 while other downloads leave no room.
    """
    if name not in FACET_BY_NAME:
        raise Http404
    facet = FACET_BY_NAME[name]
    try:
        values = all_facet_values(requested_search(request).on_page(1), facet)
    except SearchFailed as error:
        return search_failed(request, error)
    rows = ([value.label, str(value.count)] for value in values)
    return csv_response(f"{slug_of(str(facet.label))}.csv", [str(facet.label), _("articles")], rows)


def _context(page: FacetValuePage, typed: str) -> dict[str, Any]:
    shown = {(page.facet.name, value.choice.value) for value in page.values}
    search = page.request
    return {
        **chip_context(search, page.chosen),
        "page": page,
        "typed": typed,
        "values": [value_link(search, value) for value in page.values],
        # The form sends the shown values by their checkboxes, and everything else by hidden fields.
        "hidden_fields": [pair for pair in search.parameters() if pair not in shown],
        "address": reverse("facet-values", args=[page.facet.name]),
        "table": reverse("facet-table", args=[page.facet.name]) + search.address(),
    }
