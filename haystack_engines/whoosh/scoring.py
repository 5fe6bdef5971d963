"""Clauses evaluated over a segment's arrays: which documents match, and how well (BM25)."""

from dataclasses import dataclass
from functools import lru_cache, partial, reduce, singledispatchmethod
from itertools import chain
from math import log

import numpy as np

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
from haystack_engines.positions import CountMatches, count_near, count_phrases, matching_documents
from haystack_engines.search_time import check_time, checked_often
from haystack_engines.whoosh.segments import Docs, Floats, Mask, Segment

# Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond"; the usual values.
_K1 = 1.2
_B = 0.75
# Words whose matches and scores are cached: each takes five bytes a document.
_CACHED_WORDS = 32


@dataclass(frozen=True, slots=True)
class Scored:
    """For each document of a segment: whether it matches, and its score (0 if not)."""

    mask: Mask
    score: Floats


class Scorer:
    """Evaluates clauses over the segments of one index; document frequencies are those of the whole index."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments
        self._documents = sum(segment.size for segment in segments)
        self._averages: dict[str, float] = {}
        # A query often has the same word in several clauses: one that needs all words, one that needs most of them ...
        self._cached_dis_max = lru_cache(_CACHED_WORDS * len(segments))(self._dis_max)
        self._cached_placed = lru_cache(_CACHED_WORDS * len(segments))(self._placed)

    @singledispatchmethod
    def evaluate(self, clause: Clause, segment: Segment) -> Scored:
        """Return the matches of a clause in a segment; raises TypeError for anything else."""
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
        return self._scored_by_positions(segment, clause, count_phrases)

    @evaluate.register
    def _(self, clause: Near, segment: Segment) -> Scored:
        return self._scored_by_positions(segment, clause, partial(count_near, distance=clause.distance))

    @evaluate.register(Chain)
    @evaluate.register(AtLeast)
    def _(self, clause: Chain | AtLeast, segment: Segment) -> Scored:
        return self._cached_placed(clause, segment)

    def _placed(self, clause: Chain | AtLeast, segment: Segment) -> Scored:
        operands = clause.operands if isinstance(clause, Chain) else (tuple(chain.from_iterable(clause.texts)),)
        candidates = _with_any_term_of_each(operands, segment)
        mask = np.zeros(segment.size, bool)
        mask[matching_documents(clause, partial(segment.places, docs=candidates))] = True
        return Scored(mask, np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: Terms, segment: Segment) -> Scored:
        mask = np.zeros(segment.size, bool)
        mask[segment.with_any(clause.field, clause.values)] = True
        return Scored(mask, np.zeros(segment.size, np.float32))

    @evaluate.register
    def _(self, clause: Prefix, segment: Segment) -> Scored:
        mask = np.zeros(segment.size, bool)
        for text in checked_often(segment.reader.expand_prefix(clause.field, clause.text)):
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
        return self._cached_dis_max(clause, segment)

    def _dis_max(self, clause: DisMax, segment: Segment) -> Scored:
        found = [self.evaluate(part, segment) for part in clause.clauses]
        scores = np.stack([part.score for part in found])
        best = scores.max(axis=0)
        score = best + np.float32(clause.tie) * (scores.sum(axis=0) - best) if clause.tie else best
        return Scored(np.logical_or.reduce([part.mask for part in found]), score)

    @evaluate.register
    def _(self, clause: Boosting, segment: Segment) -> Scored:
        required = self.evaluate(clause.required, segment)
        preferred = self.evaluate(clause.preferred, segment)
        return Scored(required.mask, np.where(required.mask, required.score + preferred.score, 0))

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
            check_time()
            found = self.evaluate(part, segment)
            count += found.mask
            score += found.score
        mask = count >= at_least
        return Scored(mask, np.where(mask, score, 0))

    def _scored_by_positions(self, segment: Segment, clause: Phrase | Near, count: CountMatches) -> Scored:
        docs, frequency = _by_positions(segment, clause.field, clause.terms, count)
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
        # A bag stores no lengths: each document counts as one of average length.
        relative_length = segment.lengths(field)[docs] / np.float32(average) if average else np.float32(1)
        saturation = frequency + np.float32(_K1) * (1 - _B + _B * relative_length)
        return (np.float32(idf * (_K1 + 1)) * frequency / saturation).astype(np.float32)

    def _idf(self, field: str, text: str) -> float:
        frequency = sum(len(segment.postings(field, text)[0]) for segment in self._segments)
        return log(1 + (self._documents - frequency + 0.5) / (frequency + 0.5))

    def _average_length(self, field: str) -> float:
        if field not in self._averages:
            total = sum(float(segment.lengths(field).sum()) for segment in self._segments)
            self._averages[field] = total / max(1, self._documents)
        return self._averages[field]


def _with_any_term_of_each(operands: tuple[tuple[Phrase, ...], ...], segment: Segment) -> Docs:
    """Return the documents that have of each operand all terms of some phrase, wherever these stand."""
    return reduce(np.intersect1d, [reduce(np.union1d, [_with_all(p, segment) for p in one]) for one in operands])


def _with_all(phrase: Phrase, segment: Segment) -> Docs:
    return reduce(np.intersect1d, [segment.postings(phrase.field, text)[0] for text in phrase.terms])


def _by_positions(segment: Segment, field: str, terms: tuple[str, ...], count: CountMatches) -> tuple[Docs, Floats]:
    """Return the documents with a match among the positions of the terms, and the number of matches in each."""
    docs = segment.postings(field, terms[0])[0]
    for text in terms[1:]:
        docs = np.intersect1d(docs, segment.postings(field, text)[0], assume_unique=True)
    positions = [segment.positions(field, text, docs) for text in terms] if len(docs) else []
    counted = (count(in_document) for in_document in checked_often(zip(*positions, strict=True)))
    found = np.fromiter(counted, np.float32, len(docs) if positions else 0)
    return docs[found > 0], found[found > 0]
