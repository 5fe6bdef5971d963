"""Kills an import at random moments with SIGKILL, resumes it each time, and checks that nothing is lost or duplicated.

    python -m bench.kill_import INPUT... [--kills 30] [--seed 1] [--engine tantivy]

INPUT is what `import_articles` takes. They are imported into two temporary archives: once undisturbed, and once with
kills: of the import alone, of the import with the processes that it started, or of one of these alone, in turn. Exits
with 1 if the two archives differ in an article, a recorded file or a mention, if a file is recorded twice, or if the
index differs from the database.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from bench import archives
from bench.report import machine_and_versions
from newsarchive.engines import engine_paths

# Prints the content of an archive, in an order that does not depend on the order of the import.
DIGEST = """
import hashlib, json
from articles.models import Article, ImportBatch, ImportItem, IndexOutbox, Mention
articles = Article.objects.defer(None).order_by("content_hash")
mentions = Mention.objects.order_by("article__content_hash", "start").values_list(
    "article__content_hash", "start", "end", "recognised__found_kind", "recognised__name_key")
items = sorted(ImportItem.objects.values_list("path", "place", "outcome", "reason"))
places = ImportItem.objects.values_list("batch", "path", "place")
lines = [[a.content_hash, a.imported_hash, a.title, a.path, bytes(a.words).hex(), bytes(a.raw).hex()] for a in articles]
def digest(rows):
    whole = hashlib.sha256()
    for row in rows:
        whole.update(repr(tuple(row)).encode())
    return whole.hexdigest()[:16]
print(json.dumps({
    "articles": [len(lines), digest(lines)],
    "mentions": [mentions.count(), digest(mentions.iterator())],
    "files": [len(items), digest(items)],
    "files recorded twice": len(items) - len(set(places)),
    "batches": ImportBatch.objects.count(),
    "not indexed yet": IndexOutbox.objects.count(),
}))
"""


def main() -> None:
    """Import, kill, compare, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", default="tantivy", choices=engine_paths())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as undisturbed, tempfile.TemporaryDirectory() as interrupted:
        inputs = [path.resolve() for path in options.inputs]
        whole, seconds = _undisturbed(Path(undisturbed), options.engine, inputs)
        print(machine_and_versions("tantivy", "underthesea", "django"))
        print(f"undisturbed in {seconds:.0f} s: {json.dumps(whole)}")
        survived = _interrupted(Path(interrupted), options, inputs, int(whole["files"][0]))
        print(f"killed {options.kills} times: {json.dumps(survived)}")
        index = _manage(Path(interrupted), options.engine, "check_index", check=False)
        print(f"index: {index.stdout.strip()}")
    sys.exit(0 if survived == whole and not index.returncode else 1)


def _undisturbed(folder: Path, engine: str, inputs: Sequence[Path]) -> tuple[dict[str, Any], float]:
    _prepare(folder, engine)
    started = perf_counter()
    _manage(folder, engine, "import_articles", *map(str, inputs), check=False)
    return _digest(folder, engine), perf_counter() - started


def _interrupted(folder: Path, options: argparse.Namespace, inputs: Sequence[Path], files: int) -> dict[str, Any]:
    """Import with that many kills at random numbers of recorded files, some of them before a resumed import goes on."""
    rng = random.Random(options.seed)  # noqa: S311
    _prepare(folder, options.engine)
    for death, point in enumerate(sorted(rng.randrange(files - 100) for _ in range(options.kills))):
        process = _start(folder, options.engine, inputs)
        if _recorded(folder) >= point:
            sleep(rng.uniform(0, 6))
        while _recorded(folder) < point and process.poll() is None:
            sleep(0.02)
        sleep(rng.uniform(0, 0.3))
        _kill(process, how=death % 3)
        print(f"killed {death + 1} times, at {_recorded(folder)} of {files} files", file=sys.stderr)
    _manage(folder, options.engine, "import_articles", *map(str, inputs), check=False)
    return _digest(folder, options.engine)


def _recorded(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "archive.sqlite3", timeout=60)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles_importitem").fetchone()[0])


def _prepare(folder: Path, engine: str) -> None:
    for command in (["migrate", "--verbosity=0"], ["reindex"]):
        _manage(folder, engine, *command)


def _start(folder: Path, engine: str, inputs: Sequence[Path]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "import_articles", *map(str, inputs)],
        env=archives.environment(folder, SEARCH_ENGINE=engine),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _kill(process: "subprocess.Popen[bytes]", how: int) -> None:
    """Kill the import alone (0), with its processes (1), or one of these first (2)."""
    if how == 2 and (children := _children(process.pid)):
        os.kill(children[-1], signal.SIGKILL)
        sleep(1)
    if how == 1:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _digest(folder: Path, engine: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_manage(folder, engine, "shell", "--verbosity=0", "-c", DIGEST).stdout)
    return found


def _manage(folder: Path, engine: str, *command: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *command],
        env=archives.environment(folder, SEARCH_ENGINE=engine),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if check is False else None,
        text=True,
        check=check,
    )


if __name__ == "__main__":
    main()
