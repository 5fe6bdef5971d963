import time
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.reader_accounts import request_limits
from articles.reader_accounts.request_limits import CountsFile, Requests, count_request


@pytest.fixture(autouse=True)
def five(settings: Settings) -> None:
    settings.SEARCHES_PER_MINUTE = 5


def left(times: int, client: str = "192.0.2.1") -> list[int]:
    return [count_request(client, Requests.SEARCHES).left for _ in range(times)]


def test_all_processes_count_together() -> None:
    assert left(1) == [4]
    request_limits._connections.connection = None  # as a new process begins
    assert left(1) == [3]


def test_clients_and_kinds_of_requests_are_counted_apart(settings: Settings) -> None:
    settings.EXPORTS_PER_MINUTE = 2
    assert left(6) == [4, 3, 2, 1, 0, -1]
    assert left(1, "192.0.2.2") == [4]
    assert count_request("192.0.2.1", Requests.EXPORTS).left == 1


def test_a_minute_begins_with_the_first_request_of_a_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000_030.0)
    assert left(6)[-1] == -1
    monkeypatch.setattr(time, "time", lambda: 1_000_080.0)
    assert count_request("192.0.2.1", Requests.SEARCHES).seconds == 10
    monkeypatch.setattr(time, "time", lambda: 1_000_090.0)
    assert left(1) == [4]


def test_no_client_is_kept_longer_than_its_minute(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000_030.0)
    left(1)
    monkeypatch.setattr(time, "time", lambda: 1_000_090.0)
    left(1, "192.0.2.2")
    assert CountsFile().check()
    assert b"192.0.2.1" not in (settings.DATA_DIR / "request_counts.sqlite3").read_bytes()


def test_where_the_file_cannot_be_written_a_process_counts_by_itself(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "nowhere"
    assert left(2) == [4, 3]
