"""A search for an entity that editors merged or retyped since, as the search for what it is by now."""

from dataclasses import replace
from typing import Final

from articles.entities.stored_rules import canonical_ids
from articles.models import Entity
from articles.search.facets import ENTITY_FACETS, FACET_OF_KIND
from articles.search.request import Choice, SearchRequest

# Digits of a number that no database has an id for.
_TOO_LONG: Final = 19


def with_canonical_entities(request: SearchRequest) -> SearchRequest:
    """Return the search with each chosen entity as it is now (two SQL queries where any is chosen)."""
    chosen = {int(choice.value) for choice in request.choices if _is_entity(choice)}
    if not chosen:
        return request
    whole = canonical_ids(chosen)
    kinds = dict(Entity.objects.filter(pk__in={whole.get(pk, pk) for pk in chosen}).values_list("pk", "kind"))
    present = (_present(choice, whole, kinds) for choice in request.choices)
    return replace(request, choices=tuple(dict.fromkeys(present)))


def _present(choice: Choice, whole: dict[int, int], kinds: dict[int, str]) -> Choice:
    if not _is_entity(choice):
        return choice
    entity = whole.get(int(choice.value), int(choice.value))
    if entity not in kinds:
        return choice
    return replace(choice, facet=FACET_OF_KIND[kinds[entity]], value=str(entity))


def _is_entity(choice: Choice) -> bool:
    number = choice.value
    return choice.facet in ENTITY_FACETS and number.isascii() and number.isdecimal() and len(number) < _TOO_LONG
