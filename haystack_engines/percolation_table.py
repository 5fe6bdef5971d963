"""Tells which of many queries are worth trying on a document: those that it has a required term of."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from haystack_engines.clauses import (
    And,
    AtLeast,
    Boosting,
    Chain,
    Clause,
    DisMax,
    Filter,
    Near,
    Nothing,
    Or,
    Phrase,
    Term,
    Terms,
)
from haystack_engines.percolation import PercolatedDocument, TermPair

# A field with a term of it, or with two terms next to each other in it.
RequiredTerm = tuple[str, str | TermPair]
# Returns the number of documents that have a term in a field.
_Frequency = Callable[[str, str], int]
# Terms with how common each is: the number of documents that have it, of a pair that of its rarer and commoner term.
_Commonness = tuple[int, int]
_Required = Mapping[RequiredTerm, _Commonness]


class PercolationTable:
    """Queries by number, each under what `required_terms` returned of it."""

    def __init__(self, required: Iterable[frozenset[RequiredTerm] | None]) -> None:
        self._always: list[int] = []
        self._by_term: dict[str, dict[str, list[int]]] = {}
        self._by_pair: dict[str, dict[TermPair, list[int]]] = {}
        for number, terms in enumerate(required):
            if terms is None:
                self._always.append(number)
                continue
            for field, term in terms:
                if isinstance(term, str):
                    self._by_term.setdefault(field, {}).setdefault(term, []).append(number)
                else:
                    self._by_pair.setdefault(field, {}).setdefault(term, []).append(number)

    def candidates(self, document: PercolatedDocument) -> set[int]:
        """Return the numbers of the queries that may match a document. No other does."""
        found = set(self._always)
        for field, by_term in self._by_term.items():
            for term in by_term.keys() & document.texts(field):
                found.update(by_term[term])
        for field, by_pair in self._by_pair.items():
            for pair in by_pair.keys() & document.pairs(field):
                found.update(by_pair[pair])
        return found


def required_terms(clause: Clause, frequency: _Frequency) -> frozenset[RequiredTerm] | None:
    """Return terms of which each document that the clause matches has one, the rarest such; None where none need be.

    Of a phrase they are two terms next to each other. `frequency` returns the number of documents that have a term in
    a field.
    """
    found = _required(clause, frequency)
    return None if found is None else frozenset(found)


def _required(clause: Clause, frequency: _Frequency) -> _Required | None:
    match clause:
        case Nothing():
            return {}
        case Term(field, text):
            return {(field, text): (frequency(field, text), 0)}
        case Terms(field, values):
            return {(field, value): (frequency(field, value), 0) for value in values}
        case Phrase(field, (_, _, *_) as texts):
            return _rarest_pair(field, texts, frequency)
        case Phrase(field, texts) | Near(field, texts):
            return _rarest({(field, text): (frequency(field, text), 0)} for text in texts)
        case Filter(part) | Boosting(required=part):
            return _required(part, frequency)
        case And(parts) | Chain(operands=parts):
            return _rarest(_required_of(part, frequency) for part in parts)
        case Or(parts) | DisMax(parts) | AtLeast(texts=parts):
            return _either(_required_of(part, frequency) for part in parts)
    return None


def _rarest_pair(field: str, texts: Iterable[str], frequency: _Frequency) -> _Required:
    pairs = pairwise((text, frequency(field, text)) for text in texts)
    found = {(one, other): (min(first, second), max(first, second)) for (one, first), (other, second) in pairs}
    rarest = min(found, key=found.__getitem__)
    return {(field, rarest): found[rarest]}


def _required_of(part: Clause | tuple[Phrase, ...], frequency: _Frequency) -> _Required | None:
    """Return what a clause requires, or phrases of which any will do."""
    return _either(_required(one, frequency) for one in part) if isinstance(part, tuple) else _required(part, frequency)


def _rarest(found: Iterable[_Required | None]) -> _Required | None:
    return min((one for one in found if one is not None), key=_commonness, default=None)


def _commonness(required: _Required) -> _Commonness:
    """Return how common terms are together; the rarer term of a pair counts first."""
    return sum(rarer for rarer, _ in required.values()), sum(commoner for _, commoner in required.values())


def _either(found: Iterable[_Required | None]) -> _Required | None:
    joined: dict[RequiredTerm, _Commonness] = {}
    for one in found:
        if one is None:
            return None
        joined.update(one)
    return joined
