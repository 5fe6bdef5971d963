"""Finds entities while their names are being typed; those that most articles name come first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from articles.entities.unseen_names import without_unseen
from articles.models import Entity, EntityAlias, EntityKind, EntityQuerySet, NameStart
from articles.text.beginnings import Beginning, key_range

# With more matching names than this, entities are read in order of their articles until enough match; with fewer, all
# matching ones are read and sorted.
_MANY: Final = 2000
# Of very many matching names, only those of entities in so many articles are read first.
_OFTEN: Final = 5
# Entities read at most, since only few may have the marks that were typed.
_MOST: Final = 300
# Of the likeliest entities the other names are read too, in these two steps.
_FIRST: Final = 12
_LIKELY: Final = 48
# Another name weighs less than the entity's own: "Thủ đô" is a name of Hà Nội, but is seldom typed for it.
_OTHER_NAME: Final = 0.125


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """An entity: its id, kind and name; `other_name` is the name that matched, "" where that is its own.

    `told_apart` is what tells it apart from its namesakes.
    """

    number: int
    kind: str
    name: str
    other_name: str = ""
    told_apart: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An entity with a name that matches without its marks; `own` where its own name matches, marks included."""

    entity: FoundEntity
    weight: float
    own: bool


def entities_by_prefix(beginning: Beginning, limit: int) -> list[FoundEntity]:
    """Return the entities with a name that matches; the number of SQL queries does not grow with that of entities."""
    if not (starting := _starting(beginning)):
        return []
    many = NameStart.objects.filter(starting)[:_MANY].count() == _MANY
    found = _among_many(beginning, limit) if many else []
    if len(found) < limit:
        found = _candidates(_targets(starting), beginning)
    found.sort(key=lambda one: one.weight, reverse=True)
    return list(islice(_confirmed(found, beginning), limit))


def entity_ids_by_prefix(beginning: Beginning, kinds: Collection[str]) -> set[str]:
    """Return the ids of all entities of some kinds with a name that matches."""
    if not (starting := _starting(beginning)):
        return set()
    rows = _targets(starting).filter(kind__in=kinds).order_by().values_list("pk", "name")
    own = {pk for pk, name in rows if beginning.begins_in(name)}
    return {str(pk) for pk in chain(own, _other_names([pk for pk, _ in rows if pk not in own], beginning))}


def starts_with(text: str, *, whole: bool) -> Q:
    """Return the condition for rows of NameStart that begin with a folded text; `whole` where it ends a word."""
    return Q(key=text.encode()) | _between(f"{text} ") if whole else _between(text)


def _between(prefix: str) -> Q:
    low, high = key_range(prefix)
    return Q(key__gte=low, key__lt=high)


def _starting(beginning: Beginning) -> Q | None:
    """Return the condition for rows of NameStart that begin as typed, None where nothing was typed."""
    condition = None
    for text, whole in beginning.folded():
        one = starts_with(text, whole=whole)
        condition = one if condition is None else condition | one
    return condition


def _targets(starting: Q) -> EntityQuerySet:
    """Return the visible entities that the names stand for."""
    starts = NameStart.objects.filter(starting)
    return Entity.objects.listed().filter(pk__in=starts.values_list(Coalesce("entity__merged_into", "entity")))


def _candidates(entities: EntityQuerySet, beginning: Beginning) -> list[_Candidate]:
    return [_candidate(row, beginning) for row in _most_named(entities)]


def _candidate(row: tuple[int, str, str, int, str], beginning: Beginning) -> _Candidate:
    number, kind, name, count, told_apart = row
    own = beginning.begins_in(name)
    return _Candidate(FoundEntity(number, kind, name, told_apart=told_apart), count * (1 if own else _OTHER_NAME), own)


def _among_many(beginning: Beginning, limit: int) -> list[_Candidate]:
    """Return the most named entities of each kind whose own names match."""
    text = beginning.folded()[0][0]
    matching = Q(folded_name__startswith=text) | Q(folded_name__contains=f" {text}")
    often = Entity.objects.listed().filter(matching, article_count__gte=_OFTEN)
    rows = (_most_named(often.filter(kind=kind)).iterator(_FIRST) for kind in EntityKind)
    found = ((_candidate(row, beginning) for row in some) for some in rows)
    return [one for some in found for one in islice((one for one in some if one.own), limit)]


def _most_named(entities: EntityQuerySet) -> QuerySet[Entity, tuple[int, str, str, int, str]]:
    ordered = entities.order_by("-article_count", "sort_key")
    return ordered.values_list("pk", "kind", "name", "article_count", "told_apart")[:_MOST]


def _confirmed(candidates: Sequence[_Candidate], beginning: Beginning) -> Iterator[FoundEntity]:
    """Yield the candidates with a name that matches, marks included.

    Other names are read step by step, as far as they are needed, and only for the likeliest.
    """
    for some in (candidates[:_FIRST], candidates[_FIRST:_LIKELY]):
        others = _other_names([one.entity.number for one in some if not one.own], beginning)
        for one in some:
            if one.own:
                yield one.entity
            elif name := others.get(one.entity.number):
                yield replace(one.entity, other_name=name)
    yield from (one.entity for one in candidates[_LIKELY:] if one.own)


def _other_names(entities: Sequence[int], beginning: Beginning) -> dict[int, str]:
    """Return for each entity one of its other names that matches: an alias, or a name merged into it."""
    found: dict[int, str] = {}
    for start in range(0, len(entities), _MOST):
        for entity, name in _all_other_names(entities[start : start + _MOST], beginning):
            found.setdefault(entity, name)
    return found


def _all_other_names(entities: Sequence[int], beginning: Beginning) -> Iterator[tuple[int, str]]:
    """Yield the names merged into each of the entities, and their aliases, that match and that readers see."""
    merged = Entity.objects.filter(merged_into__in=entities).order_by("name").values_list("pk", "merged_into", "name")
    into = {pk: pk for pk in entities}
    names = [(pk, name) for pk, _entity, name in merged]
    into |= {pk: entity for pk, entity, _name in merged if entity}
    names += EntityAlias.objects.filter(entity__in=list(into)).order_by("text").values_list("entity", "text")
    matching = [(pk, name) for pk, name in names if pk in into and beginning.begins_in(name)]
    yield from ((into[pk], name) for pk, name in without_unseen(matching))
