"""What the processes of the systems share: indexing or asking, and the measures of it as a line of JSON."""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Protocol

from bench.questions import Question, load

_SEED = 20220614
_LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Bytes of memory of a process: its own, and the whole with files that it has mapped and memory that it shares."""

    own: int
    whole: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """How an index was made: articles, seconds, bytes on disk, and the most memory that the process had."""

    articles: int
    seconds: float
    disk: int
    peak: MemoryUse


@dataclass(frozen=True, slots=True)
class Asked:
    """The milliseconds of each question by class, how many articles were found in all, and the memory afterwards."""

    times: dict[str, list[float]]
    found: int
    memory: MemoryUse


class System(Protocol):
    """A way of searching. `index` returns how many articles it indexed, `ask` how many it found."""

    def index(self) -> int:
        """Index all articles of the archive in DATA_DIR."""

    def ask(self, question: Question) -> int:
        """Answer with the total, all facets, and twenty hits with the words marked in a passage."""

    def disk(self) -> int:
        """Return the bytes that the index takes on disk."""

    def memory(self) -> MemoryUse:
        """Return the memory that answering takes, as far as it can be told apart."""


def process_memory(pid: int | str = "self") -> MemoryUse:
    """Return the memory of a process as it is now (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = {
        name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines) if "kB" in value
    }
    return MemoryUse(kilobytes["RssAnon"] * 1024, kilobytes["VmRSS"] * 1024)


@contextmanager
def watched_memory() -> Iterator[list[MemoryUse]]:
    """Give a list that holds, after the block, what memory this process had every twentieth of a second of it."""
    seen = [process_memory()]
    over = Event()

    def watch() -> None:
        while not over.wait(_LOOK_EVERY):
            seen.append(process_memory())

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


def folder_bytes(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def indexed(system: System) -> Indexed:
    """Index and measure."""
    started = perf_counter()
    with watched_memory() as seen:
        articles = system.index()
    seconds = perf_counter() - started
    peak = MemoryUse(max(one.own for one in seen), max(one.whole for one in seen))
    return Indexed(articles, seconds, system.disk(), peak)


def asked(system: System, questions: Iterable[Question], each: int) -> Asked:
    """Ask up to `each` questions of every class in mixed order, after one more of every class to warm up."""
    by_kind: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_kind[question.kind].append(question)
    for same in by_kind.values():
        system.ask(same[-1])
    mixed = [question for same in by_kind.values() for question in same[:-1][:each]]
    random.Random(_SEED).shuffle(mixed)  # noqa: S311
    times: dict[str, list[float]] = {kind: [] for kind in by_kind}
    found = 0
    for question in mixed:
        started = perf_counter()
        found += system.ask(question)
        times[question.kind].append((perf_counter() - started) * 1000)
    return Asked(times, found, system.memory())


def main(make: Callable[[], System]) -> None:
    """Index, or ask the questions of a file; print the measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--each", type=int, default=100)
    options = parser.parse_args()
    system = make()
    result = asked(system, load(options.questions), options.each) if options.questions else indexed(system)
    print(json.dumps(asdict(result)))
