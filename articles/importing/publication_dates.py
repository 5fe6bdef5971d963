"""What may be the date of an article: one rule for documents, feeds, options of imports and the admin."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings

from articles.text.date_values import date_value
from articles.text.markup import xml_text
from articles.text.segmented import desegment
from articles.text.written_dates import VIETNAM, first_day

# What programs write for "no date": Unix time 0, at its own midnight, in the time of Vietnam or of a server further
# east, or without a time of day.
_EPOCH: Final = ("1970-01-01", *(f"1970-01-01T{hour:02}:00:00+07:00" for hour in (0, 7, 8)))
_LONGEST_QUOTE: Final = 80
_DAY: Final = len("2022-06-14")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date that a document states, as ISO, "" where there is none; the warnings say why a value is not used.

    A year or a month alone is "2022" or "2022-06".
    """

    iso: str = ""
    warnings: tuple[str, ...] = ()


def earliest_day() -> date:
    """Return the first day that may be the date of an article, by the setting EARLIEST_YEAR."""
    return date(settings.EARLIEST_YEAR, 1, 1)


def latest_day() -> date:
    """Return the last day that may be the date of an article: tomorrow, since papers are dated ahead."""
    return datetime.now(VIETNAM).date() + timedelta(days=1)


def may_be_dated(day: date) -> bool:
    """Tell whether an article may have the date."""
    return earliest_day() <= day <= latest_day()


def read_date_value(value: str) -> StatedDate:
    """Read the value of a date field; one that is no date, or cannot be that of an article, is a warning."""
    if not value.strip():
        return StatedDate()
    # A segmenter writes "Thứ_năm , 12/03/2020 , 17:25".
    iso = date_value(value) or date_value(desegment(value))
    if not iso:
        return StatedDate(warnings=(f"the date {_quoted(value)} is not understood",))
    return allowed_date("" if iso in _EPOCH else iso, value)


def allowed_date(iso: str, words: str) -> StatedDate:
    """Return the date that was read from some words, or a warning where it cannot be that of an article."""
    if iso and may_be_dated(first_day(iso[:_DAY])):
        return StatedDate(iso)
    bounds = f"before {settings.EARLIEST_YEAR}, in the future, or a placeholder"
    return StatedDate(warnings=(f"the date {_quoted(words)} cannot be that of an article: {bounds}",))


def lacks_day(iso: str) -> bool:
    """Tell whether a date is no more than a year or a month ("2022", "2022-06"), or none ("")."""
    return len(iso) < _DAY


def refines(iso: str, stated: str) -> bool:
    """Tell whether a date says more of a stated one that lacks its day, and agrees with it."""
    return lacks_day(stated) and len(iso) > len(stated) and iso.startswith(stated)


def _quoted(words: str) -> str:
    words = " ".join(xml_text(words).split())
    return f"“{words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + '…'}”"
