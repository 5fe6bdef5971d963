"""Whether a reader's copy of a page is still good: what changes the state of the archive, and what is told of it."""

import gzip
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from articles import archive_state
from articles.archive_state import _postgres_state
from articles.middleware import UnchangedPageMiddleware
from articles.models import Article
from articles.search import SearchPage, SearchRequest, search
from articles.tests.making import Newsroom
from articles.views import search_results


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Set the state of the database, which the tests' own in memory has not."""
    held = {"written": "1"}
    monkeypatch.setattr(archive_state, "_sqlite_state", lambda: held["written"])
    monkeypatch.setattr(archive_state, "_postgres_state", lambda: held["written"])
    return held


def tag(client: Client, address: str = "/search/?q=lũ", **headers: str) -> str:
    return str(client.get(address, headers=headers).headers.get("ETag", ""))


def test_a_copy_is_good_until_the_archive_changes(client: Client, newsroom: Newsroom, state: dict[str, str]) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    first = client.get("/search/?q=lũ")
    assert first.headers["Cache-Control"] == "no-cache"
    assert not first.cookies
    again = client.get("/search/?q=lũ", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    state["written"] = "2"
    changed = client.get("/search/?q=lũ", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_a_page_that_was_made_is_not_made_again_for_the_next_reader(
    client: Client, newsroom: Newsroom, state: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    first = client.get("/search/?q=lũ", headers={"Accept-Encoding": "gzip"})
    made: list[SearchPage] = []

    def counted(asked: SearchRequest, **how: Any) -> SearchPage:
        made.append(search(asked, **how))
        return made[-1]

    monkeypatch.setattr(search_results, "search", counted)
    again = Client().get("/search/?q=lũ")
    assert (again.status_code, again.headers["ETag"], made) == (200, first.headers["ETag"], [])
    assert again.content == gzip.decompress(first.content)
    assert "quét" in again.text
    state["written"] = "2"
    assert Client().get("/search/?q=lũ").text == again.text
    assert len(made) == 1


def test_a_feed_that_a_browser_opened_is_a_feed_for_the_next_reader(
    client: Client, newsroom: Newsroom, state: dict[str, str]
) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    opened = client.get("/feeds/latest.rss", headers={"Accept": "text/html"})
    assert opened.headers["Content-Type"].startswith("text/html")
    assert Client().get("/feeds/latest.rss").headers["Content-Type"].startswith("application/rss+xml")


def test_a_page_that_varies_by_another_header_is_not_kept(rf: RequestFactory, state: dict[str, str], db: None) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.headers["Accept"], headers={"Vary": "Accept"})

    through = UnchangedPageMiddleware(view)
    asked = [rf.get("/", headers={"Accept": accepted}) for accepted in ("text/html", "application/json")]
    assert [through(one).content for one in asked] == [b"text/html", b"application/json"]


def test_the_head_of_a_page_has_its_tag_and_is_not_kept_for_the_page(
    client: Client, newsroom: Newsroom, state: dict[str, str]
) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    head = client.head("/search/?q=lũ")
    page = client.get("/search/?q=lũ")
    assert head.headers["ETag"] == page.headers["ETag"]
    assert "quét" in page.text


def test_each_address_and_language_has_a_copy_of_its_own(
    client: Client, newsroom: Newsroom, state: dict[str, str]
) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    tags = [tag(client), tag(client, "/search/?q=lũ&sort=newest")]
    client.cookies["django_language"] = "en"
    tags.append(tag(client))
    assert len(set(tags)) == 3
    assert all(one.startswith('W/"') for one in tags)


def test_each_style_of_lists_has_a_copy_of_its_own(client: Client, newsroom: Newsroom, state: dict[str, str]) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    full = tag(client, "/search/?q=lũ")
    client.get("/search/?q=lũ&list=compact")
    assert tag(client, "/search/?q=lũ") not in {full, ""}


def test_a_new_index_is_another_state(newsroom: Newsroom, state: dict[str, str], client: Client) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    before = tag(client)
    from articles.search import reindex

    reindex()
    assert tag(client) not in {before, ""}


def test_an_article_whose_moment_comes_is_another_state(
    client: Client, newsroom: Newsroom, state: dict[str, str]
) -> None:
    article = newsroom.article("Lũ quét", "Nước dâng.", published="2023-07-14T10:15")
    now = timezone.now()
    Article.objects.filter(pk=article.pk).update(published_at=now + timedelta(hours=1))
    before = tag(client)
    Article.objects.filter(pk=article.pk).update(published_at=now - timedelta(hours=1))
    assert tag(client) not in {before, ""}


def test_readers_with_an_account_get_no_copy_to_keep(
    client: Client, newsroom: Newsroom, state: dict[str, str], admin_user: User
) -> None:
    newsroom.article("Lũ quét", "Nước dâng.")
    kept = tag(client)
    client.force_login(admin_user)
    signed_in = client.get("/search/?q=lũ", headers={"If-None-Match": kept})
    assert signed_in.status_code == 200
    assert "ETag" not in signed_in.headers
    assert "private" in signed_in.headers["Cache-Control"]
    assert "Cookie" in signed_in.headers["Vary"]


def test_a_page_that_says_something_else_than_ok_is_not_kept(
    client: Client, newsroom: Newsroom, state: dict[str, str]
) -> None:
    article = newsroom.article("Lũ quét", "Nước dâng.")
    Article.objects.filter(pk=article.pk).update(withdrawn=True)
    assert tag(client, article.get_absolute_url()) == ""


def test_a_write_into_sqlite_is_another_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "archive.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    monkeypatch.setattr(archive_state, "_SETTLED_SECONDS", -1)
    with sqlite3.connect(file) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE one (x)")
    states = [archive_state._sqlite_state()]
    for _ in range(2):
        with writer:
            writer.execute("INSERT INTO one VALUES (1)")
        states.append(archive_state._sqlite_state())
    assert len(set(states)) == 3
    monkeypatch.setattr(archive_state, "_SETTLED_SECONDS", 60)
    assert archive_state._sqlite_state() == ""
    writer.close()


@pytest.mark.django_db
def test_a_write_into_postgresql_is_another_state(newsroom: Newsroom) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the tests run on SQLite")
    before = _postgres_state()
    newsroom.article("Lũ quét", "Nước dâng.")
    assert _postgres_state() != before


@pytest.mark.django_db
def test_no_page_for_readers_sets_a_cookie(client: Client, newsroom: Newsroom) -> None:
    article = newsroom.article("Lũ quét", "Nước dâng.", published="2023-07-14", people=["Bùi Thanh Sơn"])
    pages = [
        "/",
        "/search/?q=lũ",
        article.get_absolute_url(),
        "/2023/07/14/",
        "/entities/person/",
        "/help/",
        "/browse/",
    ]
    cookies: dict[str, Any] = {page: dict(client.get(page).cookies) for page in pages}
    assert {page: kept for page, kept in cookies.items() if kept} == {}


@pytest.mark.django_db
def test_the_language_is_changed_without_a_token(newsroom: Newsroom) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/i18n/setlang/", {"language": "en", "next": "/help/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/help/")
    assert client.cookies["django_language"].value == "en"


@pytest.mark.django_db
def test_pages_are_compressed(client: Client, newsroom: Newsroom) -> None:
    assert client.get("/help/", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_an_article_that_can_be_read_from_now_on_is_another_state(
    client: Client, newsroom: Newsroom, state: dict[str, str]
) -> None:
    article = newsroom.article("Lũ quét", "Nước dâng.")
    now = timezone.now()
    Article.objects.filter(pk=article.pk).update(visible_from=now + timedelta(hours=1))
    before = tag(client)
    Article.objects.filter(pk=article.pk).update(visible_from=now)
    assert tag(client) not in {before, ""}
