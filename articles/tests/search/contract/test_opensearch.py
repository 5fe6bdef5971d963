"""How often one search asks an index in a cluster."""

from typing import Any

import pytest
from haystack import connections

from articles.search import SearchRequest, search
from articles.tests.making import Newsroom

on_cluster = pytest.mark.parametrize("engine", ["opensearch"], indirect=True)


@pytest.fixture
def asked(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the requests to the cluster, but for those that tell each second whether the index is another one."""
    for place in ("Quảng Trị", "Quảng Bình", "Thừa Thiên Huế", "Nghệ An", "Hà Tĩnh", "Thanh Hóa"):
        newsroom.article(f"Lũ quét ở {place}", f"Một trận lũ quét vừa xảy ra ở {place}.", places=[place])
    search(SearchRequest(query="sạt lở"))  # opens the index
    transport = connections["default"].get_backend().versions.client.transport
    send, sent = transport.perform_request, list[str]()

    def recorded(method: str, url: str, **more: Any) -> Any:
        if not url.endswith(("%20commit", "/_mapping")):
            sent.append(f"{method} {url}")
        return send(method, url, **more)

    monkeypatch.setattr(transport, "perform_request", recorded)
    return sent


@on_cluster
@pytest.mark.parametrize(("query", "most"), [("lũ quét Quảng Trị", 9), ("lu quet", 7), ("trận lũ", 6)])
def test_a_search_asks_a_few_times_and_again_not_at_all(engine: str, asked: list[str], query: str, most: int) -> None:
    first = search(SearchRequest(query=query))
    assert first.hits
    assert 0 < len(asked) <= most, asked
    asked.clear()
    assert [hit.article for hit in search(SearchRequest(query=query)).hits] == [hit.article for hit in first.hits]
    assert asked == []
