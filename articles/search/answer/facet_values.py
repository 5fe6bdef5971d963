"""All values of one facet, in pages, and those of them whose names begin as typed."""

from dataclasses import dataclass
from math import ceil

from articles.search.answer.facet_labels import facet_labels
from articles.search.answer.search_page import FacetValue, chosen_values, counts_of, labelled_values
from articles.search.facets import ENTITY_FACETS, KIND_OF_FACET, Facet
from articles.search.query.entity_lookup.prefixes import entity_ids_by_prefix
from articles.search.request import SearchRequest
from articles.text.beginnings import Beginning

VALUES_ON_A_PAGE = 60

Rows = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class FacetValuePage:
    """A page of a facet's values, the most frequent first; `total` is how many values there are on all pages.

    `chosen` is what the search is narrowed by already, in this facet or another.
    """

    request: SearchRequest
    facet: Facet
    values: list[FacetValue]
    chosen: list[FacetValue]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return ceil(self.total / VALUES_ON_A_PAGE)


def facet_value_page(request: SearchRequest, facet: Facet, *, typed: str = "", number: int = 1) -> FacetValuePage:
    """Return a page of the values that a search may be narrowed by, the last page where `number` is beyond it.

    `typed` leaves the values in whose name a word begins so, with marks or without. Raises
    haystack.exceptions.SearchBackendError where the index is missing or damaged. SQL queries: at most four.
    """
    rows = counts_of(request, facet)
    if (beginning := Beginning.of(typed)).last:
        rows = _beginning(facet, rows, beginning)
    number = max(1, min(number, ceil(len(rows) / VALUES_ON_A_PAGE)))
    shown = rows[(number - 1) * VALUES_ON_A_PAGE : number * VALUES_ON_A_PAGE]
    names = facet_labels([(facet.name, value) for value, _ in shown] + [(c.facet, c.value) for c in request.choices])
    return FacetValuePage(
        request=request,
        facet=facet,
        values=labelled_values(request, facet, shown, names),
        chosen=chosen_values(request, names),
        total=len(rows),
        number=number,
    )


def _beginning(facet: Facet, rows: Rows, beginning: Beginning) -> Rows:
    if facet.name in ENTITY_FACETS:
        found = entity_ids_by_prefix(beginning, KIND_OF_FACET[facet.name])
        return [row for row in rows if row[0] in found]
    names = facet_labels((facet.name, value) for value, _ in rows)
    return [row for row in rows if beginning.begins_in(names.get((facet.name, row[0]), row[0]))]
