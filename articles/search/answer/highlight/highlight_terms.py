"""What of a query is highlighted: runs of syllables, each in the forms by which it is found."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Final, Self

from articles.search.fields import TEXT, TITLE, QueryField
from articles.search.query.language.tree import Condition, Proximity, Query, QueryWord, WordPrefix
from articles.search.query.synonyms import Synonym, synonyms_of
from articles.search.query.units import QueryUnit, UnitKind, Units
from articles.text.amounts import PERCENT
from articles.text.normal import fold, nfc
from articles.text.terms import TextToken

# A part of a query that a passage may show: a syllable, or two neighbouring syllables, as folded terms.
QueryPart = str | tuple[str, str]

# Behind a number of a date stands no comma and digit: "12,5 triệu" is not "12/5".
_DECIMALS: Final = re.compile(r",\d")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one syllable of a text must be to match.

    With `strict` its marks count. With `letters` it may also begin with these. With `capital` it must be in capitals:
    "CA" is the police, "ca" is a word, "Ai" the beginning of a name. With `sign`, that must follow. With `whole`, no
    decimals may follow.
    """

    exact: str
    folded: str
    strict: bool
    letters: str = ""
    capital: bool = False
    sign: str = ""
    whole: bool = False

    def fits(self, token: TextToken, text: str) -> bool:
        """Tell whether a token of a text matches."""
        same = token.exact == self.exact if self.strict else token.folded == self.folded
        if not same and self.letters:
            same = self._has_prefix(nfc(text[token.start : token.end]).lower())
        if not same or (self.capital and not text[token.start : token.end].isupper()):
            return False
        if self.whole and _DECIMALS.match(text, token.end):
            return False
        return text[token.end :].lstrip(" \u00a0").startswith(self.sign) if self.sign else True

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
    def of(cls, query: Query, units: Units, synonyms: Sequence[Synonym], *, strict: bool, title: bool = False) -> Self:
        """Return what to highlight in lead, body and captions or, with `title`, in titles.

        With `strict`, only the marks typed are highlighted. Exclusions and other fields are not highlighted.
        """
        fields = {TEXT, TITLE} if title else {TEXT}
        groups = list(query.wanted.groups())
        conditions = [node for group in groups for node in group.conditions]
        runs = [run for group in groups for run in _plain_runs(group.words, units, strict=strict)]
        runs += [run for group in groups for run in _synonym_runs((*synonyms_of(group.words), *synonyms))]
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


def _plain_runs(words: tuple[QueryWord, ...], units: Units, *, strict: bool) -> Iterator[SyllableRun]:
    """Yield the runs of each unit of plain words or, where they were not read, one for each, in any marks."""
    if words in units:
        yield from chain.from_iterable(map(_unit_runs, units[words]))
        return
    for word in words:
        yield SyllableRun(_slots(word, strict=strict), _parts(word.syllables))


def _unit_runs(unit: QueryUnit) -> Iterator[SyllableRun]:
    """Yield a run for each way to write a unit; little words are not marked."""
    if not unit.is_demanded:
        return
    typed = [word.syllables[0] for word in unit.words]
    if unit.short_form or not unit.forms:
        strict = bool(unit.short_form)
        slots = (Slot(one.exact, one.folded, strict=strict, capital=_is_capital(unit, one)) for one in typed)
        yield SyllableRun(tuple(slots), _parts(typed))
    for form, _ in unit.forms:
        yield SyllableRun(_form_slots(form, sign=_sign(unit, form), whole=unit.kind is UnitKind.DATE), _parts(typed))
    for name in unit.other_names:
        yield SyllableRun(_form_slots(name.form, capital=bool(name.short_form)), _parts(typed))


def _form_slots(form: Sequence[str], *, capital: bool = False, sign: str = "", whole: bool = False) -> tuple[Slot, ...]:
    *before, last = (
        Slot(one, fold(one), strict=True, capital=capital and not one.isdecimal(), whole=whole) for one in form
    )
    return (*before, replace(last, sign=sign))


def _sign(unit: QueryUnit, form: Sequence[str]) -> str:
    """Return the sign that must stand behind the form of a percentage: 50%, but 50 phần trăm."""
    is_percentage = unit.kind is UnitKind.AMOUNT and unit.indexed and unit.indexed.text.endswith(PERCENT)
    return PERCENT if is_percentage and form[-1].isdecimal() else ""


def _is_capital(unit: QueryUnit, syllable: TextToken) -> bool:
    return bool(unit.short_form) and not syllable.exact.isdecimal()


def _synonym_runs(synonyms: Iterable[Synonym]) -> Iterator[SyllableRun]:
    for synonym in synonyms:
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
