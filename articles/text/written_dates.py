"""Dates as people write them, read into ISO: the one parser of dates in texts and queries.

- `stated_date`: the first full date in a text, a line or an attribute of a page ("Thứ ba, 14/6/2022, 10:15").
- `written_period`: a year, month or day that is written alone ("6/2022", "tháng 6/2022").
- `first_day`: the first day of an ISO date that may lack its day or month ("2022-06").

`articles.nlp.dates` builds on this: it reads datelines and infers a date that is not stated.
`articles.text.date_values` reads the dates of fields and attributes, which come in more forms than those of texts.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from articles.text.normal import fold

VIETNAM: Final = timezone(timedelta(hours=7))

_MONTHS: Final = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
# "13 Tháng Bảy, 2018"; "12 tháng năm 2014" is rather the whole of a year.
_MONTH_WORD: Final = rf"mười\s+một|mười\s+hai|{'|'.join(month for month in _MONTHS[:10] if month != 'năm')}|(?-i:Năm)"
# "Th12" is WordPress's.
_MONTH_NAMED: Final = rf"(?:tháng\s+|th(?=\d))(?:(?P<month_number>\d{{1,2}})|(?P<month_word>{_MONTH_WORD}))"
_DAY_FIRST: Final = re.compile(
    # It begins with a digit, which is found fast: what must not stand before it is looked back at.
    r"(?P<day>\d(?<![\d./-]\d)\d?)(?:\s?(?P<sign>[./-])\s?(?P<month>\d{1,2})\s?(?P=sign)\s?|"
    rf"\s+{_MONTH_NAMED}"
    r"(?:\s+năm\s+|,\s*|\s*[/-]\s*|\s+))(?P<year>(?:19|20)\d\d)(?![\d])",
    re.IGNORECASE,
)
# As programs write it that have the order of English: "Tháng Mười Một 12, 2016".
_MONTH_FIRST: Final = re.compile(
    rf"\b{_MONTH_NAMED}\s+(?P<day>\d{{1,2}}),\s*(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEAR_LAST: Final = re.compile(r",\s*(?:19|20)\d\d")  # of `_MONTH_FIRST`
_ISO: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-.])(?P<month>\d\d)(?P=sign)(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)
_TIME: Final = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?['’]?|(?:[hg]|\s?giờ\s?)(?P<minute_h>[0-5]\d)?)"
    r"(?:\s*(?P<half>[AP]M|SA|CH)\b)?(?![\d:])",
    re.IGNORECASE,
)
# In folded text: "năm 2022", "tháng 6 năm 2022", "ngày 14 tháng 6, 2022".
_BEFORE_YEAR: Final = r"(?: ?[/.-] ?(?:nam )?|,? (?:nam )?)"
_PERIODS: Final = (
    re.compile(r"(?:nam )?(?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})", re.ASCII),
    re.compile(rf"thang (?P<month>\d{{1,2}}){_BEFORE_YEAR}(?P<year>\d{{4}})", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})", re.ASCII),
    re.compile(r"(?:ngay )?(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})", re.ASCII),
    re.compile(rf"(?:ngay )?(?P<day>\d{{1,2}}) thang (?P<month>\d{{1,2}}){_BEFORE_YEAR}(?P<year>\d{{4}})", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})", re.ASCII),
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day written in full in a text: `words` is `text[start:start + len(words)]`."""

    day: date
    words: str
    start: int


def stated_date(text: str) -> str:
    """Return the first date that `text` gives in full as ISO; "" where there is none.

    "2022-06-14" where no time of day stands with it, else "2022-06-14T10:15:00+07:00", in Vietnam's time.
    """
    if not _YEAR.search(text):
        return ""
    for iso in _ISO.finditer(text):
        if stated := _iso_date(iso):
            return stated
    for match in _full_matches(text):
        if day := _full_day(match):
            return with_nearest_time(day, text, match)
    return ""


def written_period(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of a year (2022), month (6/2022, 2022-06) or day (14/6/2022, 2022-06-14).

    They may be in words, with or without marks ("tháng 6 năm 2022"). None where the text is none of these, or no
    calendar has it.
    """
    words = " ".join(fold(text).split())
    for form in _PERIODS:
        if found := form.fullmatch(words):
            parts = {name: int(digits) for name, digits in found.groupdict().items()}
            return _days(**parts)
    return None


def first_day(iso: str) -> date:
    """Return the first day of "2022", "2022-06" or "2022-06-14"; raises ValueError for anything else."""
    return date.fromisoformat(f"{iso}-01-01"[:10])


def full_dates(text: str) -> Iterator[WrittenDate]:
    """Yield each date that the words of `text` give in full ("14/6/2022", "14 tháng 6 năm 2022")."""
    for match in _full_matches(text):
        if day := _full_day(match):
            yield WrittenDate(day, match[0], match.start())


def without_dates(text: str) -> str:
    """Return `text` with a space for each full date and each time of day."""
    return _TIME.sub(" ", _MONTH_FIRST.sub(" ", _DAY_FIRST.sub(" ", _ISO.sub(" ", text))))


def calendar_day(year: str, month: str, day: str) -> date | None:
    """Return the day that three numbers name; None where no calendar has it."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def with_nearest_time(day: date, text: str, match: re.Match[str]) -> str:
    """Return a day as ISO, with the time of day that stands nearest to it, the date that `match` found in `text`."""
    return _with_time(day, _nearest_time(text, match))


def _days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day is not None:
        return first, first
    last_month = 12 if month is None else month
    return first, date(year, last_month, monthrange(year, last_month)[1])


def _full_matches(text: str) -> list[re.Match[str]]:
    """Return the places of full dates in a text, in their order."""
    if not _YEAR.search(text):
        return []
    month_first = _MONTH_FIRST.finditer(text) if _YEAR_LAST.search(text) else ()
    return sorted((*_DAY_FIRST.finditer(text), *month_first), key=re.Match.start)


def _full_day(match: re.Match[str]) -> date | None:
    word = " ".join((match["month_word"] or "").lower().split())
    month = match.groupdict().get("month") or match["month_number"] or str(_MONTHS.index(word) + 1)
    return calendar_day(match["year"], month, match["day"])


def _iso_date(match: re.Match[str]) -> str:
    """Return an ISO date or datetime in Vietnam's time; "" where its numbers are no date."""
    day = f"{match['year']}-{match['month']}-{match['day']}"
    zone = {"Z": "+00:00", None: "+07:00"}.get(match["zone"], match["zone"])
    try:
        moment = datetime.fromisoformat(f"{day}T{match['time']}{zone}" if match["time"] else day)
    except ValueError:
        return ""
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds") if match["time"] else day


def _nearest_time(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the time of day that stands nearest to a date, the first of two as near."""
    outside = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    times = list(_TIME.finditer(outside))
    return min(times, key=lambda t: min(abs(t.end() - match.start()), abs(t.start() - match.end())), default=None)


def _with_time(day: date, time: re.Match[str] | None) -> str:
    if time is None:
        return day.isoformat()
    hour = int(time["hour"])
    half = (time["half"] or "").upper()
    if half in {"PM", "CH"} and hour < 12:
        hour += 12
    if half in {"AM", "SA"} and hour == 12:
        hour = 0
    minute = int(time["minute"] or time["minute_h"] or 0)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM).isoformat(timespec="seconds")
