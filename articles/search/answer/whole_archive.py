"""Counts over all articles of the index, whatever the query: what the counts of a search are shares of."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from articles.models import EntityKind
from articles.search.answer.histogram import months_of
from articles.search.engine import ALL_VALUES, EngineQuery, EngineSearch, kept_until_indexed
from articles.search.fields import FACET_BY_KIND, MONTH_FIELD
from articles.search.ranking.compiler import filter_clauses
from articles.search.request import SearchRequest


def whole_months(since: date | None = None, until: date | None = None) -> dict[date, int]:
    """Return how many articles of these days the index has of each month, by its first day. Raises SearchFailed.

    Articles of which only the year is known are in no month. Without days, the counts are kept until the index changes.
    """
    if not since and not until:
        return _all_months()
    return _count_months(EngineQuery(filters=filter_clauses(SearchRequest(since=since, until=until))))


def whole_places(places: Collection[int], request: SearchRequest) -> dict[int, int]:
    """Return how many articles of a request's days mention each of these places, by its id. Raises SearchFailed."""
    return filtered_places(places, replace(request, choices=()))


def filtered_places(places: Collection[int], request: SearchRequest) -> dict[int, int]:
    """Return how many articles that pass a request's filters mention each of these places, by its id.

    The query of the request is left out. Raises SearchFailed.
    """
    field = FACET_BY_KIND[EntityKind.PLACE].field_for(todays_provinces=request.todays_provinces)
    wanted = {field: [str(place) for place in places]}
    counts = EngineSearch(EngineQuery(filters=filter_clauses(request)), facets=wanted).run().counts
    return {int(place): count for place, count in counts.get(field, [])}


@kept_until_indexed
def _all_months() -> dict[date, int]:
    return _count_months(EngineQuery())


def _count_months(query: EngineQuery) -> dict[date, int]:
    counts = EngineSearch(query, facets={MONTH_FIELD: ALL_VALUES}).run().counts.get(MONTH_FIELD, [])
    return {month.first: month.count for month in months_of(counts)}
