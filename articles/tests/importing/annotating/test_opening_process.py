"""Files that hold or end the process that opens them. Their kinds stand at the top, where that process finds them."""

import os
from collections.abc import Callable
from pathlib import Path, PosixPath
from typing import Any

import pytest

from articles.importing.annotating.opening_process import count_documents, open_documents
from articles.importing.annotating.work_limits import Limits
from articles.importing.document import Document, RefusedDocument
from articles.importing.options import ImportOptions

LIMITS = Limits(seconds=1, memory=300 * 1024**2, grace=1)


class Endless(PosixPath):
    def open(self, *_: Any, **__: Any) -> Any:
        while True:
            pass


class Hungry(PosixPath):
    def open(self, *_: Any, **__: Any) -> Any:
        return bytearray(10**9)


class Deadly(PosixPath):
    def open(self, *_: Any, **__: Any) -> Any:
        os._exit(9)


class Faulty(PosixPath):
    def open(self, *_: Any, **__: Any) -> Any:
        raise LookupError("a fault")


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "tốt.jsonl"
    file.write_text('{"title": "Một"}\n{"title": "Hai"}\n{"title": "Ba"}\n')
    return file


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (Endless, "it took more than 1 s"),
        (Hungry, "it took more than 300 MB of memory"),
        (Deadly, "the process that read it died"),
        (Faulty, "an error of the importer, please report it"),
    ],
)
def test_a_file_that_takes_too_much_is_refused_and_the_others_are_opened(
    good: Path, kind: Callable[[Path], Path], reason: str
) -> None:
    found = list(open_documents([good, kind(good.with_name("xấu.zip")), good], ImportOptions(), LIMITS))
    refused = found.pop(3)
    assert isinstance(refused, RefusedDocument)
    assert refused.path == "xấu.zip"
    assert refused.reason.startswith(reason)
    assert [(type(one), one.place) for one in found] == [(Document, f"line {n}") for n in (1, 2, 3)] * 2


def test_a_few_documents_of_each_file_are_opened(good: Path) -> None:
    found = list(open_documents([good, good], ImportOptions(), most_of_each=2))
    assert [one.place for one in found] == ["line 1", "line 2"] * 2


def test_documents_are_counted(good: Path) -> None:
    assert count_documents([good, good], ImportOptions()) == 6


def test_no_more_is_opened_than_is_wanted(good: Path) -> None:
    opened = open_documents([good], ImportOptions())
    assert next(opened).place == "line 1"
    opened.close()  # type: ignore[attr-defined]
    assert list(opened) == []
