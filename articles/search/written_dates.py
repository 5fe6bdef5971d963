"""Dates as people type them in a search, whole or in part."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

_FORMS: Final = (
    re.compile(r"(?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})", re.ASCII),
)


def written_period(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of a year (2022), month (6/2022, 2022-06) or day (14/6/2022, 2022-06-14).

    None where the text is none of these, or no calendar has it.
    """
    for form in _FORMS:
        if found := form.fullmatch(text.strip()):
            parts = {name: int(digits) for name, digits in found.groupdict().items()}
            return _period(**parts)
    return None


def written_day(text: str) -> date | None:
    """Return the day that a text names (14/6/2024, 14.6.2024, 2024-06-14), None where it names no single day."""
    period = written_period(text)
    return period[0] if period and period[0] == period[1] else None


def _period(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date] | None:
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day is not None:
        return first, first
    last_month = 12 if month is None else month
    return first, date(year, last_month, monthrange(year, last_month)[1])
