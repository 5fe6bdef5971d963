"""The plain words of a query as clauses: how much each counts where, and what of them an article must have.

A syllable typed with marks matches itself, and at a discount any other marking; typed without marks it matches
all alike. The best field counts. Neighbours that stand together, and compounds, come on top. The figures are
what found known articles best (docs/search.md).
"""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.search.query.synonyms import Synonym
from articles.search.ranking.conditions import FOLDED, TEXT_FIELDS
from articles.text.terms import TextToken, adjacent_pairs, compound
from haystack_engines.clauses import And, Clause, DisMax, Filter, Or, Phrase, Term
from haystack_engines.index_reader import IndexReader

# How much a word counts where it was typed with marks and stands there with others.
_OTHER_MARKS: Final = 0.4
# The same for a word typed without marks in a query that has some: it probably has none.
_NO_MARK_AMONG_MARKS: Final = 0.8
# How much another form counts.
_OTHER_FORM: Final = 0.8
_PAIR_BOOST: Final = 0.8
_COMPOUND_BOOST: Final = 0.25
_LONGEST_COMPOUND: Final = 4
# What having all words is worth where not all are demanded: a rare word.
_ALL_WORDS_SCORE: Final = 5.0
# Words stand together where this share of their pairs of neighbours is found.
_TOGETHER: Final = 0.75
# A pair or word is telling where no larger share of all articles has it; in a small archive no more than so many.
_TELLING_PAIR: Final = 0.02
_TELLING_WORD: Final = 0.01
_FEW: Final = 20
# The share of the words that an article must have where none is telling.
_SOME_WORDS: Final = 0.6

# Gives for words and their clauses what an article must match, and what else is scored.
Demand = Callable[[Sequence[QueryWord], tuple[Clause, ...]], tuple[Clause, tuple[Clause, ...]]]


def every_word(words: Sequence[QueryWord], clauses: tuple[Clause, ...]) -> tuple[Clause, tuple[Clause, ...]]:
    """Demand all words, wherever they stand."""
    return And(clauses), ()


def words_together(words: Sequence[QueryWord], clauses: tuple[Clause, ...]) -> tuple[Clause, tuple[Clause, ...]]:
    """Demand all words, and most of them beside the neighbours that they have in the query."""
    near = tuple(Term("pairs", pair) for pair in adjacent_pairs(_syllables(words)))
    return And((*clauses, Or(near, at_least=ceil(len(near) * _TOGETHER)))), ()


def distinctive_words(archive: IndexReader) -> Demand:
    """Demand all words, or a pair of neighbours or a word that few articles have: what tells one from the others.

    It is what known articles are found by nearly as well as by any word whatever, among a fiftieth of the
    articles.
    """

    def demand(words: Sequence[QueryWord], clauses: tuple[Clause, ...]) -> tuple[Clause, tuple[Clause, ...]]:
        telling = _telling(archive, _syllables(words))
        some = Or(telling) if telling else most_of(clauses)
        return Filter(Or((some, And(clauses)))), (*clauses, Filter(And(clauses), score=_ALL_WORDS_SCORE))

    return demand


def word_clauses(
    words: Sequence[QueryWord], forms: Sequence[Synonym], *, exact: bool, marks_typed: bool
) -> tuple[Clause, ...]:
    """Return a clause for each word, or what it is read as besides; with `exact`, for marks as typed alone."""
    clauses = [_word(word, exact=exact, marks_typed=marks_typed) for word in words]
    for place, clause in enumerate(clauses):
        if others := [_read_as(one) for one in forms if place in one.places]:
            clauses[place] = DisMax((clause, *others))
    return tuple(clauses)


def boosts(words: Sequence[QueryWord]) -> tuple[Clause, ...]:
    """Return what puts articles on top: neighbours of the query side by side, and compounds it may be made of."""
    syllables = _syllables(words)
    lengths = range(2, _LONGEST_COMPOUND + 1)
    runs = [syllables[i : i + n] for n in lengths for i in range(len(syllables) - n + 1)]
    near = (Term("pairs", pair, _PAIR_BOOST) for pair in adjacent_pairs(syllables))
    return (*near, *(Term("compounds", compound(run), _COMPOUND_BOOST) for run in runs))


def _word(word: QueryWord, *, exact: bool, marks_typed: bool) -> Clause:
    syllable = word.syllables[0]
    discount = _OTHER_MARKS if word.marked[0] else _NO_MARK_AMONG_MARKS
    clauses = []
    for field, boost in TEXT_FIELDS.items():
        if exact or marks_typed:
            clauses.append(Term(field, syllable.exact, boost))
        if not exact:
            clauses.append(Term(FOLDED.format(field), syllable.folded, boost * (discount if marks_typed else 1)))
    return DisMax(tuple(clauses))


def _read_as(form: Synonym) -> Clause:
    """Return what one word gets of another form of its run: the form counts as one word of either, all together."""
    name, terms = "{}", tuple(syllable.exact for syllable in form.syllables)
    if all(syllable.exact == syllable.folded for syllable in form.syllables):
        name = FOLDED
    share = _OTHER_FORM / max(len(form.words), len(terms))
    fields = {name.format(field): share * boost for field, boost in TEXT_FIELDS.items()}
    if len(terms) == 1:
        return DisMax(tuple(Term(field, terms[0], boost) for field, boost in fields.items()))
    return DisMax(tuple(Phrase(field, terms, boost) for field, boost in fields.items()))


def _telling(archive: IndexReader, syllables: Sequence[TextToken]) -> tuple[Term, ...]:
    documents = archive.document_count()
    near = [Term("pairs", pair) for pair in adjacent_pairs(syllables)]
    alone = [Term(FOLDED.format("text"), syllable.folded) for syllable in syllables]
    return (
        *(term for term in near if _held(archive, term) <= max(_FEW, documents * _TELLING_PAIR)),
        *(term for term in alone if _held(archive, term) <= documents * _TELLING_WORD),
    )


def _held(archive: IndexReader, term: Term) -> float:
    """Return how many articles hold a term; a term that none does tells nothing, and counts as held by all."""
    return archive.frequency(term.field, term.text) or float("inf")


def most_of(clauses: tuple[Clause, ...]) -> Clause:
    """Return what most of the words match."""
    return Or(clauses, at_least=_most(len(clauses)))


def _most(words: int) -> int:
    return max(1, min(words - 1, ceil(words * _SOME_WORDS)))


def _syllables(words: Sequence[QueryWord]) -> list[TextToken]:
    return [word.syllables[0] for word in words]
