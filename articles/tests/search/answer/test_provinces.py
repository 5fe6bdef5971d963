"""Places of articles are those of their time; a search may go by the provinces of today."""

import pytest
from django.http import QueryDict

from articles.models import Entity
from articles.search import FACET_BY_NAME, Choice, SearchRequest, Sort, facet_value_page, search
from articles.tests.making import Newsroom

_TITLES = {"bd": "Lũ ở Bình Định năm 2016", "gl": "Cà phê Gia Lai năm 2016", "na": "Nghệ An nắng"}


@pytest.fixture
def places(newsroom: Newsroom) -> dict[str, Entity]:
    """Places by name: a former province, the province it is part of now, and another; an article on each."""
    newsroom.article(_TITLES["gl"], places=["Gia Lai"])
    newsroom.article(_TITLES["bd"], places=["Bình Định"])
    newsroom.article(_TITLES["na"], places=["Nghệ An"])
    return {entity.name: entity for entity in Entity.objects.all()}


def _found(request: SearchRequest) -> set[str]:
    return {hit.article.title for hit in search(request).hits}


def _in(entity: Entity, *, today: bool = False, facet: str = "place") -> SearchRequest:
    return SearchRequest(choices=(Choice(facet, str(entity.pk)),), todays_provinces=today)


def test_an_article_is_found_under_the_province_of_its_time(places: dict[str, Entity]) -> None:
    assert _found(_in(places["Bình Định"])) == {_TITLES["bd"]}
    assert _found(_in(places["Gia Lai"])) == {_TITLES["gl"]}
    assert _found(SearchRequest(query="nơi:(Gia Lai)")) == {_TITLES["gl"]}


@pytest.mark.parametrize("facet", ["place", "about"])
@pytest.mark.parametrize("name", ["Bình Định", "Gia Lai"])
def test_by_todays_provinces_it_is_found_under_the_merged_one(places: dict[str, Entity], name: str, facet: str) -> None:
    page = search(_in(places[name], today=True, facet=facet))
    assert {hit.article.title for hit in page.hits} == {_TITLES["bd"], _TITLES["gl"]}
    assert page.request.choices == (Choice(facet, str(places["Gia Lai"].pk)),)


@pytest.mark.parametrize("query", ["nơi:(Gia Lai)", "nơi:(Bình Định)", "về:(Gia Lai)"])
def test_a_name_in_a_query_goes_by_todays_provinces_too(places: dict[str, Entity], query: str) -> None:
    assert _found(SearchRequest(query=query, todays_provinces=True)) == {_TITLES["bd"], _TITLES["gl"]}


def _counts(request: SearchRequest, facet: str = "place") -> set[tuple[str, int]]:
    results = {result.facet.name: result.values for result in search(request).facets}
    page = facet_value_page(request, FACET_BY_NAME[facet])
    assert results[facet] == page.values
    return {(value.label, value.count) for value in page.values}


@pytest.mark.parametrize("facet", ["place", "about"])
def test_the_facets_count_by_the_provinces_of_the_time_or_of_today(places: dict[str, Entity], facet: str) -> None:
    assert _counts(SearchRequest(), facet) == {("Gia Lai", 1), ("Bình Định", 1), ("Nghệ An", 1)}
    today = SearchRequest(todays_provinces=True)
    assert _counts(today, facet) == {("Gia Lai (gồm Bình Định)", 2), ("Nghệ An", 1)}


def test_an_article_of_both_counts_once(places: dict[str, Entity], newsroom: Newsroom) -> None:
    newsroom.article("Từ Gia Lai đến Bình Định", places=["Gia Lai", "Bình Định"])
    assert ("Gia Lai (gồm Bình Định)", 3) in _counts(SearchRequest(todays_provinces=True))


def test_the_option_is_in_the_address_and_off_by_default() -> None:
    assert not SearchRequest.from_address(QueryDict("q=lũ")).todays_provinces
    asked = SearchRequest.from_address(QueryDict("q=lũ&provinces=today"))
    assert asked.todays_provinces
    assert asked.parameters() == [("q", "lũ"), ("provinces", "today")]
    assert asked.with_choice(Choice("place", "1")).sorted_by(Sort.NEWEST).todays_provinces
