"""The histogram of a search page: bars over time, each a link to the articles of its days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from articles.search import HistogramBar, Month, SearchRequest, bars
from articles.views.wording import month_text, year_text

_WHOLE = 100
# A bar of one article among thousands can still be seen.
_LEAST = 4
_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class BarLink:
    """A bar: its days in words, their bounds within the search, and in hundredths where it begins and how high it is.

    `address` narrows the search to its days.
    """

    label: str
    count: int
    since: date
    until: date
    address: str
    top: int
    height: int


def timeline(months: Sequence[Month], request: SearchRequest) -> list[BarLink]:
    """Return the bars of a search; none where there are fewer than two, since there is nothing to choose from."""
    found = bars(months)
    most = max((bar.count for bar in found), default=0)
    return [_link(bar, most, request) for bar in found] if len(found) > 1 else []


def _link(bar: HistogramBar, most: int, request: SearchRequest) -> BarLink:
    narrowed = request.between(bar.first, bar.last)
    height = max(ceil(bar.count * _WHOLE / most), _LEAST) if bar.count else 0
    since, until = narrowed.since or bar.first, narrowed.until or bar.last
    return BarLink(_label(bar), bar.count, since, until, narrowed.address(), _WHOLE - height, height)


def _label(bar: HistogramBar) -> str:
    if bar.months == 1:
        return month_text(bar.first)
    return year_text(bar.first.year) if bar.months == _YEAR_MONTHS else f"{bar.first.year}–{bar.last.year}"
