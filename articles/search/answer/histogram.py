"""The articles found over time, in bars of a month, a year or a decade."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

# More bars are too thin to see or to click in a narrow column.
MOST_BARS: Final = 60
_MONTHS, _YEARS, _DECADES = 1, 12, 120


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, and the number of articles found in it."""

    first: date
    count: int


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """A period, both days included, and the number of articles found in it."""

    first: date
    last: date
    count: int

    @property
    def months(self) -> int:
        """Its length in months: 1, 12 or 120."""
        return _number(self.last) - _number(self.first) + 1


def months_of(counts: Iterable[tuple[str, int]]) -> list[Month]:
    """Return the months of counts by "2024-06", the earliest first."""
    return [Month(date.fromisoformat(f"{month}-01"), count) for month, count in sorted(counts)]


def bars(months: Sequence[Month], length: int = 0) -> list[HistogramBar]:
    """Return bars of equal length without gaps, from the first month to the last; none where there are no months.

    `length` is 1, 12 or 120 months; 0 chooses the shortest that makes at most MOST_BARS.
    """
    if not months:
        return []
    numbers = Counter({_number(month.first): month.count for month in months})
    span = max(numbers) - min(numbers) + 1
    length = length or next((n for n in (_MONTHS, _YEARS) if span / n <= MOST_BARS), _DECADES)
    return list(_bars(numbers, length))


def _bars(numbers: Counter[int], length: int) -> Iterator[HistogramBar]:
    start = min(numbers) // length * length
    for first in range(start, max(numbers) + 1, length):
        count = sum(numbers[number] for number in range(first, first + length))
        yield HistogramBar(_first_day(first), _last_day(first + length - 1), count)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _last_day(number: int) -> date:
    year, month = min(number // 12, date.max.year), number % 12 + 1
    return date(year, month, monthrange(year, month)[1])
