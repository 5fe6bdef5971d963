"""Joins conditions that operators such as "/s" stand between, and those that are counted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod
from typing import Final

from articles.search.fields import TEXT
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.operators import Link
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    Linked,
    Proximity,
    QueryGroup,
    QueryWord,
    Repeated,
    WordPrefix,
)

# Operands with alternatives are tried in so many combinations.
MOST_COMBINATIONS: Final = 64


def is_plain(node: Condition) -> bool:
    """Tell whether a condition is a plain word, of one syllable and without quotes or field."""
    return isinstance(node, QueryWord) and node.field is TEXT and not node.quoted and len(node.syllables) == 1


def plain_group(found: Sequence[Condition]) -> QueryGroup:
    """Return the group of conditions, its plain words apart."""
    words: list[QueryWord] = []
    for before, node in zip([None, *found], found, strict=False):
        if isinstance(node, QueryWord) and is_plain(node):
            words.append(replace(node, apart=bool(words) and before is not None and not is_plain(before)))
    return QueryGroup(tuple(words), tuple(node for node in found if not is_plain(node)))


def linked(items: Sequence[Condition | Link], notes: list[QueryNote]) -> list[Condition]:
    """Return the conditions with those that links stand between as one; `notes` gets what cannot be linked."""
    segments, links = _segments(items)
    if not links:
        return segments[0]
    others = [node for segment in segments for node in segment if not is_operand(node)]
    chain = _chain([[node for node in segment if is_operand(node)] for segment in segments], links)
    too_many = prod(map(combinations, chain.operands)) > MOST_COMBINATIONS
    is_partial = any(isinstance(node, Proximity | WordPrefix) for node in others)
    if is_partial or len(chain.links) < len(links) or too_many:
        notes.append(QueryNote(ParseWarning.OPERAND, links[0].typed))
    if not chain.links or too_many:
        return [node for segment in segments for node in segment]
    return [chain, *others]


def counted(found: list[Condition], times: int, notes: list[QueryNote]) -> list[Condition]:
    """Return the conditions, those that can be counted as one; `notes` gets it where some cannot."""
    countable = [node for node in found if is_operand(node) and not isinstance(node, Linked)]
    others = [node for node in found if node not in countable]
    if others:
        notes.append(QueryNote(ParseWarning.OPERAND, f"atleast{times}:"))
    return [Repeated(plain_group(countable), times), *others] if countable else others


def _segments(items: Sequence[Condition | Link]) -> tuple[list[list[Condition]], list[Link]]:
    segments: list[list[Condition]] = [[]]
    links: list[Link] = []
    for item in items:
        if isinstance(item, Link):
            links.append(item)
            segments.append([])
        else:
            segments[-1].append(item)
    return segments, links


def _chain(segments: list[list[Condition]], links: list[Link]) -> Linked:
    """Return the operands of all segments in order; those of one segment have the link before it between them."""
    operands: list[QueryGroup] = []
    between: list[Link] = []
    for i, segment in enumerate(segments):
        for part in _operands(segment):
            between += [links[max(0, i - 1)]] if operands else []
            operands += part.operands
            between += part.links
    return Linked(tuple(operands), tuple(between))


def _operands(segment: list[Condition]) -> Iterator[Linked]:
    """Yield neighbouring plain words together, and every other condition by itself."""
    words: list[QueryWord] = []
    for node in segment:
        if isinstance(node, QueryWord) and is_plain(node):
            words.append(node)
            continue
        if words:
            yield Linked((QueryGroup(tuple(words)),), ())
            words = []
        yield node if isinstance(node, Linked) else Linked((QueryGroup(conditions=(node,)),), ())
    if words:
        yield Linked((QueryGroup(tuple(words)),), ())


def is_operand(node: Condition) -> bool:
    """Tell whether a condition can stand beside an operator: words, phrases, and alternatives of these."""
    match node:
        case QueryWord(field=field):
            return field is TEXT
        case Alternatives(groups):
            parts = [one for group in groups for one in (*group.words, *group.conditions)]
            return all(is_operand(one) and not isinstance(one, Linked) for one in parts)
        case Linked():
            return True
    return False


def combinations(group: QueryGroup) -> int:
    """Return in how many ways the alternatives of an operand can be chosen."""
    alternatives = [node for node in group.conditions if isinstance(node, Alternatives)]
    return prod(sum(map(combinations, node.groups)) for node in alternatives)
