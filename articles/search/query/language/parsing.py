"""The pieces of a query joined to a tree.

OR joins all that stands on either side, up to the bracket: Vietnamese names are several words, and
`Hà Nội OR Sài Gòn` must not mean (Nội OR Sài).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from articles.search.query.language.fields import NAMED, Field
from articles.search.query.language.leaves import LeafParser
from articles.search.query.language.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.scanning import QueryToken, QueryTokenKind
from articles.search.query.language.tree import Alternatives, Condition, Exclusion, NameCondition, QueryGroup, QueryWord

# Nobody reads brackets in more brackets than these.
MAX_DEPTH: Final = 5
_ENDS: Final = {QueryTokenKind.WORD, QueryTokenKind.PHRASE, QueryTokenKind.CLOSE}
_BEGINS: Final = {QueryTokenKind.WORD, QueryTokenKind.PHRASE, QueryTokenKind.OPEN}


def parse(pieces: list[QueryToken]) -> tuple[QueryGroup, list[QueryNote]]:
    """Return the tree of a query and what is to be told of it; any pieces whatever make one."""
    notes: list[QueryNote] = []
    leaves = LeafParser()
    sound = _with_sound_operators(_with_sound_brackets(pieces, notes), notes)
    return _Parser(sound, leaves).group(Field.TEXT), notes + leaves.notes


def _with_sound_brackets(pieces: list[QueryToken], notes: list[QueryNote]) -> list[QueryToken]:
    """Return the pieces without brackets that lack their partner or lie too deep, their prefixes read as words."""
    pairs = _pairs(pieces)
    closing = set(pairs.values())
    kept: list[QueryToken] = []
    depth = 0
    for place, piece in enumerate(pieces):
        paired = place in pairs or place in closing
        depth += place in pairs
        if piece.kind not in (QueryTokenKind.OPEN, QueryTokenKind.CLOSE) or (paired and depth <= MAX_DEPTH):
            kept.append(piece)
        else:
            notes.append(QueryNote(ParseWarning.DEPTH) if paired else QueryNote(ParseWarning.BRACKET, piece.text))
            kept.append(QueryToken(QueryTokenKind.WORD, piece.prefixed))
        depth -= place in closing
    return kept


def _pairs(pieces: list[QueryToken]) -> dict[int, int]:
    """Return for each opening bracket that has one the place of its partner."""
    waiting: list[int] = []
    pairs: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        if piece.kind is QueryTokenKind.OPEN:
            waiting.append(place)
        elif piece.kind is QueryTokenKind.CLOSE and waiting:
            pairs[waiting.pop()] = place
    return pairs


def _with_sound_operators(pieces: list[QueryToken], notes: list[QueryNote]) -> list[QueryToken]:
    """Return the pieces with each OR that has nothing to join read as a word."""
    sound: list[QueryToken] = []
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].kind if place + 1 < len(pieces) else None
        joins = sound and sound[-1].kind in _ENDS and following in _BEGINS
        if piece.kind is QueryTokenKind.OR and not joins:
            notes.append(QueryNote(ParseWarning.OPERATOR, piece.text))
            piece = replace(piece, kind=QueryTokenKind.WORD)
        sound.append(piece)
    return sound


class _Parser:
    """Walks over pieces whose brackets and operators are sound."""

    def __init__(self, pieces: Iterable[QueryToken], leaves: LeafParser) -> None:
        self._pieces = iter(pieces)
        self._leaves = leaves

    def group(self, field: Field) -> QueryGroup:
        """Read up to the closing bracket or the end; `field` is what words without a field of their own are in."""
        alternatives: list[list[Condition]] = [[]]
        for piece in self._pieces:
            if piece.kind is QueryTokenKind.CLOSE:
                break
            if piece.kind is QueryTokenKind.OR:
                alternatives.append([])
            else:
                alternatives[-1] += self._conditions(piece, field)
        groups = [_group(_names_joined(found) if field in NAMED else found) for found in alternatives if found]
        return (
            groups[0] if len(groups) == 1 else QueryGroup(conditions=(Alternatives(tuple(groups)),) if groups else ())
        )

    def _conditions(self, piece: QueryToken, inherited: Field) -> list[Condition]:
        field = inherited if piece.field is Field.TEXT else piece.field
        if piece.kind is QueryTokenKind.OPEN:
            group = self.group(field)
            found: list[Condition] = [*group.words, *group.conditions]
        else:
            found = self._leaves.read(piece, field)
        return [Exclusion(_group(found))] if piece.negated and found else found


def _group(found: list[Condition]) -> QueryGroup:
    words = tuple(node for node in found if isinstance(node, QueryWord) and _ranks(node))
    return QueryGroup(words, tuple(node for node in found if not (isinstance(node, QueryWord) and _ranks(node))))


def _ranks(word: QueryWord) -> bool:
    return word.field is Field.TEXT and not word.quoted and len(word.syllables) == 1


def _names_joined(found: list[Condition]) -> list[Condition]:
    """Return the conditions with names that stand side by side, in brackets behind their field, as one name."""
    return list(_joining(found))


def _joining(found: list[Condition]) -> Iterator[Condition]:
    before: NameCondition | None = None
    for node in found:
        joins = isinstance(node, NameCondition) and not node.word.quoted
        if before and isinstance(node, NameCondition) and joins and node.word.field is before.word.field:
            before = NameCondition(_side_by_side(before.word, node.word), node.letters)
            continue
        if before:
            yield before
        before = node if isinstance(node, NameCondition) and joins else None
        if not before:
            yield node
    if before:
        yield before


def _side_by_side(first: QueryWord, second: QueryWord) -> QueryWord:
    text = f"{first.text} {second.text}"
    return replace(first, text=text, syllables=first.syllables + second.syllables, marked=first.marked + second.marked)
