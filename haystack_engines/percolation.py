"""Percolation: tells which queries a document matches, where there are many queries and few new documents.

A document is matched by itself, in no index, as the engines would match it. Of many queries only those need be tried
that a `PercolationTable` names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, pairwise
from math import inf, nan
from typing import Any

import numpy as np
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SkipDocument
from haystack.indexes import SearchIndex

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
from haystack_engines.field_types import FieldType, field_type, order_key
from haystack_engines.indexed_documents import Fields, IndexedDocument, add_field, new_document
from haystack_engines.positions import CountMatches, Places, count_near, count_phrases, matching_documents

# The field and the text of a term.
FieldTerm = tuple[str, str]
# Two terms that stand next to each other.
TermPair = tuple[str, str]
# Tells whether a document matches.
Matcher = Callable[["PercolatedDocument"], bool]
# The texts of terms, by field.
_Texts = tuple[tuple[str, frozenset[str]], ...]


class PercolatedDocument:
    """A document that matchers are tried on. A field is prepared when one first asks for it."""

    def __init__(self, prepared: Mapping[str, Any], types: Mapping[str, FieldType]) -> None:
        self._prepared = prepared
        self._types = types
        self._document = new_document(prepared)
        self._added: set[str] = set()
        self._texts: dict[str, frozenset[str]] = {
            ID: frozenset([self._document.identifier]),
            DJANGO_ID: frozenset([self._document.pk]),
            DJANGO_CT: frozenset([self._document.model]),
        }
        self._pairs: dict[str, frozenset[TermPair]] = {}
        self._positions: dict[FieldTerm, list[int]] = {}

    @property
    def identifier(self) -> str:
        """The id of the document: "app.model.pk"."""
        return self._document.identifier

    def texts(self, field: str) -> frozenset[str]:
        """Return the terms, placed or not, or the keywords of a field."""
        if field not in self._texts:
            document = self._with(field)
            kinds = (document.terms, document.placed, document.keywords)
            self._texts[field] = frozenset(chain.from_iterable(kind.get(field, ()) for kind in kinds))
        return self._texts[field]

    def pairs(self, field: str) -> frozenset[TermPair]:
        """Return the terms of a field of text that stand next to each other."""
        if field not in self._pairs:
            self._pairs[field] = frozenset(pairwise(self._with(field).terms.get(field, ())))
        return self._pairs[field]

    def order_key(self, field: str) -> float:
        """Return the sort key of an ordered field; nan where the document has none."""
        return self._with(field).ordered.get(field, nan)

    def positions(self, field: str, text: str) -> list[int]:
        """Return the positions of a term in a field of text, in order."""
        if (field, text) not in self._positions:
            self._positions[field, text] = list(_places_of(text, self._with(field).terms.get(field, [])))
        return self._positions[field, text]

    def places(self, field: str, text: str) -> Places:
        """Return the positions of a term in a field of text or a placed one, as an array."""
        placed = self._with(field).placed.get(field)
        return np.array(self.positions(field, text) if placed is None else placed.get(text, ()), np.int64)

    def _with(self, field: str) -> IndexedDocument:
        if field not in self._added and field in self._types:
            self._added.add(field)
            add_field(self._document, field, self._types[field], self._prepared.get(field))
        return self._document


def _places_of(text: str, texts: list[str]) -> Iterator[int]:
    place = -1
    with suppress(ValueError):
        while True:
            place = texts.index(text, place + 1)
            yield place


def percolated_documents(index: SearchIndex, objects: Iterable[Any], fields: Fields) -> Iterator[PercolatedDocument]:
    """Yield the documents of objects, without those that their Haystack index skips (SkipDocument).

    An index that has `prepare_on_demand` is asked for the fields alone that are needed: it returns the mapping of
    `full_prepare`, but may make each value when it is read.
    """
    types = {name: field_type(search_field) for name, search_field in fields.items()}
    prepare = getattr(index, "prepare_on_demand", index.full_prepare)
    for obj in objects:
        with suppress(SkipDocument):
            yield PercolatedDocument(prepare(obj), types)


def clause_matcher(clause: Clause) -> Matcher:
    """Return a function that tells whether an engine would find a document by the clause."""
    match clause:
        case Term(field, text):
            return _any_term([(field, text)])
        case Terms(field, values):
            return _any_term((field, value) for value in values)
        case Phrase(field, (text,)):
            return _any_term([(field, text)])
        case Phrase(field, texts):
            return _phrase(field, texts)
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
            return lambda document: any(text.startswith(start) for text in document.texts(field))
        case Range(field, low, high):
            first, last = (-inf if low is None else order_key(low)), (inf if high is None else order_key(high))
            return lambda document: first <= document.order_key(field) <= last
    raise TypeError(f"not a clause: {clause!r}")


def _any_term(terms: Iterable[FieldTerm]) -> Matcher:
    by_field = _by_field(terms)
    return lambda document: any(not texts.isdisjoint(document.texts(field)) for field, texts in by_field)


def _all_of(parts: Sequence[Clause]) -> Matcher:
    terms, others = _terms_and_others(And, parts)

    # Plain loops: a generator for `all` would take as long as what it tries.
    def matches(document: PercolatedDocument) -> bool:
        for field, texts in terms:
            if not texts <= document.texts(field):
                return False
        for other in others:  # noqa: SIM110
            if not other(document):
                return False
        return True

    return matches


def _any_of(parts: Sequence[Clause]) -> Matcher:
    terms, others = _terms_and_others(Or, parts)

    def matches(document: PercolatedDocument) -> bool:
        for field, texts in terms:
            if not texts.isdisjoint(document.texts(field)):
                return True
        for other in others:  # noqa: SIM110
            if other(document):
                return True
        return False

    return matches


def _terms_and_others(joined: type[And] | type[Or], parts: Iterable[Clause]) -> tuple[_Texts, list[Matcher]]:
    """Return the terms among joined parts, which are tried first since that is fastest, and what tries the others."""
    flat = list(_flat(joined, parts))
    terms = _by_field((part.field, part.text) for part in flat if isinstance(part, Term))
    return terms, [clause_matcher(part) for part in flat if not isinstance(part, Term)]


def _by_field(terms: Iterable[FieldTerm]) -> _Texts:
    found: dict[str, set[str]] = {}
    for field, text in terms:
        found.setdefault(field, set()).add(text)
    return tuple((field, frozenset(texts)) for field, texts in found.items())


def _flat(joined: type[And] | type[Or], parts: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the parts of a clause, and in place of those that are joined as it is their parts."""
    for part in parts:
        while isinstance(part, Filter | Boosting):
            part = part.clause if isinstance(part, Filter) else part.required
        if isinstance(part, joined) and not (isinstance(part, Or) and part.at_least != 1):
            yield from _flat(joined, part.clauses)
        else:
            yield part


def _phrase(field: str, texts: tuple[str, ...]) -> Matcher:
    pairs = frozenset(pairwise(texts))
    if len(texts) == 2:
        return lambda document: pairs <= document.pairs(field)
    whole = _by_positions(field, texts, count_phrases)
    return lambda document: pairs <= document.pairs(field) and whole(document)


def _by_positions(field: str, texts: tuple[str, ...], count: CountMatches) -> Matcher:
    terms = frozenset(texts)

    def matches(document: PercolatedDocument) -> bool:
        return terms <= document.texts(field) and count([document.positions(field, text) for text in texts]) > 0

    return matches
