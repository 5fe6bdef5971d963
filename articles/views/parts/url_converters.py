"""Converters of URL paths for dates and formats of feeds and downloads: 2022/06/14, 2022/06, 2022, rss, csv."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """A day: 2022/06/14 <-> date(2022, 6, 14)."""

    regex = "[12][0-9]{3}/[0-9]{2}/[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Return the day; raises ValueError, which Django takes as no match, for a day that does not exist."""
        year, month, day = map(int, value.split("/"))
        return date(year, month, day)

    def to_url(self, value: date) -> str:
        """Return the day as in a URL."""
        return f"{value.year}/{value.month:02}/{value.day:02}"


class MonthConverter:
    """A month, as its first day: 2022/06 <-> date(2022, 6, 1)."""

    regex = "[12][0-9]{3}/[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Return the first day of the month; raises ValueError for a month that does not exist."""
        year, month = map(int, value.split("/"))
        return date(year, month, 1)

    def to_url(self, value: date) -> str:
        """Return the month of a date as in a URL."""
        return f"{value.year}/{value.month:02}"


class YearConverter:
    """A year: 2022 <-> 2022."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """Return the year as a number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the year as in a URL."""
        return str(value)


class _NameConverter:
    """One of a few names."""

    regex: str

    def to_python(self, value: str) -> str:
        """Return the name unchanged."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name unchanged."""
        return value


class FeedFormatConverter(_NameConverter):
    """The format of a feed."""

    regex = "rss|atom"


class DownloadFormatConverter(_NameConverter):
    """The format of a list to take away."""

    regex = r"csv|xlsx|jsonl|txt|bib|ris|csl\.json"


class TableFormatConverter(_NameConverter):
    """The format of a table to take away."""

    regex = "csv|xlsx|jsonl"


def register() -> None:
    """Register the converters for `path()` as day, month, year, format, download and table."""
    register_converter(DayConverter, "day")
    register_converter(MonthConverter, "month")
    register_converter(YearConverter, "year")
    register_converter(FeedFormatConverter, "format")
    register_converter(DownloadFormatConverter, "download")
    register_converter(TableFormatConverter, "table")
