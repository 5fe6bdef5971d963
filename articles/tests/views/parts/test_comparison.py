"""The address of a comparison: whatever is searched for comes back from it; one way to write each search."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict

from articles.search import Choice, SearchRequest
from articles.views.parts.comparison import MOST_SERIES, Comparison

QUERIES = [
    *(
        "lũ",
        "?",
        "?q=x",
        "a&b=c",
        "50% + 1",
        'người:"Trần Bình"',
        "=1+1",
        "lũ /s Huế",
        "a#b",
        "/search/?q=x",
        "%41",
        "a+b",
    ),
]


def read(address: str) -> Comparison:
    return Comparison.from_address(QueryDict(address.removeprefix("?")))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("choices", [(), (Choice("place", "7", excluded=True), Choice("source", "báo-án & con=1"))])
def test_any_search_comes_back_from_the_address(query: str, choices: tuple[Choice, ...]) -> None:
    search = SearchRequest(query, choices, exact=True)
    for one in (search, SearchRequest(query)):
        asked = Comparison((one, SearchRequest("hạn hán")), since=date(2016, 7, 1), by="year", counts=True)
        assert read(asked.address()) == asked


def test_a_plain_query_is_written_as_it_is_typed() -> None:
    asked = Comparison((SearchRequest("bùi thanh sơn"), SearchRequest("lũ", (Choice("place", "7"),))))
    assert parse_qs(asked.address().removeprefix("?"))["q"] == ["bùi thanh sơn", "?q=lũ&place=7"]


@pytest.mark.parametrize(
    "written",
    ["?q=lũ&place=7", "?q=l%C5%A9&place=7&sort=newest&page=3", "http://kho.example/search/?place=7&q=l%C5%A9#found"],
)
def test_an_address_is_read_without_its_order_and_page(written: str) -> None:
    parameters = QueryDict(mutable=True)
    parameters["q"] = written
    assert Comparison.from_address(parameters).searches == (SearchRequest("lũ", (Choice("place", "7"),)),)


def test_the_same_search_counts_once_and_five_are_the_most() -> None:
    asked = read("q=tin+1&q=tin+1&q=+&q=" + "&q=".join(f"tin+{n}" for n in range(2, 9)))
    assert [search.query for search in asked.searches] == [f"tin {n}" for n in range(1, MOST_SERIES + 1)]
    assert asked.left_out == 3


def test_many_parameters_in_a_search_are_no_error() -> None:
    assert len(read(f"q={'%3F' + 'a%26' * 3000}q%3Dx").searches) == 1


def test_a_comparison_that_begins_with_a_search_has_its_days() -> None:
    asked = Comparison.of(SearchRequest("lũ", since=date(2016, 7, 1), page=3))
    assert (asked.searches, asked.since) == ((SearchRequest("lũ"),), date(2016, 7, 1))
    assert not read(asked.address()).own_days
