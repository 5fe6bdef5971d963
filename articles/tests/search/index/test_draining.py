"""The worker's thread that empties the outbox: when it looks, how long it rests, and what it outlives."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.db import DatabaseError

from articles.models import IndexOutbox
from articles.models.index_outbox import note_changed
from articles.search import SearchFailed, update_index
from articles.search.index import outbox

INDEXING = "articles.search.index.outbox.update_index"
# Ids of articles that do not exist: the index removes them.
GONE = [10**9, 10**9 + 1, 10**9 + 2]

pytestmark = pytest.mark.django_db


class Ending:
    """Stands for the event that ends the thread: it is set after some looks, and records the pauses before each."""

    def __init__(self, looks: int) -> None:
        self.pauses: list[float] = []
        self._looks = looks

    def wait(self, pause: float) -> bool:
        self.pauses.append(pause)
        return len(self.pauses) > self._looks

    def is_set(self) -> bool:
        return len(self.pauses) > self._looks

    def set(self) -> None:
        self._looks = 0


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record that the thread closes its connection to the database, which is the test's own here and stays open."""
    closed: list[str] = []

    class Connection:
        def close(self) -> None:
            closed.append("closed")

    monkeypatch.setattr(outbox, "connection", Connection())
    monkeypatch.setattr(outbox, "close_old_connections", lambda: None)
    monkeypatch.setattr(outbox, "_BATCH", 1)
    return closed


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first look take three seconds, and the next ones no time."""
    times: Iterator[float] = iter([1.0, 4.0, 5.0, 5.0, 6.0, 6.0])
    monkeypatch.setattr(outbox, "perf_counter", lambda: next(times))


def _keep_draining(looks: int) -> list[float]:
    ending = Ending(looks)
    outbox._keep_draining(ending, lambda: None)  # type: ignore[arg-type]
    return ending.pauses


def _failing(error: Exception) -> Callable[[Iterable[int]], None]:
    def fail(_: Iterable[int]) -> None:
        raise error

    return fail


@pytest.mark.usefixtures("newsroom", "clock")
def test_it_rests_ten_times_as_long_as_it_worked_and_at_least_a_second(closed: list[str]) -> None:
    note_changed(GONE, index_on_commit=False)
    assert _keep_draining(looks=2) == [0.0, 30.0, 1.0]
    assert not IndexOutbox.objects.exists()
    assert closed == ["closed"]


@pytest.mark.usefixtures("clock")
def test_it_rests_a_minute_after_the_index_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    note_changed(GONE, index_on_commit=False)
    monkeypatch.setattr(INDEXING, _failing(SearchFailed("no space left on device")))
    assert _keep_draining(looks=1) == [0.0, 60.0]
    assert IndexOutbox.objects.count() == len(GONE)


@pytest.mark.usefixtures("clock")
def test_it_outlives_a_database_that_restarts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    note_changed(GONE, index_on_commit=False)
    monkeypatch.setattr(INDEXING, _failing(DatabaseError("the server closed the connection")))
    assert _keep_draining(looks=1) == [0.0, 60.0]
    assert caplog.messages == ["The outbox of the index could not be emptied"]


@pytest.mark.usefixtures("newsroom")
def test_it_ends_after_the_batch_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    ending = Ending(looks=1)

    def index_and_end(ids: Iterable[int]) -> None:
        update_index(ids)
        ending.set()

    note_changed(GONE, index_on_commit=False)
    monkeypatch.setattr(INDEXING, index_and_end)
    outbox._keep_draining(ending, lambda: None)  # type: ignore[arg-type]
    assert list(IndexOutbox.objects.order_by("pk").values_list("article_id", flat=True)) == GONE[1:]
