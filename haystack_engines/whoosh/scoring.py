"""Clauses evaluated over a segment's arrays: which documents match, and how well (BM25)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial, singledispatchmethod
from math import log

import numpy as np

from haystack_engines.clauses import (
    And,
    Boosting,
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
from haystack_engines.whoosh.segments import Docs, Floats, Mask, Segment

# Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond"; the usual values.
_K1 = 1.2
_B = 0.75
# Words whose matches and scores are kept: each takes five bytes a document.
_KEPT_WORDS = 32

# The positions of each of several terms in one document, and what counts how often they stand as asked.
Places = tuple[list[int], ...]
Occurrences = Callable[[Places], int]


@dataclass(frozen=True, slots=True)
class Scored:
    """For each document of a segment whether it matches, and its score (0 where it does not)."""

    mask: Mask
    score: Floats


class Scorer:
    """Evaluates clauses over the segments of one index; document frequencies are those of the whole index."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments
        self._documents = sum(segment.size for segment in segments)
        self._averages: dict[str, float] = {}
        # One search asks for its words several times: all of them, most of them, and how many articles have all.
        self._best = lru_cache(_KEPT_WORDS * len(segments))(self._evaluate_best)

    @singledispatchmethod
    def evaluate(self, clause: Clause, segment: Segment) -> Scored:
        """Return what of the segment matches the clause; raises TypeError for a clause that is none."""
        raise TypeError(f"not a clause: {clause!r}")

    @evaluate.register
    def _(self, clause: Everything, segment: Segment) -> Scored:
        return Scored(np.ones(segment.size, bool), np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: Nothing, segment: Segment) -> Scored:
        return Scored(np.zeros(segment.size, bool), np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: Term, segment: Segment) -> Scored:
        docs, weights = segment.postings(clause.field, clause.text)
        idf = self._idf(clause.field, clause.text)
        return self._spread(segment, docs, self._bm25(segment, clause.field, docs, weights, idf) * clause.boost)

    @evaluate.register
    def _(self, clause: Phrase, segment: Segment) -> Scored:
        return self._placed(segment, clause, _following)

    @evaluate.register
    def _(self, clause: Near, segment: Segment) -> Scored:
        return self._placed(segment, clause, partial(_near, distance=clause.distance))

    @evaluate.register
    def _(self, clause: Terms, segment: Segment) -> Scored:
        mask = np.zeros(segment.size, bool)
        mask[segment.holding(clause.field, clause.values)] = True
        return Scored(mask, np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: Prefix, segment: Segment) -> Scored:
        mask = np.zeros(segment.size, bool)
        for text in segment.reader.expand_prefix(clause.field, clause.text):
            mask[segment.postings(clause.field, text.decode())[0]] = True
        return Scored(mask, np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: Range, segment: Segment) -> Scored:
        keys = segment.ordered(clause.field)
        mask = ~np.isnan(keys)
        if clause.low is not None:
            mask &= keys >= order_key(clause.low)
        if clause.high is not None:
            mask &= keys <= order_key(clause.high)
        return Scored(mask, np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: And, segment: Segment) -> Scored:
        return self._joined(clause.clauses, len(clause.clauses), segment)

    @evaluate.register
    def _(self, clause: Or, segment: Segment) -> Scored:
        return self._joined(clause.clauses, clause.at_least, segment)

    @evaluate.register
    def _(self, clause: DisMax, segment: Segment) -> Scored:
        return self._best(clause, segment)

    def _evaluate_best(self, clause: DisMax, segment: Segment) -> Scored:
        found = [self.evaluate(part, segment) for part in clause.clauses]
        scores = np.stack([part.score for part in found])
        best = scores.max(axis=0)
        score = best + np.float32(clause.tie) * (scores.sum(axis=0) - best) if clause.tie else best
        return Scored(np.logical_or.reduce([part.mask for part in found]), score)

    @evaluate.register
    def _(self, clause: Boosting, segment: Segment) -> Scored:
        required = self.evaluate(clause.required, segment)
        wished = self.evaluate(clause.wished, segment)
        return Scored(required.mask, np.where(required.mask, required.score + wished.score, 0))

    @evaluate.register
    def _(self, clause: Not, segment: Segment) -> Scored:
        return Scored(~self.evaluate(clause.clause, segment).mask, np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: Filter, segment: Segment) -> Scored:
        mask = self.evaluate(clause.clause, segment).mask
        return Scored(mask, mask * np.float32(clause.score))

    def _joined(self, clauses: tuple[Clause, ...], at_least: int, segment: Segment) -> Scored:
        count = np.zeros(segment.size, np.int16)
        score = np.zeros(segment.size, np.float32)
        for part in clauses:
            found = self.evaluate(part, segment)
            count += found.mask
            score += found.score
        mask = count >= at_least
        return Scored(mask, np.where(mask, score, 0))

    def _placed(self, segment: Segment, clause: Phrase | Near, times: Occurrences) -> Scored:
        docs, frequency = _placed(segment, clause.field, clause.terms, times)
        idf = sum(self._idf(clause.field, text) for text in clause.terms)
        return self._spread(segment, docs, self._bm25(segment, clause.field, docs, frequency, idf) * clause.boost)

    def _spread(self, segment: Segment, docs: Docs, scores: Floats) -> Scored:
        mask = np.zeros(segment.size, bool)
        score = np.zeros(segment.size, np.float32)
        mask[docs] = True
        score[docs] = scores
        return Scored(mask, score)

    def _bm25(self, segment: Segment, field: str, docs: Docs, frequency: Floats, idf: float) -> Floats:
        average = self._average_length(field)
        # A bag keeps no lengths: each document counts as one of average length.
        relative_length = segment.lengths(field)[docs] / np.float32(average) if average else np.float32(1)
        saturation = frequency + np.float32(_K1) * (1 - _B + _B * relative_length)
        return (np.float32(idf * (_K1 + 1)) * frequency / saturation).astype(np.float32)

    def _idf(self, field: str, text: str) -> float:
        holding = sum(len(segment.postings(field, text)[0]) for segment in self._segments)
        return log(1 + (self._documents - holding + 0.5) / (holding + 0.5))

    def _average_length(self, field: str) -> float:
        if field not in self._averages:
            total = sum(float(segment.lengths(field).sum()) for segment in self._segments)
            self._averages[field] = total / max(1, self._documents)
        return self._averages[field]


def _placed(segment: Segment, field: str, terms: tuple[str, ...], times: Occurrences) -> tuple[Docs, Floats]:
    """Return the documents whose places of the terms count as an occurrence, and how many each has."""
    docs = segment.postings(field, terms[0])[0]
    for text in terms[1:]:
        docs = np.intersect1d(docs, segment.postings(field, text)[0], assume_unique=True)
    places = [segment.positions(field, text, docs) for text in terms] if len(docs) else []
    found = np.array([times(of_document) for of_document in zip(*places, strict=True)], np.float32)
    return docs[found > 0], found[found > 0]


def _following(places: Places) -> int:
    """Return how often positions of each term follow those of the one before."""
    ends = set(places[0])
    for following in places[1:]:
        ends = {place for place in following if place - 1 in ends}
    return len(ends)


def _near(places: Places, distance: int) -> int:
    """Return how many positions of the second term have one of the first at most `distance` others away."""
    first, second = places
    return sum(any(abs(place - other) <= distance + 1 for other in first) for place in second)
