"""Compiles the plain words of a query: which of them an article must have, and how it is ranked by them.

A syllable typed with marks matches with these and, with a lower boost, with any others; one typed without matches with
any. Of the fields of an article the best counts. Neighbours of the query that stand side by side, and compounds, add to
the score. The boosts were chosen on queries for known articles (docs/search.md).
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Final

from articles.search.fields import TEXT_FIELDS, folded_field
from articles.search.query.language.tree import QueryWord
from articles.search.query.synonyms import Synonym
from articles.text.terms import TextToken, adjacent_pairs, compound
from haystack_engines import And, Clause, DisMax, Filter, IndexReader, Or, Phrase, Term

# The boost of a syllable that was typed with marks and is found with others.
_OTHER_MARKS_BOOST: Final = 0.4
# The same for a syllable typed without marks, in a query that has some: it probably has none.
_UNMARKED_BOOST: Final = 0.8
_SYNONYM_BOOST: Final = 0.8
_PAIR_BOOST: Final = 0.8
_COMPOUND_BOOST: Final = 0.25
_LONGEST_COMPOUND: Final = 4
# Where not all words are required, having them all scores like a rare word.
_ALL_WORDS_SCORE: Final = 5.0
# Words stand together where this share of their neighbouring pairs is found.
_TOGETHER_SHARE: Final = 0.75
# A pair or word is distinctive where at most this share of all articles has it; a pair also in so few articles.
_DISTINCTIVE_PAIR: Final = 0.02
_DISTINCTIVE_WORD: Final = 0.01
_FEW_ARTICLES: Final = 20
# The share of the words that an article must have where none is distinctive.
_MOST_WORDS_SHARE: Final = 0.6

# From words and their clauses: what an article must match, and what only adds to its score.
WordMatch = Callable[[Sequence[QueryWord], tuple[Clause, ...]], tuple[Clause, tuple[Clause, ...]]]


def every_word(words: Sequence[QueryWord], clauses: tuple[Clause, ...]) -> tuple[Clause, tuple[Clause, ...]]:
    """Require all words, wherever they stand."""
    return And(clauses), ()


def words_together(words: Sequence[QueryWord], clauses: tuple[Clause, ...]) -> tuple[Clause, tuple[Clause, ...]]:
    """Require all words, and most of them beside the neighbours that they have in the query."""
    pairs = tuple(Term("pairs", pair) for pair in adjacent_pairs(_syllables(words)))
    return And((*clauses, Or(pairs, at_least=ceil(len(pairs) * _TOGETHER_SHARE)))), ()


def distinctive_words(reader: IndexReader) -> WordMatch:
    """Require all words, or one word or pair of neighbours that few articles have.

    On known articles this finds nearly as much as requiring any one word, among a fiftieth of the articles.
    """

    def match(words: Sequence[QueryWord], clauses: tuple[Clause, ...]) -> tuple[Clause, tuple[Clause, ...]]:
        distinctive = _distinctive(reader, _syllables(words))
        some = Or(distinctive) if distinctive else most_words(clauses)
        return Filter(Or((some, And(clauses)))), (*clauses, Filter(And(clauses), score=_ALL_WORDS_SCORE))

    return match


def word_clauses(
    words: Sequence[QueryWord], synonyms: Sequence[Synonym], *, exact: bool, marks_typed: bool
) -> tuple[Clause, ...]:
    """Return a clause for each word or its synonyms; with `exact`, words match only in the marks typed."""
    clauses = [_word(word, exact=exact, marks_typed=marks_typed) for word in words]
    for i, clause in enumerate(clauses):
        if others := [_synonym(one) for one in synonyms if i in one.indexes]:
            clauses[i] = DisMax((clause, *others))
    return tuple(clauses)


def boosts(words: Sequence[QueryWord]) -> tuple[Clause, ...]:
    """Return what adds to the score: neighbours of the query side by side, and compounds of its words."""
    syllables = _syllables(words)
    lengths = range(2, _LONGEST_COMPOUND + 1)
    runs = [syllables[i : i + n] for n in lengths for i in range(len(syllables) - n + 1)]
    pairs = (Term("pairs", pair, _PAIR_BOOST) for pair in adjacent_pairs(syllables))
    fields = ("compounds", "headline_pairs")
    compounds = (DisMax(tuple(Term(field, compound(run), _COMPOUND_BOOST) for field in fields)) for run in runs)
    return (*pairs, *compounds)


def most_words(clauses: tuple[Clause, ...]) -> Clause:
    """Return what most of the words match: minimum-should-match of 60%, but never all of several words."""
    least = max(1, min(len(clauses) - 1, ceil(len(clauses) * _MOST_WORDS_SHARE)))
    return Or(clauses, at_least=least)


def _word(word: QueryWord, *, exact: bool, marks_typed: bool) -> Clause:
    syllable = word.syllables[0]
    folded_boost = (_OTHER_MARKS_BOOST if word.marked[0] else _UNMARKED_BOOST) if marks_typed else 1
    clauses = []
    for field, boost in TEXT_FIELDS.items():
        if exact or marks_typed:
            clauses.append(Term(field, syllable.exact, boost))
        if not exact:
            clauses.append(Term(folded_field(field), syllable.folded, boost * folded_boost))
    return DisMax(tuple(clauses))


def _synonym(synonym: Synonym) -> Clause:
    """Return what a synonym scores for one of its words: its score is shared among the words, or among its terms."""
    terms = tuple(syllable.exact for syllable in synonym.syllables)
    share = _SYNONYM_BOOST / max(len(synonym.words), len(terms))
    fields = {field: share * boost for field, boost in TEXT_FIELDS.items()}
    if all(syllable.exact == syllable.folded for syllable in synonym.syllables):
        fields = {folded_field(field): boost for field, boost in fields.items()}
    if len(terms) == 1:
        return DisMax(tuple(Term(field, terms[0], boost) for field, boost in fields.items()))
    return DisMax(tuple(Phrase(field, terms, boost) for field, boost in fields.items()))


def _distinctive(reader: IndexReader, syllables: Sequence[TextToken]) -> tuple[Term, ...]:
    documents = reader.document_count()
    pairs = [Term("pairs", pair) for pair in adjacent_pairs(syllables)]
    words = [Term(folded_field("text"), syllable.folded) for syllable in syllables]
    return (
        *(term for term in pairs if _frequency(reader, term) <= max(_FEW_ARTICLES, documents * _DISTINCTIVE_PAIR)),
        *(term for term in words if _frequency(reader, term) <= documents * _DISTINCTIVE_WORD),
    )


def _frequency(reader: IndexReader, term: Term) -> float:
    """Return a term's document frequency; unknown terms count as infinitely common, so they are never chosen."""
    return reader.frequency(term.field, term.text) or float("inf")


def _syllables(words: Sequence[QueryWord]) -> list[TextToken]:
    return [word.syllables[0] for word in words]
