"""The entities that administrators have the archive forget, and how articles write their names."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from articles.models import Decision, Entity, EntityAlias
from articles.text.initials import NameForms
from articles.text.terms import name_key


@dataclass(frozen=True, slots=True)
class ForgottenName:
    """An entity whose name articles show as an initial, and the decision that says so."""

    decision: int
    entity: int
    forms: NameForms


def is_forgotten(entity: Entity) -> bool:
    """Tell whether an entity is forgotten, or was recognised by a forgotten name and is in no article any more.

    One SQL query where it is hidden or in no article.
    """
    if entity.hidden:
        return Decision.objects.forgetting(entity).exists()
    if entity.article_count:
        return False
    names = Decision.objects.shortening().values_list("entity__name", "entity__name_key")
    return any(NameForms(forms).are_meant_by(entity.name) for forms in names)


def shortened_names() -> list[ForgottenName]:
    """Return the forgotten entities whose names are shown as an initial, in the order of the decisions."""
    rows = list(Decision.objects.shortening().order_by("pk").values_list("pk", "entity"))
    forms = name_forms([entity for _, entity in rows]) if rows else {}
    return [ForgottenName(decision, entity, forms[entity]) for decision, entity in rows]


def name_forms(entities: Collection[int]) -> dict[int, NameForms]:
    """Return the names of entities: their own, those of entities merged into them, and their other whole spellings.

    Two SQL queries, and one for each step of merges.
    """
    names: dict[int, list[str]] = defaultdict(list)
    row_of = {pk: pk for pk in entities}
    for pk, name, key in Entity.objects.filter(pk__in=entities).values_list("pk", "name", "name_key"):
        names[pk] += [name, key]
    reached = list(entities)
    while reached:
        merged = Entity.objects.filter(merged_into__in=reached).exclude(pk__in=row_of)
        rows = list(merged.values_list("pk", "merged_into", "name"))
        for pk, into, name in rows:
            row_of[pk] = row_of[into or pk]
            names[row_of[pk]].append(name)
        reached = [pk for pk, _, _ in rows]
    for pk, text in EntityAlias.objects.filter(entity__in=row_of).values_list("entity", "text"):
        own = names[row_of[pk]]
        # A piece of the name ("Nguyễn Văn") may be the beginning of somebody else's.
        if len(text.split()) > 1 and name_key(text).split()[-1] == name_key(own[0]).split()[-1]:
            own.append(text)
    return {pk: NameForms(tuple(dict.fromkeys(found))) for pk, found in names.items()}
