"""Looks up the names in a query: `người:Sơn` becomes the ids of all people with that name.

A name is found by any whole syllables of it, with marks or without. For a place, whole names come first: `nơi:Mỹ` is
the country and not Mỹ Đình.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Coalesce

from articles.models import Entity, EntityAlias, EntityKind, NameStart
from articles.search.fields import FACET_OF_FIELD, Facet, QueryField
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.entity_lookup.patterns import NamePattern, loosened, name_patterns
from articles.search.query.entity_lookup.prefixes import starts_with
from articles.search.query.language.tree import Alternatives, Condition, Exclusion, NameCondition, Query, QueryGroup
from articles.text.beginnings import KEY_LENGTH

# The values of a facet, each with one of its names.
Rows = list[tuple[str, str]]


def with_names_looked_up(query: Query, *, exact: bool) -> Query:
    """Return the query with the values of its names filled in, and a note for each name that the archive lacks.

    SQL queries: three for each kind of entity that is named, one each for sources and sections.
    """
    nodes = dict.fromkeys(node for node in query.wanted.all_nodes() if isinstance(node, NameCondition))
    if not nodes:
        return query
    found = _looked_up(nodes, exact=exact)
    missing = (QueryNote(ParseWarning.NOBODY, node.word.text) for node in nodes if not found[node].values)
    return replace(query, wanted=_filled(query.wanted, found), notes=(*query.notes, *dict.fromkeys(missing)))


def _looked_up(nodes: Iterable[NameCondition], *, exact: bool) -> dict[NameCondition, NameCondition]:
    patterns = {node: name_patterns(node, exact=exact) for node in nodes}
    by_field: dict[QueryField, list[NamePattern]] = {}
    for node in nodes:
        by_field.setdefault(node.word.field, []).extend(patterns[node])
    rows = {field: _rows(FACET_OF_FIELD[field], found) for field, found in by_field.items()}
    return {
        node: replace(node, values=_values(found, rows[node.word.field], FACET_OF_FIELD[node.word.field], exact=exact))
        for node, found in patterns.items()
    }


def _values(patterns: tuple[NamePattern, ...], rows: Rows, facet: Facet, *, exact: bool) -> tuple[str, ...]:
    """Return the values whose names match; names with other marks than typed only where no name has those typed."""
    for tried in (patterns,) if exact else (patterns, loosened(patterns)):
        if values := (facet.kind is EntityKind.PLACE and _matched(rows, tried, NamePattern.is_all_of)):
            return values
        if values := _matched(rows, tried, NamePattern.is_in):
            return values
    return ()


def _matched(
    rows: Rows, patterns: tuple[NamePattern, ...], match: Callable[[NamePattern, str], bool]
) -> tuple[str, ...]:
    values: dict[str, None] = {}
    for value, name in rows:
        if value not in values and any(match(pattern, name) for pattern in patterns):
            values[value] = None
    return tuple(values)


def _rows(facet: Facet, patterns: list[NamePattern]) -> Rows:
    """Return values and names of a facet, among them all that any of the patterns matches."""
    if facet.kind:
        return _entities(facet.kind, patterns)
    return list(facet.names(None)) if facet.names else []


def _entities(kind: EntityKind, patterns: list[NamePattern]) -> Rows:
    """Return visible entities of a kind by all their names that a pattern may match; a merged name gives its target."""
    starting = NameStart.objects.filter(_any(map(_starts, patterns))).values("entity")
    own = Q(merged_into=None, kind=kind, hidden=False) | Q(merged_into__kind=kind, merged_into__hidden=False)
    names = Entity.objects.filter(own, pk__in=starting).order_by()
    aliases = EntityAlias.objects.filter(entity__in=names).order_by()
    rows = (
        names.values_list(Coalesce("merged_into", "pk"), "name"),
        aliases.values_list(Coalesce("entity__merged_into", "entity"), "text"),
    )
    return [(str(number), name) for found in rows for number, name in found]


def _starts(pattern: NamePattern) -> Q:
    return _any(
        starts_with(text[:KEY_LENGTH], whole=is_whole and len(text) < KEY_LENGTH) for text, is_whole in pattern.starts()
    )


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
