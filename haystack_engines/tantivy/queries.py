"""Compiles clauses to Tantivy's queries."""

import re
from collections.abc import Callable
from functools import singledispatchmethod
from typing import Final

import tantivy
from haystack.constants import ID
from tantivy import Occur, Query

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
from haystack_engines.tantivy.schema import without_spaces

_OPTION = {FieldType.TEXT: "freq", FieldType.BAG: "basic", FieldType.KEYWORD: "basic"}


class TantivyCompiler:
    """Compiles the clauses for one index. `identifiers` returns those of the documents that a placed clause matches."""

    def __init__(
        self, schema: tantivy.Schema, fields: Fields, identifiers: Callable[[Chain | AtLeast], list[str]]
    ) -> None:
        self._schema = schema
        self._identifiers = identifiers
        self._options = {name: _OPTION.get(field_type(field), "basic") for name, field in fields.items()}
        self._bags = {name for name, field in fields.items() if field_type(field) is FieldType.BAG}

    def query(self, clause: Clause) -> Query:
        """Return the query of a clause; raises TypeError for anything else."""
        # Called through `singledispatchmethod`, the method would be wrapped anew for each clause: a fifth of a search.
        compiled: Query = _DISPATCH(type(clause))(self, clause)
        return compiled

    @singledispatchmethod
    def _compiled(self, clause: Clause) -> Query:
        raise TypeError(f"not a clause: {clause!r}")

    @_compiled.register
    def _(self, clause: Everything) -> Query:
        return _unscored(Query.all_query())

    @_compiled.register
    def _(self, clause: Nothing) -> Query:
        return Query.empty_query()

    @_compiled.register
    def _(self, clause: Term) -> Query:
        option = self._options.get(clause.field, "basic")
        found = Query.term_query(self._schema, clause.field, self._text(clause), option)
        return found if clause.boost == 1 else Query.boost_query(found, clause.boost)

    @_compiled.register
    def _(self, clause: Phrase) -> Query:
        if len(clause.terms) == 1:
            return self.query(Term(clause.field, clause.terms[0], clause.boost))
        found = Query.phrase_query(self._schema, clause.field, list(clause.terms))
        return found if clause.boost == 1 else Query.boost_query(found, clause.boost)

    @_compiled.register
    def _(self, clause: Near) -> Query:
        # One query for each order: Tantivy's slop counts two swapped words as two apart, and miscounts three words.
        orders = (clause.terms, clause.terms[::-1])
        found = [Query.phrase_query(self._schema, clause.field, list(order), clause.distance) for order in orders]
        return Query.boost_query(Query.boolean_query([(Occur.Should, one) for one in found]), clause.boost)

    @_compiled.register(Chain)
    @_compiled.register(AtLeast)
    def _(self, clause: Chain | AtLeast) -> Query:
        return _unscored(Query.term_set_query(self._schema, ID, self._identifiers(clause)))

    @_compiled.register
    def _(self, clause: Terms) -> Query:
        return _unscored(Query.term_set_query(self._schema, clause.field, list(clause.values)))

    @_compiled.register
    def _(self, clause: Prefix) -> Query:
        return _unscored(Query.regex_query(self._schema, clause.field, re.escape(self._text(clause)) + ".*"))

    @_compiled.register
    def _(self, clause: Range) -> Query:
        if clause.low is None and clause.high is None:
            return _unscored(Query.exists_query(clause.field))
        low, high = (None if end is None else order_key(end) for end in (clause.low, clause.high))
        return _unscored(Query.range_query(self._schema, clause.field, tantivy.FieldType.Float, low, high))

    @_compiled.register
    def _(self, clause: And) -> Query:
        if not clause.clauses:
            return self.query(Everything())
        return Query.boolean_query([(Occur.Must, self.query(part)) for part in clause.clauses])

    @_compiled.register
    def _(self, clause: Or) -> Query:
        if not clause.clauses:
            return Query.empty_query()
        return Query.boolean_query([(Occur.Should, self.query(part)) for part in clause.clauses], clause.at_least)

    @_compiled.register
    def _(self, clause: DisMax) -> Query:
        return Query.disjunction_max_query([self.query(part) for part in clause.clauses], clause.tie)

    @_compiled.register
    def _(self, clause: Boosting) -> Query:
        parts = [(Occur.Must, self.query(clause.required)), (Occur.Should, self.query(clause.preferred))]
        return Query.boolean_query(parts)

    @_compiled.register
    def _(self, clause: Not) -> Query:
        excluded = (Occur.MustNot, self.query(clause.clause))
        return _unscored(Query.boolean_query([(Occur.Must, Query.all_query()), excluded]))

    @_compiled.register
    def _(self, clause: Filter) -> Query:
        return Query.const_score_query(self.query(matching(clause.clause)), clause.score)

    def _text(self, clause: Term | Prefix) -> str:
        return without_spaces(clause.text) if clause.field in self._bags else clause.text


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


_DISPATCH: Final = vars(TantivyCompiler)["_compiled"].dispatcher.dispatch
