"""Entities of provinces through the mergers of 2025: which of today's a former one belongs to, and the reverse."""

from collections.abc import Iterable

from articles.models.entity import Entity, EntityKind, EntityQuerySet
from articles.text.provinces import former_provinces, province_of_today
from articles.text.terms import name_key


def todays(names: Iterable[str]) -> dict[str, int]:
    """Return the id of the entity of today's province for each former province in `names` (at most one SQL query)."""
    today = {name: name_key(province) for name in names if (province := province_of_today(name))}
    if not today:
        return {}
    rows = _places(today.values()).values_list("name_key", "pk", "merged_into")
    entities = {key: merged_into or pk for key, pk, merged_into in rows}
    return {name: entities[key] for name, key in today.items() if key in entities}


def province_now(entity: Entity) -> Entity | None:
    """Return the entity of the province that a former one is part of now (two SQL queries), None for any other."""
    today = province_of_today(entity.name_key) if entity.found_kind == EntityKind.PLACE else ""
    found = _places([name_key(today)]).select_related("merged_into").first() if today else None
    return (found.merged_into or found) if found else None


def provinces_before(entity: Entity) -> list[Entity]:
    """Return the entities of the provinces that went into one of today's, as named (one SQL query)."""
    formers = former_provinces(entity.name_key) if entity.found_kind == EntityKind.PLACE else ()
    return list(_places(map(name_key, formers)).filter(merged_into=None).order_by("sort_key")) if formers else []


def _places(keys: Iterable[str]) -> EntityQuerySet:
    return Entity.objects.filter(found_kind=EntityKind.PLACE, name_key__in=set(keys), hidden=False)
