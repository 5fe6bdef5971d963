"""Percolation: tells which queries a document matches, where there are many queries and few new documents.

A document is matched by itself, in no index, as the engines would match it. Of many queries only those need be tried
that have one of their `required_terms` in the document.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, repeat
from math import inf, nan

import numpy as np
from haystack.constants import DJANGO_ID, ID

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
)
from haystack_engines.field_types import order_key
from haystack_engines.indexed_documents import IndexedDocument
from haystack_engines.positions import CountMatches, Places, count_near, count_phrases, matching_documents

# The field and the text of a term.
FieldTerm = tuple[str, str]
# Tells whether a document matches.
Matcher = Callable[["PercolatedDocument"], bool]
# Terms with the number of documents that have each.
_Frequencies = Mapping[FieldTerm, int]


class PercolatedDocument:
    """A document that matchers are tried on."""

    def __init__(self, document: IndexedDocument) -> None:
        self.identifier = document.identifier
        self.ordered = document.ordered
        self._document = document
        self._places: dict[str, dict[str, list[int]]] = {}

    @cached_property
    def terms(self) -> frozenset[FieldTerm]:
        """All terms and keywords of the document."""
        own = self._document
        found = {(ID, own.identifier), (DJANGO_ID, own.pk)}
        for field, texts in chain(own.terms.items(), own.keywords.items()):
            found.update(zip(repeat(field), texts, strict=False))
        return frozenset(found)

    def positions(self, field: str) -> dict[str, list[int]]:
        """Return the positions of each term in a field of text, in order."""
        if field not in self._places:
            found: dict[str, list[int]] = {}
            for place, text in enumerate(self._document.terms.get(field, ())):
                found.setdefault(text, []).append(place)
            self._places[field] = found
        return self._places[field]

    def places(self, field: str, text: str) -> Places:
        """Return the positions of a term in a field of text or a placed one, as an array."""
        placed = self._document.placed.get(field)
        return np.array((self.positions(field) if placed is None else placed).get(text, ()), np.int64)


def clause_matcher(clause: Clause) -> Matcher:
    """Return a function that tells whether an engine would find a document by the clause."""
    match clause:
        case Term(field, text):
            return _any_term(frozenset([(field, text)]))
        case Terms(field, values):
            return _any_term(frozenset((field, value) for value in values))
        case Phrase(field, texts):
            return _by_positions(field, texts, count_phrases)
        case Near(field, texts, distance):
            return _by_positions(field, texts, partial(count_near, distance=distance))
        case Filter(part) | Boosting(required=part):
            return clause_matcher(part)
        case And(parts):
            return _all_of(parts)
        case DisMax(parts) | Or(parts, at_least=1):
            return _any_of(parts)
        case Or(parts, at_least):
            matchers = list(map(clause_matcher, parts))
            return lambda document: sum(matches(document) for matches in matchers) >= at_least
        case Not(part):
            excluded = clause_matcher(part)
            return lambda document: not excluded(document)
        case Chain() | AtLeast():
            return lambda document: bool(len(matching_documents(clause, document.places)))
    return _value(clause)


def _value(clause: Clause) -> Matcher:
    match clause:
        case Everything():
            return lambda _document: True
        case Nothing():
            return lambda _document: False
        case Prefix(field, start):
            return lambda document: any(name == field and text.startswith(start) for name, text in document.terms)
        case Range(field, low, high):
            first, last = (-inf if low is None else order_key(low)), (inf if high is None else order_key(high))
            return lambda document: first <= document.ordered.get(field, nan) <= last
    raise TypeError(f"not a clause: {clause!r}")


def _any_term(terms: frozenset[FieldTerm]) -> Matcher:
    return lambda document: not terms.isdisjoint(document.terms)


def _all_of(parts: Sequence[Clause]) -> Matcher:
    terms, others = _terms_and_others(And, parts)
    return lambda document: terms <= document.terms and all(matches(document) for matches in others)


def _any_of(parts: Sequence[Clause]) -> Matcher:
    terms, others = _terms_and_others(Or, parts)
    return lambda document: not terms.isdisjoint(document.terms) or any(matches(document) for matches in others)


def _terms_and_others(
    joined: type[And] | type[Or], parts: Iterable[Clause]
) -> tuple[frozenset[FieldTerm], list[Matcher]]:
    """Return the terms among joined parts, which are tried first since that is fastest, and what tries the others."""
    flat = list(_flat(joined, parts))
    terms = frozenset((part.field, part.text) for part in flat if isinstance(part, Term))
    return terms, [clause_matcher(part) for part in flat if not isinstance(part, Term)]


def _flat(joined: type[And] | type[Or], parts: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the parts of a clause, and in place of those that are joined as it is their parts."""
    for part in parts:
        while isinstance(part, Filter | Boosting):
            part = part.clause if isinstance(part, Filter) else part.required
        if isinstance(part, joined) and not (isinstance(part, Or) and part.at_least != 1):
            yield from _flat(joined, part.clauses)
        else:
            yield part


def _by_positions(field: str, texts: tuple[str, ...], count: CountMatches) -> Matcher:
    terms = frozenset((field, text) for text in texts)

    def matches(document: PercolatedDocument) -> bool:
        return terms <= document.terms and count([document.positions(field)[text] for text in texts]) > 0

    return matches


def required_terms(clause: Clause, frequency: Callable[[str, str], int]) -> frozenset[FieldTerm] | None:
    """Return terms of which each document that the clause matches has one, the rarest such; None where none need be.

    `frequency` returns the number of documents that have a term in a field.
    """
    found = _required(clause, frequency)
    return None if found is None else frozenset(found)


def _required(clause: Clause, frequency: Callable[[str, str], int]) -> _Frequencies | None:
    match clause:
        case Nothing():
            return {}
        case Term(field, text):
            return {(field, text): frequency(field, text)}
        case Terms(field, values):
            return {(field, value): frequency(field, value) for value in values}
        case Phrase(field, texts) | Near(field, texts):
            return _rarest({(field, text): frequency(field, text)} for text in texts)
        case Filter(part) | Boosting(required=part):
            return _required(part, frequency)
        case And(parts) | Chain(operands=parts):
            return _rarest(_required_of(part, frequency) for part in parts)
        case Or(parts) | DisMax(parts) | AtLeast(texts=parts):
            return _either(_required_of(part, frequency) for part in parts)
    return None


def _required_of(part: Clause | tuple[Phrase, ...], frequency: Callable[[str, str], int]) -> _Frequencies | None:
    """Return what a clause requires, or phrases of which any will do."""
    return _either(_required(one, frequency) for one in part) if isinstance(part, tuple) else _required(part, frequency)


def _rarest(found: Iterable[_Frequencies | None]) -> _Frequencies | None:
    return min((one for one in found if one is not None), key=lambda one: sum(one.values()), default=None)


def _either(found: Iterable[_Frequencies | None]) -> _Frequencies | None:
    joined: dict[FieldTerm, int] = {}
    for one in found:
        if one is None:
            return None
        joined.update(one)
    return joined
