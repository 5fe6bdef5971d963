"""Counts without hits: over time, over places, of the whole archive, and of those who are named most."""

from collections import Counter
from datetime import date

import pytest

from articles.models import Article, Entity, EntityKind
from articles.search import (
    Choice,
    SearchRequest,
    most_named,
    read_query,
    spread,
    whole_months,
    whole_places,
)
from articles.tests.making import Newsroom

JUNE = date(2016, 6, 1)


@pytest.fixture
def floods(newsroom: Newsroom) -> Newsroom:
    newsroom.article(
        "Lũ ở Bình Định", "Gia Lai giúp Bình Định.", places=["Bình Định", "Gia Lai"], published="2016-05-30"
    )
    newsroom.article(
        "Lũ ở Gia Lai", "Bà Lê Thị Hà đến.", places=["Gia Lai"], people=["Lê Thị Hà"], published="2016-06-02"
    )
    newsroom.article(
        "Mưa ở Gia Lai", "Bà Lê Thị Hà đến.", places=["Gia Lai"], people=["Lê Thị Hà"], published="2016-06-09"
    )
    newsroom.article("Trần Văn Bình thăm Huế", places=["Huế"], people=["Trần Văn Bình"], published="2016-06-10")
    newsroom.article("Lũ không rõ ngày ở Huế", places=["Huế"])
    return newsroom


def ids(*names: str) -> list[int]:
    return [Entity.objects.get(name=name).pk for name in names]


def test_the_articles_found_are_counted_by_month_and_place_as_the_database_has_them(floods: Newsroom) -> None:
    places = ids("Gia Lai", "Bình Định", "Huế")
    found = spread(read_query(SearchRequest(query="lũ")), places=places)
    rows = Article.objects.filter(title__startswith="Lũ")
    assert found.total == rows.count() == 3
    by_month = Counter(row.published_on.replace(day=1) for row in rows if row.published_on)
    assert {month.first: month.count for month in found.months} == by_month
    assert (
        found.places
        == {place: rows.filter(mentions__entity=place).distinct().count() for place in places}
        == dict(zip(places, (2, 1, 1), strict=True))
    )


def test_only_the_places_asked_for_are_counted(floods: Newsroom) -> None:
    [hue] = ids("Huế")
    assert spread(read_query(SearchRequest()), places=[hue]).places == {hue: 2}
    assert spread(read_query(SearchRequest())).places == {}


def test_former_provinces_count_for_todays_where_the_search_goes_by_these(floods: Newsroom) -> None:
    gia_lai, binh_dinh = ids("Gia Lai", "Bình Định")
    request = SearchRequest(query="lũ", todays_provinces=True)
    assert spread(read_query(request), places=[gia_lai, binh_dinh]).places == {gia_lai: 2}
    assert whole_places([gia_lai, binh_dinh], request) == {gia_lai: 3}


def test_the_chosen_values_are_named(floods: Newsroom) -> None:
    [hue] = ids("Huế")
    found = spread(read_query(SearchRequest(choices=(Choice("place", str(hue)),))))
    assert [value.label for value in found.chosen] == ["Huế"]


def test_the_whole_archive_is_counted_by_month_until_it_changes(floods: Newsroom) -> None:
    assert whole_months() == {date(2016, 5, 1): 1, JUNE: 3}
    floods.article("Nắng", published="2016-06-20")
    assert whole_months() == {date(2016, 5, 1): 1, JUNE: 4}


def test_the_whole_is_that_of_the_days_of_the_search(floods: Newsroom) -> None:
    assert whole_months(since=date(2016, 6, 9)) == {JUNE: 2}
    [gia_lai] = ids("Gia Lai")
    assert whole_places([gia_lai], SearchRequest(until=date(2016, 6, 8))) == {gia_lai: 2}


def test_who_is_named_most_is_compared_with_the_days_before(floods: Newsroom) -> None:
    named = most_named(EntityKind.PERSON, date(2016, 6, 10), days=7, most=5)
    assert [(one.entity.name, one.count, one.before) for one in named] == [
        ("Lê Thị Hà", 1, 1),
        ("Trần Văn Bình", 1, 0),
    ]


def test_a_hidden_person_is_not_among_the_most_named(floods: Newsroom) -> None:
    Entity.objects.filter(name="Lê Thị Hà").update(hidden=True)
    named = most_named(EntityKind.PERSON, date(2016, 6, 10), days=30, most=1)
    assert [one.entity.name for one in named] == ["Trần Văn Bình"]
