"""Counts the articles of each facet value under a search."""

from bisect import insort
from typing import Final

from articles.search.answer.relaxing import run_relaxed
from articles.search.engine import ALL_VALUES, EngineQuery, EngineSearch, FacetCounts, index_reader
from articles.search.fields import FACETS, MONTH_FIELD, SPEAKER, Facet
from articles.search.query.reading import ReadQuery
from articles.search.ranking.compiler import filter_clauses, quotation_chains
from articles.search.request import SearchRequest
from haystack_engines import Clause

# Values of a facet on a search page. Chosen values beyond them are shown too where choices are alternatives.
FACET_VALUES: Final = 20
# Of a search in quotations, so many of those whom its articles quote are looked at, the most quoted first.
_MOST_SPEAKERS: Final = 400

# Values of a facet with their numbers of articles.
Counts = list[tuple[str, int]]


def page_facets(request: SearchRequest) -> dict[str, int]:
    """Return what a search page counts: facet fields, and how many values of each.

    Speakers are counted where words are looked for in quotations alone: `with_speakers` counts who says them.
    """
    counted = (facet for facet in FACETS if facet is not SPEAKER)
    speakers = {SPEAKER.field: _MOST_SPEAKERS} if request.quoted else {}
    return {counted_field(request, facet): FACET_VALUES for facet in counted} | {MONTH_FIELD: ALL_VALUES} | speakers


def with_speakers(read: ReadQuery, query: EngineQuery, counts: FacetCounts) -> FacetCounts:
    """Return the counts with each speaker counted for the articles in which he says what is looked for.

    `query` found the articles; of them the speakers were counted whom they quote at all. Raises SearchFailed.
    """
    if SPEAKER.field not in counts:
        return counts
    found = _who_says(read, query, counts[SPEAKER.field], most=FACET_VALUES)
    return counts | {SPEAKER.field: found}


def _who_says(read: ReadQuery, query: EngineQuery, quoted: Counts, *, most: int) -> Counts:
    """Return at most so many of those who say it with the number of articles, the most frequent first.

    They are looked for among the speakers whom most of the articles quote. Whoever is quoted less often than the last
    of them says it need not be looked at.
    """
    chains = quotation_chains(read)
    if not chains or not read.request.quoted:
        return quoted[:most]
    speakers = quoted[:_MOST_SPEAKERS]
    saying = index_reader().counts_at_ends(query.whole, chains, (value for value, _ in speakers))
    found: Counts = []
    for value, articles in speakers:
        if len(found) >= most and found[most - 1][1] >= articles:
            break
        if count := next(saying):
            insort(found, (value, count), key=lambda row: -row[1])
    return found[:most]


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

    Those of a calendar come from the latest back. The articles are those that `search` finds. Raises SearchFailed.
    """
    field = counted_field(read.request, facet)
    found = run_relaxed(read, size=0, facets={field: ALL_VALUES})
    if _chosen_alternatives(read.request, facet):
        return _offered(facet, _excluding_own_filter(read.request, found.query.clause, facet))
    values = found.result.counts.get(field, [])
    if facet is SPEAKER:
        values = _who_says(read, found.query, values, most=_MOST_SPEAKERS)
    return _offered(facet, values)


def _offered(facet: Facet, counts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the counts in their order without values that are not offered: sources few articles name (one query)."""
    if facet.calendar:
        counts = sorted(counts, reverse=True)
    unlisted = facet.unlisted() if facet.unlisted and counts else ()
    return [row for row in counts if row[0] not in unlisted] if unlisted else counts


def _excluding_own_filter(request: SearchRequest, clause: Clause, facet: Facet) -> list[tuple[str, int]]:
    query = EngineQuery(clause, filter_clauses(request, excluding=facet))
    field = counted_field(request, facet)
    return EngineSearch(query, facets={field: ALL_VALUES}).run().counts[field]


def _chosen_alternatives(request: SearchRequest, facet: Facet) -> set[str]:
    return set() if facet.all_of else {choice.value for choice in request.choices if choice.facet == facet.name}
