from dataclasses import replace

import pytest
from django.test import Client

from articles.models import Entity
from articles.search import (
    FACET_BY_NAME,
    Choice,
    ParseWarning,
    SearchRequest,
    Sort,
    facet_value_page,
    parse_query,
    read_query,
    search,
)
from articles.search.query.entity_lookup.patterns import NamePattern
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


def test_names_are_looked_up_within_a_budget_and_the_others_are_told(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article("Lê Minh, Lê Bình và Trần Nam", people=["Lê Minh", "Lê Bình", "Trần Nam"])
    monkeypatch.setattr("articles.search.query.entity_lookup.lookup.MOST_NAMES", 2)
    page = search(SearchRequest(query="người:l* OR người:t* OR người:nam"))
    assert [(note.warning, note.text) for note in page.notes] == [
        (ParseWarning.NAMES, "t*"),
        (ParseWarning.NAMES, "nam"),
    ]
    assert page.total == 1
    assert search(SearchRequest(query="người:l*")).notes == ()


def test_each_name_is_compared_with_names_that_share_a_syllable_only(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article("Lê Minh, Vũ Bình và Trần Nam", people=["Lê Minh", "Vũ Bình", "Trần Nam"])
    compared: list[str] = []
    is_in = NamePattern.is_in

    def noted(pattern: NamePattern, name: str) -> bool:
        compared.append(name)
        return is_in(pattern, name)

    monkeypatch.setattr(NamePattern, "is_in", noted)
    assert search(SearchRequest(query="người:l* người:v* người:t*")).total == 1
    assert sorted(compared) == ["Lê Minh", "Trần Nam", "Vũ Bình"]
