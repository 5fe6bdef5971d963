from dataclasses import replace

import pytest
from django.test import Client

from articles.models import Entity
from articles.search import (
    FACET_BY_NAME,
    Choice,
    SearchRequest,
    Sort,
    facet_value_page,
    parse_query,
    read_query,
    search,
)
from articles.search.query.language.tree import Query
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/search/", "/search/values/source/"])
def test_a_page_parses_its_query_once(
    client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    parsed = []

    def parse(text: str) -> Query:
        parsed.append(text)
        return parse_query(text)

    monkeypatch.setattr("articles.search.query.reading.parse_query", parse)
    newsroom.article("Lũ ở Kon Tum", source="Báo Sông Ba")
    assert "Báo Sông Ba" in client.get(address, {"q": "lũ"}).content.decode()
    assert parsed == ["lũ"]


def test_what_was_read_is_searched_as_the_request_itself(newsroom: Newsroom) -> None:
    newsroom.article("Lũ ở Kon Tum", places=["Kon Tum"])
    request = SearchRequest(query="lũ nơi:kon")
    read, page = read_query(request), search(request)
    assert (page.total, page.read) == (1, read)
    assert replace(search(read), ms=0) == replace(page, ms=0)


@pytest.mark.parametrize(
    ("query", "sort", "settled"),
    [
        ("", Sort.RELEVANCE, Sort.NEWEST),
        ("sau:2020", Sort.RELEVANCE, Sort.NEWEST),
        ("lũ", Sort.RELEVANCE, Sort.RELEVANCE),
        ("", Sort.OLDEST, Sort.OLDEST),
    ],
)
def test_the_newest_come_first_where_no_word_ranks(newsroom: Newsroom, query: str, sort: Sort, settled: Sort) -> None:
    read = read_query(SearchRequest(query=query, sort=sort, page=2)).newest_unless_ranked()
    assert (read.request.sort, read.request.page) == (settled, 2)


def test_a_merged_entity_narrows_the_values_of_a_facet_as_its_target_does(newsroom: Newsroom) -> None:
    newsroom.article("Hà Kim Ngọc ở Huế", people=["Hà Kim Ngọc"], source="Báo Sông Ba")
    ngoc = Entity.objects.get(name="Hà Kim Ngọc")
    merged = Entity.objects.create(kind=ngoc.kind, name="Kim Ngọc", merged_into=ngoc)
    page = facet_value_page(SearchRequest(choices=(Choice("person", str(merged.pk)),)), FACET_BY_NAME["source"])
    assert [(value.label, value.count) for value in page.values] == [("Báo Sông Ba", 1)]
    assert page.request.choices == (Choice("person", str(ngoc.pk)),)
