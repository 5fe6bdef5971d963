"""Entities of provinces through the mergers of 2025, and the articles that the index has under an entity by them.

An article of 2016 about Bình Định is found under Bình Định or, where a search goes by today's provinces, under Gia Lai.
"""

from collections.abc import Iterable

from articles.entities.stored_rules import canonical_entity, canonical_ids, names_of
from articles.models import Entity, EntityKind, EntityQuerySet
from articles.text.province_mergers import former_provinces, province_of_today
from articles.text.terms import name_key


def provinces_of_today(names: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return kind and id of the entity that each former province in `names` (a `name_key`) is part of today.

    Names of other places, and provinces whose entity is hidden or missing, are left out. No SQL query where no name
    is one of a former province. `EntityQuerySet.with_former_provinces` is the same rule the other way round.
    """
    today = {name: name_key(province) for name in names if (province := province_of_today(name))}
    if not today:
        return {}
    found = _shown_by_key(today.values())
    return {name: found[key] for name, key in today.items() if key in found}


def entities_of_provinces(names: Iterable[str]) -> dict[str, int]:
    """Return the entity of each of these provinces that the archive has as a place (three SQL queries at most)."""
    keys = {name: name_key(name) for name in names}
    found = _shown_by_key(keys.values())
    return {name: found[key][1] for name, key in keys.items() if key in found and found[key][0] == EntityKind.PLACE}


def _shown_by_key(keys: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return kind and id of the entities that places of these names are now, without hidden ones."""
    rows = dict(_places(keys).values_list("name_key", "pk"))
    canonical = canonical_ids(rows.values())
    by_key = {key: canonical.get(pk, pk) for key, pk in rows.items()}
    kinds = dict(Entity.objects.filter(pk__in=by_key.values(), hidden=False).values_list("pk", "kind"))
    return {key: (kinds[pk], pk) for key, pk in by_key.items() if pk in kinds}


def provinces_now(entities: Iterable[int]) -> dict[int, int]:
    """Return today's province of each of these entities that is a former one (three SQL queries at most)."""
    names = dict(Entity.objects.filter(pk__in=set(entities), kind=EntityKind.PLACE).values_list("pk", "name_key"))
    today = provinces_of_today(names.values())
    return {pk: today[name][1] for pk, name in names.items() if name in today}


def articles_found_under(entity: Entity) -> set[int]:
    """Return the ids of the articles that the index has under an entity, or would have if it were not hidden.

    Those under one of today's provinces are there in the fields of today's provinces.
    """
    rows = Entity.objects.filter(pk__in=[entity.pk, *(name.pk for name in names_of(entity))])
    return set(rows.article_ids())


def province_now(entity: Entity) -> Entity | None:
    """Return the entity of the province that a former one is part of now, None for others or a hidden one."""
    today = province_of_today(entity.name_key) if entity.found_kind == EntityKind.PLACE else ""
    row = _places([name_key(today)]).first() if today else None
    found = canonical_entity(row) if row else None
    return found if found and not found.hidden else None


def provinces_before(entity: Entity) -> list[Entity]:
    """Return the entities of the provinces that became part of one of today's, each as it is named (one SQL query)."""
    formers = former_provinces(entity.name_key) if entity.found_kind == EntityKind.PLACE else ()
    if not formers:
        return []
    return list(_places(map(name_key, formers)).listed().order_by("sort_key"))


def _places(keys: Iterable[str]) -> EntityQuerySet:
    return Entity.objects.filter(found_kind=EntityKind.PLACE, name_key__in=set(keys))
