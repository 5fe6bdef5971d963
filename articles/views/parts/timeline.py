"""The histogram of a search page: bars over time that narrow the search to their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from articles.search import HistogramBar, Month, SearchRequest, bars
from articles.views.parts.wording import month_text, year_text

_HEIGHT: Final = 100
# The least height of a bar, so that one article among thousands is visible.
_LEAST: Final = 4
_MONTHS_OF_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class BarLink:
    """A bar of the histogram, and the address that narrows the search to its days.

    `since` and `until` are its first and last day within the search; `top` and `height` are hundredths of the chart.
    """

    label: str
    count: int
    since: date
    until: date
    address: str
    top: int
    height: int


def timeline(months: Sequence[Month], request: SearchRequest) -> list[BarLink]:
    """Return the bars of a search, none where there would be fewer than two, which leave nothing to choose."""
    found = bars(months)
    most = max((bar.count for bar in found), default=0)
    return [_link(bar, most, request) for bar in found] if len(found) > 1 else []


def _link(bar: HistogramBar, most: int, request: SearchRequest) -> BarLink:
    narrowed = request.between(bar.first, bar.last)
    height = max(ceil(bar.count * _HEIGHT / most), _LEAST) if bar.count else 0
    since, until = narrowed.since or bar.first, narrowed.until or bar.last
    return BarLink(_label(bar), bar.count, since, until, narrowed.address(), _HEIGHT - height, height)


def _label(bar: HistogramBar) -> str:
    if bar.months == 1:
        return month_text(bar.first)
    return year_text(bar.first.year) if bar.months == _MONTHS_OF_YEAR else f"{bar.first.year}–{bar.last.year}"
