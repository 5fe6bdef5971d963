"""Responses for programs: health, robots.txt, OpenSearch, and suggestions while a reader types."""

from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError
from django.db.backends.utils import CursorWrapper
from django.test import Client
from haystack import connections

from articles.models import Article
from articles.search import reindex
from articles.tests.views.conftest import Cast, CountQueries, Write
from haystack_engines import release_memory

SUGGEST = "/search/suggest/"


def test_a_healthy_archive_says_so(client: Client, cast: Cast) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "index": "ok", "reindex": "not needed"}


@pytest.mark.usefixtures("index_on_disk")
def test_an_index_that_cannot_be_read_is_ill(client: Client, db: None, tmp_path: Path) -> None:
    reindex()
    next((tmp_path / "index").rglob("current")).unlink()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert "there is no search index" in response.json()["index"]


@pytest.mark.usefixtures("index_on_disk")
@pytest.mark.parametrize("suffix", [".fast", ".idx", ".pos", ".term"])
def test_an_index_with_a_damaged_file_is_ill(client: Client, cast: Cast, tmp_path: Path, suffix: str) -> None:
    assert client.get("/healthz").status_code == 200
    file = next(file for file in (tmp_path / "index").rglob(f"*{suffix}"))
    whole = file.read_bytes()
    file.write_bytes(whole[:10] + bytes([whole[10] ^ 1]) + whole[11:])
    response = client.get("/healthz")
    assert (response.status_code, "damaged" in response.json()["index"]) == (503, True)


@pytest.mark.usefixtures("index_on_disk")
@pytest.mark.parametrize("suffix", [".fast", ".idx", ".pos", ".term", ".store"])
def test_a_flipped_byte_in_the_index_breaks_no_page_and_is_mended_by_a_new_index(
    client: Client, cast: Cast, tmp_path: Path, suffix: str
) -> None:
    """Readers get the list, or a message; articles are read from the database; nothing of the archive is lost."""
    found = client.get("/api/v1/search?q=Blinken").json()["total"]
    for file in (tmp_path / "index").rglob(f"*{suffix}"):
        whole = bytearray(file.read_bytes())
        whole[len(whole) // 2] ^= 0x10
        file.write_bytes(whole)
    release_memory(str(tmp_path / "index"))
    connections.reload("default")
    assert client.get("/search/?q=Blinken").status_code in {200, 503}
    assert client.get(cast.visit.get_absolute_url()).status_code == 200
    assert client.get("/healthz").status_code == 503
    reindex()
    assert client.get("/healthz").status_code == 200
    assert client.get("/api/v1/search?q=Blinken").json()["total"] == found > 0


def test_a_database_that_cannot_be_read_is_ill(client: Client, db: None) -> None:
    reindex()
    with patch("articles.monitoring.checks.Article.objects.order_by", side_effect=DatabaseError("the disk is gone")):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "the disk is gone"


def test_a_broken_database_is_told_with_the_reason(client: Client, db: None) -> None:
    reindex()
    with patch.object(CursorWrapper, "execute", side_effect=OperationalError("database disk image is malformed")):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert "malformed" in response.json()["database"]


def test_pages_say_so_while_the_database_does_not_answer(client: Client, cast: Cast) -> None:
    client.raise_request_exception = False
    pages = ("/", cast.visit.get_absolute_url(), "/sitemap.xml")
    with patch.object(CursorWrapper, "execute", side_effect=OperationalError("the connection was closed")):
        responses = [client.get(page) for page in pages]
    for response in responses:
        assert response.status_code == 503
        assert "không dùng được cơ sở dữ liệu" in response.text
        assert response.headers["Retry-After"] == "60"


def test_an_error_of_the_program_is_not_taken_for_one_of_the_database(client: Client, cast: Cast) -> None:
    client.raise_request_exception = False
    with patch.object(CursorWrapper, "execute", side_effect=ProgrammingError("no such column")):
        assert client.get(cast.visit.get_absolute_url()).status_code == 500


def test_a_stale_index_is_told(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.visit.pk).update(withdrawn=True)
    response = client.get("/healthz")
    assert response.status_code == 200
    assert "the database 4" in response.json()["reindex"]


def test_robots_are_told_where_the_sitemap_is(client: Client, db: None) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_browsers_can_add_the_search(client: Client, db: None) -> None:
    description = ElementTree.fromstring(client.get("/opensearch.xml").content)
    templates = [url.get("template") for url in description.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")]
    assert templates[0] == "http://testserver/search/?q={searchTerms}"


def suggestions(client: Client, typed: str) -> list[dict[str, object]]:
    response = client.get(SUGGEST, {"q": typed})
    assert response.status_code == 200
    found: list[dict[str, object]] = response.json()["suggestions"]
    return found


def test_a_name_comes_with_what_narrows_by_it(client: Client, cast: Cast) -> None:
    assert suggestions(client, "bui th")[0] == {
        "kind": "person",
        "label": "Bùi Thanh Sơn",
        "note": "",
        "parameter": ["person", str(cast.entity("Bùi Thanh Sơn").pk)],
        "before": "",
        "address": "",
    }


def test_a_headline_comes_with_its_address_source_and_day(client: Client, cast: Cast) -> None:
    assert suggestions(client, "tin sang") == [
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
    response = client.get(SUGGEST, {"q": "bui"})
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert not response.cookies


def test_without_anything_typed_nothing_is_suggested(client: Client, db: None) -> None:
    assert client.get(SUGGEST).json() == {"suggestions": []}
    assert client.post(SUGGEST).status_code == 405


@pytest.mark.usefixtures("index_on_disk")
def test_a_broken_index_is_told_and_not_kept(client: Client, cast: Cast, tmp_path: Path) -> None:
    for file in (tmp_path / "index").glob("current"):
        file.unlink()
    response = client.get(SUGGEST, {"q": "bui"})
    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")


def test_queries_do_not_grow_with_names(client: Client, many: Write, count_queries: CountQueries) -> None:
    many(2)
    few = count_queries(f"{SUGGEST}?q=bui")
    many(10)
    assert count_queries(f"{SUGGEST}?q=bui") == few <= 5
