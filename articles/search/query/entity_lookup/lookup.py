"""Looks up the names in a query: `người:Sơn` becomes the ids of all people with that name.

A name is found by any whole syllables of it, with marks or without. Of some facets, whole names come first: `nơi:Mỹ` is
the country and not Mỹ Đình. Titles and offices are read by `titled_names`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q
from django.db.models.functions import Coalesce

from articles.entities.province_entities import provinces_now
from articles.models import Entity, EntityAlias, EntityKind, NameStart
from articles.search.fields import FACET_BY_KIND, FACET_OF_FIELD, PLACE_OR_SPEAKER, SPEAKER, Facet, QueryField
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.entity_lookup.patterns import NamePattern, loosened, name_patterns
from articles.search.query.entity_lookup.prefixes import starts_with
from articles.search.query.entity_lookup.titled_names import TitledName, titled_name
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    Exclusion,
    InLead,
    NameCondition,
    Query,
    QueryGroup,
    Repeated,
)
from articles.text.beginnings import KEY_LENGTH
from articles.text.terms import terms
from haystack_engines import check_time, checked_often

# Names of a query are looked up while so many beginnings of names match them together: half a second of work.
MOST_NAMES: Final = 50_000

# The values of a facet, each with one of its names.
Rows = list[tuple[str, str]]


def with_names_looked_up(query: Query, *, exact: bool, todays_provinces: bool = False) -> Query:
    """Return the query with the values of its names filled in.

    With `todays_provinces`, today's provinces stand in place of the former ones.
    It has a note for each name that the archive lacks, and for each that is not looked up since it would take the query
    beyond `MOST_NAMES`; both find nothing. SQL queries: three for each kind of entity that is named, one each for
    sources and sections, and one for each name of an entity where there are several; and those of `titled_name` and
    `_in_meant_field`.
    """
    typed = dict.fromkeys(node for node in query.wanted.all_nodes() if isinstance(node, NameCondition))
    if not typed:
        return query
    meant = {node: _in_meant_field(node, exact=exact) for node in typed}
    nodes = dict.fromkeys(meant.values())
    found = _looked_up(nodes, exact=exact)
    titled = {node: name for node in nodes if (name := _titled(node, found.get(node), exact=exact))}
    found |= {node: name.values for node, name in titled.items()}
    notes = [
        *(QueryNote(ParseWarning.SPEAKER, one.word.text) for node, one in meant.items() if _is_spoken(node, one)),
        *(name.note for name in titled.values()),
        *(_note(node, found) for node in nodes if not found.get(node)),
    ]
    if todays_provinces:
        found = {node: _todays_values(node, values) for node, values in found.items()}
    filled = {
        node: replace(one, values=found.get(one, ()), todays_provinces=todays_provinces) for node, one in meant.items()
    }
    return replace(query, wanted=_filled(query.wanted, filled), notes=(*query.notes, *dict.fromkeys(notes)))


def _is_spoken(typed: NameCondition, meant: NameCondition) -> bool:
    return typed.word.field is not meant.word.field is SPEAKER.query


def _in_meant_field(node: NameCondition, *, exact: bool) -> NameCondition:
    """Return a name behind `noi:` in the field that is meant, any other as it is (six SQL queries).

    It is a place that is called so. Else it is who speaks, where a person has the name, or no place has it in its own.
    """
    if node.word.field is not PLACE_OR_SPEAKER:
        return node
    patterns = name_patterns(node, exact=exact)
    places, people = (_Names(_entities([kind], list(patterns))) for kind in (EntityKind.PLACE, EntityKind.PERSON))
    is_place = _matched(places, patterns, NamePattern.is_all_of, exact=exact) or (
        not _matched(people, patterns, NamePattern.is_in, exact=exact)
        and _matched(places, patterns, NamePattern.is_in, exact=exact)
    )
    facet = FACET_BY_KIND[EntityKind.PLACE] if is_place else SPEAKER
    return replace(node, word=replace(node.word, field=facet.query)) if facet.query else node


def _titled(node: NameCondition, found: tuple[str, ...] | None, *, exact: bool) -> TitledName | None:
    """Return how a name with a title is read; None for any other, and for one that was not looked up."""

    def people(name: NameCondition, whole: bool) -> tuple[str, ...]:
        patterns = name_patterns(name, exact=exact)
        match = NamePattern.is_all_of if whole else NamePattern.is_in
        return _matched(_Names(_entities([EntityKind.PERSON], list(patterns))), patterns, match, exact=exact)

    return None if found is None else titled_name(node, found, people)


def _matched(
    names: "_Names", patterns: tuple[NamePattern, ...], match: Callable[[NamePattern, str], bool], *, exact: bool
) -> tuple[str, ...]:
    """Return the values whose names match; names with other marks than typed only where no name has those typed."""
    found = names.matched(patterns, match)
    return found if found or exact else names.matched(loosened(patterns), match)


def _todays_values(node: NameCondition, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values with today's provinces in place of the former ones among them."""
    if not FACET_OF_FIELD[node.word.field].todays_field:
        return values
    now = provinces_now(map(int, values))
    return tuple(dict.fromkeys(str(now.get(int(value), value)) for value in values))


def _note(node: NameCondition, found: dict[NameCondition, tuple[str, ...]]) -> QueryNote:
    if node in found:
        return QueryNote(ParseWarning.NOBODY, node.word.text)
    return QueryNote(ParseWarning.NAMES, f"{node.word.text}*" if node.letters else node.word.text)


def _looked_up(nodes: Collection[NameCondition], *, exact: bool) -> dict[NameCondition, tuple[str, ...]]:
    """Return the values of each name that is looked up."""
    patterns = {node: name_patterns(node, exact=exact) for node in nodes}
    by_field: dict[QueryField, dict[NameCondition, tuple[NamePattern, ...]]] = {}
    for node in _within_budget(patterns) if len(nodes) > 1 else nodes:
        by_field.setdefault(node.word.field, {})[node] = patterns[node]
    found: dict[NameCondition, tuple[str, ...]] = {}
    for field, own in by_field.items():
        facet = FACET_OF_FIELD[field]
        names = _Names(_rows(facet, [pattern for patterns in own.values() for pattern in patterns]))
        found |= {node: _values(patterns, names, facet, exact=exact) for node, patterns in own.items()}
    return found


def _within_budget(patterns: dict[NameCondition, tuple[NamePattern, ...]]) -> Iterator[NameCondition]:
    """Yield the names, in order, without those that are beginnings of too many names beside the ones before them."""
    left = MOST_NAMES
    for node, own in patterns.items():
        check_time()
        if FACET_OF_FIELD[node.word.field].kinds:
            count = NameStart.objects.filter(_any(map(_starts, own)))[: left + 1].count()
            if count > left:
                continue
            left -= count
        yield node


class _Names:
    """Values and names of a facet, by the syllables of the names: a pattern is compared with few of them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._with_syllable: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, name) in enumerate(checked_often(rows)):
            for syllable in terms(name).folded:
                self._with_syllable[syllable].append(number)

    def matched(self, patterns: tuple[NamePattern, ...], match: Callable[[NamePattern, str], bool]) -> tuple[str, ...]:
        """Return the values of the names that match any of the patterns, in the order of the rows."""
        values: dict[int, str] = {}
        for pattern in patterns:
            for number in checked_often(self._candidates(pattern)):
                value, name = self._rows[number]
                if number not in values and match(pattern, name):
                    values[number] = value
        return tuple(dict.fromkeys(values[number] for number in sorted(values)))

    def _candidates(self, pattern: NamePattern) -> set[int]:
        found: set[int] = set()
        for text, is_whole in pattern.starts():
            syllable, space, _ = text.partition(" ")
            syllables = [syllable] if is_whole or space else self._beginning_with(syllable)
            found.update(*(self._with_syllable.get(one, ()) for one in syllables))
        return found

    def _beginning_with(self, letters: str) -> list[str]:
        return [syllable for syllable in self._with_syllable if syllable.startswith(letters)]


def _values(patterns: tuple[NamePattern, ...], names: _Names, facet: Facet, *, exact: bool) -> tuple[str, ...]:
    """Return the values whose names match; names with other marks than typed only where no name has those typed."""
    for tried in (patterns,) if exact else (patterns, loosened(patterns)):
        if values := (facet.whole_names_first and names.matched(tried, NamePattern.is_all_of)):
            return values
        if values := names.matched(tried, NamePattern.is_in):
            return values
    return ()


def _rows(facet: Facet, patterns: list[NamePattern]) -> Rows:
    """Return values and names of a facet, among them all that any of the patterns matches."""
    if facet.kinds:
        return _entities(facet.kinds, patterns)
    return [(value, name) for value, name, _ in facet.names(None)] if facet.names else []


def _entities(kinds: Collection[EntityKind], patterns: list[NamePattern]) -> Rows:
    """Return visible entities of some kinds by all names that a pattern may match; a merged name gives its target."""
    starting = NameStart.objects.filter(_any(map(_starts, patterns))).values("entity")
    own = Q(merged_into=None, kind__in=kinds, hidden=False) | Q(merged_into__kind__in=kinds, merged_into__hidden=False)
    names = Entity.objects.filter(own, pk__in=starting).order_by()
    aliases = EntityAlias.objects.filter(entity__in=names).order_by()
    rows = (
        names.values_list(Coalesce("merged_into", "pk"), "name"),
        aliases.values_list(Coalesce("entity__merged_into", "entity"), "text"),
    )
    return [(str(number), name) for found in rows for number, name in checked_often(found)]


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
        case Exclusion(group) | InLead(group) | Repeated(group=group):
            return replace(node, group=_filled(group, found))
    return node
