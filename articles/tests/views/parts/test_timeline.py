"""The chart of articles over time: its axis, its shares, and where the archive itself has nothing."""

from datetime import date

import pytest

from articles.search import HistogramBar, Month, SearchRequest
from articles.views.parts.timeline import Axis, BarTarget, axis_top, narrowing, timeline
from articles.views.parts.wording import share_text

JANUARY, FEBRUARY, MARCH = (date(2018, month, 1) for month in (1, 2, 3))
MONTHS = [Month(JANUARY, 3), Month(MARCH, 1)]
WHOLE = {JANUARY: 10, MARCH: 1000}


def nowhere(bar: HistogramBar) -> BarTarget:
    return BarTarget(bar.first, bar.last, "")


@pytest.mark.parametrize(
    ("highest", "top"), [(1, 1), (3, 3), (7, 8), (9, 10), (10, 10), (11, 12), (115, 120), (640, 800), (0.0213, 0.024)]
)
def test_the_axis_ends_at_a_round_number_not_below_the_highest_bar(highest: float, top: float) -> None:
    assert axis_top(highest) == pytest.approx(top)


@pytest.mark.parametrize(
    ("highest", "top", "middle"), [(1, "2", "1"), (5, "6", "3"), (115, "120", "60"), (27, "30", "15")]
)
def test_the_middle_of_an_axis_of_articles_is_a_whole_number(highest: int, top: str, middle: str) -> None:
    axis = Axis.up_to(highest, shares=False)
    assert (axis.top, axis.middle) == (top, middle)


def test_each_bar_has_its_count_its_share_and_its_height() -> None:
    chart = timeline(MONTHS, WHOLE, nowhere)
    assert chart is not None
    assert (chart.top, chart.middle) == ("4", "2")
    assert [(bar.count, bar.whole, bar.share, bar.height) for bar in chart.bars] == [
        (3, 10, "30%", 75),
        (0, 0, "", 0),
        (1, 1000, "0,10%", 25),
    ]


def test_a_month_of_which_the_archive_has_nothing_is_a_gap() -> None:
    chart = timeline(MONTHS, WHOLE, nowhere)
    assert chart is not None
    assert [bar.is_gap for bar in chart.bars] == [False, True, False]
    assert chart.has_gaps
    filled = timeline(MONTHS, WHOLE | {FEBRUARY: 5}, nowhere)
    assert filled is not None
    assert not filled.has_gaps


def test_bars_are_as_high_as_their_shares_where_these_are_asked_for() -> None:
    chart = timeline(MONTHS, WHOLE, nowhere, shares=True)
    assert chart is not None
    assert (chart.top, chart.middle) == ("30%", "15%")
    assert [bar.height for bar in chart.bars] == [100, 0, 4]


def test_years_stand_below_januaries_or_every_few_years() -> None:
    months = timeline([Month(date(2016, 11, 1), 1), Month(date(2018, 2, 1), 1)], {}, nowhere)
    assert months is not None
    assert [bar.tick for bar in months.bars if bar.tick] == ["2017", "2018"]
    years = timeline([Month(date(1990, 1, 1), 1), Month(date(2018, 2, 1), 1)], {}, nowhere)
    assert years is not None
    assert [bar.tick for bar in years.bars if bar.tick] == ["1990", "1995", "2000", "2005", "2010", "2015"]


def test_a_part_of_a_month_narrows_to_its_own_days() -> None:
    request = SearchRequest(query="lũ", since=date(2018, 1, 15))
    chart = timeline(MONTHS, WHOLE, narrowing(request))
    assert chart is not None
    assert (chart.bars[0].since, chart.bars[0].until) == (date(2018, 1, 15), date(2018, 1, 31))
    assert chart.bars[0].address == "?q=lũ&from=2018-01-15&to=2018-01-31"


def test_bars_of_years_count_the_months_of_each() -> None:
    chart = timeline([*MONTHS, Month(date(2019, 5, 1), 2)], WHOLE, narrowing(SearchRequest(), "/search/"), length=12)
    assert chart is not None
    assert [(bar.label, bar.count, bar.whole) for bar in chart.bars] == [("năm 2018", 4, 1010), ("năm 2019", 2, 0)]
    assert chart.bars[0].address == "/search/?from=2018-01-01&to=2018-12-31"


@pytest.mark.parametrize("months", [[], [Month(JANUARY, 3)]])
def test_less_than_two_bars_are_no_chart(months: list[Month]) -> None:
    assert timeline(months, WHOLE, nowhere) is None


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1, 3, "33%"),
        (21, 1000, "2,1%"),
        (1, 8000, "0,013%"),
        (5, 5, "100%"),
        (997, 10_000, "10%"),
        (0, 5, "0%"),
        (0, 0, "0%"),
    ],
)
def test_shares_have_two_digits_that_tell(part: int, whole: int, text: str) -> None:
    assert share_text(part, whole) == text
