"""Parses the tokens of a query to a tree.

OR joins everything on its left and everything on its right, up to the bracket; AND and NOT join what stands up to the
next of these operators. Vietnamese names have several words, so `Hà Nội OR Sài Gòn` must not mean (Nội OR Sài). What
belongs together is known when the words are read: `query.either` then has OR join its neighbours alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from articles.search.fields import FACET_OF_FIELD, LEAD, TEXT, QueryField
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.leaf_parser import LeafParser, in_any_marks
from articles.search.query.language.linking import counted, is_plain, linked, plain_group
from articles.search.query.language.operators import Link
from articles.search.query.language.scanner import QueryToken, QueryTokenKind
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    Exclusion,
    InLead,
    NameCondition,
    QueryGroup,
    QueryWord,
)

# Brackets within brackets are read so deep.
MAX_DEPTH: Final = 5
_ENDS: Final = {QueryTokenKind.WORD, QueryTokenKind.PHRASE, QueryTokenKind.RANGE, QueryTokenKind.CLOSE}
_BEGINS: Final = {QueryTokenKind.WORD, QueryTokenKind.PHRASE, QueryTokenKind.RANGE, QueryTokenKind.OPEN}
_OPERATORS: Final = {QueryTokenKind.OR, QueryTokenKind.AND, QueryTokenKind.NOT, QueryTokenKind.LINK}


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
            unpaired = QueryNote(ParseWarning.BRACKET, token.text, token.start)
            notes.append(QueryNote(ParseWarning.DEPTH) if paired else unpaired)
            kept.append(QueryToken(QueryTokenKind.WORD, token.prefix, token.start - len(token.prefix)))
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
    """Return the tokens; an operator that has nothing to join becomes a word, and a link is left out."""
    valid: list[QueryToken] = []
    for i, token in enumerate(tokens):
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.kind not in _OPERATORS or _is_valid(token, valid[-1] if valid else None, following):
            valid.append(token)
        elif token.kind is QueryTokenKind.LINK:
            notes.append(QueryNote(ParseWarning.LINK, token.text, token.start))
        else:
            notes.append(QueryNote(ParseWarning.OPERATOR, token.text, token.start))
            valid.append(replace(token, kind=QueryTokenKind.WORD))
    return valid


def _is_valid(token: QueryToken, before: QueryToken | None, following: QueryToken | None) -> bool:
    begins = following is not None and following.kind in _BEGINS
    if token.kind is QueryTokenKind.NOT:
        return begins
    ends = before is not None and before.kind in _ENDS
    if token.kind is QueryTokenKind.LINK:
        return ends and begins
    return ends and (begins or (following is not None and following.kind is QueryTokenKind.NOT))


@dataclass(slots=True)
class _Run:
    """What stands between two operators OR, AND, NOT: conditions, and the links between them."""

    negated: bool = False
    items: list[Condition | Link] = field(default_factory=list)
    parts: list[list[Condition]] = field(default_factory=list)
    takes_words: bool = False

    def add(self, conditions: list[Condition], *, is_words: bool, takes_words: bool) -> None:
        """Add what one token asks for; neighbouring words are one part.

        With `takes_words`, it is an exclusion to which the words behind it may belong.
        """
        if is_words and self.takes_words:
            self._add_to_exclusion(conditions)
            return
        self.takes_words = takes_words and bool(conditions)
        self.items += conditions
        if is_words and self.parts and all(map(is_plain, self.parts[-1])):
            self.parts[-1] += conditions
        elif conditions and not is_words and all(map(is_plain, conditions)):
            self.parts.append([Alternatives((plain_group(conditions),))])  # a bracket stays one
        elif conditions:
            self.parts.append(list(conditions))

    def _add_to_exclusion(self, conditions: list[Condition]) -> None:
        excluded = self.items[-1]
        if isinstance(excluded, Exclusion):
            words = (node for node in conditions if isinstance(node, QueryWord))
            longer = replace(excluded, following=(*excluded.following, *words))
            self.items[-1], self.parts[-1] = longer, [longer]

    def add_link(self, link: Link) -> None:
        """Add a link. What stands beside it are operands of their own, and belong to no exclusion before them."""
        if self.takes_words and isinstance(excluded := self.items[-1], Exclusion):
            self.items[-1:] = [Exclusion(excluded.group), *excluded.following]
        self.takes_words = False
        self.items.append(link)


class _Parser:
    """A recursive descent over tokens whose brackets and operators are valid."""

    def __init__(self, tokens: Iterable[QueryToken], leaves: LeafParser) -> None:
        self._tokens = iter(tokens)
        self._leaves = leaves

    def group(self, field: QueryField) -> QueryGroup:
        """Parse up to the closing bracket or the end; `field` holds for words without a field of their own."""
        alternatives = [[_Run()]]
        for token in self._tokens:
            match token.kind:
                case QueryTokenKind.CLOSE:
                    break
                case QueryTokenKind.OR:
                    alternatives.append([_Run()])
                case QueryTokenKind.AND | QueryTokenKind.NOT:
                    alternatives[-1].append(_Run(token.kind is QueryTokenKind.NOT))
                case QueryTokenKind.LINK if token.link:
                    alternatives[-1][-1].add_link(token.link)
                case _:
                    found = self._conditions(token, field)
                    is_word = token.kind is QueryTokenKind.WORD
                    takes_words = is_word and token.negated and token.field is TEXT and not token.any_marks
                    is_words = is_word and all(map(is_plain, found))
                    alternatives[-1][-1].add(found, is_words=is_words, takes_words=takes_words)
        groups = [group for runs in alternatives if (group := self._alternative(runs, field)) != QueryGroup()]
        if len(groups) == 1:
            return groups[0]
        return QueryGroup(conditions=(Alternatives(tuple(groups), _sides(alternatives)),) if groups else ())

    def _alternative(self, runs: list[_Run], field: QueryField) -> QueryGroup:
        """Return the group of runs that AND and NOT join. Each run is read by itself: AND does not ask for nearness."""
        read = [(run.negated, self._run(run, field)) for run in runs if run.items]
        wanted = [group for negated, group in read if not negated]
        excluded = tuple(Exclusion(group) for negated, group in read if negated)
        if len(wanted) == 1:
            return replace(wanted[0], conditions=wanted[0].conditions + excluded)
        return QueryGroup(conditions=(*(Alternatives((group,)) for group in wanted), *excluded))

    def _run(self, run: _Run, field: QueryField) -> QueryGroup:
        conditions = linked(run.items, self._leaves.notes)
        return plain_group(list(_joined_names(conditions)) if field in FACET_OF_FIELD else conditions)

    def _conditions(self, token: QueryToken, inherited: QueryField) -> list[Condition]:
        named = inherited if token.field is TEXT else token.field
        field = TEXT if named is LEAD else named
        if token.kind is QueryTokenKind.OPEN:
            group = self.group(field)
            found: list[Condition] = [*group.words, *group.conditions]
            found = [in_any_marks(node) for node in found] if token.any_marks else found
        else:
            found = self._leaves.parse(token, field)
        found = counted(found, token.times, self._leaves.notes) if token.times else found
        found = [InLead(plain_group(found))] if named is LEAD and found else found
        return [Exclusion(plain_group(found))] if token.negated and found else found


def _sides(alternatives: Sequence[Sequence[_Run]]) -> tuple[tuple[QueryGroup, ...], ...]:
    """Return the parts of the sides of OR; () where other operators tell what belongs together."""
    runs = [run for runs in alternatives for run in runs]
    if len(runs) > len(alternatives) or any(isinstance(item, Link) for run in runs for item in run.items):
        return ()
    return tuple(tuple(map(plain_group, run.parts)) for run in runs if run.parts)


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
