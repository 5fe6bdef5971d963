"""Processes that die under their work. What they do is at the top of this module, where they can find it."""

import gc
import hashlib
import os
import re
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.utils import translation

from articles.importing.annotating.work_limits import Limits
from articles.importing.annotating.worker_processes import ProcessesDied, Workers, collecting_rarely
from articles.importing.document import RefusedDocument
from articles.management.system_failures import failure_message
from articles.message_wording import worded


@dataclass(frozen=True, slots=True)
class Sum:
    """Two numbers to add; the process dies of those that make nothing."""

    one: int
    two: int
    path: str = "phép-tính.txt"
    place: str = "line 1"


def add(these: Sum) -> int | RefusedDocument:
    """Add them."""
    if these.one + these.two == 0:
        os._exit(9)
    return these.one + these.two


SUMS = [Sum(n, 1) for n in range(4)]


def waste(these: Sum) -> int | RefusedDocument:
    """Add them, but use time and memory where they are negative: 1 for ever, 2 in a library, 3 very much memory."""
    match these.one:
        case -1:
            while True:
                pass
        case -2:
            hashlib.pbkdf2_hmac("sha256", b"", b"", 2_000_000_000)
        case -3:
            return len(bytearray(10**9))
    return add(these)


def test_work_is_done_in_order() -> None:
    with Workers(2) as workers:
        assert workers.submit(add, SUMS).result() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("kind", "reason"), [(-1, "more than 1 s"), (-2, "the process that read it died"), (-3, "more than 300 MB")]
)
def test_what_takes_too_much_is_refused_and_nothing_else(kind: int, reason: str) -> None:
    with Workers(1, Limits(seconds=1, memory=300 * 1024**2, grace=1)) as workers:
        first, refused, last = workers.submit(waste, [Sum(1, 1), Sum(kind, 0), Sum(2, 2)]).result()
    assert (first, last) == (2, 4)
    assert isinstance(refused, RefusedDocument)
    assert reason in refused.reason


def test_what_kills_its_process_is_refused_and_nothing_else() -> None:
    with Workers(2) as workers:
        waiting = [workers.submit(add, [Sum(1, 1), Sum(1, -1), Sum(2, 2)]), workers.submit(add, SUMS)]
        first, second = [one.result() for one in waiting]
        assert workers.submit(add, SUMS).result() == [1, 2, 3, 4]
    assert [first[0], first[2]] == [2, 4]
    assert isinstance(first[1], RefusedDocument)
    assert (first[1].place, "died" in first[1].reason) == ("line 1", True)
    assert second == [1, 2, 3, 4]


def test_where_all_die_it_is_not_for_the_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.importing.annotating.worker_processes._DEATHS", 2)
    with Workers(1) as workers, pytest.raises(ProcessesDied, match=r"phép-tính\.txt line 1: the processes that read"):
        workers.submit(add, [Sum(0, 0)] * 3).result()


def test_a_full_disk_is_told_where_processes_die(monkeypatch: pytest.MonkeyPatch) -> None:
    module = "articles.importing.annotating.worker_processes"
    monkeypatch.setattr(f"{module}.shutil.disk_usage", lambda _: SimpleNamespace(free=0))
    error = ProcessesDied("báo.zip", "line 3", "the processes that read documents die one after another")
    assert re.fullmatch(r"báo\.zip line 3: the processes .* another; 0\.0 MB are left on the disk of \S+", str(error))
    assert failure_message(error) == str(error)
    with translation.override("vi"):
        assert worded(str(error)).startswith(
            "báo.zip line 3: các tiến trình đọc tài liệu lần lượt dừng đột ngột; ổ đĩa"
        )


def test_garbage_is_looked_for_as_before_once_an_import_ends() -> None:
    before = gc.get_threshold()
    with collecting_rarely():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
