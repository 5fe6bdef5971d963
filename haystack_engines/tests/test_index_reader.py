from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from haystack.exceptions import SearchBackendError

from haystack_engines.index_reader import IndexReader, SharedReader, shared_reader


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.latest = True

    def is_latest(self) -> bool:
        return self.latest

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} is not needed here")


def _counting(opened: list[Path]) -> Callable[[Path, IndexReader | None], IndexReader]:
    def open_reader(folder: Path, before: IndexReader | None) -> IndexReader:
        opened.append(folder)
        return _Reader(folder)

    return open_reader


def test_a_reader_is_opened_once_until_something_is_committed(tmp_path: Path) -> None:
    opened: list[Path] = []
    index = SharedReader()
    reader = index.latest(tmp_path, _counting(opened))
    assert index.latest(tmp_path, _counting(opened)) is reader
    reader.latest = False  # type: ignore[attr-defined]
    assert index.latest(tmp_path, _counting(opened)) is not reader
    index.latest(tmp_path / "next", _counting(opened))
    assert opened == [tmp_path, tmp_path, tmp_path / "next"]


def test_all_backends_of_one_index_share_its_reader(tmp_path: Path) -> None:
    first = shared_reader("engine", "default", tmp_path)
    assert shared_reader("engine", "default", tmp_path) is first
    assert shared_reader("engine", "other", tmp_path) is not first


def test_while_one_thread_opens_the_others_get_the_reader_before(tmp_path: Path) -> None:
    index = SharedReader()
    before = index.latest(tmp_path, _counting([]))
    opening, may_go_on = Event(), Event()

    def slow(folder: Path, _: IndexReader | None) -> IndexReader:
        opening.set()
        may_go_on.wait()
        return _Reader(folder)

    thread = Thread(target=index.latest, args=(tmp_path / "next", slow))
    thread.start()
    opening.wait()
    assert index.latest(tmp_path / "next", _counting([])) is before
    may_go_on.set()
    thread.join()
    assert index.latest(tmp_path / "next", _counting([])).folder == tmp_path / "next"


def test_after_a_failure_nobody_gets_the_reader_before(tmp_path: Path) -> None:
    index = SharedReader()
    before = index.latest(tmp_path, _counting([]))
    before.latest = False  # type: ignore[attr-defined]

    def failing(folder: Path, _: IndexReader | None) -> IndexReader:
        raise SearchBackendError("damaged")

    with pytest.raises(SearchBackendError, match="damaged"):
        index.latest(tmp_path, failing)
    given: list[IndexReader | None] = []

    def noting(folder: Path, reader: IndexReader | None) -> IndexReader:
        given.append(reader)
        return _Reader(folder)

    assert index.latest(tmp_path, noting) is not before
    assert given == [None]
