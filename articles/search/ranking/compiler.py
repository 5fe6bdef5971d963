"""Compiles a query, and what narrows it, to the clauses that the engine runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.search.fields import FACETS, Facet
from articles.search.query.language.tree import Alternatives, Condition, QueryGroup
from articles.search.query.reading import ReadQuery
from articles.search.query.synonyms import Synonym, searched_synonyms
from articles.search.ranking.conditions import condition_clause
from articles.search.ranking.loose_clauses import loose_clauses
from articles.search.ranking.unit_clauses import strict_clause
from articles.search.ranking.word_clauses import WordMatch, boosts, every_word, most_words, word_clauses
from articles.search.request import Choice, SearchRequest
from haystack_engines import And, Boosting, Clause, Everything, Filter, IndexReader, Not, Or, Range, Term


@dataclass(frozen=True, slots=True)
class _Matching:
    """How words match: with `exact` only in the marks typed, with `as_typed` without synonyms."""

    exact: bool
    as_typed: bool
    marks_typed: bool


def query_clause(read: ReadQuery, match: WordMatch) -> Clause:
    """Return the clause for a query: all its conditions, and of its plain words what `match` requires."""
    how = _Matching(read.request.exact, read.request.as_typed, read.query.marks_typed)
    return _group(read.query.wanted, how, match, read.synonyms)


def strict_query_clause(read: ReadQuery, reader: IndexReader) -> Clause:
    """Return the clause for the strict list: all conditions of the query, and of its plain words every unit as a unit.

    Articles are scored as by `query_clause`.
    """
    return _strict_group(read.query.wanted, _Matching(read.request.exact, True, read.query.marks_typed), read, reader)


def _strict_group(group: QueryGroup, how: _Matching, read: ReadQuery, reader: IndexReader) -> Clause:
    conditions = tuple(
        Or(tuple(_strict_group(one, how, read, reader) for one in node.groups))
        if isinstance(node, Alternatives)
        else _condition(node, how)
        for node in group.conditions
    )
    if not group.words:
        return And(conditions) if conditions else Everything()
    units = Filter(strict_clause(read.units[group.words], reader))
    scored = word_clauses(group.words, (), exact=how.exact, marks_typed=how.marks_typed)
    return Boosting(And((units, *conditions)), Or((*scored, *boosts(group.words))))


def loose_query_clauses(read: ReadQuery, reader: IndexReader) -> Iterator[Clause]:
    """Yield clauses for a query that ask less and less of its plain words, see `loose_clauses`.

    Articles are scored as by `query_clause`.
    """
    how = _Matching(read.request.exact, read.request.as_typed, read.query.marks_typed)
    words = read.query.words
    conditions = tuple(_condition(node, how) for node in read.query.wanted.conditions)
    scored = word_clauses(words, read.synonyms, exact=how.exact, marks_typed=how.marks_typed)
    for required in loose_clauses(read.own_units, read.synonyms, reader, exact=how.exact):
        yield Boosting(And((Filter(required), *conditions)), Or((*scored, *boosts(words))))


def filter_clauses(request: SearchRequest, *, excluding: Facet | None = None) -> tuple[Clause, ...]:
    """Return the filters for the chosen facet values and days, without those of the facet `excluding`."""
    clauses = [clause for facet in FACETS if facet is not excluding for clause in _choices(facet, request.choices)]
    if request.since or request.until:
        clauses.append(Range("day", request.since, request.until))
    return tuple(clauses)


def _group(group: QueryGroup, how: _Matching, match: WordMatch, synonyms: Sequence[Synonym]) -> Clause:
    conditions = tuple(_condition(node, how) for node in group.conditions)
    if not group.words:
        return And(conditions) if conditions else Everything()
    words = word_clauses(group.words, synonyms, exact=how.exact, marks_typed=how.marks_typed)
    required, optional = match(group.words, words)
    if how.exact:  # `match` may require terms without marks, so most words must match with them
        required = And((required, most_words(words)))
    optional = (*optional, *boosts(group.words))
    required = And((required, *conditions))
    return Boosting(required, Or(optional)) if optional else required


def _condition(node: Condition, how: _Matching) -> Clause:
    if isinstance(node, Alternatives):
        return Or(tuple(_alternative(group, how) for group in node.groups))
    return condition_clause(node, exact=how.exact)


def _alternative(group: QueryGroup, how: _Matching) -> Clause:
    synonyms = () if how.as_typed else searched_synonyms(group.words)
    return _group(group, how, every_word, synonyms)


def _choices(facet: Facet, choices: tuple[Choice, ...]) -> list[Clause]:
    own = [choice for choice in choices if choice.facet == facet.name]
    chosen = tuple(Term(facet.field, choice.value) for choice in own if not choice.excluded)
    excluded = [Not(Term(facet.field, choice.value)) for choice in own if choice.excluded]
    joined = [And(chosen) if facet.all_of else Or(chosen)] if chosen else []
    return [Filter(clause) for clause in (*joined, *excluded)]
