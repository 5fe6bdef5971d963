"""Measures how fast the archive searches and indexes real articles, on each engine and compared with other systems.

    python -m bench.search_speed ARTICLES.jsonl.gz --data FOLDER [--sizes 10000 30000] [--systems tantivy whoosh ...]

Prints tables, and saves them in docs/performance.md. Archives, and with --reuse indexes too, are kept in FOLDER.
A request gives all that a results page needs: the total, the counts of all facets, and twenty hits with highlighted
title and snippet. Each system runs in two processes: one that indexes, one that searches.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import archives, postgres_server
from bench.report import machine_and_versions, percentile, save_section, table
from bench.systems.measuring import MemoryUse
from newsarchive.engines import engine_paths

ENGINES = tuple(engine_paths())
STOCK = "stock"
_PEER_MODULES = {STOCK: "stock_haystack", "postgres": "postgres_text_search", "fts5": "fts5"}
PEERS = tuple(_PEER_MODULES)
_NAMES = {
    "tantivy": "archive on Tantivy",
    "whoosh": "archive on Whoosh",
    STOCK: "stock Haystack + Whoosh",
    "postgres": "PostgreSQL full text",
    "fts5": "SQLite FTS5",
}
_SMALLER, _LARGER = 10_000, 100_000
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class SystemMeasures:
    """The measures of one system at one size; `bench.systems.measuring` has the units."""

    system: str
    size: int
    articles: int
    seconds: float
    disk: int
    peak: MemoryUse
    times: dict[str, list[float]]
    found: int
    memory: MemoryUse

    @property
    def all_times(self) -> list[float]:
        """The milliseconds of all queries."""
        return [time for times in self.times.values() for time in times]

    def at(self, percent: float) -> float:
        """Return the percentile of all queries' milliseconds."""
        return percentile(self.all_times, percent)


def measure(system: str, folder: Path, options: argparse.Namespace, queries: Path) -> SystemMeasures:
    """Index and search with a system; raises CalledProcessError if it fails."""
    kept = folder / f"indexed-{system}.json"
    if not (options.reuse and kept.exists()) or system == "postgres":  # its server is gone with the run
        kept.write_text(json.dumps(_run(system, folder)))
    each = options.stock_each if system == STOCK else options.each
    asked = _run(system, folder, "--queries", str(queries), "--each", str(each))
    return SystemMeasures(
        system=system, size=int(folder.name), **_with_memory(json.loads(kept.read_text())), **_with_memory(asked)
    )


def _with_memory(measures: dict[str, Any]) -> dict[str, Any]:
    return {name: MemoryUse(**value) if name in ("peak", "memory") else value for name, value in measures.items()}


def _run(system: str, folder: Path, *arguments: str) -> dict[str, Any]:
    module = "archive_search" if system in ENGINES else _PEER_MODULES[system]
    settings = "bench.stock_site.settings" if system == STOCK else "newsarchive.settings"
    engine = system if system in ENGINES else ENGINES[0]
    environment = archives.environment(folder, SEARCH_ENGINE=engine) | {"DJANGO_SETTINGS_MODULE": settings}
    command = [sys.executable, "-m", f"bench.systems.{module}", *arguments]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def measure_all(options: argparse.Namespace) -> Iterator[SystemMeasures]:
    """Measure all chosen systems size by size, so that those compared run shortly after each other."""
    folder = options.data.resolve()
    queries = archives.make_queries(folder, options.articles)
    with ExitStack() as stack:
        binaries = postgres_server.programs()
        if "postgres" in options.systems and binaries:
            os.environ["BENCH_POSTGRES"] = stack.enter_context(postgres_server.server(binaries))
        for size in options.sizes:
            archive = archives.make(folder, options.articles, size)
            for system in _systems_at(size, options, has_postgres=bool(binaries)):
                yield measure(system, archive, options, queries)


def _systems_at(size: int, options: argparse.Namespace, *, has_postgres: bool) -> list[str]:
    """Return the systems to measure at a size; PostgreSQL only if it is installed."""
    wanted = {**dict.fromkeys(PEERS, options.peer_sizes), "whoosh": options.whoosh_sizes}
    asked = [system for system in options.systems if size in wanted.get(system, [size])]
    return [system for system in asked if system != "postgres" or has_postgres]


def _line(one: SystemMeasures) -> str:
    return f"{one.system} at {one.size}: 95% within {one.at(95):.1f} ms, {one.articles / one.seconds:.0f} articles/s"


def tables(found: Sequence[SystemMeasures]) -> str:
    """Return all tables, each under its heading."""
    parts = [
        ("### Requests", _requests(found)),
        ("### By class of query", _by_class(found)),
        ("### Indexing", _indexing(found)),
        ("### Ratios to stock Haystack", _ratios(found)),
        ("### Growth", _growth(found)),
    ]
    return "\n\n".join(f"{heading}\n{text}" for heading, text in parts if text)


def _requests(found: Sequence[SystemMeasures]) -> str:
    head = ["milliseconds a request", "articles", "median", "95%", "99%", "memory, MB (with mapped files)", "requests"]
    rows = (
        [_NAMES[one.system], f"{one.size:,}", *_percentiles(one.all_times), _mbs(one.memory), str(len(one.all_times))]
        for one in found
    )
    return table(head, rows)


def _by_class(found: Sequence[SystemMeasures]) -> str:
    kinds = list(found[0].times)
    head = ["median / 95%, milliseconds", "articles", *kinds]
    rows = ([_NAMES[one.system], f"{one.size:,}", *(_two(one.times[kind]) for kind in kinds)] for one in found)
    return table(head, rows)


def _indexing(found: Sequence[SystemMeasures]) -> str:
    head = ["indexing", "articles", "articles/s", "on disk, MB", "most memory, MB (with mapped files)"]
    rows = (
        [_NAMES[o.system], f"{o.articles:,}", f"{o.articles / o.seconds:,.0f}", _mb(o.disk), _mbs(o.peak)]
        for o in found
    )
    return table(head, rows)


def _ratios(found: Sequence[SystemMeasures]) -> str:
    """Return how many times faster than stock Haystack each system is; stock was measured with fewer queries."""
    stock = {one.size: one for one in found if one.system == STOCK}
    others = [one for one in found if one.size in stock and one.system != STOCK]
    head = ["times faster than stock", "articles", "median", "95%", "indexing"]
    rows = [[_NAMES[one.system], f"{one.size:,}", *_ratio(stock[one.size], one)] for one in others]
    return table(head, rows) if rows else ""


def _ratio(stock: SystemMeasures, one: SystemMeasures) -> list[str]:
    requests = [f"{stock.at(percent) / one.at(percent):,.1f}" for percent in (50, 95)]
    return [*requests, f"{(one.articles / one.seconds) / (stock.articles / stock.seconds):,.1f}"]


def _growth(found: Sequence[SystemMeasures]) -> str:
    by_size = {(one.system, one.size): one for one in found}
    head = [f"{_LARGER:,} articles to {_SMALLER:,}", "median", "95%", "on disk", "memory"]
    rows = [
        [_NAMES[system], *_grown(by_size[system, _SMALLER], by_size[system, _LARGER])]
        for system in (*ENGINES, *PEERS)
        if (system, _SMALLER) in by_size and (system, _LARGER) in by_size
    ]
    return table(head, rows) if rows else ""


def _grown(smaller: SystemMeasures, larger: SystemMeasures) -> list[str]:
    of: Iterable[Callable[[SystemMeasures], float]] = (
        lambda one: one.at(50),
        lambda one: one.at(95),
        lambda one: one.disk,
        lambda one: one.memory.own,
    )
    return [f"{value(larger) / value(smaller):.1f}" for value in of]


def _percentiles(times: Sequence[float]) -> list[str]:
    return [f"{percentile(times, percent):.1f}" for percent in (50, 95, 99)]


def _two(times: Sequence[float]) -> str:
    return f"{percentile(times, 50):.1f} / {percentile(times, 95):.1f}"


def _mb(count: int) -> str:
    return f"{count / _MB:,.0f}"


def _mbs(memory: MemoryUse) -> str:
    return f"{_mb(memory.own)} ({_mb(memory.whole)})"


def main() -> None:
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    archives.add_options(parser)
    everything = (*ENGINES, *PEERS)
    parser.add_argument("--systems", nargs="+", choices=everything, default=everything)
    parser.add_argument("--peer-sizes", type=int, nargs="*", default=[10_000, 30_000], help="sizes for other systems")
    parser.add_argument("--whoosh-sizes", type=int, nargs="*", default=[1_000, 10_000, 30_000], help="sizes for Whoosh")
    parser.add_argument("--each", type=int, default=100, help="queries of each class")
    parser.add_argument("--stock-each", type=int, default=12, help="the same for stock Haystack, which is slow")
    parser.add_argument("--reuse", action="store_true", help="don't index again what an earlier run indexed")
    options = parser.parse_args()
    about = machine_and_versions(*_PACKAGES)
    found: list[SystemMeasures] = []
    for one in measure_all(options):
        print(_line(one), file=sys.stderr, flush=True)
        found = sorted([*found, one], key=lambda each: each.size)
        save_section("search", "\n\n".join(["## Searching", about, tables(found)]))
    print(tables(found))


_PACKAGES = ("django", "django-haystack", "tantivy", "whoosh", "psycopg")


if __name__ == "__main__":
    main()
