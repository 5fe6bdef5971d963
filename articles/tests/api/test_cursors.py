"""Pages of lists by cursors: nothing comes twice and nothing is left out, whatever comes in between two pages."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from articles.models import Article
from articles.search import update_index
from articles.tests.api.conftest import Ask
from articles.tests.making import Newsroom


def _walked(ask: Ask, path: str, between: Callable[[], object] = lambda: None, **parameters: Any) -> list[int]:
    """Return the ids of all pages, each of two articles; `between` runs after each page."""
    answer = ask(path, limit=2, **parameters)
    ids = [one["id"] for one in answer["articles"]]
    while answer["next"]:
        between()
        answer = ask(answer["next"])
        ids += [one["id"] for one in answer["articles"]]
    return ids


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_a_list_by_date_is_in_order_of_date_and_number(ask: Ask, floods: list[Article], sort: str) -> None:
    dated = floods[:-1] if sort == "oldest" else floods[-2::-1]
    assert _walked(ask, "/search", q="lũ sông Lô", sort=sort) == [one.pk for one in (*dated, floods[-1])]


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("query", ["", "lũ sông Lô"])
def test_a_list_by_date_goes_on_while_articles_come_in(
    ask: Ask, newsroom: Newsroom, floods: list[Article], sort: str, query: str
) -> None:
    number = iter(range(100))

    def come_in() -> None:
        for day in ("2023-09-01", "2023-10-03", "2023-12-01", ""):
            newsroom.article(f"Lũ sông Lô lại về, tin mới {next(number)}", "Nước lên.", published=day)

    found = _walked(ask, "/search", come_in, q=query, sort=sort)
    assert len(found) == len(set(found))
    own = [pk for pk in found if pk in {one.pk for one in floods}]
    assert own == _walked(ask, "/search", q=query, sort=sort, source="bao-song-lo")
    assert set(own) == {one.pk for one in floods}


def test_a_list_by_relevance_leaves_out_what_came_in(ask: Ask, newsroom: Newsroom, floods: list[Article]) -> None:
    before = _walked(ask, "/search", q="lũ lớn sông Lô")
    number = iter(range(100))
    found = _walked(ask, "/search", lambda: newsroom.article(f"Lũ lớn sông Lô {next(number)}"), q="lũ lớn sông Lô")
    assert sorted(found) == sorted(before) == sorted(one.pk for one in floods)


def test_a_list_by_relevance_that_lost_an_article_is_refused(ask: Ask, client: Client, floods: list[Article]) -> None:
    first = ask("/search", q="lũ lớn sông Lô", limit=3)
    gone = Article.objects.get(pk=first["articles"][0]["id"])
    Article.objects.filter(pk=gone.pk).update(withdrawn=True)
    update_index([gone.pk])
    response = client.get(first["next"])
    assert response.status_code == 410
    assert response.json()["type"].endswith("/api/#list-changed")


def test_a_list_by_date_that_lost_an_article_goes_on(ask: Ask, floods: list[Article]) -> None:
    first = ask("/search", q="lũ lớn sông Lô", limit=3, sort="newest")
    last = first["articles"][-1]["id"]
    Article.objects.filter(pk=last).update(withdrawn=True)
    update_index([last])
    seen = {one["id"] for one in first["articles"]}
    assert {one["id"] for one in ask(first["next"])["articles"]} <= {one.pk for one in floods} - seen


def test_facets_come_with_the_first_page_alone(ask: Ask, floods: list[Article]) -> None:
    first = ask("/search", q="lũ", limit=2)
    assert {one["name"] for one in first["facets"]} >= {"person", "place", "source", "section", "year"}
    assert first["histogram"] == [
        {"month": "2023-10", "articles": 5, "of": 5},
        {"month": "2023-11", "articles": 1, "of": 1},
    ]
    behind = ask(first["next"])
    assert (behind["facets"], behind["histogram"], behind["total"]) == ([], [], first["total"])
    assert ask("/search", q="lũ", counts="0")["facets"] == []


def test_a_day_is_walked(ask: Ask, newsroom: Newsroom, floods: list[Article]) -> None:
    found = _walked(ask, "/days/2023-10-03", lambda: newsroom.article("Thêm", published="2023-10-03T08:00"))
    assert found == [one.pk for one in reversed(floods[2:5])]


def test_entities_of_a_kind_are_walked(ask: Ask, newsroom: Newsroom, floods: list[Article]) -> None:
    names = ["Đặng Văn Ánh", "Bùi Thị Ấm", "Lê Thị Én", "Phạm Văn Ổn"]
    newsroom.article("Họp", *names, people=names)
    answer = ask("/entities", kind="person", limit=2)
    found = [one["name"] for one in answer["entities"]]
    while answer["next"]:
        answer = ask(answer["next"])
        found += [one["name"] for one in answer["entities"]]
    assert sorted(found) == sorted([*names, "Trần Văn Bình"])


def test_values_of_a_facet_are_walked(ask: Ask, newsroom: Newsroom, floods: list[Article]) -> None:
    newsroom.article("Lũ ở Tuyên Quang và Phú Thọ", places=["Tuyên Quang", "Phú Thọ"])
    first = ask("/facets/place", q="lũ", limit=2)
    assert [(one["label"], one["articles"]) for one in first["values"][:1]] == [("Hà Giang", 7)]
    assert first["total"] == 3
    behind = ask(first["next"])
    assert behind["next"] is None
    assert {one["label"] for one in (*first["values"], *behind["values"])} == {"Hà Giang", "Tuyên Quang", "Phú Thọ"}
    assert [one["label"] for one in ask("/facets/place", find="tuy")["values"]] == ["Tuyên Quang"]


@pytest.mark.parametrize("cursor", ["x", "abc:def:ghi"])
def test_a_cursor_of_somebodys_own_is_refused(client: Client, floods: list[Article], cursor: str) -> None:
    response = client.get("/api/v1/search", {"q": "lũ", "cursor": cursor})
    assert (response.status_code, response.json()["type"]) == (400, "http://testserver/api/#bad-cursor")


def test_a_cursor_is_good_for_its_own_list_alone(ask: Ask, client: Client, floods: list[Article]) -> None:
    [cursor] = parse_qs(urlsplit(ask("/search", q="lũ", limit=2)["next"]).query)["cursor"]
    assert client.get("/api/v1/search", {"q": "mưa", "cursor": cursor}).status_code == 400
    assert client.get("/api/v1/search", {"q": "lũ", "sort": "newest", "cursor": cursor}).status_code == 400
    assert client.get("/api/v1/search", {"q": "lũ", "limit": 5, "cursor": cursor}).status_code == 200
