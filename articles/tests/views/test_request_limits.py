"""A reader who asks too often is told to wait; others are not, and what costs nothing is not counted."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from articles.models import Article
from articles.tests.making import Newsroom

SEARCHES = ["/search/?q=lũ", "/search/filters/?q=lũ", "/search/over-time/?q=lũ", "/search/map/?q=lũ"]
SEARCHES += ["/search/compare/?q=lũ", "/search/compare.csv?q=lũ", "/search/values/place/?q=lũ"]
SEARCHES += ["/feeds/search.rss?q=lũ"]
EXPORTS = ["/export/search.csv?q=lũ", "/search/values/place.csv?q=lũ"]


@pytest.fixture(autouse=True)
def few(settings: Settings) -> None:
    settings.SEARCHES_PER_MINUTE = settings.SUGGESTIONS_PER_MINUTE = settings.EXPORTS_PER_MINUTE = 2


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article("Lũ trên sông Lô", "Nước lên ở Hà Giang.", places=["Hà Giang"], published="2023-07-14")


def statuses(client: Client, address: str, times: int = 3) -> list[int]:
    return [_status(client, address) for _ in range(times)]


def _status(client: Client, address: str) -> int:
    """Ask once, and read the answer to its end: a process makes two downloads at once."""
    answer = client.get(address)
    b"".join(answer)
    return answer.status_code


@pytest.mark.parametrize("address", [*SEARCHES, *EXPORTS, "/search/suggest/?q=h"])
def test_a_reader_may_ask_so_often_a_minute(client: Client, article: Article, address: str) -> None:
    assert statuses(client, address) == [200, 200, 429]
    assert statuses(Client(REMOTE_ADDR="192.0.2.7"), address, 1) == [200]


def test_all_searches_count_together_and_say_in_the_readers_language_when_to_ask_again(
    client: Client, article: Article
) -> None:
    assert [statuses(client, address, 1) for address in SEARCHES[:3]] == [[200], [200], [429]]
    refused = client.get(SEARCHES[0])
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Cache-Control"] == "no-store"
    assert f"Hãy thử lại sau {refused.headers['Retry-After']} giây" in refused.text
    client.cookies["django_language"] = "en"
    assert "Try again in" in client.get(SEARCHES[0]).text


def test_a_reader_with_an_account_is_counted_apart_from_the_network(client: Client, article: Article) -> None:
    assert statuses(client, SEARCHES[0]) == [200, 200, 429]
    for name in ("lan", "huy"):
        client.force_login(User.objects.create_user(name))
        assert statuses(client, SEARCHES[0]) == [200, 200, 429]


def test_other_pages_are_not_counted(client: Client, article: Article) -> None:
    assert statuses(client, SEARCHES[0]) == [200, 200, 429]
    assert [statuses(client, address, 1) for address in ("/", "/help/", article.get_absolute_url())] == [[200]] * 3


def test_a_page_that_is_not_made_anew_is_not_counted(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.middleware.archive_state", lambda: "a state")
    assert statuses(client, SEARCHES[0], 5) == [200] * 5


def test_a_header_that_no_trusted_proxy_sets_makes_no_other_reader(client: Client, article: Article) -> None:
    answers = [client.get(SEARCHES[0], headers={"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
