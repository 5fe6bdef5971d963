"""What of a query is marked in a text: runs of syllables, each syllable in any form that it was found by."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Self

from articles.search.query.language.fields import Field
from articles.search.query.language.tree import Condition, Proximity, Query, QueryWord, WordPrefix
from articles.search.query.synonyms import synonyms_of
from articles.text.normal import fold, nfc
from articles.text.terms import TextToken

# What a passage shows of a query: a syllable, or two that follow each other as typed; by their folded terms.
Shown = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """What one syllable of a text must be: with its marks where `strict`; begin with `letters` where there are any.

    A short form (`capital`) is not marked in small letters: "CA" is the police, "ca" a word.
    """

    exact: str
    folded: str
    strict: bool
    letters: str = ""
    capital: bool = False

    def fits(self, token: TextToken, text: str) -> bool:
        """Tell whether a token of a text is such a syllable."""
        same = token.exact == self.exact if self.strict else token.folded == self.folded
        if not same and self.letters:
            same = self._begins(nfc(text[token.start : token.end]).lower())
        return same and not (self.capital and text[token.start : token.end].islower())

    def _begins(self, written: str) -> bool:
        return written.startswith(self.letters) if self.strict else fold(written).startswith(fold(self.letters))


@dataclass(frozen=True, slots=True)
class Run:
    """Slots to be filled side by side; `shown` is what of the query it stands for."""

    slots: tuple[Slot, ...]
    shown: frozenset[Shown]


@dataclass(frozen=True, slots=True)
class AdjacentPair:
    """Two slots to be filled with at most `distance` words between, in either order."""

    slots: tuple[Slot, Slot]
    distance: int


@dataclass(frozen=True, slots=True)
class HighlightTerms:
    """What is marked: runs, and pairs near each other; `neighbours` are those that a good passage shows together."""

    runs: tuple[Run, ...] = ()
    pairs: tuple[AdjacentPair, ...] = ()
    neighbours: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, query: Query, *, strict: bool, title: bool = False) -> Self:
        """Return what a query wants marked in lead, body and captions, or with `title` in the title.

        With `strict` marks are as typed. What a query keeps out is not marked, nor what it looks for elsewhere.
        """
        fields = {Field.TEXT, Field.TITLE} if title else {Field.TEXT}
        groups = list(query.wanted.groups())
        conditions = [node for group in groups for node in group.conditions]
        runs = [run for group in groups for run in _word_runs(group.words, strict=strict)]
        runs += [run for node in conditions for run in _condition_runs(node, fields, strict=strict)]
        pairs = (pair for node in conditions for pair in _pairs(node, fields, strict=strict))
        neighbours = (pair for group in groups for pair in pairwise(word.syllables[0].folded for word in group.words))
        return cls(tuple(dict.fromkeys(runs)), tuple(pairs), frozenset(neighbours))

    @property
    def slots(self) -> Iterator[Slot]:
        """All slots that there are to fill."""
        for run in self.runs:
            yield from run.slots
        for pair in self.pairs:
            yield from pair.slots


def _word_runs(words: Sequence[QueryWord], *, strict: bool) -> Iterator[Run]:
    """Words outside quotes are found in any marking unless `strict`, and in the other forms that they go by."""
    for word in words:
        yield Run(_slots(word, strict=strict), _shown(word.syllables))
    for form in synonyms_of(words):
        slots = tuple(Slot(token.exact, token.folded, strict=True, capital=form.short) for token in form.syllables)
        yield Run(slots, _shown([word.syllables[0] for word in form.words]))


def _condition_runs(node: Condition, fields: Set[Field], *, strict: bool) -> Iterator[Run]:
    match node:
        case QueryWord(field=field) if field in fields:
            yield Run(_slots(node, strict=strict, marks=True), _shown(node.syllables))
        case WordPrefix(word, letters) if word.field in fields:
            slot = _slots(word, strict=strict, marks=True)[0]
            yield Run((replace(slot, letters=letters),), _shown(word.syllables))


def _pairs(node: Condition, fields: Set[Field], *, strict: bool) -> Iterator[AdjacentPair]:
    if isinstance(node, Proximity) and node.word.field in fields:
        for pair in pairwise(_slots(node.word, strict=strict, marks=True)):
            yield AdjacentPair(pair, node.distance)


def _slots(word: QueryWord, *, strict: bool, marks: bool = False) -> tuple[Slot, ...]:
    """Return a slot for each syllable; with `marks`, those typed with marks are strict."""
    typed = zip(word.syllables, word.marked, strict=True)
    return tuple(Slot(token.exact, token.folded, strict or (marks and marked)) for token, marked in typed)


def _shown(syllables: Sequence[TextToken]) -> frozenset[Shown]:
    folded = [token.folded for token in syllables]
    return frozenset((*folded, *pairwise(folded)))
