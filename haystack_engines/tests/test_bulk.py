"""Documents are written in bulk: in order, what is refused for the moment again, and nothing twice."""

import json
from collections.abc import Iterator
from itertools import count
from threading import Barrier, Event
from typing import Any

import pytest
from haystack.exceptions import SearchBackendError
from opensearchpy.exceptions import ConnectionError as NoConnection

from haystack_engines import IndexUnreachable
from haystack_engines.opensearch import bulk
from haystack_engines.opensearch.bulk import delete_operation, index_operation, write


class _Client:
    """A client whose nodes answer as the test says: each answer is the statuses of the operations, or an error."""

    def __init__(self, *answers: list[int] | Exception) -> None:
        self.answers = list(answers)
        self.sent: list[list[str]] = []

    def bulk(self, *, body: bytes, **_: Any) -> dict[str, Any]:
        lines = [json.loads(line) for line in body.splitlines()]
        self.sent.append([operation["_id"] for line in lines for operation in line.values() if "_id" in operation])
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        error = {"type": "rejected", "reason": "queue full"}
        return {
            "items": [{"index": {"status": status} | ({"error": error} if status > 299 else {})} for status in answer]
        }


OPERATIONS = [index_operation(name, {"title": ["cảng"]}) for name in ("một", "hai", "ba")]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_PAUSES", (0.0, 0.0))


@pytest.mark.usefixtures("impatient")
def test_only_what_the_cluster_refuses_for_the_moment_is_sent_again() -> None:
    client = _Client([201, 429, 503], NoConnection("N/A", "refused", None), [200, 200])
    write(client, "index", [*OPERATIONS])
    assert client.sent == [["một", "hai", "ba"], ["hai", "ba"], ["hai", "ba"]]


@pytest.mark.usefixtures("impatient")
def test_what_is_refused_for_good_is_an_error_at_once() -> None:
    client = _Client([201, 400, 201])
    with pytest.raises(SearchBackendError, match="refuses a document: rejected: queue full"):
        write(client, "index", OPERATIONS)
    assert len(client.sent) == 1


@pytest.mark.usefixtures("impatient")
def test_a_cluster_that_goes_on_refusing_is_an_error() -> None:
    with pytest.raises(IndexUnreachable, match="cannot be written now"):
        write(_Client([429], [429], [429]), "index", [delete_operation("một")])


def test_a_bulk_request_has_so_many_bytes_and_operations_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_OPERATIONS", 2)
    client = _Client([201, 201], [201])
    write(client, "index", OPERATIONS)
    monkeypatch.setattr(bulk, "_BYTES", len(OPERATIONS[0]))
    small = _Client([201], [201], [201])
    write(small, "index", OPERATIONS)
    assert (client.sent, small.sent) == ([["một", "hai"], ["ba"]], [["một"], ["hai"], ["ba"]])


def test_requests_go_in_order_while_the_next_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_OPERATIONS", 1)
    made = Event()

    class _Slow(_Client):
        def bulk(self, *, body: bytes, **_: Any) -> dict[str, Any]:
            assert made.wait(10)
            return super().bulk(body=body)

    def operations() -> Iterator[bytes]:
        yield from OPERATIONS
        made.set()

    client = _Slow([201], [201], [201])
    write(client, "index", operations())
    assert client.sent == [["một"], ["hai"], ["ba"]]


def test_several_requests_may_be_under_way_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_OPERATIONS", 1)
    both_under_way = Barrier(2, timeout=10)

    class _Slow(_Client):
        def bulk(self, *, body: bytes, **_: Any) -> dict[str, Any]:
            both_under_way.wait()
            return super().bulk(body=body)

    client = _Slow([201], [201])
    write(client, "index", OPERATIONS[:2], at_once=2)
    assert sorted(client.sent) == [["hai"], ["một"]]


def test_after_a_refused_request_nothing_more_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_OPERATIONS", 1)
    made = count()
    with pytest.raises(SearchBackendError, match="refuses a document"):
        write(_Client([201], [400], *([201] for _ in range(9))), "index", (OPERATIONS[0] for _ in made))
    assert next(made) < 10
