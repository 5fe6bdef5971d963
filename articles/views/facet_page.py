"""The page of all values of a facet, where readers find values by the beginning of a name and choose several."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.search import FACET_BY_NAME, FacetValuePage, SearchFailed, SearchRequest, facet_value_page
from articles.text.typed_numbers import page_number
from articles.views.parts.search_http import requested_search, search_failed
from articles.views.parts.search_links import chips, value_link

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


def _context(page: FacetValuePage, typed: str) -> dict[str, Any]:
    shown = {(page.facet.name, value.choice.value) for value in page.values}
    search = page.request
    return {
        "page": page,
        "typed": typed,
        "search": search,
        "values": [value_link(search, value) for value in page.values],
        "chips": chips(search, page.chosen),
        # The form sends the shown values by their checkboxes, and everything else by hidden fields.
        "hidden_fields": [pair for pair in search.parameters() if pair not in shown],
        "address": reverse("facet-values", args=[page.facet.name]),
        "without_filters": SearchRequest(query=search.query).address(),
    }
