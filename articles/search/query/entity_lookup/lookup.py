"""The names in a query looked up among those of people, places, organisations, sources and sections.

A name is found by any part of it that is whole syllables, with marks or without; a place by its whole name first,
for `nơi:Mỹ` is the country and not Mỹ Đình.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.db.models.functions import Coalesce

from articles.models import Entity, EntityAlias, EntityKind, NameStart, Section, Source
from articles.search.query.entity_lookup.patterns import NamePattern, loosened, name_patterns
from articles.search.query.language import ParseWarning, Query, QueryNote, parse_query
from articles.search.query.language.fields import Field
from articles.search.query.language.tree import Alternatives, Condition, Exclusion, NameCondition, QueryGroup
from articles.search.request import SearchRequest
from articles.text.beginnings import KEY_LENGTH, key_range

# The value of a facet, and a name it goes by.
Rows = list[tuple[str, str]]

_KINDS: Final = {
    Field.PERSON: EntityKind.PERSON,
    Field.PLACE: EntityKind.PLACE,
    Field.ORG: EntityKind.ORGANIZATION,
}


def resolved_query(request: SearchRequest) -> Query:
    """Return the query of a search, its names looked up, and noted where the archive has none such.

    SQL queries: three for each of people, places and organisations that it names, one for sources and sections.
    """
    query = parse_query(request.query)
    nodes = dict.fromkeys(node for node in query.wanted.everything() if isinstance(node, NameCondition))
    if not nodes:
        return query
    found = _looked_up(nodes, exact=request.exact)
    missing = (QueryNote(ParseWarning.NOBODY, node.word.text) for node in nodes if not found[node].values)
    return replace(query, wanted=_filled(query.wanted, found), notes=(*query.notes, *dict.fromkeys(missing)))


def _looked_up(nodes: Iterable[NameCondition], *, exact: bool) -> dict[NameCondition, NameCondition]:
    looked_for = {node: name_patterns(node, exact=exact) for node in nodes}
    rows = {
        field: _rows(field, [one for node, found in looked_for.items() if node.word.field is field for one in found])
        for field in {node.word.field for node in looked_for}
    }
    return {
        node: replace(node, values=_values(found, rows[node.word.field], node.word.field, exact=exact))
        for node, found in looked_for.items()
    }


def _values(found: tuple[NamePattern, ...], rows: Rows, field: Field, *, exact: bool) -> tuple[str, ...]:
    """Return the values whose names match; with other marks than typed only where none has those."""
    for tried in (found,) if exact else (found, loosened(found)):
        if values := (field is Field.PLACE and _matched(rows, tried, NamePattern.is_all_of)):
            return values
        if values := _matched(rows, tried, NamePattern.is_in):
            return values
    return ()


def _matched(rows: Rows, tried: tuple[NamePattern, ...], match: Callable[[NamePattern, str], bool]) -> tuple[str, ...]:
    values: dict[str, None] = {}
    for value, name in rows:
        if value not in values and any(match(pattern, name) for pattern in tried):
            values[value] = None
    return tuple(values)


def _rows(field: Field, found: list[NamePattern]) -> Rows:
    """Return the names, with the value of each, among which all are that any of the patterns matches."""
    if field in _KINDS:
        return _entities(_KINDS[field], found)
    model: type[Source] | type[Section] = Source if field is Field.SOURCE else Section
    return list(model.objects.values_list("slug", "name"))


def _entities(kind: EntityKind, found: list[NamePattern]) -> Rows:
    """Return the names that are begun so somewhere, editors' decisions applied: a merged row names what it means."""
    begun = NameStart.objects.filter(_any(map(_begun, found))).values("entity")
    own = Q(merged_into=None, kind=kind, hidden=False) | Q(merged_into__kind=kind, merged_into__hidden=False)
    names = Entity.objects.filter(own, pk__in=begun).order_by()
    forms = EntityAlias.objects.filter(entity__in=names).order_by()
    rows = (
        names.values_list(Coalesce("merged_into", "pk"), "name"),
        forms.values_list(Coalesce("entity__merged_into", "entity"), "text"),
    )
    return [(str(number), name) for found in rows for number, name in found]


def _begun(pattern: NamePattern) -> Q:
    conditions = []
    for text, is_whole in pattern.starts():
        key = text[:KEY_LENGTH]
        low, high = key_range(f"{key} " if is_whole and len(text) < KEY_LENGTH else key)
        conditions += [Q(key=key.encode()), Q(key__gte=low, key__lt=high)]
    return _any(conditions)


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions)


def _filled(group: QueryGroup, found: dict[NameCondition, NameCondition]) -> QueryGroup:
    return replace(group, conditions=tuple(_filled_node(node, found) for node in group.conditions))


def _filled_node(node: Condition, found: dict[NameCondition, NameCondition]) -> Condition:
    match node:
        case NameCondition():
            return found[node]
        case Alternatives(groups):
            return Alternatives(tuple(_filled(group, found) for group in groups))
        case Exclusion(group):
            return Exclusion(_filled(group, found))
    return node
