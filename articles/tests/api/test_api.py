"""What the API answers: searches, articles, names, days; and its problems."""

from typing import Any, get_args

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.api.parameters import FacetName, SearchFilters
from articles.models import Article, Entity, Section
from articles.search import FACETS, SearchFailed, SearchTooLong
from articles.tests.api.conftest import Ask
from articles.tests.making import Newsroom


def _entity(name: str) -> Entity:
    return Entity.objects.get(name=name)


def test_a_search_has_the_filters_of_the_search_page(ask: Ask, newsroom: Newsroom, floods: list[Article]) -> None:
    newsroom.article("Lũ ở nơi khác", "Nước lên ở Lai Châu.", places=["Lai Châu"], published="2024-01-05")
    assert ask("/search", q="lũ")["total"] == 8
    assert ask("/search", q="lũ", place=_entity("Hà Giang").pk)["total"] == 7
    assert ask("/search", q="lũ", place=f"-{_entity('Hà Giang').pk}")["total"] == 1
    assert ask("/search", **{"q": "lũ", "from": "2023-11", "to": "2024"})["total"] == 2
    assert ask("/search", q="lu", exact="1")["total"] == 0


def test_every_facet_is_a_parameter() -> None:
    names = {facet.name for facet in FACETS}
    assert set(get_args(FacetName)) == names
    assert {name for name in SearchFilters.model_fields if name in names} == names


def test_a_hit_shows_what_matches(ask: Ask, floods: list[Article]) -> None:
    [hit] = ask("/search", q='"sông Lô, tin số 6"')["articles"]
    assert hit["marked_title"] == "Lũ lớn trên <mark>sông Lô, tin số 6</mark>"
    assert hit["published"] == "2023-11-04"
    assert hit["source"] == {"slug": "bao-song-lo", "name": "Báo Sông Lô"}
    assert hit["page"] == f"http://testserver{floods[5].get_absolute_url()}"
    assert "<" not in hit["snippet"]


def test_offsets_are_characters_of_the_text_given(ask: Ask, newsroom: Newsroom) -> None:
    article = newsroom.article(
        "𝐋ũ về 🌊 Hà Giang", "Ông Trần Văn Bình cho biết.", people=["Trần Văn Bình"], compounds=["cho biết"]
    )
    answer = ask(f"/articles/{article.pk}")
    text = answer["text"]
    assert text == article.text
    [mention] = answer["mentions"]
    assert text[mention["start"] : mention["end"]] == mention["text"] == mention["entity"]["name"] == "Trần Văn Bình"
    assert [text[start:end] for start, end in answer["words"]] == ["cho biết"]
    assert [(part["role"], text[part["start"] : part["end"]]) for part in answer["parts"]] == [
        ("title", article.title),
        ("body", article.body[0]),
    ]


def test_names_are_found_and_shown_with_their_company(ask: Ask, newsroom: Newsroom, floods: list[Article]) -> None:
    newsroom.article("Không liên quan", "Hạn hán ở Ninh Thuận.", places=["Ninh Thuận"])
    [found] = ask("/entities", name="tran van")["entities"]
    assert (found["name"], found["kind"], found["articles"]) == ("Trần Văn Bình", "person", 7)
    assert ask("/entities", name="tran van", kind="place")["entities"] == []
    him = ask(f"/entities/{found['id']}")
    assert (him["first"], him["last"]) == ("2023-10-01", "2023-11-04")
    assert him["years"] == [{"year": 2023, "articles": 6}]
    assert [one["entity"]["name"] for one in him["company"]] == ["Hà Giang"]
    assert ask(him["search"])["total"] == 7


def test_a_merged_name_is_answered_as_the_one_that_it_is_a_name_of(ask: Ask, floods: list[Article]) -> None:
    whole = _entity("Trần Văn Bình")
    former = Entity.objects.create(kind="person", name="Trần Bình", merged_into=whole)
    answer = ask(f"/entities/{former.pk}")
    assert (answer["id"], answer["other_names"]) == (whole.pk, ["Trần Bình"])


def test_a_hidden_name_is_behind_no_address(ask: Ask, client: Client, floods: list[Article]) -> None:
    him = _entity("Trần Văn Bình")
    Entity.objects.filter(pk=him.pk).update(hidden=True)
    assert [one["text"] for one in ask(f"/articles/{floods[0].pk}")["mentions"]] == ["Hà Giang"]
    assert ask("/entities", name="tran van")["entities"] == ask("/entities", kind="person")["entities"] == []
    assert client.get(f"/api/v1/entities/{him.pk}").status_code == 404


def test_days_sources_sections_and_holdings(ask: Ask, floods: list[Article]) -> None:
    days = [(one["day"], one["articles"]) for one in ask("/months/2023-10")["days"]]
    assert days == [("2023-10-01", 1), ("2023-10-02", 1), ("2023-10-03", 3)]
    assert len(ask("/days/2023-10-03")["articles"]) == 3
    assert ask("/sections")["sections"] == [{"slug": "thoi-su", "name": "Thời sự"}]
    assert Section.objects.count() == 1
    held = ask("/holdings")
    assert (held["articles"], held["first"], held["last"], held["undated"]) == (7, "2023-10", "2023-11", 1)


def _problem(client: Client, address: str, status: int, kind: str, **headers: str) -> dict[str, Any]:
    response = client.get(f"/api/v1{address}", headers=headers)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    answer: dict[str, Any] = response.json()
    assert answer["type"] == f"http://testserver/api/#{kind}"
    assert (answer["status"], bool(answer["title"]), bool(answer["detail"])) == (status, True, True)
    return answer


@pytest.mark.parametrize(
    ("query", "text", "start"),
    [
        ('lũ "sông Lô', '"', 3),
        ("lũ (sông OR hồ", "(", 3),
        ("lũ) sông", ")", 2),
        ("lũ «sông", "«", 3),
        ("“lũ” “sông Lô” nước”", "”", 19),
        ("“lũ (” (sông", "(", 7),
        ("lu\u0303 hồ (sông", "(", 7),
        ("lũ sông l* l*", "l*", 8),
        ("hoặc lũ HOẶC", "HOẶC", 8),
        ("lũ mầu:xanh", "mầu", 3),
        ("lũ trước:hôm", "hôm", 9),
        ("lũ l*", "l*", 3),
        ("!!", "", None),
    ],
)
def test_a_misread_query_is_refused_with_its_place(
    client: Client, floods: list[Article], query: str, text: str, start: int | None
) -> None:
    [place] = _problem(client, f"/search?q={query}", 400, "bad-query")["errors"]
    assert (place["parameter"], place["start"]) == ("q", start)
    assert place["text"].startswith(text)


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/search?qq=lũ", "qq"),
        ("/search?q=a&q=b", "q"),
        ("/search?limit=101", "limit"),
        ("/search?limit=0", "limit"),
        ("/search?sort=best", "sort"),
        ("/search?from=hôm+qua", "from"),
        ("/search?person=-", "person"),
        ("/search?place=abc", "place"),
        ("/search?org=-Bộ+Y+tế", "org"),
        ("/search?about=1&about=hai", "about"),
        ("/search?person=--12", "person"),
        (f"/search?place={10**18}", "place"),
        ("/search?year=năm+nay", "year"),
        ("/search?year=-23", "year"),
        ("/facets/source?place=Huế", "place"),
        ("/articles/mot", "number"),
        ("/facets/colour", "name"),
        ("/entities", "kind"),
        ("/days/2023-02-30", "day"),
        ("/months/2023-13", "month"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(
    client: Client, newsroom: Newsroom, address: str, parameter: str
) -> None:
    assert [one["parameter"] for one in _problem(client, address, 400, "bad-parameter")["errors"]] == [parameter]


def test_a_day_that_is_none_is_refused_with_its_place(client: Client, newsroom: Newsroom) -> None:
    [place] = _problem(client, "/search?to=2023-02-30", 400, "bad-query")["errors"]
    assert (place["parameter"], place["text"], place["start"], place["end"]) == ("to", "2023-02-30", 0, 10)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en-GB, de;q=0.5", "Not found"),
        ("vi;q=0.5, en", "Not found"),
        ("en;q=0, fr", "Không tìm thấy"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "Không tìm thấy"),
        ("", "Không tìm thấy"),
    ],
)
def test_problems_speak_the_language_of_the_reader(client: Client, db: None, language: str, title: str) -> None:
    headers = {"Accept-Language": language}
    assert _problem(client, "/articles/7", 404, "not-found", **headers)["title"] == title
    assert _problem(client, "/nothing", 404, "not-found", **headers)["title"] == title
    [place] = _problem(client, "/search?limit=500", 400, "bad-parameter", **headers)["errors"]
    assert "100" in place["detail"]
    assert (place["detail"] == "The maximum is 100.") == (title == "Not found")


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/search?sort=best", "Chỉ có thể là 'relevance', 'newest' hoặc 'oldest'."),
        ("/search?exact=yes", "Chỉ có thể là '0' hoặc '1'."),
        ("/entities?kind=city", "Chỉ có thể là '', 'person', 'place' hoặc 'organization'."),
        ("/search?limit=" + "9" * 5000, "Có quá nhiều chữ số."),
    ],
)
def test_what_a_parameter_can_be_is_told_in_the_language_of_the_reader(
    client: Client, db: None, address: str, detail: str
) -> None:
    [place] = _problem(client, address, 400, "bad-parameter")["errors"]
    assert place["detail"] == detail


def test_what_writes_is_refused(client: Client, db: None) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        response = method("/api/v1/articles/1")
        assert response.status_code == 405
        assert response.json()["type"] == "http://testserver/api/#method-not-allowed"


def test_a_failing_index_is_told(client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise SearchFailed("no index")

    def tire(*_: object, **__: object) -> None:
        raise SearchTooLong("too long")

    monkeypatch.setattr("articles.api.search_answers.search_stretch", fail)
    _problem(client, "/search?q=lũ", 503, "unavailable")
    assert client.get("/api/v1/search?q=lũ").headers["Retry-After"] == "60"
    monkeypatch.setattr("articles.api.search_answers.search_stretch", tire)
    _problem(client, "/search?q=lũ", 422, "search-too-long")


def test_an_error_of_the_program_is_a_problem_too(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("articles.api.operations.sections_answer", lambda: 1 / 0)
    _problem(client, "/sections", 500, "failed")


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/search?q=lũ+sông+Lô", 12),
        ("/search?q=lũ+sông+Lô&sort=newest&counts=0", 9),
        ("/articles/{pk}", 4),
        ("/entities?name=tran", 4),
        ("/days/2023-10-03", 3),
        ("/facets/place?q=lũ", 7),
    ],
)
def test_the_queries_do_not_grow(
    client: Client,
    floods: list[Article],
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
    most: int,
) -> None:
    with django_assert_max_num_queries(most):
        assert client.get(f"/api/v1{address}".format(pk=floods[0].pk)).status_code == 200
