from pathlib import Path

import pytest
from django.test import Client

from articles.tests.views.conftest import Cast, CountQueries, Write

ADDRESS = "/search/suggest/"


def get(client: Client, typed: str) -> list[dict[str, object]]:
    response = client.get(ADDRESS, {"q": typed})
    assert response.status_code == 200
    found: list[dict[str, object]] = response.json()["suggestions"]
    return found


def test_a_name_comes_with_what_narrows_by_it(client: Client, cast: Cast) -> None:
    assert get(client, "bui th")[0] == {
        "kind": "person",
        "label": "Bùi Thanh Sơn",
        "note": "",
        "parameter": ["person", str(cast.entity("Bùi Thanh Sơn").pk)],
        "before": "",
        "address": "",
    }


def test_a_headline_comes_with_its_address_source_and_day(client: Client, cast: Cast) -> None:
    assert get(client, "tin sang") == [
        {
            "kind": "article",
            "label": "Tin sáng",
            "note": "Báo Gia Lai · 14/7/2023",
            "parameter": None,
            "before": "",
            "address": cast.morning.get_absolute_url(),
        }
    ]


def test_the_answer_may_be_kept_for_a_minute_and_is_the_same_for_all(client: Client, cast: Cast) -> None:
    response = client.get(ADDRESS, {"q": "bui"})
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Vary" not in response.headers
    assert not response.cookies


def test_without_anything_typed_nothing_is_suggested(client: Client, db: None) -> None:
    assert client.get(ADDRESS).json() == {"suggestions": []}
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.usefixtures("index_on_disk")
def test_a_broken_index_is_told_and_not_kept(client: Client, cast: Cast, tmp_path: Path) -> None:
    for file in (tmp_path / "index").glob("current"):
        file.unlink()
    response = client.get(ADDRESS, {"q": "bui"})
    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")


def test_queries_do_not_grow_with_names(client: Client, many: Write, count_queries: CountQueries) -> None:
    many(2)
    few = count_queries(f"{ADDRESS}?q=bui")
    many(10)
    assert count_queries(f"{ADDRESS}?q=bui") == few <= 5
