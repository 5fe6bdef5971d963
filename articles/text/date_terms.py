"""The terms by which the dates that a text names are indexed: 2018-05-12, 2018-05, and 05-12 for the day of any year.

Terms of words end at signs, so "12,5 triệu" has the words of "12/5" side by side. A date has "/", "-", "." or "tháng"
between its numbers, never a comma, and no unit behind them: "12.5 triệu" and "5-7 km" are amounts.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from articles.text.amounts import amounts
from articles.text.normal import nfc
from articles.text.written_dates import calendar_day

# A year that has every day.
_LEAP_YEAR: Final = "2000"
_SIGN: Final = r"(?:\s?[/–-]\s?|\.)"
# The first day of "10-12/5".
_RANGE: Final = r"(?:(?P<first_day>\d{1,2})\s?[–-]\s?(?=\d{1,2}(?:/|\s+tháng)))?"
_DAY_AND_MONTH: Final = rf"{_RANGE}(?P<day>\d{{1,2}})(?:(?P<sign>{_SIGN})|\s+tháng\s+)(?P<month>\d{{1,2}})"
_YEAR: Final = rf"(?:(?(sign)(?P=sign)|{_SIGN})|,?\s+(?:năm\s+)?)(?P<year>\d{{4}})"
# The day of a year of two digits is one of any year.
_SHORT_YEAR: Final = r"(?(sign)(?P=sign)|/)\d\d"
_MONTH: Final = (
    r"(?:tháng\s+(?P<month_word>\d{1,2})(?:[\s,/.–-]+(?:năm\s+)?)|(?P<month_sign>\d{1,2})"
    rf"{_SIGN})(?P<year_of_month>\d{{4}})"
)
_ISO: Final = r"(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
# No part of a longer number, nor the number of a law: 12/2018/NĐ-CP.
_NUMBER_ENDS: Final = r"(?!\d|[.,]\d|/\w)"
# No part of a longer number. It begins with a digit, so that `re` skips all else fast.
_FIRST_DIGIT: Final = re.compile(r"\d(?<!\d.)(?<!\d[.,].)", re.DOTALL)
_WORDS_OF_DAYS: Final = "ngày", "mùng", "mồng"
_WORDS_BEFORE: Final = *_WORDS_OF_DAYS, "tháng"
_DATE: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<named>(?:{'|'.join(_WORDS_OF_DAYS)})\s+)?"
    rf"(?:{_ISO}|{_DAY_AND_MONTH}(?:{_YEAR}|{_SHORT_YEAR})?|{_MONTH}){_NUMBER_ENDS}"
)
# Longer than any amount that begins with two numbers.
_AMOUNT_LENGTH: Final = 40


def date_terms(text: str) -> Iterator[str]:
    """Yield the terms of each date in a text: of a day with its year that day, its month, and the day of any year."""
    lower = nfc(text).lower()
    for found in _dates(lower):
        if found["named"] or not _is_amount(found, lower):
            yield from _terms(found)


def date_term(year: str | None, month: str, day: str | None) -> str:
    """Return the term of a day, of a day of any year, or of a month; "" where no calendar has it."""
    found = calendar_day(year or _LEAP_YEAR, month, day or "1")
    if found is None:
        return ""
    if not year:
        return day_of_any_year(found)
    return found.isoformat() if day else found.isoformat()[: len("2018-05")]


def day_of_any_year(day: date) -> str:
    """Return the term of a day whose year is not named."""
    return day.isoformat()[5:]


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Yield the dates in a text, in small letters: each begins at a number, or at a word before it."""
    end = 0
    for digit in _FIRST_DIGIT.finditer(text):
        number = digit.start()
        word = _word_before(text, number)
        found = (end <= word < number and _DATE.match(text, word)) or (end <= number and _DATE.match(text, number))
        if found:
            yield found
            end = found.end()


def _word_before(text: str, number: int) -> int:
    """Return where the word before a number begins that may belong to its date; the number's place without one."""
    end = number
    while end and text[end - 1].isspace():
        end -= 1
    word = next((word for word in _WORDS_BEFORE if text.endswith(word, 0, end)), "") if end < number else ""
    return end - len(word) if word else number


def _terms(found: re.Match[str]) -> Iterator[str]:
    year = found["iso_year"] or found["year"] or found["year_of_month"]
    month = found["iso_month"] or found["month"] or found["month_word"] or found["month_sign"]
    days = [day for day in (found["first_day"], found["iso_day"] or found["day"]) if day]
    named = [date_term(known_year, month, day) for day in days for known_year in dict.fromkeys((year, None))]
    if year and (any(named) or not days):
        named.append(date_term(year, month, None))
    yield from filter(None, named)


def _is_amount(found: re.Match[str], text: str) -> bool:
    """Tell whether an amount or a range of amounts begins where a date was found; 30-4 is no range, which goes up."""
    first = next(amounts(text[found.start() : found.start() + _AMOUNT_LENGTH]), None)
    if first is None or first.start:
        return False
    return first.number != found["day"] or int(found["day"]) < int(found["month"])
