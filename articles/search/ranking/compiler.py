"""From a query to the clauses that an engine is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.search.facets import FACETS, Facet
from articles.search.query.language.tree import Alternatives, Condition, Query, QueryGroup
from articles.search.query.synonyms import Synonym, searched_synonyms
from articles.search.ranking.conditions import strict_clause
from articles.search.ranking.word_clauses import Demand, boosts, every_word, most_of, word_clauses
from articles.search.request import Choice, SearchRequest
from haystack_engines.clauses import (
    And,
    Boosting,
    Clause,
    Everything,
    Filter,
    Not,
    Or,
    Range,
    Term,
)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How words are taken: with `exact` only in the marks typed, with `as_typed` in no other form."""

    exact: bool
    as_typed: bool
    marks_typed: bool


def compile_query(query: Query, request: SearchRequest, demand: Demand, forms: Sequence[Synonym] = ()) -> Clause:
    """Return the clause for a request's query: its conditions, and of its words what is demanded.

    `forms` are searched for beside the words outside brackets.
    """
    return _group(query.wanted, _Manner(request.exact, request.as_typed, query.marks_typed), demand, forms)


def filter_clauses(request: SearchRequest, *, besides: Facet | None = None) -> tuple[Clause, ...]:
    """Return the clauses of the request's facets and days, but not those of the facet named by `besides`."""
    clauses = [clause for facet in FACETS if facet != besides for clause in _chosen(facet, request.choices)]
    if request.since or request.until:
        clauses.append(Range("day", request.since, request.until))
    return tuple(clauses)


def _group(group: QueryGroup, manner: _Manner, demand: Demand, forms: Sequence[Synonym]) -> Clause:
    conditions = tuple(_condition(node, manner) for node in group.conditions)
    if not group.words:
        return And(conditions) if conditions else Everything()
    words = word_clauses(group.words, forms, exact=manner.exact, marks_typed=manner.marks_typed)
    required, more = demand(group.words, words)
    if manner.exact:  # what is demanded is known by terms without marks
        required = And((required, most_of(words)))
    on_top = (*more, *boosts(group.words))
    required = And((required, *conditions))
    return Boosting(required, Or(on_top)) if on_top else required


def _condition(node: Condition, manner: _Manner) -> Clause:
    if isinstance(node, Alternatives):
        return Or(tuple(_alternative(group, manner) for group in node.groups))
    return strict_clause(node, exact=manner.exact)


def _alternative(group: QueryGroup, manner: _Manner) -> Clause:
    forms = () if manner.as_typed else searched_synonyms(group.words)
    return _group(group, manner, every_word, forms)


def _chosen(facet: Facet, choices: tuple[Choice, ...]) -> list[Clause]:
    mine = [choice for choice in choices if choice.facet == facet.name]
    chosen = tuple(Term(facet.field, choice.value) for choice in mine if not choice.excluded)
    excluded = [Not(Term(facet.field, choice.value)) for choice in mine if choice.excluded]
    joined = [And(chosen) if facet.all_of else Or(chosen)] if chosen else []
    return [Filter(clause) for clause in (*joined, *excluded)]
