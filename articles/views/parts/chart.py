"""Articles by year and month as a chart: how high each bar is, and where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# Bars are drawn on a ground of so many units; none that stands for an article is lower than this.
HEIGHT = 100
_LOWEST = 3
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A month of a year: its first day, its number of articles, and the bar from `top` down to the ground."""

    month: date
    count: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the chart with its twelve bars; `count` has the articles known by year alone as well."""

    year: int
    count: int
    bars: tuple[ChartBar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The years from the first with an article to the last, and the month that has most (None where none has any)."""

    years: tuple[Year, ...]
    most: ChartBar | None


def chart(years: Mapping[int, int], months: Mapping[date, int]) -> Chart:
    """Return the chart of articles by year, and by month, each month by its first day."""
    if not years:
        return Chart((), None)
    highest = max(months.values(), default=0)
    drawn = tuple(
        Year(year, years.get(year, 0), tuple(_bars(year, months, highest)))
        for year in range(min(years), max(years) + 1)
    )
    bars = [bar for year in drawn for bar in year.bars if bar.count]
    return Chart(drawn, max(bars, key=lambda bar: bar.count, default=None))


def _bars(year: int, months: Mapping[date, int], highest: int) -> list[ChartBar]:
    firsts = [date(year, month, 1) for month in range(1, _MONTHS + 1)]
    return [_bar(first, months.get(first, 0), highest) for first in firsts]


def _bar(first: date, count: int, highest: int) -> ChartBar:
    height = max(_LOWEST, round(HEIGHT * count / highest)) if count else 0
    return ChartBar(first, count, HEIGHT - height, height)
