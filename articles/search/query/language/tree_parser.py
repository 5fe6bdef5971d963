"""Parses the tokens of a query to a tree.

OR joins everything on its left and everything on its right, up to the bracket. Vietnamese names have several words, so
`Hà Nội OR Sài Gòn` must not mean (Nội OR Sài).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from articles.search.fields import FACET_OF_FIELD, TEXT, QueryField
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.leaf_parser import LeafParser
from articles.search.query.language.scanner import QueryToken, QueryTokenKind
from articles.search.query.language.tree import Alternatives, Condition, Exclusion, NameCondition, QueryGroup, QueryWord

# Brackets within brackets are read so deep.
MAX_DEPTH: Final = 5
_ENDS: Final = {QueryTokenKind.WORD, QueryTokenKind.PHRASE, QueryTokenKind.CLOSE}
_BEGINS: Final = {QueryTokenKind.WORD, QueryTokenKind.PHRASE, QueryTokenKind.OPEN}


def parse(tokens: list[QueryToken]) -> tuple[QueryGroup, list[QueryNote]]:
    """Return the tree of any tokens, and warnings of what could not be parsed."""
    notes: list[QueryNote] = []
    leaves = LeafParser()
    valid = _with_valid_operators(_with_valid_brackets(tokens, notes), notes)
    return _Parser(valid, leaves).group(TEXT), notes + leaves.notes


def _with_valid_brackets(tokens: list[QueryToken], notes: list[QueryNote]) -> list[QueryToken]:
    """Return the tokens without brackets that have no partner or lie too deep; their prefixes become words."""
    partners = _partners(tokens)
    closing = set(partners.values())
    kept: list[QueryToken] = []
    depth = 0
    for i, token in enumerate(tokens):
        paired = i in partners or i in closing
        depth += i in partners
        if token.kind not in (QueryTokenKind.OPEN, QueryTokenKind.CLOSE) or (paired and depth <= MAX_DEPTH):
            kept.append(token)
        else:
            notes.append(QueryNote(ParseWarning.DEPTH) if paired else QueryNote(ParseWarning.BRACKET, token.text))
            kept.append(QueryToken(QueryTokenKind.WORD, token.prefix))
        depth -= i in closing
    return kept


def _partners(tokens: list[QueryToken]) -> dict[int, int]:
    """Return the index of the closing bracket for that of each opening bracket that has one."""
    waiting: list[int] = []
    partners: dict[int, int] = {}
    for i, token in enumerate(tokens):
        if token.kind is QueryTokenKind.OPEN:
            waiting.append(i)
        elif token.kind is QueryTokenKind.CLOSE and waiting:
            partners[waiting.pop()] = i
    return partners


def _with_valid_operators(tokens: list[QueryToken], notes: list[QueryNote]) -> list[QueryToken]:
    """Return the tokens; an OR that has nothing to join becomes a word."""
    valid: list[QueryToken] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1].kind if i + 1 < len(tokens) else None
        joins = valid and valid[-1].kind in _ENDS and following in _BEGINS
        if token.kind is QueryTokenKind.OR and not joins:
            notes.append(QueryNote(ParseWarning.OPERATOR, token.text))
            token = replace(token, kind=QueryTokenKind.WORD)
        valid.append(token)
    return valid


class _Parser:
    """A recursive descent over tokens whose brackets and operators are valid."""

    def __init__(self, tokens: Iterable[QueryToken], leaves: LeafParser) -> None:
        self._tokens = iter(tokens)
        self._leaves = leaves

    def group(self, field: QueryField) -> QueryGroup:
        """Parse up to the closing bracket or the end; `field` holds for words without a field of their own."""
        alternatives: list[list[Condition]] = [[]]
        for token in self._tokens:
            if token.kind is QueryTokenKind.CLOSE:
                break
            if token.kind is QueryTokenKind.OR:
                alternatives.append([])
            else:
                alternatives[-1] += self._conditions(token, field)
        groups = [
            _group(list(_joined_names(found))) if field in FACET_OF_FIELD else _group(found)
            for found in alternatives
            if found
        ]
        if len(groups) == 1:
            return groups[0]
        return QueryGroup(conditions=(Alternatives(tuple(groups)),) if groups else ())

    def _conditions(self, token: QueryToken, inherited: QueryField) -> list[Condition]:
        field = inherited if token.field is TEXT else token.field
        if token.kind is QueryTokenKind.OPEN:
            group = self.group(field)
            found: list[Condition] = [*group.words, *group.conditions]
        else:
            found = self._leaves.parse(token, field)
        return [Exclusion(_group(found))] if token.negated and found else found


def _group(found: list[Condition]) -> QueryGroup:
    words = tuple(node for node in found if isinstance(node, QueryWord) and _is_plain(node))
    return QueryGroup(words, tuple(node for node in found if not (isinstance(node, QueryWord) and _is_plain(node))))


def _is_plain(word: QueryWord) -> bool:
    return word.field is TEXT and not word.quoted and len(word.syllables) == 1


def _joined_names(found: list[Condition]) -> Iterator[Condition]:
    """Yield the conditions; unquoted names side by side in the brackets of one field become one name."""
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
