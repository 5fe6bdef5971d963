"""Counts the articles of each facet value under a search."""

from typing import Final

from articles.search.answer.relaxing import run_relaxed
from articles.search.engine import ALL_VALUES, EngineQuery, FacetCounts, run_query
from articles.search.fields import FACETS, MONTH_FIELD, Facet
from articles.search.query.reading import ReadQuery
from articles.search.ranking.compiler import filter_clauses
from articles.search.request import SearchRequest
from haystack_engines import Clause

# Values of a facet on a search page. Chosen values beyond them are shown too where choices are alternatives.
FACET_VALUES: Final = 20


def page_facets(request: SearchRequest) -> dict[str, int]:
    """Return what a search page counts: facet fields, and how many values of each."""
    return {counted_field(request, facet): FACET_VALUES for facet in FACETS} | {MONTH_FIELD: ALL_VALUES}


def counted_field(request: SearchRequest, facet: Facet) -> str:
    """Return the field in which a search counts the values of a facet."""
    return facet.field_for(todays_provinces=request.todays_provinces)


def counts_excluding_own_filter(request: SearchRequest, clause: Clause) -> FacetCounts:
    """Return the counts of each facet with chosen values that are alternatives, as if none of them were chosen."""
    counts: FacetCounts = {}
    for facet in FACETS:
        if chosen := _chosen_alternatives(request, facet):
            values = _excluding_own_filter(request, clause, facet)
            counts[counted_field(request, facet)] = [
                row for i, row in enumerate(values) if i < FACET_VALUES or row[0] in chosen
            ]
    return counts


def all_counts(read: ReadQuery, facet: Facet) -> list[tuple[str, int]]:
    """Return every value of a facet with the number of articles that choosing it gives, the most frequent first.

    The articles are those that `search` finds. Raises SearchFailed.
    """
    field = counted_field(read.request, facet)
    found = run_relaxed(read, size=0, facets={field: ALL_VALUES})
    if _chosen_alternatives(read.request, facet):
        return _offered(facet, _excluding_own_filter(read.request, found.query.clause, facet))
    return _offered(facet, found.result.counts.get(field, []))


def _offered(facet: Facet, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the counts without the values that are not offered: sources that too few articles name (one SQL query)."""
    unlisted = facet.unlisted() if facet.unlisted and counts else ()
    return [row for row in counts if row[0] not in unlisted] if unlisted else counts


def _excluding_own_filter(request: SearchRequest, clause: Clause, facet: Facet) -> list[tuple[str, int]]:
    query = EngineQuery(clause, filter_clauses(request, excluding=facet))
    field = counted_field(request, facet)
    return run_query(query, facets={field: ALL_VALUES}).counts[field]


def _chosen_alternatives(request: SearchRequest, facet: Facet) -> set[str]:
    return set() if facet.all_of else {choice.value for choice in request.choices if choice.facet == facet.name}
