"""What days, facet values and the order of a list require."""

from datetime import UTC, date, datetime

import pytest

from articles.search import Choice, SearchRequest, Sort
from articles.search.fields import FACET_BY_NAME
from articles.search.ranking.compiler import (
    filter_clauses,
)
from haystack_engines import (
    And,
    Filter,
    Not,
    Or,
    Range,
    Term,
)


def test_days_narrow_a_search_to_a_stretch_of_time_open_on_either_side() -> None:
    first, last = date(2022, 6, 14), date(2022, 6, 20)
    assert filter_clauses(SearchRequest()) == ()
    assert filter_clauses(SearchRequest(since=first)) == (Range("day", first, None),)
    assert filter_clauses(SearchRequest(until=last)) == (Range("day", None, last),)
    assert filter_clauses(SearchRequest(since=first, until=last)) == (Range("day", first, last),)


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_in_a_list_by_date_articles_of_the_future_wait(sort: Sort, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 11, 26, 8, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert filter_clauses(SearchRequest(sort=sort)) == (Not(Range("published", now)),)


def test_two_people_are_both_named_and_two_sources_are_one_or_the_other() -> None:
    choices = tuple(Choice(facet, value) for facet in ("person", "source") for value in ("1", "2"))
    people, sources = (tuple(Term(FACET_BY_NAME[name].field, v) for v in "12") for name in ("person", "source"))
    request = SearchRequest(choices=choices)
    assert set(filter_clauses(request)) == {Filter(And(people)), Filter(Or(sources))}
    assert filter_clauses(request, excluding=FACET_BY_NAME["source"]) == (Filter(And(people)),)


def test_a_value_that_is_excluded_is_left_out_beside_those_chosen() -> None:
    request = SearchRequest(choices=(Choice("source", "vov"), Choice("source", "vtv", excluded=True)))
    field = FACET_BY_NAME["source"].field
    assert filter_clauses(request) == (Filter(Or((Term(field, "vov"),))), Filter(Not(Term(field, "vtv"))))


def test_a_place_is_one_of_today_where_the_search_goes_by_these() -> None:
    place = FACET_BY_NAME["place"]
    request = SearchRequest(choices=(Choice("place", "7"),))
    assert filter_clauses(request) == (Filter(And((Term(place.field, "7"),))),)
    today = SearchRequest(choices=(Choice("place", "7"),), todays_provinces=True)
    assert filter_clauses(today) == (Filter(And((Term(place.todays_field, "7"),))),)
