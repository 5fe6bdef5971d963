"""Amounts: a number and what it counts as one thing: 5 triệu đồng, 1.000 tỉ, 50%, 12 km.

Terms end at signs, so "1,5 triệu đồng" has the terms of "5 triệu đồng" side by side. The value tells them apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from articles.text.joins import Terms, spellings_of_join
from articles.text.lookalikes import plain_letters
from articles.text.normal import fold, nfc
from articles.text.phrase_lists import entries
from articles.text.short_forms import DATA
from articles.text.terms import terms

PERCENT: Final = "%"
_SCALES: Final = {
    **{"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỉ": 10**9, "tỷ": 10**9},
    **{f"{thousand} {large}": 10**12 for thousand in ("nghìn", "ngàn") for large in ("tỉ", "tỷ")},
}
# Each scale by how it is written, with marks or without.
_SCALE_NAMES: Final = {fold(scale): scale for scale in _SCALES} | {scale: scale for scale in _SCALES}
_LARGE: Final = ((10**9, "tỉ"), (10**6, "triệu"))
# A value from which a number means an amount without a measure: 5.000.000.
_LEAST_BARE: Final = 1000
_MOST_DIGITS: Final = 15
_NUMBER: Final = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?"
# The same, but no part of a word or a longer number. It begins with a digit, so that `re` skips all else fast.
_WHOLE_NUMBER: Final = r"\d(?<![\w.,].)(?:\d{0,2}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d*(?:[.,]\d+)?)"
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_SIGN: Final = re.compile(r"[.,]")
# A word behind which "năm" and "tháng" belong to a date: 12 tháng 5 năm 2018.
_IN_A_DATE: Final = r"(?! ?\d)"
_BETWEEN: Final = r"[ \u00a0]?"
# What stands before the second number of a range, in so many characters: "5-" of "5-7 km".
_RANGE: Final = re.compile(rf"(?<![\w.,])({_NUMBER}){_BETWEEN}(?:[-–]|đến|den){_BETWEEN}$")
_RANGE_LENGTH: Final = 25
_MOST_CACHED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its scale ("triệu") and measure ("đồng"), either of them "", at `text[start:end]`.

    `number` is written as in the text: "1.000".
    """

    start: int
    end: int
    number: str
    scale: str
    measure: str

    @property
    def term(self) -> str:
        """The value and the measure, by which the amount is indexed: "5000000_đồng"."""
        return f"{self._value}_{self.measure.replace(' ', '_')}" if self.measure else self._value

    @property
    def terms(self) -> Iterator[str]:
        """The term and, of a large number, the one of its value alone: who looks for "5 triệu" may mean any measure."""
        yield self.term
        if self.measure and (self.scale or Decimal(self._value) >= _LEAST_BARE):
            yield self._value

    def forms(self) -> list[Terms]:
        """Return the usual ways to write the amount, as exact terms; a percentage has its number alone."""
        numbers = [(form, self.scale) for form in spellings_of_join(terms(self.number).exact)]
        numbers += [(form, "") for form in _whole(self._value)] if self.scale else _with_scale(self._value)
        measures = measure_forms(self.measure) or [()]
        ways = [(*form, *terms(scale).exact, *measure) for form, scale in numbers for measure in measures]
        short = [measure[0] for measure in measures[:1] if len(measure) == 1]
        glued = [(*form[:-1], form[-1] + measure) for form, scale in numbers if not scale for measure in short]
        return list(dict.fromkeys((*ways, *glued)))

    @property
    def _value(self) -> str:
        return _value_of(self.number, self.scale)


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text, of a range ("5-7 km") both."""
    lower = nfc(plain_letters(text)).lower()
    for found in _pattern().finditer(lower):
        yield from _amounts(found, lower, _measures())


def typed_amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a query's text without marks: 5 trieu dong."""
    for found in _pattern(folded=True).finditer(text):
        yield from _amounts(found, text, _measures(folded=True))


def measure_forms(measure: str) -> list[Terms]:
    """Return the ways to write a measure, as exact terms; () for a sign, which is no term."""
    return [tuple(terms(way).exact) for way in _ways().get(measure, ())]


def _amounts(found: re.Match[str], text: str, measures: Mapping[str, str]) -> Iterator[Amount]:
    scale = _SCALE_NAMES.get((found["scale"] or "").strip(), "")
    measure = measures.get(_key(found["measure"] or ""), "")
    start = found.start()
    before = max(0, start - _RANGE_LENGTH)
    if other := _RANGE.search(text[before:start]):
        yield Amount(before + other.start(), found.end(), other[1], scale, measure)
    if len(found["number"]) <= _MOST_DIGITS:
        yield Amount(start, found.end(), found["number"], scale, measure)


@lru_cache(_MOST_CACHED)
def _value_of(number: str, scale: str) -> str:
    return _plain(_number(number) * (_SCALES.get(scale) or 1))


def _number(written: str) -> Decimal:
    """Return the value of digits: signs part thousands, the last one the rest behind whole numbers (1.234,5)."""
    if _THOUSANDS.fullmatch(written):
        return Decimal(_SIGN.sub("", written))
    whole, _, rest = written.replace(",", ".").rpartition(".")
    return Decimal(f"{whole.replace('.', '') or '0'}.{rest}") if whole else Decimal(rest)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _whole(value: str) -> list[Terms]:
    """Return the ways to write a value in digits; [] where it has a rest."""
    return spellings_of_join([value]) if value.isdecimal() and len(value) <= _MOST_DIGITS else []


def _with_scale(value: str) -> list[tuple[Terms, str]]:
    """Return a value of whole millions or more as it is written with a scale: 5.000.000 as 5 triệu."""
    return next(
        (
            ([(form, scale) for form in spellings_of_join([str(int(value) // size)])])
            for size, scale in _LARGE
            if value.isdecimal() and int(value) and not int(value) % size
        ),
        [],
    )


@cache
def _ways() -> Mapping[str, Sequence[str]]:
    """Return the ways to write each measure, by its name."""
    lines = [entry.split(" = ") for entry in entries(DATA / "measures.txt")]
    return {ways[0]: ways for ways in lines}


@cache
def _measures(*, folded: bool = False) -> Mapping[str, str]:
    """Return the name of each measure by the key of each way to write it; the first one of several in folded ones."""
    found: dict[str, str] = {}
    for name, ways in _ways().items():
        for way in ways:
            found.setdefault(_key(fold(way) if folded else way.lower()), name)
    return found


@lru_cache(_MOST_CACHED)
def _key(measure: str) -> str:
    return re.sub(r"[ ./-]", "", measure.strip())


@cache
def _pattern(*, folded: bool = False) -> re.Pattern[str]:
    ways = {way for found in _ways().values() for way in found}
    if folded:
        ways = set(map(fold, ways))
    written = sorted({way.lower() for way in ways}, key=lambda way: (-len(way), way))
    measure = "|".join(_expression(way) for way in written)
    scale = "|".join(sorted(map(fold, _SCALES) if folded else _SCALES, key=len, reverse=True))
    counted = rf"(?:{_BETWEEN}(?P<scale>{scale})(?!\w))?(?:{_BETWEEN}(?P<measure>{measure}))?"
    return re.compile(
        rf"(?P<number>{_WHOLE_NUMBER})(?=[ \u00a0%°a-zđ]){counted}"
        r"(?(scale)|(?(measure)|(?!)))"
    )


def _expression(way: str) -> str:
    """Return a regular expression for one way to write a measure, its words parted by any sign."""
    words = re.split(r"[ ./-]", way)
    end = "" if way == PERCENT else _IN_A_DATE + r"(?!\w)" if way in {"năm", "tháng", "nam", "thang"} else r"(?!\w)"
    return r"[ ./-]".join(map(re.escape, words)) + end
