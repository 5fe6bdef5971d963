"""Measures one system in its own process: indexing or searching; prints the measures as a line of JSON."""

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

from bench.queries import BenchQuery, load

_SEED = 20220614
_INTERVAL = 0.05


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Bytes of memory of a process: its own, and the whole with mapped files and shared memory."""

    own: int
    whole: int


@dataclass(frozen=True, slots=True)
class IndexMeasures:
    """Measures of indexing: articles, seconds, bytes on disk, and peak memory."""

    articles: int
    seconds: float
    disk: int
    peak: MemoryUse


@dataclass(frozen=True, slots=True)
class QueryMeasures:
    """Measures of searching: milliseconds of each query by kind, sum of all totals, and memory afterwards."""

    times: dict[str, list[float]]
    found: int
    memory: MemoryUse


class System(Protocol):
    """A search system. `index` returns the number of indexed articles, `ask` the number of hits."""

    def index(self) -> int:
        """Index all articles of the archive in DATA_DIR."""

    def ask(self, query: BenchQuery) -> int:
        """Search for the total, all facets, and twenty hits with highlighted snippets."""

    def disk(self) -> int:
        """Return the bytes that the index takes on disk."""

    def memory(self) -> MemoryUse:
        """Return the memory that searching takes, as far as it can be measured."""


def process_memory(pid: int | str = "self") -> MemoryUse:
    """Return the memory of a process as it is now (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    kilobytes = {
        name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines) if "kB" in value
    }
    return MemoryUse(kilobytes["RssAnon"] * 1024, kilobytes["VmRSS"] * 1024)


@contextmanager
def watched_memory() -> Iterator[list[MemoryUse]]:
    """Yield a list that receives the memory of this process every twentieth of a second."""
    seen = [process_memory()]
    over = Event()

    def watch() -> None:
        while not over.wait(_INTERVAL):
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


def measure_indexing(system: System) -> IndexMeasures:
    """Index and measure."""
    started = perf_counter()
    with watched_memory() as seen:
        articles = system.index()
    seconds = perf_counter() - started
    peak = MemoryUse(max(one.own for one in seen), max(one.whole for one in seen))
    return IndexMeasures(articles, seconds, system.disk(), peak)


def measure_queries(system: System, queries: Iterable[BenchQuery], each: int) -> QueryMeasures:
    """Time up to `each` queries of every kind in random order, after one of each kind to warm up."""
    by_kind: dict[str, list[BenchQuery]] = defaultdict(list)
    for query in queries:
        by_kind[query.kind].append(query)
    for same in by_kind.values():
        system.ask(same[-1])
    mixed = [query for same in by_kind.values() for query in same[:-1][:each]]
    random.Random(_SEED).shuffle(mixed)  # noqa: S311
    times: dict[str, list[float]] = {kind: [] for kind in by_kind}
    found = 0
    for query in mixed:
        started = perf_counter()
        found += system.ask(query)
        times[query.kind].append((perf_counter() - started) * 1000)
    return QueryMeasures(times, found, system.memory())


def main(make: Callable[[], System]) -> None:
    """Index, or search for the queries of a file; print the measures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--each", type=int, default=100)
    options = parser.parse_args()
    system = make()
    result = (
        measure_queries(system, load(options.queries), options.each) if options.queries else measure_indexing(system)
    )
    print(json.dumps(asdict(result)))
