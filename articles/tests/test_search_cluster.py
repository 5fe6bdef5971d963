"""The cluster of OpenSearch nodes that tests and benchmarks run on."""

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from bench.opensearch import libraries
from bench.search_cluster import RunningCluster, SearchCluster

_INDEX = "tin-tuc"
_HEADLINE = "Đường sắt Bắc Nam thông tuyến trở lại"


def _asked(url: str, method: str = "GET", body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = json.dumps(body).encode() if body is not None else None
    request = Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urlopen(request, timeout=60) as answer:
        said: dict[str, Any] = json.load(answer)
        return said


def test_three_nodes_form_one_green_cluster(search_cluster: SearchCluster | RunningCluster) -> None:
    said = [_asked(f"{url}/_cluster/health") for url in search_cluster.urls]
    assert [(each["status"], each["number_of_data_nodes"]) for each in said] == [("green", 3)] * 3


def test_a_killed_node_comes_back_with_what_was_written_meanwhile(
    search_cluster: SearchCluster | RunningCluster,
) -> None:
    if isinstance(search_cluster, RunningCluster):
        pytest.skip("the nodes belong to another process")
    killed, other, third = (f"{url}/{_INDEX}" for url in search_cluster.urls)
    # The index is written whole to every node.
    _asked(other, "PUT", {"settings": {"number_of_shards": 1, "number_of_replicas": 2}})
    search_cluster.wait()
    try:
        search_cluster.kill(0)
        _asked(f"{other}/_doc/1?refresh=true", "PUT", {"headline": _HEADLINE})
        assert _asked(f"{third}/_doc/1")["_source"] == {"headline": _HEADLINE}
        search_cluster.start(0)
        search_cluster.wait()
        assert _asked(f"{killed}/_doc/1?preference=_local")["_source"] == {"headline": _HEADLINE}
    finally:
        _asked(other, "DELETE")


def test_a_download_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    maven = tmp_path / "mvn"
    maven.write_text("#!/bin/sh\necho '[ERROR] No route to host'\nexit 1\n")
    maven.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(libraries.Unavailable, match="No route to host"):
        libraries.libraries()
    assert list((tmp_path / "news-archive").iterdir()) == []
