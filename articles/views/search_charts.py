"""The articles of a search over time, and on the map of provinces: the numbers behind its list."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.search import (
    SearchFailed,
    SearchRequest,
    Sort,
    Spread,
    query_string,
    spread,
    whole_months,
    whole_places,
)
from articles.views.parts.province_map import articles_of_place, province_entities, province_map
from articles.views.parts.search_http import requested_search, search_failed, search_title
from articles.views.parts.search_links import chip_context
from articles.views.parts.timeline import narrowing, only_period, timeline

# Parameters of these pages beside those of the search: the length of a bar, and shares in place of counts.
_BY: Final = "by"
_SHOW: Final = "show"
_SHARES: Final = "shares"
_LENGTHS: Final = {"month": 1, "year": 12}
# More months than this are too thin to see: years are shown where nothing was chosen.
_MOST_MONTHS: Final = 240

Parameters = dict[str, str]


@dataclass(frozen=True, slots=True)
class SwitchLink:
    """One of the ways to show the numbers, and the address that shows them so."""

    label: str | Promise
    address: str
    current: bool


@require_safe
def search_timeline(request: HttpRequest) -> HttpResponse:
    """Show how many articles of a search appeared each month or year; 503 while the index cannot be read."""
    try:
        found = spread(requested_search(request))
        asked = found.read.request
        whole = whole_months(asked.since, asked.until)
    except SearchFailed as error:
        return search_failed(request, error)
    shown, shares = _shown(request)
    by = request.GET.get(_BY, "")
    length = _LENGTHS.get(by) or (1 if _months(found) <= _MOST_MONTHS else 0)
    shown |= {_BY: by} if by in _LENGTHS else {}
    chart = timeline(found.months, whole, narrowing(asked, reverse("search")), shares=shares, length=length)
    lengths = [(_("Months"), {_BY: "month"}, length == 1), (_("Years"), {_BY: "year"}, length != 1)]
    context = {
        "chart": chart,
        "only_period": only_period(found.months, length),
        "without_month": found.total - sum(month.count for month in found.months),
        "switches": [_switch(asked, shown, lengths), _switch(asked, shown, _values(shares=shares))],
    }
    return render(request, "articles/search_timeline.html", _context(found) | context)


@require_safe
def search_map(request: HttpRequest) -> HttpResponse:
    """Show how many articles of a search mention each province; 503 while the index cannot be read."""
    try:
        read = requested_search(request)
        asked = read.request
        entities = province_entities(todays=asked.todays_provinces)
        found = spread(read, places=entities.values())
        whole = whole_places(entities.values(), asked)
    except SearchFailed as error:
        return search_failed(request, error)
    shown, shares = _shown(request)
    other = replace(asked, todays_provinces=not asked.todays_provinces, page=1)
    other_address = other.address() + (f"&{query_string(shown.items())}" if shown else "")
    provinces = [
        SwitchLink(_("63 provinces until June 2025"), other_address, current=not asked.todays_provinces),
        SwitchLink(_("34 provinces of today"), other_address, current=asked.todays_provinces),
    ]
    context = {
        "map": province_map(
            entities,
            found.places,
            whole,
            lambda pk: articles_of_place(asked, pk),
            todays=asked.todays_provinces,
            shares=shares,
        ),
        "switches": [provinces, _switch(asked, shown, _values(shares=shares))],
    }
    return render(request, "articles/search_map.html", _context(found) | context)


def _context(found: Spread) -> dict[str, Any]:
    asked = found.read.request
    return {
        **chip_context(asked, found.chosen),
        "heading": search_title(asked),
        "total": found.total,
        "address": replace(asked, page=1, sort=Sort.RELEVANCE).address(),
    }


def _shown(request: HttpRequest) -> tuple[Parameters, bool]:
    """Return the parameter that shows shares in place of counts, and whether it does."""
    shares = request.GET.get(_SHOW) == _SHARES
    return ({_SHOW: _SHARES} if shares else {}), shares


def _values(*, shares: bool) -> list[tuple[Promise, Parameters, bool]]:
    return [
        (_("Numbers of articles"), {_SHOW: ""}, not shares),
        (_("Shares of all articles"), {_SHOW: _SHARES}, shares),
    ]


def _switch(
    search: SearchRequest, shown: Parameters, ways: Iterable[tuple[Promise, Parameters, bool]]
) -> list[SwitchLink]:
    links = []
    for label, changed, current in ways:
        extra = [(name, value) for name, value in (shown | changed).items() if value]
        parameters = [*search.on_page(1).parameters(), *extra]
        links.append(SwitchLink(label, f"?{query_string(parameters)}", current))
    return links


def _months(found: Spread) -> int:
    """Return the number of months from the first to the last in which articles appeared."""
    if not found.months:
        return 0
    first, last = found.months[0].first, found.months[-1].first
    return (last.year - first.year) * 12 + last.month - first.month + 1
