from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.search import Month, bars

MONTHS = st.dates().map(lambda day: day.replace(day=1))


def months(*found: tuple[int, int, int]) -> list[Month]:
    return [Month(date(year, month, 1), count) for year, month, count in found]


def test_months_without_articles_are_bars_too() -> None:
    found = bars(months((2023, 11, 2), (2024, 2, 1)))
    assert [(bar.first, bar.count) for bar in found] == [
        (date(2023, 11, 1), 2),
        (date(2023, 12, 1), 0),
        (date(2024, 1, 1), 0),
        (date(2024, 2, 1), 1),
    ]
    assert found[-1].last == date(2024, 2, 29)


def test_many_months_are_told_by_year() -> None:
    found = bars(months((2016, 3, 1), (2016, 5, 1), (2021, 3, 4)))
    assert [(bar.first.year, bar.count) for bar in found] == [
        (2016, 2),
        (2017, 0),
        (2018, 0),
        (2019, 0),
        (2020, 0),
        (2021, 4),
    ]
    assert (found[0].first, found[0].last) == (date(2016, 1, 1), date(2016, 12, 31))


def test_many_years_are_told_by_decade() -> None:
    found = bars(months((1945, 9, 1), (2024, 1, 1)))
    assert (found[0].first, found[0].last, found[0].months) == (date(1940, 1, 1), date(1949, 12, 31), 120)


def test_without_articles_there_are_no_bars() -> None:
    assert bars([]) == []


@given(st.dictionaries(MONTHS, st.integers(1, 1000), min_size=1, max_size=30))
def test_every_article_is_in_one_bar(found: dict[date, int]) -> None:
    made = bars([Month(first, count) for first, count in found.items()])
    assert sum(bar.count for bar in made) == sum(found.values())
    assert all(before.last < after.first for before, after in pairwise(made))
    assert min(made[0].count, made[-1].count) > 0
    assert len(made) <= 1001
