"""From a query to the clauses that an engine is asked: which fields, how much each counts, what may be missing.

A syllable typed with marks matches itself, and at a discount any other marking; typed without marks it matches
all alike. The best field counts. Neighbours that stand together, and compounds, come on top.
"""

from math import ceil
from typing import Final

from articles.search.conditions import FOLDED, TEXT_FIELDS, strictly
from articles.search.engines.clauses import (
    All,
    Any,
    Best,
    Clause,
    Everything,
    Filter,
    Not,
    Prefer,
    Range,
    Term,
)
from articles.search.facets import FACETS, Facet
from articles.search.query_language.tree import Condition, Group, OneOf, Query, Word
from articles.search.request import Choice, SearchRequest
from articles.text.terms import compound, pairs

# How much a word counts where it was typed with marks and stands there with others.
_OTHER_MARKS: Final = 0.4
# The same for a word typed without marks in a query that has some: it probably has none.
_NO_MARK_AMONG_MARKS: Final = 0.8
_TIE: Final = 0.2
_PAIR_BOOST: Final = 1.0
_COMPOUND_BOOST: Final = 0.5
_LONGEST_COMPOUND: Final = 4
# The share of a query's words that an article must have where too few articles have them all.
_SOME_WORDS: Final = 0.6
# What having all words is worth then: about two rare words. (Known items are found better so than with articles
# that have all words, in whatever marking, always first: MRR 0.78 against 0.75.)
_ALL_WORDS_SCORE: Final = 15.0


def matching(query: Query, *, exact: bool, all_words: bool) -> Clause:
    """Return the clause for a query: all that it asks for, or, with `all_words` false, most of its words."""
    return _group(query.wanted, exact=exact, all_words=all_words, marks_typed=query.marks_typed)


def relaxable(query: Query) -> bool:
    """Tell whether asking for most words instead of all would ask for fewer."""
    return _needed(query.wanted) < len(query.words)


def narrowing(request: SearchRequest, *, besides: Facet | None = None) -> tuple[Clause, ...]:
    """Return the clauses of the request's facets and days, but not those of the facet named by `besides`."""
    clauses = [clause for facet in FACETS if facet != besides for clause in _chosen(facet, request.choices)]
    if request.since or request.until:
        clauses.append(Range("day", request.since, request.until))
    return tuple(clauses)


def _group(group: Group, *, exact: bool, all_words: bool, marks_typed: bool) -> Clause:
    words = tuple(_word(word, exact=exact, marks_typed=marks_typed) for word in group.words)
    conditions = tuple(_condition(node, exact=exact, marks_typed=marks_typed) for node in group.conditions)
    if not words + conditions:
        return Everything()
    some = (Any(words, at_least=len(words) if all_words else _needed(group)),) if words else ()
    required = All((*some, *conditions))
    complete = () if all_words else (Filter(All(words), score=_ALL_WORDS_SCORE),)
    wished = (*complete, *_wished(group))
    return Prefer(required, Any(wished)) if wished else required


def _condition(node: Condition, *, exact: bool, marks_typed: bool) -> Clause:
    if isinstance(node, OneOf):
        return Any(tuple(_group(g, exact=exact, all_words=True, marks_typed=marks_typed) for g in node.groups))
    return strictly(node, exact=exact)


def _needed(group: Group) -> int:
    words = len(group.words)
    return max(1, min(words - 1, ceil(words * _SOME_WORDS)))


def _word(word: Word, *, exact: bool, marks_typed: bool) -> Clause:
    syllable = word.syllables[0]
    discount = _OTHER_MARKS if word.marked[0] else _NO_MARK_AMONG_MARKS
    clauses = []
    for field, boost in TEXT_FIELDS.items():
        if exact or marks_typed:
            clauses.append(Term(field, syllable.exact, boost))
        if not exact:
            clauses.append(Term(FOLDED.format(field), syllable.folded, boost * (discount if marks_typed else 1)))
    return Best(tuple(clauses), tie=_TIE)


def _wished(group: Group) -> tuple[Clause, ...]:
    """Return what puts articles on top: neighbours of the query side by side, and compounds it may be made of."""
    syllables = [word.syllables[0] for word in group.words]
    lengths = range(2, _LONGEST_COMPOUND + 1)
    runs = [syllables[i : i + n] for n in lengths for i in range(len(syllables) - n + 1)]
    near = (Term("pairs", pair, _PAIR_BOOST) for pair in pairs(syllables))
    return (*near, *(Term("compounds", compound(run), _COMPOUND_BOOST) for run in runs))


def _chosen(facet: Facet, choices: tuple[Choice, ...]) -> list[Clause]:
    mine = [choice for choice in choices if choice.facet == facet.name]
    chosen = tuple(Term(facet.field, choice.value) for choice in mine if not choice.excluded)
    excluded = [Not(Term(facet.field, choice.value)) for choice in mine if choice.excluded]
    joined = [All(chosen) if facet.all_of else Any(chosen)] if chosen else []
    return [Filter(clause) for clause in (*joined, *excluded)]
