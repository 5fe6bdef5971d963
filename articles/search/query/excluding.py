"""Decides what a minus before a plain word excludes: the whole name or word that begins there.

`Formosa -Hà Tĩnh` is about Formosa elsewhere: a Vietnamese name or word has several syllables, so a minus before its
first one is before all of it, as OR joins whole names and words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    Exclusion,
    InLead,
    Query,
    QueryGroup,
    QueryWord,
    Repeated,
)
from articles.search.query.units import ReadUnits


def with_whole_exclusions(query: Query, read_units: ReadUnits) -> Query:
    """Return the query with the words that follow an excluded one either in that exclusion or outside it."""
    wanted = _decided(query.wanted, read_units)
    return query if wanted is query.wanted else replace(query, wanted=wanted)


def _decided(group: QueryGroup, read_units: ReadUnits) -> QueryGroup:
    words = list(group.words)
    conditions: list[Condition] = []
    for node in group.conditions:
        if isinstance(node, Exclusion) and node.following:
            node, left = _whole(node, read_units)
            words += [replace(word, apart=word.apart or (bool(words) and i == 0)) for i, word in enumerate(left)]
        conditions.append(_decided_inside(node, read_units))
    return replace(group, words=tuple(words), conditions=tuple(conditions)) if group.conditions else group


def _whole(node: Exclusion, read_units: ReadUnits) -> tuple[Exclusion, Sequence[QueryWord]]:
    """Return the exclusion of the units that its words are in, and the words behind these."""
    words = (*node.group.words, *node.following)
    ends = accumulate(len(unit.words) for unit in read_units(words))
    end = next(end for end in ends if end >= len(node.group.words))
    return Exclusion(QueryGroup(words[:end])), words[end:]


def _decided_inside(node: Condition, read_units: ReadUnits) -> Condition:
    match node:
        case Alternatives(groups, sides):
            return Alternatives(
                tuple(_decided(group, read_units) for group in groups),
                tuple(tuple(one for part in side for one in _decided_part(part, read_units)) for side in sides),
            )
        case Exclusion(group) | InLead(group) | Repeated(group=group):
            return replace(node, group=_decided(group, read_units))
    return node


def _decided_part(part: QueryGroup, read_units: ReadUnits) -> Iterator[QueryGroup]:
    """Yield a part of a side of OR; an exclusion and the words left behind it are two."""
    decided = _decided(part, read_units)
    if part.words or not decided.words:
        yield decided
        return
    yield QueryGroup(conditions=decided.conditions)
    yield QueryGroup(decided.words)
