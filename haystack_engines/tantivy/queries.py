"""Compiles clauses to Tantivy's queries.

Tantivy reads all documents of alternatives (`Or`), even where another part of the query leaves few of them: "lậu" and
("công an" or "CA") takes as long as "công an" or "CA". What is excluded it looks up in the documents that are left. So
within a filter, alternatives with many more documents than the rarest part are compiled as a double negation: a
document must not be one that has none of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import singledispatchmethod
from math import inf
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

# Alternatives with more than so many times the documents of the rarest part are asked of these one by one.
_MANY_MORE: Final = 2

_OPTION = {FieldType.TEXT: "freq", FieldType.BAG: "basic", FieldType.KEYWORD: "basic"}


class TantivyCompiler:
    """Compiles the clauses for one index.

    `identifiers` returns those of the documents that a placed clause matches, `frequency` the number of documents that
    have a term in a field.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        fields: Fields,
        identifiers: Callable[[Chain | AtLeast], list[str]],
        frequency: Callable[[str, str], int],
    ) -> None:
        self._schema = schema
        self._identifiers = identifiers
        self._frequency = frequency
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
        orders = [(Occur.Should, query) for query in self._both_orders(clause)]
        return Query.boost_query(Query.boolean_query(orders), clause.boost)

    def _both_orders(self, clause: Near) -> Iterator[Query]:
        # One query for each order: Tantivy's slop counts two swapped words as two apart, and miscounts three words.
        for terms in (clause.terms, clause.terms[::-1]):
            yield Query.phrase_query(self._schema, clause.field, list(terms), clause.distance)

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
        return Query.const_score_query(self._matching(matching(clause.clause)), clause.score)

    def _matching(self, clause: Clause) -> Query:
        """Return the query of a clause that does not score."""
        match clause:
            case Filter(inner):
                return self._matching(matching(inner))
            case And(parts) if parts:
                return self._all_of(list(_flat(parts)))
            case Or(parts, at_least) if parts:
                return Query.boolean_query([(Occur.Should, self._matching(part)) for part in parts], at_least)
        return self.query(clause)

    def _all_of(self, parts: list[Clause]) -> Query:
        alternatives = [part for part in parts if isinstance(part, Or) and part.at_least == 1]
        others = [part for part in parts if not (isinstance(part, Or) and part.at_least == 1)]
        rarest = min((self._at_most(part) for part in others), default=inf)
        numbers = []
        for part in alternatives:
            numbers.append(self._at_most(part, enough=rarest * _MANY_MORE))
            rarest = min(rarest, numbers[-1])
        return Query.boolean_query(
            [
                *((Occur.Must, self._matching(part)) for part in others),
                *(
                    (Occur.MustNot, self._none_of(part.clauses))
                    if number > rarest * _MANY_MORE
                    else (Occur.Must, self._matching(part))
                    for part, number in zip(alternatives, numbers, strict=True)
                ),
            ]
        )

    def _none_of(self, parts: Iterable[Clause]) -> Query:
        excluded = [(Occur.MustNot, query) for part in parts for query in self._alternatives(part)]
        return Query.boolean_query([(Occur.Must, Query.all_query()), *excluded])

    def _alternatives(self, clause: Clause) -> Iterator[Query]:
        """Yield queries of which a document matches one where it matches the clause."""
        match clause:
            case Filter(inner):
                yield from self._alternatives(matching(inner))
            case Or(parts, at_least=1):
                for part in parts:
                    yield from self._alternatives(part)
            case Near():
                yield from self._both_orders(clause)
            case _:
                yield self._matching(clause)

    def _at_most(self, clause: Clause, *, enough: float = inf) -> float:
        """Return at most how many documents match a clause, as far as its terms tell: any number beyond `enough`."""
        match clause:
            case Term(field):
                return self._frequency(field, self._text(clause))
            case Phrase(field, terms) | Near(field, terms):
                return min([self._frequency(field, term) for term in terms])
            case Terms(values=values):
                return len(values)
            case Filter(inner):
                return self._at_most(matching(inner), enough=enough)
            case And(parts) if parts:
                return min([self._at_most(part, enough=enough) for part in parts])
            case Or(parts):
                number = 0.0
                for part in parts:
                    number += self._at_most(part, enough=enough - number)
                    if number > enough:
                        break
                return number
            case Nothing():
                return 0
        return inf

    def _text(self, clause: Term | Prefix) -> str:
        return without_spaces(clause.text) if clause.field in self._bags else clause.text


def _flat(parts: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the parts of an `And` that does not score, in place of each filter and each `And` its own parts."""
    for part in parts:
        match part:
            case Filter(inner):
                yield from _flat([matching(inner)])
            case And(inner) if inner:
                yield from _flat(inner)
            case _:
                yield part


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


_DISPATCH: Final = vars(TantivyCompiler)["_compiled"].dispatcher.dispatch
