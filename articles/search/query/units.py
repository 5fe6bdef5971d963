"""The units of a query: the names, words and collocations that a Vietnamese reader sees in it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Final

from articles.search.query.language.tree import DateRange, QueryWord, typed_text
from articles.search.query.number_words import Form
from haystack_engines import Term

Units = Mapping[tuple[QueryWord, ...], "tuple[QueryUnit, ...]"]
# Reads the units of some plain words.
ReadUnits = Callable[[tuple[QueryWord, ...]], "Sequence[QueryUnit]"]


class UnitKind(StrEnum):
    """What makes the syllables of a unit belong together."""

    NAME = "name"
    SHORT_FORM = "short form"
    WORD = "word"
    COLLOCATION = "collocation"
    JOIN = "join"
    NUMBERED = "numbered"
    AMOUNT = "amount"
    DATE = "date"
    OFFICE = "office"
    SYLLABLE = "syllable"
    LITTLE_WORD = "little word"


# Units that are found as such or not at all, never in pieces.
_WHOLE_KINDS: Final = (UnitKind.SHORT_FORM, UnitKind.JOIN, UnitKind.NUMBERED, UnitKind.AMOUNT, UnitKind.DATE)

# A number, but no year.
_SMALL_NUMBER: Final = re.compile(r"\d{1,3}")

# What a unit is worth in the best reading: the more syllables it joins, and the surer they belong together, the more.
_WORTH: Final = {
    UnitKind.NAME: 0.6,
    UnitKind.SHORT_FORM: 0.7,
    UnitKind.WORD: 0.4,
    UnitKind.COLLOCATION: -0.4,
    UnitKind.JOIN: 0.7,
    UnitKind.NUMBERED: 0.5,
    UnitKind.AMOUNT: 0.7,
    UnitKind.DATE: 0.8,
    UnitKind.OFFICE: 0.7,
    UnitKind.SYLLABLE: 0.0,
    UnitKind.LITTLE_WORD: 0.0,
}


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of what a unit names, which is searched for too: its `form` as exact terms.

    With `short_form`, it matches in capitals only; with `place`, the id of one, in articles that mention that.
    """

    text: str
    form: Form
    short_form: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class QueryUnit:
    """Neighbouring words of a query that an article must have side by side.

    `forms` has the exact syllables in which the archive writes the unit with its number of articles, the most frequent
    first. It is empty where the words match in any marking. `entities` are the ids of the entities of that name, the
    most named first, which is a place where `is_place`. `short_form` is set for one typed in capitals, which matches
    only in capitals; it has no `forms`. `other_names` are those by which the table knows it too, its full forms among
    them. An amount or date is found by an `indexed` term of its own, a date also among the articles of its `days`. One
    with a `place`, its id, is found in articles that mention that: Đức, which is a given name too.
    An office of a place has these two as `parts`, which a wider search looks for.
    """

    words: tuple[QueryWord, ...]
    kind: UnitKind
    forms: tuple[tuple[Form, int], ...] = ()
    entities: tuple[int, ...] = ()
    short_form: str = ""
    is_place: bool = False
    other_names: tuple[OtherName, ...] = ()
    indexed: Term | None = None
    days: DateRange | None = None
    parts: "tuple[QueryUnit, ...]" = ()
    place: int = 0

    @property
    def worth(self) -> float:
        """How good it is to read the words as this unit."""
        return len(self.words) - 1 + _WORTH[self.kind]

    @property
    def text(self) -> str:
        """The words as they were typed."""
        return typed_text(self.words)

    @property
    def is_whole(self) -> bool:
        """Whether the unit is found as such or not at all: a short form, code, amount or date."""
        return self.kind in _WHOLE_KINDS

    @property
    def is_small_number(self) -> bool:
        """Whether the unit is a number that counts or numbers what it was typed beside: iPhone 11. Years tell when."""
        return self.kind is UnitKind.SYLLABLE and _SMALL_NUMBER.fullmatch(self.text) is not None

    @property
    def is_demanded(self) -> bool:
        """Whether an article must have the unit: true of all but little words beside others."""
        return self.kind is not UnitKind.LITTLE_WORD


def with_starts(units: Sequence[QueryUnit]) -> Iterator[tuple[int, QueryUnit]]:
    """Yield each unit with the index of its first word among the words of all."""
    yield from zip(accumulate((len(unit.words) for unit in units), initial=0), units, strict=False)


def as_reading(units: Iterable[Sequence[QueryWord]]) -> str:
    """Write a reading as it stands in an address: đuối nước | nghệ an."""
    return " | ".join(" ".join(word.text for word in words) for words in units)


def lengths_of_reading(reading: str, words: Sequence[QueryWord]) -> list[int]:
    """Return how many words each unit of a reading has; [] where it has other words, or joins words that are apart."""
    units = [unit.split() for unit in reading.split("|")]
    if not all(units) or [text for unit in units for text in unit] != [word.text for word in words]:
        return []
    lengths = list(map(len, units))
    begins = {0, *accumulate(lengths)}
    return [] if any(word.apart and i not in begins for i, word in enumerate(words)) else lengths
