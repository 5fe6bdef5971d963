"""A process that writes an index is killed at any moment: the index opens, is whole, and can be written again."""

import os
import random
import signal
import time
import traceback
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from haystack import connections
from haystack.query import SearchQuerySet

from haystack_engines import ClauseBackend
from haystack_engines.tests.conftest import embedded
from haystack_engines.tests.people import GroupIndex, use_indexes

_GROUPS = 60
_KILLS = 20
# Both shorter and longer than a commit or a rebuild of so few groups takes.
_LONGEST_SECONDS = 0.25


@pytest.fixture
def on_disk(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ClauseBackend:
    """Return a backend of an index on the disk, as whoever fears for one has it."""
    options = connections.connections_info["default"] | {"STORAGE": "file", "PATH": str(tmp_path / "index")}
    monkeypatch.setitem(connections.connections_info, "default", options)
    connections.reload("default")
    use_indexes(GroupIndex())
    backend: ClauseBackend = connections["default"].get_backend()
    backend.rebuild(GroupIndex(), _groups("cảng"), stamp="")
    return backend


def _groups(word: str) -> list[Group]:
    return [Group(pk=pk, name=f"sông {word} " * 20) for pk in range(_GROUPS)]


def _write_for_ever(backend: ClauseBackend, dice: random.Random, word: str) -> None:
    """Index now some groups, now one, now all anew, until the process is killed."""
    while True:
        size = dice.choice([1, 7, _GROUPS, 0])
        if size:
            backend.update(GroupIndex(), dice.sample(_groups(word), size))
        else:
            backend.rebuild(GroupIndex(), _groups(word), stamp="")


def _killed(backend: ClauseBackend, dice: random.Random, word: str) -> None:
    child = os.fork()
    if not child:
        try:
            _write_for_ever(backend, dice, word)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    time.sleep(dice.uniform(0.005, _LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer failed before it was killed"


@embedded
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")  # the child holds no lock of ours
def test_a_writer_killed_at_any_moment_leaves_an_index_that_is_whole(on_disk: ClauseBackend) -> None:
    for seed in range(_KILLS):
        _killed(on_disk, random.Random(seed), f"bến{seed}")
        found = [result.pk for result in SearchQuerySet().filter(text="sông")]
        assert sorted(map(int, found)) == list(range(_GROUPS))
        assert on_disk.document_count() == _GROUPS
    on_disk.update(GroupIndex(), _groups("chợ"))
    assert SearchQuerySet().filter(text="chợ").count() == _GROUPS
    on_disk.rebuild(GroupIndex(), _groups("đèo"), stamp="")
    assert SearchQuerySet().filter(text="đèo").count() == _GROUPS
    assert len([path for path in on_disk.versions.path.iterdir() if path.is_dir()]) == 2
