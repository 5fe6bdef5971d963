"""The chart of articles over time: bars with an axis, the numbers behind them, and addresses that narrow to a bar."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10
from typing import Final, Self

from django.urls import reverse

from articles.search import HistogramBar, Month, SearchRequest, bars
from articles.views.parts.wording import month_text, number, share_text, year_text

_HEIGHT: Final = 100
# The least height of a bar, so that one article among thousands is visible.
_LEAST: Final = 4
_MONTHS_OF_YEAR: Final = 12
# Bytes of the addresses in the chart beside hits: the months of four years fit, with 30 bytes for the search in each.
_MOST_ADDRESS_BYTES: Final = 2900
# Years written below a chart.
_MOST_TICKS: Final = 6
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 1000, 2000)
# Round numbers so close that the highest bar fills three quarters of a chart and more, but for the smallest counts.
_AXIS_STEPS: Final = (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10)
# Floats that should be equal differ by less.
_EXACT: Final = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class BarLink:
    """A bar, and the address that narrows to its days.

    `count` of the archive's `whole` articles of that time were found: `share` says so in per cent, "" where the archive
    has none. `since` and `until` are its first and last day; `top` and `height` are hundredths of the chart; `tick`
    is the year written below it, "" for most.
    """

    label: str
    count: int
    whole: int
    share: str
    since: date
    until: date
    address: str
    top: int
    height: int
    tick: str
    current: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether the archive itself has no article of that time, so that nothing can be found."""
        return not self.whole


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars of a chart, and the numbers at the top and in the middle of its axis: articles, or per cent of all."""

    bars: tuple[BarLink, ...]
    top: str
    middle: str

    @property
    def has_gaps(self) -> bool:
        """Whether the archive has no article of the time of some bar."""
        return any(bar.is_gap for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from 0 to a round number `end`; `top` and `middle` are what is written on it: articles, or per cent."""

    end: float
    top: str
    middle: str

    @classmethod
    def up_to(cls, highest: float, *, shares: bool) -> Self:
        """Return the axis for values of which the highest is not 0. With `shares`, they are parts of 1."""
        end = axis_top(highest)
        if not shares:
            end = ceil(end) + ceil(end) % 2  # even, so that the middle is a whole number
        top, middle = (share_text(part, 1) if shares else number(int(part)) for part in (end, end / 2))
        return cls(end, top, middle)


@dataclass(frozen=True, slots=True)
class BarTarget:
    """Where a bar leads: its first and last day, the address that narrows to them, whether they are chosen already."""

    since: date
    until: date
    address: str
    current: bool = False


TargetOf = Callable[[HistogramBar], BarTarget]


def timeline(
    months: Sequence[Month], whole: Mapping[date, int], target: TargetOf, *, shares: bool = False, length: int = 0
) -> Timeline | None:
    """Return the chart of the articles found by month, None where there would be fewer than two bars.

    `whole` counts all articles of the archive by the first day of the month. `target` returns where a bar
    leads. With `shares`, a bar is as high as its share of all articles of its time.
    `length` is that of a bar in months: 1, 12 or 120; 0 chooses by the number of bars.
    """
    found = bars(months, length)
    if len(found) < 2 or not any(bar.count for bar in found):
        return None
    wholes = counts_of_bars(found, whole)
    values = [bar.count / (max(most, 1) if shares else 1) for bar, most in zip(found, wholes, strict=True)]
    axis = Axis.up_to(max(values), shares=shares)
    links = tuple(
        _link(bar, most, value / axis.end, tick, target(bar))
        for bar, most, value, tick in zip(found, wholes, values, year_ticks(found), strict=True)
    )
    return Timeline(links, top=axis.top, middle=axis.middle)


def hits_timeline(months: Sequence[Month], whole: Mapping[date, int], request: SearchRequest) -> Timeline | None:
    """Return the chart beside the hits of a search, as `timeline` does.

    Each bar's address has the whole search. Where a long one would make the page heavy, the bars are years: a year's
    page has its months, and so has the page of the search by month.
    """
    chart = timeline(months, whole, narrowing(request))
    if chart and sum(len(bar.address.encode()) for bar in chart.bars) > _MOST_ADDRESS_BYTES:
        return timeline(months, whole, narrowing(request), length=_MONTHS_OF_YEAR) or chart
    return chart


def archive_timeline(whole: Mapping[date, int]) -> Timeline | None:
    """Return the chart of all articles of the archive by the first day of the month, whose bars lead to searches."""
    months = [Month(first, count) for first, count in sorted(whole.items())]
    return timeline(months, whole, narrowing(SearchRequest(), reverse("search")))


def only_period(months: Sequence[Month], length: int) -> str:
    """Return the one month, year or decade of all articles in words; "" where they are of more, or of none."""
    found = bars(months, length)
    return period_label(found[0]) if len(found) == 1 else ""


def narrowing(request: SearchRequest, path: str = "") -> TargetOf:
    """Return the function that narrows a search to the days of a bar, at the page with this path."""

    def target(bar: HistogramBar) -> BarTarget:
        narrowed = request.between(bar.first, bar.last)
        return BarTarget(narrowed.since or bar.first, narrowed.until or bar.last, path + narrowed.address())

    return target


def period_label(bar: HistogramBar) -> str:
    """Return the days of a bar in words: a month, a year or a decade."""
    if bar.months == 1:
        return month_text(bar.first)
    return year_text(bar.first.year) if bar.months == _MONTHS_OF_YEAR else f"{bar.first.year}–{bar.last.year}"


def _link(bar: HistogramBar, whole: int, part: float, tick: str, target: BarTarget) -> BarLink:
    height = max(ceil(part * _HEIGHT), _LEAST) if bar.count else 0
    return BarLink(
        label=period_label(bar),
        count=bar.count,
        whole=whole,
        share=share_text(bar.count, whole) if whole else "",
        since=target.since,
        until=target.until,
        address=target.address,
        top=_HEIGHT - height,
        height=height,
        tick=tick,
        current=target.current,
    )


def counts_of_bars(found: Sequence[HistogramBar], months: Mapping[date, int]) -> list[int]:
    """Return how many articles are of the time of each bar, given their numbers by the first day of the month."""
    starts = [bar.first for bar in found]
    counts: Counter[int] = Counter()
    for month, count in months.items():
        if starts[0] <= month <= found[-1].last:
            counts[bisect_right(starts, month)] += count
    return [counts[number] for number in range(1, len(found) + 1)]


def year_ticks(found: Sequence[HistogramBar]) -> list[str]:
    """Return the text below each bar: years at equal steps, as many as fit."""
    years = [bar.first.year if bar.first.month == 1 else 0 for bar in found]
    first, last = found[0].first.year, found[-1].first.year
    step = next(step for step in _YEAR_STEPS if (last - first) / step < _MOST_TICKS)
    ticks = [str(year) if year and year % step == 0 else "" for year in years]
    return ticks if any(ticks) else [str(first), *[""] * (len(found) - 1)]


def axis_top(highest: float) -> float:
    """Return the end of an axis for a positive number: the next of `_AXIS_STEPS` times a power of ten."""
    power = 10.0 ** floor(log10(highest))
    return next(step * power for step in _AXIS_STEPS if step * power >= highest * _EXACT)
