"""Measures how fast articles are imported and indexed, in how much memory, and how long each step takes.

    python -m bench.import_speed ARTICLES.jsonl.gz [--articles 4000] [--engine tantivy] [--postgres]

Imports the first articles twice into a temporary archive, as `manage.py import_articles` does with default settings.
Memory is that of all processes of the import together, with shared memory counted once (PSS). The steps are timed by
bench.import_steps.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import Any
from urllib.parse import quote

import psycopg

from bench import archives, postgres_server
from bench.report import machine_and_versions, save_section, table
from newsarchive.engines import engine_paths

# Seconds between two looks at the memory.
_INTERVAL = 0.5


@dataclass(frozen=True, slots=True)
class MeasuredImport:
    """The result of one import: its counts, seconds, and peak memory in MB."""

    counts: dict[str, Any]
    seconds: float
    megabytes: float


def main() -> None:
    """Import twice, time the steps, print and save the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path, help="real articles as JSON Lines")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--engine", default="tantivy", choices=engine_paths())
    parser.add_argument("--postgres", action="store_true", help="into PostgreSQL instead of SQLite")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = _postgres_server(stack) if options.postgres else None
        whole, empty = (_archive(folder / name, options.engine, server) for name in ("whole", "empty"))
        first = _cut(options.archive, options.articles, folder / "articles.jsonl.gz")
        once, again = (_import(first, whole) for _ in range(2))
        timed = [sys.executable, "-m", "bench.import_steps", str(first)]
        steps = json.loads(subprocess.run(timed, env=empty, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603
    report = _report(options, once, again, steps)
    print(report)
    save_section(f"importing {'PostgreSQL' if options.postgres else 'SQLite'}", report)


def _postgres_server(stack: ExitStack) -> dict[str, str]:
    """Start a temporary PostgreSQL server and return its host and user."""
    binaries = postgres_server.programs()
    if binaries is None:
        sys.exit("PostgreSQL is not installed")
    return dict(field.split("=") for field in stack.enter_context(postgres_server.server(binaries)).split())


def _archive(folder: Path, engine: str, server: dict[str, str] | None) -> dict[str, str]:
    """Make an empty archive in a folder, with a database of the same name, and return its environment variables."""
    folder.mkdir()
    environment = archives.environment(folder, SEARCH_ENGINE=engine)
    if server:
        with psycopg.connect(**server, autocommit=True) as connection:  # type: ignore[arg-type]
            connection.execute(f"CREATE DATABASE {folder.name}")
        environment["DATABASE_URL"] = f"postgres://{server['user']}@{quote(server['host'], safe='')}/{folder.name}"
    for command in (["migrate", "--verbosity=0"], ["reindex"]):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)  # noqa: S603
    return environment


def _cut(archive: Path, count: int, target: Path) -> Path:
    with gzip.open(archive) as lines, gzip.open(target, "wb", compresslevel=1) as out:
        out.writelines(islice(lines, count))
    return target


def _import(archive: Path, environment: dict[str, str]) -> MeasuredImport:
    command = [sys.executable, "manage.py", "import_articles", str(archive)]
    started = perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
    peak, ended = [0.0], Event()
    watching = Thread(target=_watch, args=(process.pid, peak, ended))
    watching.start()
    output, _ = process.communicate()
    seconds = perf_counter() - started
    ended.set()
    watching.join()
    return MeasuredImport(json.loads(output.splitlines()[-1]), seconds, peak[0])


def _watch(pid: int, peak: list[float], ended: Event) -> None:
    while not ended.wait(_INTERVAL):
        peak[0] = max(peak[0], sum(map(_megabytes, _process_tree(pid))))


def _process_tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended meanwhile
        return
    for child in children:
        yield from _process_tree(int(child))


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


def _report(options: argparse.Namespace, once: MeasuredImport, again: MeasuredImport, steps: dict[str, float]) -> str:
    database = "PostgreSQL" if options.postgres else "SQLite"
    names = steps.pop("words and names") - steps["words (underthesea)"]
    parts = steps | {"names (without the words)": names}
    rows = [[name, f"{ms:.1f}"] for name, ms in parts.items()]
    language = (parts["words (underthesea)"] + names) / sum(parts.values())
    imported = once.counts["imported"]
    return "\n\n".join(
        [
            f"## Importing into {database}",
            machine_and_versions("underthesea", options.engine, "django", "psycopg"),
            f"{imported:,} articles in {once.seconds:.0f} s, until all were indexed: **{imported / once.seconds:.0f} a "
            f"second**, in {once.megabytes:.0f} MB. The same articles again: {again.seconds:.0f} s.",
            table(["CPU time for one article", "ms"], rows),
            f"Words and names take {language:.0%} of the time; they run in parallel on all cores.",
        ]
    )


if __name__ == "__main__":
    main()
