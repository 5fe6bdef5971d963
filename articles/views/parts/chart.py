"""The chart of an entity's articles by year and month, as bars with positions and heights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

# Height of the chart in units of its drawing, and the least height of a month that has articles.
_HEIGHT: Final = 100
_LEAST: Final = 3
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class ChartBar:
    """The bar of a month, known by its first day: its number of articles, and its top edge and height."""

    month: date
    count: int
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class ChartYear:
    """A year of the chart with twelve bars. `count` includes articles whose month is unknown."""

    year: int
    count: int
    bars: tuple[ChartBar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The years from the first to the last with articles; and the month with most articles, None where none has any."""

    years: tuple[ChartYear, ...]
    most: ChartBar | None


def chart(years: Mapping[int, int], months: Mapping[date, int]) -> Chart:
    """Return the chart of the numbers of articles by year, and by the first day of each month."""
    if not years:
        return Chart((), None)
    highest = max(months.values(), default=0)
    drawn = tuple(
        ChartYear(year, years.get(year, 0), tuple(_bars(year, months, highest)))
        for year in range(min(years), max(years) + 1)
    )
    bars = [bar for year in drawn for bar in year.bars if bar.count]
    return Chart(drawn, max(bars, key=lambda bar: bar.count, default=None))


def _bars(year: int, months: Mapping[date, int], highest: int) -> list[ChartBar]:
    firsts = [date(year, month, 1) for month in range(1, _MONTHS + 1)]
    return [_bar(first, months.get(first, 0), highest) for first in firsts]


def _bar(first: date, count: int, highest: int) -> ChartBar:
    height = max(_LEAST, round(_HEIGHT * count / highest)) if count else 0
    return ChartBar(first, count, _HEIGHT - height, height)
