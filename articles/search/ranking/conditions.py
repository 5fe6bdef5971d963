"""What an engine is asked for one condition of a query: a phrase, words near each other, a prefix, a name, days ...

Marks are taken as typed here: a syllable typed with marks must stand so, one typed without matches every marking
(unless `exact`), and nothing is ranked by how it was marked.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from articles.search.facets import FACET_BY_NAME
from articles.search.query.language.fields import NAMED, Field
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    DateRange,
    Exclusion,
    NameCondition,
    Proximity,
    QueryGroup,
    QueryWord,
    WordPrefix,
)
from articles.text.normal import fold
from haystack_engines.clauses import (
    And,
    Clause,
    DisMax,
    Filter,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Range,
    Term,
    Terms,
)

# A field of exact terms has a twin of folded ones, named so.
FOLDED: Final = "{}_folded"
# The fields of an article's words, and how much each counts.
TEXT_FIELDS: Final = {"title": 1.5, "lead": 1.2, "text": 1.0}
_FIELDS: Final = {Field.TEXT: TEXT_FIELDS, Field.TITLE: {"title": 1.5}, Field.AUTHOR: {"bylines": 1.0}}
# How much a phrase counts where it was typed without marks and found with some.
_OTHER_MARKS: Final = 0.8

Make = Callable[[str, tuple[str, ...], float], Clause]


def strict_clause(node: Condition, *, exact: bool) -> Clause:
    """Return the clause for a condition; `exact` takes every syllable's marks as typed."""
    match node:
        case QueryWord():
            return _in_order(node, _phrase, exact=exact)
        case Proximity(word, distance):
            return _in_order(word, _near(distance), exact=exact)
        case WordPrefix():
            return _beginning(node, exact=exact)
        case NameCondition():
            return Terms(FACET_BY_NAME[NAMED[node.word.field]].field, node.values) if node.values else Nothing()
        case DateRange(first, last):
            return Range("day", first, last)
        case Alternatives(groups):
            return Or(tuple(_all(group, exact=exact) for group in groups))
        case Exclusion(group):
            return Not(_all(group, exact=exact))


def _all(group: QueryGroup, *, exact: bool) -> Clause:
    return And(tuple(strict_clause(node, exact=exact) for node in (*group.words, *group.conditions)))


def _in_order(word: QueryWord, make: Make, *, exact: bool) -> Clause:
    """Return what matches the word as typed, and at a discount where what was typed without marks has some."""
    fields = _FIELDS[word.field]
    as_typed = [make(field, tuple(s.exact for s in word.syllables), boost) for field, boost in fields.items()]
    if exact or all(word.marked):
        return DisMax(tuple(as_typed))
    bare = tuple(s.folded for s in word.syllables)
    folded = DisMax(tuple(make(FOLDED.format(f), bare, boost * _OTHER_MARKS) for f, boost in fields.items()))
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


def _beginning(node: WordPrefix, *, exact: bool) -> Clause:
    """Return what matches words that begin so, or are another spelling of the letters: "my*" is Mỹ and Myanmar."""
    word = node.word
    if exact or any(word.marked):
        name, letters, term = "{}", node.letters, word.syllables[0].exact
    else:
        name, letters, term = FOLDED, fold(node.letters), word.syllables[0].folded
    fields = {name.format(field): boost for field, boost in _FIELDS[word.field].items()}
    return DisMax(tuple(Filter(Or((Prefix(f, letters), Term(f, term))), boost) for f, boost in fields.items()))
