"""What of a query is highlighted: runs of syllables, each in the forms by which it is found."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from articles.search.fields import TEXT, TITLE, QueryField
from articles.search.query.language.tree import Condition, Proximity, Query, QueryWord, WordPrefix
from articles.search.query.synonyms import synonyms_of
from articles.text.normal import fold, nfc
from articles.text.terms import TextToken

# A part of a query that a passage may show: a syllable, or two neighbouring syllables, as folded terms.
QueryPart = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """What one syllable of a text must be to match.

    With `strict` its marks count. With `letters` it may also begin with these. With `capital` it must have a capital:
    "CA" is the police, "ca" is a word.
    """

    exact: str
    folded: str
    strict: bool
    letters: str = ""
    capital: bool = False

    def fits(self, token: TextToken, text: str) -> bool:
        """Tell whether a token of a text matches."""
        same = token.exact == self.exact if self.strict else token.folded == self.folded
        if not same and self.letters:
            same = self._has_prefix(nfc(text[token.start : token.end]).lower())
        return same and not (self.capital and text[token.start : token.end].islower())

    def _has_prefix(self, written: str) -> bool:
        return written.startswith(self.letters) if self.strict else fold(written).startswith(fold(self.letters))


@dataclass(frozen=True, slots=True)
class SyllableRun:
    """Slots for syllables side by side; `parts` are the parts of the query that such a run shows."""

    slots: tuple[Slot, ...]
    parts: frozenset[QueryPart]


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two slots for syllables in either order, with at most `distance` words between them."""

    slots: tuple[Slot, Slot]
    distance: int


@dataclass(frozen=True, slots=True)
class HighlightTerms:
    """What is highlighted: runs and near pairs. A good passage shows `neighbours` of the query side by side."""

    runs: tuple[SyllableRun, ...] = ()
    pairs: tuple[NearPair, ...] = ()
    neighbours: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, query: Query, *, strict: bool, title: bool = False) -> Self:
        """Return what to highlight in lead, body and captions or, with `title`, in titles.

        With `strict`, only the marks typed are highlighted. Exclusions and other fields are not highlighted.
        """
        fields = {TEXT, TITLE} if title else {TEXT}
        groups = list(query.wanted.groups())
        conditions = [node for group in groups for node in group.conditions]
        runs = [run for group in groups for run in _word_runs(group.words, strict=strict)]
        runs += [run for node in conditions for run in _condition_runs(node, fields, strict=strict)]
        pairs = (pair for node in conditions for pair in _near_pairs(node, fields, strict=strict))
        neighbours = (pair for group in groups for pair in pairwise(word.syllables[0].folded for word in group.words))
        return cls(tuple(dict.fromkeys(runs)), tuple(pairs), frozenset(neighbours))

    @property
    def slots(self) -> Iterator[Slot]:
        """All slots."""
        for run in self.runs:
            yield from run.slots
        for pair in self.pairs:
            yield from pair.slots


def _word_runs(words: Sequence[QueryWord], *, strict: bool) -> Iterator[SyllableRun]:
    """Yield a run for each plain word, in any marks unless `strict`, and one for each of their synonyms."""
    for word in words:
        yield SyllableRun(_slots(word, strict=strict), _parts(word.syllables))
    for synonym in synonyms_of(words):
        slots = tuple(
            Slot(token.exact, token.folded, strict=True, capital=synonym.short) for token in synonym.syllables
        )
        yield SyllableRun(slots, _parts([word.syllables[0] for word in synonym.words]))


def _condition_runs(node: Condition, fields: Set[QueryField], *, strict: bool) -> Iterator[SyllableRun]:
    match node:
        case QueryWord(field=field) if field in fields:
            yield SyllableRun(_slots(node, strict=strict, marks=True), _parts(node.syllables))
        case WordPrefix(word, letters) if word.field in fields:
            slot = _slots(word, strict=strict, marks=True)[0]
            yield SyllableRun((replace(slot, letters=letters),), _parts(word.syllables))


def _near_pairs(node: Condition, fields: Set[QueryField], *, strict: bool) -> Iterator[NearPair]:
    if isinstance(node, Proximity) and node.word.field in fields:
        for pair in pairwise(_slots(node.word, strict=strict, marks=True)):
            yield NearPair(pair, node.distance)


def _slots(word: QueryWord, *, strict: bool, marks: bool = False) -> tuple[Slot, ...]:
    """Return a slot for each syllable; with `marks`, syllables typed with marks are strict."""
    typed = zip(word.syllables, word.marked, strict=True)
    strict = strict and not word.any_marks
    return tuple(Slot(token.exact, token.folded, strict or (marks and marked)) for token, marked in typed)


def _parts(syllables: Sequence[TextToken]) -> frozenset[QueryPart]:
    folded = [token.folded for token in syllables]
    return frozenset((*folded, *pairwise(folded)))
