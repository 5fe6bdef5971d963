"""All values of a facet, in pages and by prefixes of their names, on every engine."""

import pytest

from articles.models import Entity
from articles.search import (
    FACET_BY_NAME,
    FACET_VALUES,
    FACETS,
    VALUES_ON_A_PAGE,
    Choice,
    FacetValuePage,
    SearchRequest,
    facet_value_page,
    search,
)
from articles.tests.making import Newsroom


def _values(page: FacetValuePage) -> dict[str, int]:
    return {value.label: value.count for value in page.values}


def _find(typed: str, facet: str = "person", **state: object) -> dict[str, int]:
    return _values(facet_value_page(SearchRequest(**state), FACET_BY_NAME[facet], typed=typed))  # type: ignore[arg-type]


@pytest.fixture
def people(newsroom: Newsroom) -> Newsroom:
    """Three articles on people with similar names."""
    newsroom.article("Một", "Bùi Thanh Sơn, Lê Sơn.", people=["Bùi Thanh Sơn", "Lê Sơn"], places=["Sơn La"], source="A")
    newsroom.article("Hai", "Bùi Thanh Sơn.", people=["Bùi Thanh Sơn"], source="Báo Sơn Tây")
    newsroom.article("Ba", "Mỹ Tâm, Sòn Sòn.", people=["Mỹ Tâm", "Sòn Sòn"], source="Báo Sơn Tây")
    return newsroom


def test_there_are_pages_beyond_the_most_frequent(newsroom: Newsroom) -> None:
    for number in range(VALUES_ON_A_PAGE + 2):
        newsroom.article(f"Tin {number}", source=f"Nguồn {number:03}")
    request, source = SearchRequest(), FACET_BY_NAME["source"]
    first, second = (facet_value_page(request, source, number=number) for number in (1, 2))
    assert (first.total, first.pages, len(first.values)) == (VALUES_ON_A_PAGE + 2, 2, VALUES_ON_A_PAGE)
    assert list(_values(second)) == ["Nguồn 060", "Nguồn 061"]
    assert facet_value_page(request, source, number=99).number == 2


@pytest.mark.parametrize("typed", ["son", "SƠN", "thanh s", "bui"])
def test_a_value_is_found_by_the_beginning_of_a_word(people: Newsroom, typed: str) -> None:
    assert _find(typed)["Bùi Thanh Sơn"] == 2


def test_marks_that_are_typed_must_be_there(people: Newsroom) -> None:
    cases = {
        "sơn": 2,
        "sòn": 1,
        "son": 3,
        "mi t": 1,
        "mỹ": 1,
        "onh": 0,
    }
    assert {typed: len(_find(typed)) for typed in cases} == cases


def test_sources_are_found_by_name(people: Newsroom) -> None:
    assert _find("son tay", "source") == {"Báo Sơn Tây": 2}


def test_values_are_counted_under_the_filters(people: Newsroom) -> None:
    kept = (Choice("source", "bao-son-tay"),)
    assert _find("", choices=kept) == {"Bùi Thanh Sơn": 1, "Mỹ Tâm": 1, "Sòn Sòn": 1}
    assert _find("", "source", choices=kept) == {"Báo Sơn Tây": 2, "A": 1}


def test_a_relaxed_search_has_the_values_of_what_it_found(people: Newsroom) -> None:
    request = SearchRequest(query="bui thanh son xyzzy")
    assert search(request).widened
    assert _values(facet_value_page(request, FACET_BY_NAME["person"])) == {"Bùi Thanh Sơn": 2, "Lê Sơn": 1}


def test_a_value_kept_out_says_so(people: Newsroom) -> None:
    request = SearchRequest(choices=(Choice("source", "a", excluded=True),))
    values = facet_value_page(request, FACET_BY_NAME["source"]).values
    assert [(v.label, v.count, v.chosen, v.choice.excluded) for v in values] == [
        ("Báo Sơn Tây", 2, False, False),
        ("A", 1, True, True),
    ]


def test_a_chosen_alternative_is_offered_however_rare(newsroom: Newsroom) -> None:
    for number in range(FACET_VALUES + 1):
        newsroom.article(f"Tin {number}", "Hai lần.", source=f"Nguồn {number:02}")
        newsroom.article(f"Tin nữa {number}", "Hai lần.", source=f"Nguồn {number:02}")
    newsroom.article("Tin lẻ", source="Nguồn lẻ")
    page = search(SearchRequest(choices=(Choice("source", "nguon-le"),)))
    source = next(result for result in page.facets if result.facet.name == "source")
    assert len(source.values) == FACET_VALUES + 1
    assert [(v.label, v.count) for v in source.values if v.chosen] == [("Nguồn lẻ", 1)]


def test_values_of_all_facets_are_those_that_choosing_gives(people: Newsroom) -> None:
    pages = [facet_value_page(SearchRequest(), facet) for facet in FACETS]
    counted = {value.choice: value.count for page in pages for value in page.values}
    assert {choice.facet for choice in counted} >= {"person", "source"}
    assert {choice: search(SearchRequest(choices=(choice,))).total for choice in counted} == counted


def test_an_entity_is_met_by_its_present_name(people: Newsroom) -> None:
    entity = Entity.objects.get(name="Lê Sơn")
    entity.name = "Lê Hải"
    entity.save()
    assert set(_find("sơn")) == {"Bùi Thanh Sơn"}
    assert set(_find("lê hải")) == {"Lê Hải"}
