"""Dates that a field, an attribute or an element states as its whole value, read into ISO.

Records, tables, feeds and web pages state dates in more forms than texts do: as numbers, in English, with the month
first, with a year of two digits. In a text such forms would be guesses; as the value of a date field they are not.
`typed_period` reads what readers type into the fields of a search.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from articles.text.written_dates import VIETNAM, calendar_day, stated_date, with_nearest_time, written_period

# Characters. Longer values are texts, not dates.
_LONGEST: Final = 200
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR: Final = r"(?P<year>\d{4}|\d{2})(?!\d|:\d)"
# Programs of .NET write milliseconds as "/Date(1546303500000)/".
_NUMBER: Final = re.compile(
    r"(?P<call>/Date\()?(?P<number>\d{5,14}(?:\.\d{1,12})?)(?(call)(?:[+-]\d{4})?\)/)", re.ASCII
)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-/.]?)(?P<month>(?(sign)\d{1,2}|\d\d))(?P=sign)(?P<day>\d{1,2})"
    r"(?:(?:T|,? )(?P<hour>\d\d?):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?"
    r" ?(?P<zone>Z|GMT|UTC|[+-]\d\d:?(?:\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_DAY_FIRST: Final = re.compile(
    rf"(?<![\d./-])(?P<day>\d{{1,2}}) ?(?P<sign>[./-]) ?(?P<month>\d{{1,2}}) ?(?P=sign) ?{_YEAR}", re.ASCII
)
_ENGLISH: Final = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ /-]{_MONTH}[ ,/-]{{1,2}}{_YEAR}", re.ASCII | re.IGNORECASE
    ),
    re.compile(rf"\b{_MONTH},? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? |/){_YEAR}", re.ASCII | re.IGNORECASE),
    # Behind an English weekday the month is first: "Thu, 03/14/2019 - 08:15".
    re.compile(
        rf"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/{_YEAR}",
        re.ASCII | re.IGNORECASE,
    ),
)
_FOUR_DIGITS: Final = re.compile(r"\d{4}")
_HALF_OF_DAY: Final = re.compile(r"\b(?:AM|PM|SA|CH)\b", re.IGNORECASE)
# RFC 5322, 3.3: "-0000" is universal time, of a server that does not say where it is.
_UNPLACED: Final = re.compile(r"-0000\b")
# Unix times above this count milliseconds: as seconds they would lie after the year 5000.
_MOST_SECONDS: Final = 1e11
_UNIX_TIMES: Final = (1e8, 1e14)
# Spreadsheets count days from here, so that day 60 is 29 February 1900, which Lotus 1-2-3 took for a day.
_SERIAL_START: Final = datetime(1899, 12, 30, tzinfo=VIETNAM)
_SERIAL_DAYS: Final = (1e4, 1e5)


def date_value(value: str) -> str:
    """Return the date that a value states as ISO, in Vietnam's time; "" where it is none that can be read.

    "2022-06-14" where no time of day stands with it, else "2022-06-14T10:15:00+07:00"; "2022" or "2022-06" where the
    value is no more than a year ("2022") or a month ("6/2022", "tháng 6/2022"). The day comes before the month
    unless the second number is no month. A time without its zone is Vietnam's. A year of two digits is the latest that
    does not lie in the future. Numbers are Unix time (seconds or milliseconds), days of a spreadsheet (44726.979) or
    20220614.
    """
    text = " ".join(value.split())
    if not text or len(text) > _LONGEST:
        return ""
    return next((found for read in _FORMS if (found := _within_calendar(read, text))), "")


def typed_period(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of a year, month or day that a reader typed into a field for dates.

    They are read as by `written_period`; a day may have a year of two digits ("14/6/22") as well: the latest that has
    begun. None for anything else.
    """
    if period := written_period(text):
        return period
    found = _DAY_FIRST.fullmatch(" ".join(text.split()))
    end_of_year = datetime.now(VIETNAM).date().replace(month=12, day=31)
    day = _day(found["year"], found["month"], found["day"], end_of_year) if found else None
    return (day, day) if day else None


def english_date(text: str) -> str:
    """Return the first day with an English month and a year of four digits in a line, as `stated_date` does.

    "Wednesday, March 13, 2019, 10:25" is "2019-03-13T10:25:00+07:00"; "" where there is none.
    """
    return _first_english(text, shortest_year=4) if _FOUR_DIGITS.search(text) else ""


def without_english_dates(text: str) -> str:
    """Return `text` with a space for each day with an English month."""
    for form in _ENGLISH:
        text = form.sub(" ", text)
    return text


def _within_calendar(read: Callable[[str], str], text: str) -> str:
    """Read a text; "" where its numbers are no date, or leave the calendar (the zone of 31 December 9999)."""
    try:
        return read(text)
    except (ValueError, OverflowError, OSError):
        return ""


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if not found:
        return ""
    text = found["number"]
    number = float(text)
    if _SERIAL_DAYS[0] <= number < _SERIAL_DAYS[1]:
        moment = _SERIAL_START + timedelta(days=number)
        return moment.date().isoformat() if number.is_integer() else _iso(moment + timedelta(seconds=0.5))
    if len(text) == 14 and text.isdecimal():
        return _iso(datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM))
    if not _UNIX_TIMES[0] < number < _UNIX_TIMES[1]:
        return ""
    return _iso(datetime.fromtimestamp(number / 1000 if number > _MOST_SECONDS else number, UTC))


def _rfc_5322(text: str) -> str:
    """Read the form that RSS prescribes ("Tue, 14 Jun 2022 10:15:00 +0700"). Its parser ignores "PM"."""
    if _HALF_OF_DAY.search(text):
        return ""
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, IndexError) as error:  # email.utils lets through whatever a broken date raises
        raise ValueError(text) from error
    return _iso(moment if moment.tzinfo else moment.replace(tzinfo=UTC if _UNPLACED.search(text) else VIETNAM))


def _year_first(text: str) -> str:
    found = _YEAR_FIRST.fullmatch(text)
    if not found:
        return ""
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if not found["hour"]:
        return day.isoformat()
    zone = (found["zone"] or "+07:00").upper()
    zone = "+00:00" if zone in {"Z", "GMT", "UTC"} else zone
    clock = f"{int(found['hour']):02}:{found['minute']}:{found['second'] or '00'}"
    return _iso(datetime.fromisoformat(f"{day}T{clock}{zone}"))


def _day_first(text: str) -> str:
    for found in _DAY_FIRST.finditer(text):
        day = _day(found["year"], found["month"], found["day"])
        if not day and found["sign"] != ".":
            day = _day(found["year"], found["day"], found["month"])
        if day:
            return with_nearest_time(day, text, found)
    return ""


def _english(text: str) -> str:
    return _first_english(text, shortest_year=2)


def _first_english(text: str, shortest_year: int) -> str:
    for found in (match for form in _ENGLISH for match in form.finditer(text)):
        named = found["month"][:3].lower()
        month = named if named.isdecimal() else str(_MONTHS.index(named) + 1)
        day = _day(found["year"], month, found["day"]) if len(found["year"]) >= shortest_year else None
        if day:
            return with_nearest_time(day, text, found)
    return ""


def _day(year: str, month: str, day: str, latest: date | None = None) -> date | None:
    """Return a day; with a year of two digits the last one up to `latest`, by default tomorrow."""
    if len(year) == 4:
        return calendar_day(year, month, day)
    latest = latest or datetime.now(VIETNAM).date() + timedelta(days=1)
    recent = calendar_day(f"20{year}", month, day)
    return recent if recent and recent <= latest else calendar_day(f"19{year}", month, day)


def _year_or_month(text: str) -> str:
    if not (period := written_period(text)):
        return ""
    first, last = period
    return first.isoformat()[: len("2022") if first.month != last.month else len("2022-06")]


def _iso(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


_FORMS: Final = (_number, _year_first, _rfc_5322, stated_date, _day_first, _english, _year_or_month)
