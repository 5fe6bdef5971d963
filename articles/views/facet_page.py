"""The page of all values of a facet: several are chosen at once, and found by the beginnings of their names."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.search import FACET_BY_NAME, FacetValuePage, SearchFailed, SearchRequest, facet_value_page
from articles.views.search_links import chips, value_link
from articles.views.search_results import read_address
from articles.views.unavailable import search_unavailable

_MAX_TYPED = 100


@require_safe
def facet_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page of the values of a facet, counted under the filters of the address; a broken index says so (503)."""
    if name not in FACET_BY_NAME:
        raise Http404
    typed = request.GET.get("find", "").strip()[:_MAX_TYPED]
    try:
        page = facet_value_page(
            read_address(request).on_page(1), FACET_BY_NAME[name], typed=typed, number=_number(request)
        )
    except SearchFailed as error:
        return search_unavailable(request, error)
    return render(request, "articles/facet_values.html", _context(page, typed))


def _number(request: HttpRequest) -> int:
    asked_for = request.GET.get("values", "")
    return int(asked_for) if asked_for.isdecimal() and asked_for.isascii() and len(asked_for) < 10 else 1


def _context(page: FacetValuePage, typed: str) -> dict[str, Any]:
    ticked = {(page.facet.name, value.choice.value) for value in page.values}
    wanted = page.request
    return {
        "page": page,
        "typed": typed,
        "search": wanted,
        "values": [value_link(wanted, value) for value in page.values],
        "chips": chips(wanted, page.chosen),
        # The choices shown are sent by their own boxes.
        "kept": [pair for pair in wanted.parameters() if pair not in ticked],
        "address": reverse("facet-values", args=[page.facet.name]),
        "without_filters": SearchRequest(query=wanted.query).address(),
    }
