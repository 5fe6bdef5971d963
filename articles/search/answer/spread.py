"""How the articles of a search are spread over time and over places: counts without hits."""

from collections.abc import Mapping
from dataclasses import dataclass

from articles.models import EntityKind
from articles.search.answer.facet_labels import FacetValue, chosen_values, facet_labels
from articles.search.answer.histogram import Month, months_of
from articles.search.answer.relaxing import run_relaxed
from articles.search.answer.value_counts import counted_field
from articles.search.engine import ALL_VALUES
from articles.search.fields import FACET_BY_KIND, MONTH_FIELD
from articles.search.query.reading import ReadQuery


@dataclass(frozen=True, slots=True)
class Spread:
    """The number of articles that a search finds: all, by month (the earliest first), and by the id of a place.

    `chosen` are the values of facets that the search has.
    """

    read: ReadQuery
    chosen: list[FacetValue]
    total: int
    months: list[Month]
    places: Mapping[int, int]


def spread(read: ReadQuery, *, over_places: bool = False) -> Spread:
    """Return how the articles that `search` finds are spread over time or, with `over_places`, also over places.

    An article counts for each place that it mentions. Raises SearchFailed.
    """
    request = read.request
    places = counted_field(request, FACET_BY_KIND[EntityKind.PLACE]) if over_places else ""
    fields = (MONTH_FIELD, places) if places else (MONTH_FIELD,)
    found = run_relaxed(read, size=0, facets=dict.fromkeys(fields, ALL_VALUES)).result
    labels = facet_labels(
        ((choice.facet, choice.value) for choice in request.choices), todays_provinces=request.todays_provinces
    )
    return Spread(
        read=read,
        chosen=chosen_values(request, labels),
        total=found.total,
        months=months_of(found.counts.get(MONTH_FIELD, [])),
        places={int(value): count for value, count in found.counts.get(places, [])},
    )
