"""Finds the dates among the words of a query: 30/4, 30 tháng 4, 12/5/2018, tháng 5 năm 2018."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from articles.search.query.language.tree import DateRange, QueryWord
from articles.search.query.number_words import Form, as_text, numbered_forms
from articles.text.date_terms import date_term
from articles.text.normal import fold
from articles.text.written_dates import written_period

# In folded text, "." for any sign.
_DAY: Final = (
    r"(?:(?:ngay|mung|mong) )?(?P<day>\d{1,2})(?:\.| thang )(?P<month>\d{1,2})(?:(?:\.|,? nam |,? )(?P<year>\d{4}))?"
)
_MONTH: Final = r"(?:thang (?P<month_word>\d{1,2})(?:\.| nam | )|(?P<month_sign>\d{1,2})\.)(?P<year_of_month>\d{4})"
_ISO: Final = r"(?P<iso>\d{4}\.\d{1,2}\.\d{1,2})"
_DATE: Final = re.compile(rf"(?<![\w.])(?:{_ISO}|{_DAY}|{_MONTH})(?![\w]|\.\w)")
_SIGNS: Final = ("", "/", "-", "–", ".")
_MONTH_WORD: Final = "tháng"
# The words of the longest head of a number: bộ luật số.
_LONGEST_HEAD: Final = 3
_YEAR_WORD: Final = "năm"


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date in a query: its term in the index, the ways to write it, and its days where a year was typed."""

    term: str
    forms: tuple[Form, ...]
    days: DateRange | None


def typed_dates(words: Sequence[QueryWord]) -> Mapping[tuple[int, int], TypedDate]:
    """Return the dates among plain words of one syllable each, by the (first, end) of their words.

    The number of a head is no day: "bão số 12 tháng 11/2017".
    """
    text, places = as_text(words)
    starts = {place.start: i for i, place in enumerate(places)}
    ends = {place.end: i for i, place in enumerate(places, start=1)}
    found: dict[tuple[int, int], TypedDate] = {}
    folded, position = fold(text), 0
    while match := _DATE.search(folded, position):
        position = match.end()
        span = (starts.get(match.start(), -1), ends.get(match.end(), -1))
        if _is_bare(match) and _has_head(words[: span[0]], match["day"]):
            position = match.end("day")
            continue
        if min(span) >= 0 and _is_written_so(words[slice(*span)]) and (date := _date(match)):
            found[span] = date
    return found


def _is_bare(match: re.Match[str]) -> bool:
    """Tell whether a day has no word before it, and its month is in words: 12 tháng 11."""
    return match.start() == match.start("day") and match.string.startswith(" thang ", match.end("day"))


def _has_head(before: Sequence[QueryWord], number: str) -> bool:
    """Tell whether words end in one that a number follows: bão số, quận, lớp."""
    return any(numbered_forms(before[-length:], ((number,),)) for length in range(1, _LONGEST_HEAD + 1))


def _is_written_so(words: Sequence[QueryWord]) -> bool:
    """Tell whether words that were typed with marks are those of dates, and the signs between them too."""
    if not all(word.sign in _SIGNS for word in words[1:]):
        return False
    marked = (word.syllables[0].exact for word in words if word.marked[0] and word.text.isalpha())
    return {"ngày", "mùng", "mồng", _MONTH_WORD, _YEAR_WORD}.issuperset(marked)


def _date(match: re.Match[str]) -> TypedDate | None:
    if iso := match["iso"]:
        year, month, day = iso.split(".")
        return _day(day, month, year)
    if match["day"]:
        return _day(match["day"], match["month"], match["year"])
    return _month(match["month_word"] or match["month_sign"], match["year_of_month"])


def _day(day: str, month: str, year: str | None) -> TypedDate | None:
    term = date_term(year, month, day)
    if not term:
        return None
    forms = [form for d in _with_zero(day) for m in _with_zero(month) for form in ((d, m), (d, _MONTH_WORD, m))]
    if year is None:
        return TypedDate(term, tuple(forms), None)
    full = [(*form, *rest) for form in forms for rest in ((year,), (_YEAR_WORD, year))]
    period = written_period(f"{day}/{month}/{year}")
    return TypedDate(term, tuple(full), DateRange(*period)) if period else None


def _month(month: str, year: str) -> TypedDate | None:
    period = written_period(f"{month}/{year}")
    if period is None:
        return None
    ways = [
        form
        for m in _with_zero(month)
        for form in ((m, year), (_MONTH_WORD, m, _YEAR_WORD, year), (_MONTH_WORD, m, year))
    ]
    return TypedDate(date_term(year, month, None), tuple(ways), DateRange(*period))


def _with_zero(number: str) -> Iterator[str]:
    yield from dict.fromkeys((str(int(number)), f"{int(number):02}"))
