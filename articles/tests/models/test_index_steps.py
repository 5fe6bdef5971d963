import pytest

from articles.models import index_outbox
from articles.models.index_outbox import IndexSteps


class _Clock:
    """A clock that is set by hand; `drains` are the times at which the outbox was drained."""

    def __init__(self) -> None:
        self.now = 100.0
        self.drains: list[float] = []

    def drain(self) -> None:
        self.drains.append(self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    clock = _Clock()
    monkeypatch.setattr(index_outbox, "perf_counter", lambda: clock.now)
    monkeypatch.setattr(index_outbox, "drain_outbox", clock.drain)
    return clock


def test_the_index_is_written_after_a_thousand_changes_and_again_after_the_next(clock: _Clock) -> None:
    steps = IndexSteps()
    for changes, drains in [(500, 0), (499, 0), (1, 1), (999, 1), (1, 2)]:
        steps.changed(changes)
        assert len(clock.drains) == drains


def test_the_index_is_written_after_more_than_twenty_seconds_where_anything_changed(clock: _Clock) -> None:
    steps = IndexSteps()
    for seconds, changes in [(120, 1), (121, 0), (141, 0), (142, 1), (161, 1), (162.5, 0)]:
        clock.now = seconds
        steps.changed(changes)
    assert clock.drains == [121, 142, 162.5]
