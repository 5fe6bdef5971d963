"""The rules that concern some entities, read from the database."""

from collections.abc import Iterable

from django.db.models import Q

from articles.entities.rules import Rules
from articles.models import Decision, DecisionKind, DecisionQuerySet, Entity
from articles.text.terms import name_key


def rules_for(entities: Iterable[int]) -> Rules:
    """Return the rules that lead on from these entities, and from where they lead (two SQL queries a step)."""
    merged: dict[int, int] = {}
    splits: list[Decision] = []
    known: set[int] = set()
    reached = set(entities)
    while reached:
        known |= reached
        rows = Entity.objects.filter(pk__in=reached).values_list("pk", "merged_into")
        steps = {entity: into for entity, into in rows if into}
        further = list(_splits().filter(entity__in=reached))
        merged |= steps
        splits += further
        reached = {*steps.values(), *(split.target_id for split in further if split.target_id)} - known
    return _rules(merged, splits)


def leading_to(entity: int) -> set[int]:
    """Return the entity, and all whose mentions may mean it by the rules in force (two SQL queries a step)."""
    known: set[int] = set()
    reached = {entity}
    while reached:
        known |= reached
        names = set(Entity.objects.filter(merged_into__in=reached).values_list("pk", flat=True))
        halves = set(_splits().filter(target__in=reached).values_list("entity", flat=True))
        reached = (names | halves) - known
    return known


def canonical_ids(entities: Iterable[int]) -> dict[int, int]:
    """Return, for each that is a name of another by now, that other one's id (one SQL query a step)."""
    asked = set(entities)
    merged: dict[int, int] = {}
    reached = asked
    while reached:
        rows = Entity.objects.filter(pk__in=reached, merged_into__isnull=False).values_list("pk", "merged_into")
        steps = {entity: into for entity, into in rows if into}
        merged |= steps
        reached = set(steps.values()) - merged.keys()
    rules = Rules(merged)
    return {entity: rules.present(entity) for entity in asked & merged.keys()}


def names_of(entity: Entity) -> list[Entity]:
    """Return the further names merged into an entity, in however many steps (one SQL query a step)."""
    found: list[Entity] = []
    reached = [entity.pk]
    while reached:
        names = list(Entity.objects.filter(Q(merged_into__in=reached) & ~Q(pk__in=[one.pk for one in found])))
        found += names
        reached = [one.pk for one in names]
    return found


def canonical_entity(entity: Entity) -> Entity:
    """Return the entity that one is a name of by now, itself where it is none (one SQL query a step)."""
    passed = {entity.pk}
    while entity.merged_into_id and entity.merged_into_id not in passed:
        passed.add(entity.merged_into_id)
        entity = Entity.objects.get(pk=entity.merged_into_id)
    return entity


def _splits() -> DecisionQuerySet:
    return Decision.objects.in_force().filter(kind=DecisionKind.SPLIT, target__isnull=False).order_by("pk")


def _rules(merged: dict[int, int], splits: list[Decision]) -> Rules:
    """Of two splits the later one counts."""
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
