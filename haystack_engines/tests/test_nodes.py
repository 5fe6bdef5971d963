"""Which nodes of a cluster a process asks, and which it leaves alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic, sleep
from typing import ClassVar

import pytest

from haystack_engines import IndexUnreachable, time_limit
from haystack_engines.opensearch.client import Cluster, client_of, opensearch_errors


class _LivingNode(BaseHTTPRequestHandler):
    """Answers at once, but for searches: these wait for a node that hangs."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        if "_search" in self.path:
            sleep(2)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *_: object) -> None: ...


@pytest.fixture
def living_node() -> Iterator[str]:
    """Give the address of a node that answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _LivingNode) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_all_threads_leave_a_node_alone_that_hangs(silent_node: str, living_node: str) -> None:
    client = client_of(Cluster((silent_node, living_node)))
    silent = next(node for node in client.transport.connection_pool.connections if node.host == silent_node)
    silent.failed = -1.0  # the one that is asked first
    with time_limit(seconds=1, processor_seconds=60), ThreadPoolExecutor(4) as threads:
        assert client.info() == {}
        started = monotonic()
        assert list(threads.map(lambda _: client.info(), range(8))) == [{}] * 8
    assert monotonic() - started < 0.5


def test_a_search_that_waits_for_a_node_that_hangs_is_not_sent_again(living_node: str) -> None:
    client = client_of(Cluster((living_node, f"{living_node}/")))
    started = monotonic()
    with time_limit(seconds=1, processor_seconds=60), pytest.raises(IndexUnreachable), opensearch_errors("kho"):
        client.search(body={})
    assert monotonic() - started < 0.9
    # A user who may ask for the health may ask for a sign of life; `/` needs a right of its own.
    assert _LivingNode.asked[-1] == "GET /_cluster/health?local=true"
