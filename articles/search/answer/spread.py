"""How the articles of a search are spread over time and over places: counts without hits."""

from collections.abc import Collection, Mapping
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


def spread(read: ReadQuery, *, places: Collection[int] = ()) -> Spread:
    """Return how the articles that `search` finds are spread over time, and over the places of these ids.

    An article counts for each place that it mentions. Raises SearchFailed.
    """
    request = read.request
    place_field = counted_field(request, FACET_BY_KIND[EntityKind.PLACE])
    wanted: dict[str, int | Collection[str]] = {MONTH_FIELD: ALL_VALUES, place_field: [str(place) for place in places]}
    found = run_relaxed(read, size=0, facets=wanted).result
    choices = ((choice.facet, choice.value) for choice in request.choices)
    return Spread(
        read=read,
        chosen=chosen_values(request, facet_labels(choices, todays_provinces=request.todays_provinces)),
        total=found.total,
        months=months_of(found.counts.get(MONTH_FIELD, [])),
        places={int(place): count for place, count in found.counts.get(place_field, [])},
    )
