"""From a query to the clauses that an engine is asked."""

from articles.search.conditions import strictly
from articles.search.engines.clauses import (
    All,
    Any,
    Clause,
    Everything,
    Filter,
    Not,
    Prefer,
    Range,
    Term,
)
from articles.search.facets import FACETS, Facet
from articles.search.query_language.tree import Condition, Group, OneOf, Query
from articles.search.request import Choice, SearchRequest
from articles.search.words import Demand, every_word, scored, wished


def matching(query: Query, *, exact: bool, demand: Demand) -> Clause:
    """Return the clause for a query: its conditions, and of its words what is demanded."""
    return _group(query.wanted, exact=exact, demand=demand, marks_typed=query.marks_typed)


def narrowing(request: SearchRequest, *, besides: Facet | None = None) -> tuple[Clause, ...]:
    """Return the clauses of the request's facets and days, but not those of the facet named by `besides`."""
    clauses = [clause for facet in FACETS if facet != besides for clause in _chosen(facet, request.choices)]
    if request.since or request.until:
        clauses.append(Range("day", request.since, request.until))
    return tuple(clauses)


def _group(group: Group, *, exact: bool, demand: Demand, marks_typed: bool) -> Clause:
    conditions = tuple(_condition(node, exact=exact, marks_typed=marks_typed) for node in group.conditions)
    if not group.words:
        return All(conditions) if conditions else Everything()
    words = scored(group.words, exact=exact, marks_typed=marks_typed)
    required, more = demand(group.words, words)
    on_top = (*more, *wished(group.words))
    required = All((required, *conditions))
    return Prefer(required, Any(on_top)) if on_top else required


def _condition(node: Condition, *, exact: bool, marks_typed: bool) -> Clause:
    if isinstance(node, OneOf):
        return Any(tuple(_group(g, exact=exact, demand=every_word, marks_typed=marks_typed) for g in node.groups))
    return strictly(node, exact=exact)


def _chosen(facet: Facet, choices: tuple[Choice, ...]) -> list[Clause]:
    mine = [choice for choice in choices if choice.facet == facet.name]
    chosen = tuple(Term(facet.field, choice.value) for choice in mine if not choice.excluded)
    excluded = [Not(Term(facet.field, choice.value)) for choice in mine if choice.excluded]
    joined = [All(chosen) if facet.all_of else Any(chosen)] if chosen else []
    return [Filter(clause) for clause in (*joined, *excluded)]
