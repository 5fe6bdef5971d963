"""People, places and organisations by what has been typed of a name so far, those that most articles name first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from articles.models import Entity, EntityAlias, EntityKind, EntityQuerySet, NameStart
from articles.text.beginnings import Beginning, key_range

# Where more names than this begin so, those that articles name most are soon met by looking at them in turn; where
# fewer do, they are soon sorted.
_MANY: Final = 2000
# Named by so many articles, a name among very many may be meant.
_OFTEN: Final = 5
# Names looked at, at most, where few have the marks that were typed; of the likeliest also their other names.
_MOST: Final = 300
_LIKELY: Final = 48
_FIRST: Final = 12
# Another name counts for less than the name itself: "Thủ đô" is a name of Hà Nội, but seldom asked for as one.
_OTHER_NAME: Final = 0.125


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity: its number, kind and name; and which of its other names was begun, "" where it is its own."""

    number: int
    kind: str
    name: str
    other_name: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entity one of whose names begins with the letters typed; `own` where its own does, marks and all."""

    entity: FoundEntity
    weight: float
    own: bool


def entities_by_prefix(beginning: Beginning, limit: int) -> list[FoundEntity]:
    """Return the entities that one of whose names was begun so; a few SQL queries, however many there are."""
    if not (begun := _begun(beginning)):
        return []
    many = NameStart.objects.filter(begun)[:_MANY].count() == _MANY
    found = _among_many(beginning, limit) if many else []
    if len(found) < limit:
        found = _candidates(_targets(begun), beginning)
    found.sort(key=lambda one: one.weight, reverse=True)
    return list(islice(_confirmed(found, beginning), limit))


def entity_ids_by_prefix(beginning: Beginning, kind: str) -> set[str]:
    """Return the ids of all entities of a kind that one of whose names was begun so."""
    if not (begun := _begun(beginning)):
        return set()
    rows = _targets(begun).filter(kind=kind).order_by().values_list("pk", "name")
    own = {pk for pk, name in rows if beginning.begins_in(name)}
    return {str(pk) for pk in chain(own, _other_names([pk for pk, _ in rows if pk not in own], beginning))}


def _begun(beginning: Beginning) -> Q | None:
    """Return the condition for the starts of names that go on from what was typed, None where nothing was."""
    condition = None
    for text, whole in beginning.folded():
        one = Q(key=text.encode()) | _between(f"{text} ") if whole else _between(text)
        condition = one if condition is None else condition | one
    return condition


def _between(prefix: str) -> Q:
    low, high = key_range(prefix)
    return Q(key__gte=low, key__lt=high)


def _targets(begun: Q) -> EntityQuerySet:
    """Return the entities that the names mean, those that readers may see."""
    starts = NameStart.objects.filter(begun)
    return Entity.objects.listed().filter(pk__in=starts.values_list(Coalesce("entity__merged_into", "entity")))


def _candidates(entities: EntityQuerySet, beginning: Beginning) -> list[_Candidate]:
    return [_candidate(row, beginning) for row in _most_named(entities)]


def _candidate(row: tuple[int, str, str, int], beginning: Beginning) -> _Candidate:
    number, kind, name, count = row
    own = beginning.begins_in(name)
    return _Candidate(FoundEntity(number, kind, name), count * (1 if own else _OTHER_NAME), own)


def _among_many(beginning: Beginning, limit: int) -> list[_Candidate]:
    """Return the most named of each kind by their own names alone."""
    text = beginning.folded()[0][0]
    begun = Q(folded_name__startswith=text) | Q(folded_name__contains=f" {text}")
    often = Entity.objects.listed().filter(begun, article_count__gte=_OFTEN)
    rows = (_most_named(often.filter(kind=kind)).iterator(_FIRST) for kind in EntityKind)
    found = ((_candidate(row, beginning) for row in some) for some in rows)
    return [one for some in found for one in islice((one for one in some if one.own), limit)]


def _most_named(entities: EntityQuerySet) -> QuerySet[Entity, tuple[int, str, str, int]]:
    ordered = entities.order_by("-article_count", "sort_key")
    return ordered.values_list("pk", "kind", "name", "article_count")[:_MOST]


def _confirmed(candidates: Sequence[_Candidate], beginning: Beginning) -> Iterator[FoundEntity]:
    """Yield those of which a name was begun with the marks typed.

    Other names are looked up as they are needed, and only those of the likeliest.
    """
    for some in (candidates[:_FIRST], candidates[_FIRST:_LIKELY]):
        others = _other_names([one.entity.number for one in some if not one.own], beginning)
        for one in some:
            if one.own:
                yield one.entity
            elif name := others.get(one.entity.number):
                yield FoundEntity(one.entity.number, one.entity.kind, one.entity.name, name)
    yield from (one.entity for one in candidates[_LIKELY:] if one.own)


def _other_names(entities: Sequence[int], beginning: Beginning) -> dict[int, str]:
    """Return for each entity one of its other names that was begun: as articles write it, or as it was merged."""
    found: dict[int, str] = {}
    for start in range(0, len(entities), _MOST):
        for entity, name in _written_otherwise(entities[start : start + _MOST]):
            if entity not in found and beginning.begins_in(name):
                found[entity] = name
    return found


def _written_otherwise(entities: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the names merged into each of the entities, and the forms in which articles write all of them."""
    merged = Entity.objects.filter(merged_into__in=entities).order_by("name").values_list("pk", "merged_into", "name")
    into = {pk: pk for pk in entities}
    for pk, entity, name in merged:
        if entity:
            into[pk] = entity
            yield entity, name
    for pk, text in EntityAlias.objects.filter(entity__in=list(into)).order_by("text").values_list("entity", "text"):
        yield into[pk], text
