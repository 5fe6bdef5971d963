"""Percolation: tells which queries a document matches, where there are many queries and few new documents.

A document is matched by itself, in no index, as the engines would match it. Of many queries only those are tried that
have one of their `required_terms` in the document.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from math import inf

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
from haystack_engines.positions import Places, matching_documents

# The field and the text of a term.
FieldTerm = tuple[str, str]
# Terms with the number of documents that have each.
_Frequencies = Mapping[FieldTerm, int]


class PercolatedDocument:
    """A document that queries are tried on."""

    def __init__(self, document: IndexedDocument) -> None:
        self.identifier = document.identifier
        self._document = document
        self._places: dict[str, dict[str, list[int]]] = {}

    @cached_property
    def terms(self) -> frozenset[FieldTerm]:
        """All terms and keywords of the document."""
        own = self._document
        return frozenset(
            (field, text) for values in (own.terms, own.keywords) for field, texts in values.items() for text in texts
        ) | {(ID, own.identifier), (DJANGO_ID, own.pk)}

    def matches(self, clause: Clause) -> bool:
        """Tell whether an engine would find the document by the clause."""
        match clause:
            case Term(field, text):
                return (field, text) in self.terms
            case Phrase(field, texts):
                return self._has_phrase(field, texts)
            case Near(field, (one, other), distance):
                return self._are_near(field, one, other, distance)
            case Filter(part) | Boosting(required=part):
                return self.matches(part)
            case And(parts):
                return all(map(self.matches, parts))
            case DisMax(parts) | Or(parts, at_least=1):
                return any(map(self.matches, parts))
            case Or(parts, at_least):
                return sum(map(self.matches, parts)) >= at_least
            case Not(part):
                return not self.matches(part)
            case Chain() | AtLeast():
                return bool(len(matching_documents(clause, self._array)))
        return self._has_value(clause)

    def _has_value(self, clause: Clause) -> bool:
        match clause:
            case Everything():
                return True
            case Terms(field, values):
                return any((field, value) in self.terms for value in values)
            case Prefix(field, start):
                return any(name == field and text.startswith(start) for name, text in self.terms)
            case Range(field, low, high):
                value = self._document.ordered.get(field)
                ends = (-inf if low is None else order_key(low), inf if high is None else order_key(high))
                return value is not None and ends[0] <= value <= ends[1]
            case Nothing():
                return False
        raise TypeError(f"not a clause: {clause!r}")

    def _has_phrase(self, field: str, texts: tuple[str, ...]) -> bool:
        if not all((field, text) in self.terms for text in texts):
            return False
        places = self._positions(field)
        first, *others = (places[text] for text in texts)
        following = list(map(frozenset, others))
        return any(all(place + i in some for i, some in enumerate(following, start=1)) for place in first)

    def _are_near(self, field: str, one: str, other: str, distance: int) -> bool:
        if (field, one) not in self.terms or (field, other) not in self.terms:
            return False
        some, others = self._positions(field)[one], self._positions(field)[other]
        for place in some:
            behind = bisect_left(others, place)
            if any(0 < abs(near - place) <= distance + 1 for near in others[max(0, behind - 1) : behind + 1]):
                return True
        return False

    def _positions(self, field: str) -> dict[str, list[int]]:
        if field not in self._places:
            found: dict[str, list[int]] = {}
            for place, text in enumerate(self._document.terms.get(field, ())):
                found.setdefault(text, []).append(place)
            self._places[field] = found
        return self._places[field]

    def _array(self, field: str, text: str) -> Places:
        placed = self._document.placed.get(field)
        return np.array((self._positions(field) if placed is None else placed).get(text, ()), np.int64)


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
            return _any_of(_required_of(part, frequency) for part in parts)
    return None


def _required_of(part: Clause | tuple[Phrase, ...], frequency: Callable[[str, str], int]) -> _Frequencies | None:
    """Return what a clause requires, or phrases of which any will do."""
    return _any_of(_required(one, frequency) for one in part) if isinstance(part, tuple) else _required(part, frequency)


def _rarest(found: Iterable[_Frequencies | None]) -> _Frequencies | None:
    return min((one for one in found if one is not None), key=lambda one: sum(one.values()), default=None)


def _any_of(found: Iterable[_Frequencies | None]) -> _Frequencies | None:
    joined: dict[FieldTerm, int] = {}
    for one in found:
        if one is None:
            return None
        joined.update(one)
    return joined
