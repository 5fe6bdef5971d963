"""What readers see while the cluster of OpenSearch is away, silent, or lacks a part: an answer, and an honest one."""

import socket
from collections.abc import Iterator
from time import monotonic
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from haystack import connections
from pytest_django import Settings

from articles.search import SearchFailed, SearchIncomplete
from articles.tests.views.conftest import Cast

SEARCH = "/search/?q=Blinken"


def _use_cluster(monkeypatch: pytest.MonkeyPatch, settings: Settings, url: str) -> None:
    options: dict[str, Any] = connections.connections_info["default"]
    engine = settings.SEARCH_ENGINES["opensearch"]
    for name, value in (("ENGINE", engine), ("URLS", [url]), ("INDEX_NAME", f"kho-{url[-5:]}")):
        monkeypatch.setitem(options, name, value)
    connections.reload("default")


@pytest.fixture
def away(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Have the archive ask a cluster of which no node runs."""
    _use_cluster(monkeypatch, settings, "http://127.0.0.1:1")


@pytest.fixture
def silent(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    """Have the archive ask a node that takes requests and never answers."""
    settings.SEARCH_MAX_MS = 600
    with socket.create_server(("127.0.0.1", 0)) as server:
        _use_cluster(monkeypatch, settings, f"http://127.0.0.1:{server.getsockname()[1]}")
        yield


@pytest.mark.usefixtures("away")
def test_articles_and_days_are_shown_while_no_node_answers(client: Client, cast: Cast) -> None:
    day = reverse("day", args=[cast.visit.published_on])
    for address in ("/", cast.visit.get_absolute_url(), day, reverse("undated"), "/help/"):
        assert client.get(address).status_code == 200, address


@pytest.mark.usefixtures("away")
def test_a_search_says_that_it_cannot_be_answered_now(client: Client) -> None:
    response = client.get(SEARCH)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "Tạm thời chưa tìm kiếm được" in response.text
    assert client.get("/search/suggest/?q=bli").json() == {"suggestions": []}


@pytest.mark.usefixtures("away")
def test_the_health_says_that_the_cluster_is_away(client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "ok"
    assert "the search engine cannot be reached" in response.json()["index"]


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize(
    "command", [["check_index", "--mend"], ["reindex", "--if-needed"], ["search_articles", "Blinken"]]
)
def test_an_index_out_of_reach_is_not_to_be_rebuilt(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with patch("articles.management.commands.check_index.reindex") as rebuilt:
        with pytest.raises(SearchFailed, match="cannot be reached"):
            call_command(*command)
        rebuilt.assert_not_called()
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("silent")
def test_a_silent_cluster_holds_nobody_up(client: Client, cast: Cast) -> None:
    started = monotonic()
    assert client.get(SEARCH).status_code == 503
    assert client.get(cast.visit.get_absolute_url()).status_code == 200
    assert "does not answer" in client.get("/healthz").json()["index"]
    assert monotonic() - started < 10  # without a limit, a request waits for a minute


def test_a_list_that_would_lack_articles_is_not_shown(client: Client, cast: Cast) -> None:
    lacks = SearchIncomplete("part of the search index 'kho' cannot be searched now")
    with patch("articles.views.search_results.search", side_effect=lacks):
        response = client.get(SEARCH)
    assert response.status_code == 503
    assert "Một phần kho lưu trữ hiện không tìm được" in response.text
    assert "Tạm thời" not in response.text


def test_the_health_tells_of_copies_that_are_missing(client: Client, cast: Cast) -> None:
    assert "condition" not in client.get("/healthz").json()
    with patch("articles.views.endpoints.index_condition", return_value="yellow: 1 copies of parts are on no node"):
        response = client.get("/healthz")
    assert (response.status_code, response.json()["condition"][:6]) == (200, "yellow")
    with patch("articles.views.endpoints.index_condition", side_effect=SearchFailed("no node tells in time")):
        response = client.get("/healthz")
    assert (response.status_code, response.json()["condition"]) == (200, "no node tells in time")
