"""Who is named most in some days, against the days before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from articles.models import Entity, EntityKind
from articles.search.engine import EngineQuery, EngineSearch
from articles.search.fields import FACET_BY_KIND
from articles.search.ranking.compiler import filter_clauses
from articles.search.request import SearchRequest

# Names counted for each one wanted: some are hidden or not listed.
_SPARE: Final = 4


@dataclass(frozen=True, slots=True)
class NamedOften:
    """An entity, and how many articles of some days mention it, and of as many days before."""

    entity: Entity
    count: int
    before: int


def most_named(kind: EntityKind, until: date, *, days: int, most: int) -> list[NamedOften]:
    """Return the entities of a kind that most articles of the days up to `until` mention, the most frequent first.

    Two searches, one SQL query. Raises SearchFailed.
    """
    since = until - timedelta(days=days - 1)
    field = FACET_BY_KIND[kind].field
    named = EngineSearch(_of_days(since, until), facets={field: most * _SPARE}).run().counts.get(field, [])
    listed = Entity.objects.listed().in_bulk([int(value) for value, _ in named])
    chosen = [(value, count) for value, count in named if int(value) in listed][:most]
    earlier = _of_days(since - timedelta(days=days), since - timedelta(days=1))
    before = dict(EngineSearch(earlier, facets={field: [value for value, _ in chosen]}).run().counts.get(field, []))
    return [NamedOften(listed[int(value)], count, before.get(value, 0)) for value, count in chosen]


def _of_days(since: date, until: date) -> EngineQuery:
    return EngineQuery(filters=filter_clauses(SearchRequest(since=since, until=until)))
