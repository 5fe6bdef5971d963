"""A page whose searches take too long says so; one whose client has gone ends."""

import socket
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from pytest_django import Settings

from articles.tests.views.conftest import Cast, one_line

SEARCHES = ("/search/?q=sơn", "/search/values/person/?q=sơn", "/feeds/search.rss?q=sơn", "/feeds/search.atom?q=sơn")


@pytest.fixture
def no_time(settings: Settings) -> None:
    settings.SEARCH_MAX_MS = 0


@pytest.mark.parametrize("address", SEARCHES)
def test_a_search_that_takes_too_long_says_so(client: Client, cast: Cast, no_time: None, address: str) -> None:
    response = client.get(address)
    assert (response.status_code, response["Cache-Control"]) == (422, "no-store")
    assert "Lượt tìm này mất quá nhiều thời gian" in response.text


def test_suggestions_that_take_too_long_are_none(client: Client, cast: Cast, no_time: None) -> None:
    response = client.get("/search/suggest/?q=sơn")
    assert (response.status_code, response.json()) == (422, {"suggestions": []})


def test_pages_that_need_no_search_come_without_it(client: Client, cast: Cast, no_time: None) -> None:
    person = cast.entity("Bùi Thanh Sơn")
    for address in (cast.meeting.get_absolute_url(), person.get_absolute_url(), "/2023/07/14/", "/section/thoi-su/"):
        response = client.get(address)
        assert response.status_code == 200
        assert cast.meeting.title in one_line(response.text)
    for address in ("/", "/help/", "/healthz"):
        assert client.get(address).status_code in (200, 503)


@pytest.mark.parametrize("address", [*SEARCHES, "/search/suggest/?q=sơn"])
def test_a_search_ends_when_its_client_has_gone(client: Client, cast: Cast, address: str) -> None:
    ours, theirs = socket.socketpair()
    connection: Any = {"gunicorn.socket": ours}
    with ours, theirs:
        assert client.get(address, **connection).status_code == 200
        theirs.close()
        with patch("haystack_engines.ClauseBackend.search") as searched:
            assert client.get(address, **connection).status_code == 499
        searched.assert_not_called()
