"""All values of one facet in pages, or those whose names match what was typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

from articles.models.bulk_rows import in_chunks
from articles.search.answer.facet_labels import FacetValue, chosen_values, facet_labels, labelled_values
from articles.search.answer.value_counts import all_counts
from articles.search.fields import Facet
from articles.search.query.entity_lookup.prefixes import entity_ids_by_prefix
from articles.search.query.reading import ReadQuery, read_query
from articles.search.request import SearchRequest
from articles.text.beginnings import Beginning

VALUES_ON_A_PAGE: Final = 60
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class FacetValuePage:
    """A page of a facet's values in the order of `all_counts`; `total` is the number of values on all pages.

    `chosen` are the values that the search has already, in this facet or another.
    """

    request: SearchRequest
    facet: Facet
    values: list[FacetValue]
    chosen: list[FacetValue]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """The number of pages."""
        return ceil(self.total / VALUES_ON_A_PAGE)


def facet_value_page(
    request: SearchRequest | ReadQuery, facet: Facet, *, typed: str = "", number: int = 1
) -> FacetValuePage:
    """Return a page of the values that a search can be narrowed by; the last page where `number` is beyond it.

    With `typed`, only values with a word in their name that begins so, with marks or without. Raises SearchFailed.
    SQL queries: at most four, besides those of `read_query`.
    """
    read = request if isinstance(request, ReadQuery) else read_query(request)
    counts = all_counts(read, facet)
    if (beginning := Beginning.of(typed)).last:
        counts = _matching(facet, counts, beginning)
    number = max(1, min(number, ceil(len(counts) / VALUES_ON_A_PAGE)))
    shown = counts[(number - 1) * VALUES_ON_A_PAGE : number * VALUES_ON_A_PAGE]
    choices = read.request.choices
    labelled = [(facet.name, value) for value, _ in shown] + [(c.facet, c.value) for c in choices]
    labels = facet_labels(labelled, todays_provinces=read.request.todays_provinces)
    return FacetValuePage(
        request=read.request,
        facet=facet,
        values=labelled_values(read.request, facet, shown, labels),
        chosen=chosen_values(read.request, labels),
        total=len(counts),
        number=number,
    )


def all_facet_values(request: SearchRequest | ReadQuery, facet: Facet) -> Iterator[FacetValue]:
    """Yield all values that a search can be narrowed by in the order of `all_counts` (one SQL query for 500 of them).

    Raises SearchFailed when it is called.
    """
    read = request if isinstance(request, ReadQuery) else read_query(request)
    return _labelled(read.request, facet, all_counts(read, facet))


def facet_values_by_count(
    read: ReadQuery, facet: Facet, *, most: int, typed: str = "", after: tuple[int, str] | None = None
) -> tuple[list[FacetValue], int]:
    """Return values in order of their number of articles, then of the value itself, and how many there are in all.

    `after` is the number and the value behind which they begin; `typed` is as for `facet_value_page`. Raises
    SearchFailed.
    """
    counts = all_counts(read, facet)
    if (beginning := Beginning.of(typed)).last:
        counts = _matching(facet, counts, beginning)
    ordered = sorted((-count, value) for value, count in counts)
    behind = [row for row in ordered if after is None or row > (-after[0], after[1])][:most]
    shown = [(value, -count) for count, value in behind]
    return list(_labelled(read.request, facet, shown)), len(counts)


def _labelled(request: SearchRequest, facet: Facet, counts: list[tuple[str, int]]) -> Iterator[FacetValue]:
    for chunk in in_chunks(counts, _CHUNK):
        labels = facet_labels([(facet.name, value) for value, _ in chunk], todays_provinces=request.todays_provinces)
        yield from labelled_values(request, facet, chunk, labels)


def _matching(facet: Facet, counts: list[tuple[str, int]], beginning: Beginning) -> list[tuple[str, int]]:
    if facet.kinds:
        found = entity_ids_by_prefix(beginning, facet.kinds)
        return [row for row in counts if row[0] in found]
    labels = facet_labels((facet.name, value) for value, _ in counts)
    return [row for row in counts if beginning.begins_in(labels.get((facet.name, row[0]), row[0]))]
