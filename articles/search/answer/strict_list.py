"""The strict list of a search as a query for the engine, its articles by name where they are few.

A page asks for the list several times: for hits, facets and counts. How close units stand takes longest to evaluate, so
it is evaluated once, among the articles that have all units. An index on other machines evaluates it each time, which
costs less than the requests.
"""

from collections.abc import Sequence
from dataclasses import replace

from articles.search.engine import (
    EngineQuery,
    EngineSearch,
    articles_clause,
    count_articles,
    ids_if_few,
    index_reader,
    is_distant,
)
from articles.search.query.reading import ReadQuery, read_query
from articles.search.ranking.compiler import filter_clauses, strict_query_clause
from articles.search.ranking.presence import with_presence
from articles.search.ranking.unit_clauses import units_clause
from articles.search.request import SearchRequest
from haystack_engines import Boosting, Clause, Filter, Nothing, Range


def strict_query(read: ReadQuery) -> EngineQuery:
    """Return the query for the strict list of a search, with its filters. Raises SearchFailed."""
    return EngineQuery(_strict_clause(read), filter_clauses(read.request))


def strict_ids(request: SearchRequest | ReadQuery, *, first: int = 1) -> list[int]:
    """Return the ids, `first` or higher, of the articles in the strict list of a search, in no order.

    Raises SearchFailed.
    """
    strict = strict_query(request if isinstance(request, ReadQuery) else read_query(request))
    query = EngineQuery(Filter(strict.clause), (*strict.filters, Range("number", first)))
    return EngineSearch(query, size=count_articles(query)).run().ids


def with_articles_named(read: ReadQuery, clause: Clause, ids: Sequence[int] | None) -> Clause:
    """Return a clause of a query with the articles that it finds, if they are known, in place of what it requires.

    A clause that scores conditions is returned as it is.
    """
    if ids is None or read.query.wanted.conditions or not isinstance(clause, Boosting):
        return clause
    return replace(clause, required=articles_clause(ids))


def _strict_clause(read: ReadQuery) -> Clause:
    reader, units = index_reader(), read.own_units
    if len(units) < 2 or is_distant():
        return strict_query_clause(read, reader)
    having_all = ids_if_few(with_presence(units_clause(units)))
    if having_all == []:
        return Nothing()
    among = None if having_all is None else articles_clause(having_all)
    strict = strict_query_clause(read, reader, having_all=among)
    return with_articles_named(read, strict, ids_if_few(strict))
