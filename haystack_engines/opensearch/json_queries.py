"""Compiles clauses to OpenSearch's queries, as JSON."""

from collections.abc import Callable, Iterable, Sequence
from functools import singledispatchmethod
from typing import Any, Final

from haystack.constants import ID

from haystack_engines.clauses import (
    And,
    AtLeast,
    Boosting,
    Chain,
    Clause,
    DisMax,
    Everything,
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
    matching,
)
from haystack_engines.field_types import FieldType, field_type, order_key
from haystack_engines.indexed_documents import Fields
from haystack_engines.opensearch.intervals import Query, interval_query, is_exact
from haystack_engines.opensearch.mapping import joined, one_word, whole

EVERYTHING: Final[Query] = {"match_all": {}}


class OpenSearchCompiler:
    """Compiles the clauses for one index.

    `identifiers` returns those of the documents that a clause matches which no query can say.
    """

    def __init__(self, fields: Fields, identifiers: Callable[[Chain | AtLeast], Iterable[str]]) -> None:
        self._identifiers = identifiers
        placed = FieldType.TEXT, FieldType.PLACED
        self._texts = {name for name, field in fields.items() if field_type(field) in placed}

    @singledispatchmethod
    def query(self, clause: Clause) -> Query:
        """Return the query of a clause; raises TypeError for anything else."""
        raise TypeError(f"not a clause: {clause!r}")

    @query.register
    def _(self, clause: Everything) -> Query:
        return _unscored(EVERYTHING)

    @query.register
    def _(self, clause: Nothing) -> Query:
        return {"match_none": {}}

    @query.register
    def _(self, clause: Term) -> Query:
        return {"term": {clause.field: {"value": self._text(clause), "boost": clause.boost}}}

    @query.register
    def _(self, clause: Phrase) -> Query:
        if len(clause.terms) == 1:
            return self.query(Term(clause.field, clause.terms[0], clause.boost))
        return _phrase(clause.field, clause.terms, boost=clause.boost)

    @query.register
    def _(self, clause: Near) -> Query:
        orders = [
            _phrase(clause.field, terms, boost=clause.boost, slop=clause.distance)
            for terms in (clause.terms, clause.terms[::-1])
        ]
        return {"bool": {"should": orders}}

    @query.register(Chain)
    @query.register(AtLeast)
    def _(self, clause: Chain | AtLeast) -> Query:
        if is_exact(clause):
            return _unscored(interval_query(clause))
        return self.query(Terms(ID, tuple(self._identifiers(clause))))

    @query.register
    def _(self, clause: Terms) -> Query:
        return _unscored({"terms": {clause.field: list(map(whole, clause.values))}})

    @query.register
    def _(self, clause: Prefix) -> Query:
        return _unscored({"prefix": {clause.field: {"value": self._text(clause)}}})

    @query.register
    def _(self, clause: Range) -> Query:
        ends = {"gte": clause.low, "lte": clause.high}
        limits = {name: order_key(end) for name, end in ends.items() if end is not None}
        return _unscored({"range": {clause.field: limits}} if limits else {"exists": {"field": clause.field}})

    @query.register
    def _(self, clause: And) -> Query:
        return {"bool": {"must": list(map(self.query, clause.clauses))}} if clause.clauses else self.query(Everything())

    @query.register
    def _(self, clause: Or) -> Query:
        if len(clause.clauses) < clause.at_least:
            return {"match_none": {}}
        parts = list(map(self.query, clause.clauses))
        return {"bool": {"should": parts, "minimum_should_match": clause.at_least}}

    @query.register
    def _(self, clause: DisMax) -> Query:
        if not clause.clauses:
            return {"match_none": {}}
        return {"dis_max": {"queries": list(map(self.query, clause.clauses)), "tie_breaker": clause.tie}}

    @query.register
    def _(self, clause: Boosting) -> Query:
        return {"bool": {"must": [self.query(clause.required)], "should": [self.query(clause.preferred)]}}

    @query.register
    def _(self, clause: Not) -> Query:
        return _unscored({"bool": {"must_not": [self.query(matching(clause.clause))]}})

    @query.register
    def _(self, clause: Filter) -> Query:
        found = self.query(matching(clause.clause))
        if not clause.score:
            return _unscored(found)
        return {"constant_score": {"filter": found, "boost": clause.score}}

    def _text(self, clause: Term | Prefix) -> str:
        return one_word(clause.text) if clause.field in self._texts else whole(clause.text)


def _phrase(field: str, terms: Sequence[str], *, boost: float, slop: int = 0) -> Query:
    return {"match_phrase": {field: {"query": joined(terms), "slop": slop, "boost": boost}}}


def _unscored(query: Query) -> dict[str, Any]:
    return {"bool": {"filter": [query]}}
