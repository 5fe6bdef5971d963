"""Merges and splits read from the database, step by step from the entities that they concern."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from articles.entities.rules import Rules
from articles.entities.unseen_names import without_unseen
from articles.models import Decision, DecisionKind, DecisionQuerySet, Entity, EntityAlias
from articles.models.suggestion import SuggestionReason
from articles.text.terms import name_key

_MISSPELT: Final = (SuggestionReason.SLIP, SuggestionReason.MARKS)


def rules_for(entities: Iterable[int]) -> Rules:
    """Return the rules for mentions recognised as these entities (two SQL queries a step)."""
    merged: dict[int, int] = {}
    splits: list[Decision] = []
    visited: set[int] = set()
    reached = set(entities)
    while reached:
        visited |= reached
        rows = Entity.objects.filter(pk__in=reached).values_list("pk", "merged_into")
        steps = {entity: into for entity, into in rows if into}
        found = list(_splits().filter(entity__in=reached))
        merged |= steps
        splits += found
        reached = {*steps.values(), *(split.target_id for split in found if split.target_id)} - visited
    return _rules(merged, splits)


def leading_to(entity: int) -> set[int]:
    """Return the entity and all others whose mentions may mean it by the rules (two SQL queries a step)."""
    visited: set[int] = set()
    reached = {entity}
    while reached:
        visited |= reached
        names = set(Entity.objects.filter(merged_into__in=reached).values_list("pk", flat=True))
        split_from = set(_splits().filter(target__in=reached).values_list("entity", flat=True))
        reached = (names | split_from) - visited
    return visited


def canonical_ids(entities: Iterable[int]) -> dict[int, int]:
    """Return the canonical entity of each of these that was merged into another (one SQL query a step)."""
    wanted = set(entities)
    merged: dict[int, int] = {}
    reached = wanted
    while reached:
        rows = Entity.objects.filter(pk__in=reached, merged_into__isnull=False).values_list("pk", "merged_into")
        steps = {entity: into for entity, into in rows if into}
        merged |= steps
        reached = set(steps.values()) - merged.keys()
    rules = Rules(merged)
    return {entity: rules.canonical(entity) for entity in wanted & merged.keys()}


def names_of(entity: Entity) -> list[Entity]:
    """Return the entities merged into this one, in any number of steps: its names (one SQL query a step)."""
    found: list[Entity] = []
    reached = [entity.pk]
    while reached:
        names = list(Entity.objects.filter(Q(merged_into__in=reached) & ~Q(pk__in=[one.pk for one in found])))
        found += names
        reached = [one.pk for one in names]
    return found


def correct_names_of(entity: Entity) -> list[Entity]:
    """Return the names of an entity, without those that the archive merged into it as misspelt (one SQL query more)."""
    names = names_of(entity)
    automatic = Decision.objects.automatic().filter(automatic__in=_MISSPELT, entity__in=names)
    misspelt = set(automatic.values_list("entity", flat=True)) if names else set()
    return [name for name in names if name.pk not in misspelt]


def other_names_of(entity: Entity, *, most: int) -> list[str]:
    """Return the other names of an entity and how articles write them, ignoring differences of case.

    Slips are searched by, and not given, nor is what only articles that readers do not see write.
    """
    names = correct_names_of(entity)
    aliases = EntityAlias.objects.filter(entity__in=[entity, *names]).values_list("entity", "text")[:most]
    rows = [*aliases, *((one.pk, one.name) for one in names)]
    different = {name_key(name): name for _row, name in without_unseen(rows)}
    different.pop(name_key(entity.name), None)
    return sorted(different.values(), key=str.lower)[:most]


def canonical_entity(entity: Entity) -> Entity:
    """Return the entity that this one was merged into, in any number of steps, or itself (one SQL query a step)."""
    visited = {entity.pk}
    while entity.merged_into_id and entity.merged_into_id not in visited:
        visited.add(entity.merged_into_id)
        entity = Entity.objects.get(pk=entity.merged_into_id)
    return entity


def _splits() -> DecisionQuerySet:
    return Decision.objects.in_force().filter(kind=DecisionKind.SPLIT, target__isnull=False).order_by("pk")


def _rules(merged: dict[int, int], splits: list[Decision]) -> Rules:
    """Return the rules; where two splits contradict each other, the later one counts."""
    by_article: dict[tuple[int, int], int] = {}
    by_form: dict[tuple[int, str], int] = {}
    for split in splits:
        if split.target_id is None:
            continue
        if split.articles:
            by_article |= {(split.entity_id, article): split.target_id for article in split.articles}
        else:
            by_form[split.entity_id, name_key(split.text)] = split.target_id
    return Rules(merged, by_article, by_form)
