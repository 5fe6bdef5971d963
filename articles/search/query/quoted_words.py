"""Binds the words of a query to quotations: `nói:"Bùi Thanh Sơn" Biển Đông` is one quotation of his with these words.

Words, phrases and alternatives of these are bound, and stand in one quotation. What else a query has (exclusions,
fields, days, beginnings of words) narrows the articles by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from articles.search.fields import SPEAKER
from articles.search.query.language.linking import MOST_COMBINATIONS, combinations, is_operand
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    Exclusion,
    InQuotation,
    Linked,
    NameCondition,
    QueryGroup,
)

# Of more speakers with one name, it takes too long to look for words in what each of them said.
MOST_SPEAKERS: Final = 2000


def speakers_beside_words(group: QueryGroup, chosen: Iterable[str] = ()) -> QueryGroup | None:
    """Return a group whose names are looked up, for articles that quote the speakers and have the words anywhere.

    The speakers are those that it names and those `chosen`; None where there are none of these, or no words.
    """
    others = tuple(node for node in group.conditions if speakers_of(node) is None)
    spoken = (*_named(group, QueryGroup()), *(InQuotation(QueryGroup(), (value,)) for value in chosen))
    has_words = group.words or any(map(is_operand, others))
    return QueryGroup(group.words, (*spoken, *others)) if spoken and has_words else None


def with_quoted_words(
    group: QueryGroup, *, quoted: bool, chosen: Iterable[str] = (), excluded: Iterable[str] = ()
) -> QueryGroup:
    """Return a group whose names are looked up, with its words bound to the quotations of the speakers that it names.

    With `quoted`, words are bound where no speaker is named too; then each of the `chosen` speakers says them as well,
    and none of the `excluded` does.
    """
    others = [node for node in group.conditions if speakers_of(node) is None]
    bound = QueryGroup(group.words, tuple(_operands(others)))
    quotations = list(_named(group, bound))
    quotations += [InQuotation(bound, (value,)) for value in chosen if quoted]
    quotations = quotations or ([InQuotation(bound, None)] if quoted else [])
    if not quotations or combinations(bound) > MOST_COMBINATIONS:
        inner = (_inner(node, quoted=quoted) for node in group.conditions)
        return replace(group, conditions=(*inner, *_without(QueryGroup(), excluded if quoted else ())))
    left = (_inner(node, quoted=quoted) for node in others if not is_operand(node) or isinstance(node, Linked))
    return QueryGroup(conditions=(*quotations, *left, *_without(bound, excluded if quoted else ())))


def _without(bound: QueryGroup, speakers: Iterable[str]) -> Iterator[Exclusion]:
    """Yield for each speaker the exclusion of the articles in which this one says the words."""
    for value in speakers:
        yield Exclusion(QueryGroup(conditions=(InQuotation(bound, (value,)),)))


def _named(group: QueryGroup, bound: QueryGroup) -> Iterator[InQuotation]:
    for node in group.conditions:
        speakers = speakers_of(node)
        if speakers is not None and isinstance(node, NameCondition | Alternatives):
            are_too_many = len(speakers) > MOST_SPEAKERS and bound != QueryGroup()
            yield InQuotation(bound, () if are_too_many else speakers, node)


def names_of_too_many(group: QueryGroup) -> Iterator[str]:
    """Yield the names in a group with bound words that so many speakers have that the words are not looked for."""
    for node in group.all_nodes():
        if isinstance(node, InQuotation) and node.speakers == () and node.named and speakers_of(node.named):
            yield from _names_in(node.named)


def _names_in(node: Condition) -> Iterator[str]:
    match node:
        case NameCondition(word=word):
            yield word.text
        case Alternatives(groups):
            for group in groups:
                yield from _names_in(group.conditions[0])


def speakers_of(node: Condition) -> tuple[str, ...] | None:
    """Return the speakers that a condition names and asks for nothing else; None for any other condition."""
    match node:
        case NameCondition(word=word, values=values) if word.field is SPEAKER.query:
            return values
        case Alternatives(groups) if groups and all(len(one.conditions) == 1 and not one.words for one in groups):
            found = [speakers_of(one.conditions[0]) for one in groups]
            names = [one for one in found if one is not None]
            return tuple(dict.fromkeys(value for one in names for value in one)) if len(names) == len(found) else None
    return None


def _operands(nodes: Iterable[Condition]) -> Iterator[Condition]:
    """Yield what can stand in a quotation; of words that an operator links, the words: it is asked for by itself."""
    for node in nodes:
        if isinstance(node, Linked):
            yield from (Alternatives((operand,)) for operand in node.operands)
        elif is_operand(node):
            yield node


def _inner(node: Condition, *, quoted: bool) -> Condition:
    """Return a condition with the words of the groups in it bound to the speakers that they name."""
    match node:
        case Alternatives(groups):
            return replace(node, groups=tuple(with_quoted_words(one, quoted=quoted) for one in groups))
        case Exclusion(group):
            return replace(node, group=with_quoted_words(group, quoted=False))
    return node
