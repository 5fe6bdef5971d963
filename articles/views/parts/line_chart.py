"""The chart of several series over time, as lines: the axis of the bar chart, and where each line, mark and name goes.

Places are per cent of the width and, from the top down, of the height of the chart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from articles.search import HistogramBar, Month, bars
from articles.views.parts.timeline import Axis, counts_of_bars, period_label, year_ticks
from articles.views.parts.wording import number, share_text

_HUNDRED: Final = 100.0
# Marks on a line; more would hide it.
_MARKS: Final = 10
# The least distance of two names at the ends of lines.
_NAME_HEIGHT: Final = 9.0
_NAME_LENGTH: Final = 22

# A place in the chart: x and y. None where the archive has no article of that time.
_Point = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Value:
    """What a series has of a time: `count` articles, which are `part` of all (of 1), as `share` in per cent.

    Where the archive itself has no article of that time, `part` is None and `share` is "".
    """

    count: int
    part: float | None
    share: str

    @property
    def is_gap(self) -> bool:
        """Whether the archive itself has no article of that time."""
        return self.part is None


@dataclass(frozen=True, slots=True)
class Row:
    """A time with the number of all articles of the archive, and the value of each series."""

    bar: HistogramBar
    label: str
    whole: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a mark of a line stands, in per cent."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series in the chart: its number from 1 on, its lines, broken by gaps, its marks, and its name at `name_y`."""

    number: int
    runs: tuple[str, ...]
    marks: tuple[Mark, ...]
    letter: str
    name: str
    name_y: str


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """A stretch of the chart in per cent, with the year below it, "" for most; `text` tells the values of its time."""

    x: str
    width: str
    tick: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines, the columns of each time, the gaps of the archive, and the axis."""

    axis: Axis
    lines: tuple[Line, ...]
    columns: tuple[ChartColumn, ...]
    gaps: tuple[ChartColumn, ...]


def rows_over_time(series: Sequence[Mapping[date, int]], whole: Mapping[date, int], length: int) -> list[Row]:
    """Return the times from the first to the last month of any series, by `length` months: 1 or 12.

    Series and `whole` are numbers of articles by the first day of the month.
    """
    months = {month for one in series for month in one}
    if not months:
        return []
    spanned = bars([Month(min(months), 0), Month(max(months), 0)], length)
    wholes = counts_of_bars(spanned, whole)
    counts = [counts_of_bars(spanned, one) for one in series]
    return [
        Row(bar, period_label(bar), wholes[at], tuple(_value(one[at], wholes[at]) for one in counts))
        for at, bar in enumerate(spanned)
    ]


def line_chart(rows: Sequence[Row], letters: Sequence[str], names: Sequence[str], *, shares: bool) -> LineChart | None:
    """Return the chart of the rows; None where there are fewer than two times, or nothing was found."""
    series = [[_height(row.values[at], shares=shares) for row in rows] for at in range(len(names))]
    highest = max((value for one in series for value in one if value is not None), default=0.0)
    if len(rows) < 2 or not highest:
        return None
    axis = Axis.up_to(highest, shares=shares)
    points = [_points(one, axis.end) for one in series]
    names_y = _apart([next((point[1] for point in reversed(one) if point), _HUNDRED) for one in points])
    lines = tuple(
        Line(
            number=at + 1,
            runs=tuple(_runs(one)),
            marks=tuple(_marks(one, at, len(points))),
            letter=letters[at],
            name=_shortened(names[at]),
            name_y=_per_cent(names_y[at]),
        )
        for at, one in enumerate(points)
    )
    return LineChart(axis, lines, tuple(_columns(rows, letters)), tuple(_gaps(rows)))


def _value(count: int, whole: int) -> Value:
    # Counts and whole are read one after the other, and an article may come in between.
    part = min(count / whole, 1.0) if whole else None
    return Value(count, part, share_text(count, whole) if whole else "")


def _height(value: Value, *, shares: bool) -> float | None:
    if value.part is None:
        return None
    return value.part if shares else float(value.count)


def _points(values: Sequence[float | None], end: float) -> list[_Point]:
    width = _HUNDRED / len(values)
    return [
        None if value is None else ((at + 0.5) * width, _HUNDRED * (1 - value / end)) for at, value in enumerate(values)
    ]


def _runs(points: Sequence[_Point]) -> Iterator[str]:
    """Yield the points of each line between two gaps as SVG has them."""
    for drawn, run in groupby(points, key=lambda point: point is not None):
        if drawn:
            yield " ".join(f"{point[0]:.2f},{point[1]:.2f}" for point in run if point)


def _marks(points: Sequence[_Point], at: int, series: int) -> Iterator[Mark]:
    """Yield the points that carry a mark: some of the line, each series at others, its end, and all without a line."""
    step = max(1, -(-len(points) // _MARKS))
    first = step * at // series
    last = max((place for place, point in enumerate(points) if point), default=0)
    for place, point in enumerate(points):
        alone = not any(points[max(place - 1, 0) : place]) and not any(points[place + 1 : place + 2])
        if point and (place % step == first or place == last or alone):
            yield Mark(_per_cent(point[0]), _per_cent(point[1]))


def _apart(places: Sequence[float]) -> list[float]:
    """Return the places of names, moved as little as keeps each so far from the next, within the chart."""
    order = sorted(range(len(places)), key=lambda at: places[at])
    moved = list(places)
    for above, below in pairwise(order):
        moved[below] = max(moved[below], moved[above] + _NAME_HEIGHT)
    limit = _HUNDRED
    for at in reversed(order):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - _NAME_HEIGHT
    return moved


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"


def _told(row: Row, letters: Sequence[str]) -> str:
    """Return the values of a time in words: tháng 7/2016: A 3 (1,2%) · B 0 (0%)."""
    values = (
        f"{letter} {number(value.count)} ({value.share})" for letter, value in zip(letters, row.values, strict=True)
    )
    return f"{row.label}: {' · '.join(values)}" if row.whole else row.label


def _columns(rows: Sequence[Row], letters: Sequence[str]) -> Iterator[ChartColumn]:
    width = _HUNDRED / len(rows)
    for at, (row, tick) in enumerate(zip(rows, year_ticks([row.bar for row in rows]), strict=True)):
        yield ChartColumn(_per_cent(at * width), _per_cent(width), tick, _told(row, letters))


def _gaps(rows: Sequence[Row]) -> Iterator[ChartColumn]:
    width = _HUNDRED / len(rows)
    at = 0
    for empty, run in groupby(rows, key=lambda row: not row.whole):
        length = len(list(run))
        if empty:
            yield ChartColumn(_per_cent(at * width), _per_cent(length * width))
        at += length


def _per_cent(place: float) -> str:
    return f"{place:.2f}%"
