"""Compiles one condition of a query: a phrase, words near each other, a prefix, a name or dates.

Marks count as typed: a syllable typed with marks matches only with these, one typed without matches with any (but not
with `exact`). Articles are not ranked by how they are marked.
"""

from collections.abc import Callable, Collection, Iterable
from itertools import pairwise
from typing import Final

from articles.search.fields import AUTHOR, AUTHOR_FIELD, FACET_OF_FIELD, TEXT, TEXT_FIELDS, TITLE, folded_field
from articles.search.query.language.tree import (
    Condition,
    DateRange,
    NameCondition,
    Proximity,
    QueryWord,
    WordPrefix,
)
from articles.text.normal import fold
from haystack_engines import And, Clause, DisMax, Filter, Near, Nothing, Or, Phrase, Prefix, Range, Term, Terms

# The index fields in which a query field is looked up, with their boosts.
_FIELDS: Final = {TEXT: TEXT_FIELDS, TITLE: {"title": TEXT_FIELDS["title"]}, AUTHOR: {AUTHOR_FIELD: 1.0}}
# The boost of a phrase that was typed without marks and is found with some.
_OTHER_MARKS_BOOST: Final = 0.8

# Makes a clause from an index field, the terms of a word or phrase, and a boost.
Make = Callable[[str, tuple[str, ...], float], Clause]


def condition_clause(node: Condition, *, exact: bool, fields: Collection[str] = tuple(TEXT_FIELDS)) -> Clause:
    """Return the clause for a condition that holds no groups.

    With `exact`, every syllable matches only in the marks typed. `fields` are those of the text that a word or phrase
    without a field is looked for in. Raises TypeError for a condition of groups.
    """
    match node:
        case QueryWord(field=field):
            return _in_order(node, _phrase, exact=exact, only=fields if field is TEXT else None)
        case Proximity(word, distance):
            return _in_order(word, _near(distance), exact=exact, only=fields if word.field is TEXT else None)
        case WordPrefix():
            return _prefix(node, exact=exact)
        case NameCondition():
            facet = FACET_OF_FIELD[node.word.field]
            indexed = facet.field_for(todays_provinces=node.todays_provinces)
            return Terms(indexed, node.values) if node.values else Nothing()
        case DateRange(first, last):
            return Range("day", first, last)
    raise TypeError(f"a condition of groups: {node!r}")


def written_forms(word: QueryWord, field: str, *, exact: bool) -> tuple[Phrase, ...]:
    """Return the phrases by which a word or phrase is found in a field of the text."""
    as_typed = Phrase(field, tuple(s.exact for s in word.syllables))
    if not word.any_marks and (exact or all(word.marked)):
        return (as_typed,)
    folded = Phrase(folded_field(field), tuple(s.folded for s in word.syllables))
    return (as_typed, folded) if any(word.marked) else (folded,)


def _in_order(word: QueryWord, make: Make, *, exact: bool, only: Collection[str] | None) -> Clause:
    """Return the clause for a word as typed and, with a lower boost, with marks on syllables typed without."""
    fields = {field: boost for field, boost in _FIELDS[word.field].items() if only is None or field in only}
    as_typed = [make(field, tuple(s.exact for s in word.syllables), boost) for field, boost in fields.items()]
    if not word.any_marks and (exact or all(word.marked)):
        return DisMax(tuple(as_typed))
    bare = tuple(s.folded for s in word.syllables)
    folded = DisMax(tuple(make(folded_field(f), bare, boost * _OTHER_MARKS_BOOST) for f, boost in fields.items()))
    marked = [s.exact for s, m in zip(word.syllables, word.marked, strict=True) if m]
    if not marked:
        return folded
    return DisMax((*as_typed, And((folded, *(_anywhere(text, fields) for text in marked)))))


def _anywhere(text: str, fields: Iterable[str]) -> Clause:
    return Filter(Or(tuple(Term(field, text) for field in fields)))


def _phrase(field: str, terms: tuple[str, ...], boost: float) -> Clause:
    return Term(field, terms[0], boost) if len(terms) == 1 else Phrase(field, terms, boost)


def _near(distance: int) -> Make:
    def near(field: str, terms: tuple[str, ...], boost: float) -> Clause:
        found = tuple(Near(field, pair, distance, boost) for pair in pairwise(terms) if pair[0] != pair[1])
        return And(found) if found else Term(field, terms[0], boost)

    return near


def _prefix(node: WordPrefix, *, exact: bool) -> Clause:
    """Return the clause for words with the prefix, and for the prefix in another spelling: "my*" is Mỹ and Myanmar."""
    word = node.word
    fields = _FIELDS[word.field]
    if not word.any_marks and (exact or any(word.marked)):
        letters, term = node.letters, word.syllables[0].exact
    else:
        letters, term = fold(node.letters), word.syllables[0].folded
        fields = {folded_field(field): boost for field, boost in fields.items()}
    return DisMax(tuple(Filter(Or((Prefix(f, letters), Term(f, term))), boost) for f, boost in fields.items()))
