"""Kills two workers in turn with SIGKILL while they import the same files twice at once, into one PostgreSQL.

    python -m bench.kill_workers FILE... [--kills 10] [--seed 1] [--engine tantivy]

The files are uploaded twice, so both workers write the same articles at the same time. Each worker has a DATA_DIR of
its own, as on a machine of its own: they share SHARED_DIR and the database, and no lock of a file keeps them apart.
Another archive gets the same uploads from one worker that nobody disturbs. Exits with 1 if the two archives differ in
an article, a recorded file or a mention, or if a file is recorded twice. With an engine that the machines share
(OPENSEARCH_URLS), the index is compared with the database too.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE
from time import monotonic, perf_counter, sleep
from typing import Any
from urllib.parse import quote

import psycopg

from bench import archives, postgres_server
from bench.kill_import import DIGEST
from bench.report import machine_and_versions
from newsarchive.engines import engine_paths

_TIMES = 2
_UPLOAD = """
from pathlib import Path
from django.core.files import File
from articles.importing.running.jobs import upload
for _ in range({times}):
    upload([File(Path(name).open("rb"), name=Path(name).name) for name in {names}], None)
"""
# An import without a sign of progress for so long hangs.
_PATIENCE = 300.0
_IN_ORDER = "missing 0, extra 0, outdated 0"
_SHARED_ENGINE = "opensearch"


@dataclass(slots=True)
class _Machines:
    """An archive in one database, and the workers on it, each with a folder of its own."""

    database: str
    server: dict[str, str]
    folder: Path
    engine: str
    workers: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def prepare(self, files: Sequence[Path]) -> None:
        """Make the database and the index, and upload the files."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as opened:
            opened.execute(f"CREATE DATABASE {self.database}".encode())
        self.manage("migrate", "--verbosity=0")
        self.manage("reindex")
        names = [str(file.resolve()) for file in files]
        self.manage("shell", "--verbosity=0", "-c", _UPLOAD.format(times=_TIMES, names=names))

    def start(self, machine: int) -> None:
        """Start the worker of a machine."""
        log = (self.folder / f"worker-{machine}.log").open("ab")
        command = [sys.executable, "manage.py", "worker"]
        self.workers[machine] = subprocess.Popen(  # noqa: S603
            command, env=self._environment(machine), stdout=log, stderr=log, start_new_session=True
        )

    def kill(self, machine: int) -> None:
        """Kill the worker of a machine with all that it started."""
        os.killpg(self.workers[machine].pid, signal.SIGKILL)
        self.workers.pop(machine).wait()

    def stop(self) -> None:
        """End all workers in good order."""
        for worker in self.workers.values():
            worker.terminate()
        for worker in self.workers.values():
            worker.wait()

    def ask(self, statement: str) -> int:
        """Return the number that a statement asks for."""
        with psycopg.connect(self._address(self.database)) as opened:
            row = opened.execute(statement.encode()).fetchone()
        return int(row[0]) if row else 0

    def recorded(self) -> int:
        """Return how many files are recorded."""
        return self.ask("SELECT count(*) FROM articles_importitem")

    def wait(self, files: int) -> None:
        """Wait until so many files are recorded; raises TimeoutError where nothing happens for long."""
        last, since = -1, monotonic()
        while (now := self.recorded()) < files and not self.finished():
            if now != last:
                last, since = now, monotonic()
            if monotonic() - since > _PATIENCE:
                raise TimeoutError(f"{now} files are recorded, and no more for {_PATIENCE:.0f} s")
            sleep(0.05)

    def finished(self) -> bool:
        """Tell whether all imports are finished."""
        return not self.ask("SELECT count(*) FROM articles_importbatch WHERE status <> 'finished'")

    def manage(self, *command: str) -> str:
        """Run a command on the first machine and return what it prints."""
        whole = [sys.executable, "manage.py", *command]
        return subprocess.run(whole, env=self._environment(1), stdout=PIPE, check=True, text=True).stdout  # noqa: S603

    def _address(self, database: str) -> str:
        return f"postgres://{self.server['user']}@{quote(self.server['host'], safe='')}/{database}"

    def _environment(self, machine: int) -> dict[str, str]:
        folder = self.folder / f"machine-{machine}"
        return archives.environment(
            folder,
            SHARED_DIR=str(self.folder / "shared"),
            SECRET_KEY=self.database,
            DATABASE_URL=self._address(self.database),
            SEARCH_ENGINE=self.engine,
            IMPORT_PROCESSES="1",
        )


def main() -> None:
    """Import, kill, compare, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", default="tantivy", choices=engine_paths())
    options = parser.parse_args()
    if (binaries := postgres_server.programs()) is None:
        sys.exit("PostgreSQL is not installed")
    with ExitStack() as stack:
        server = dict(part.split("=") for part in stack.enter_context(postgres_server.server(binaries)).split())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        print(machine_and_versions("tantivy", "underthesea", "django"))
        whole, files = _undisturbed(_Machines("whole", server, folder / "whole", options.engine), options.files)
        killed, index = _killed(_Machines("killed", server, folder / "killed", options.engine), options, files)
    print(f"killed {options.kills} times: {json.dumps(killed)}\n{index}")
    sys.exit(0 if killed == whole and index in ("", _IN_ORDER) else 1)


def _undisturbed(machines: _Machines, files: Sequence[Path]) -> tuple[dict[str, Any], int]:
    """Return what one worker makes of the uploads, and how many files it records."""
    machines.folder.mkdir()
    machines.prepare(files)
    started = perf_counter()
    machines.start(1)
    machines.wait(sys.maxsize)
    digest = _digest(machines)
    print(f"undisturbed in {perf_counter() - started:.0f} s: {json.dumps(digest)}", flush=True)
    return digest, machines.recorded()


def _killed(machines: _Machines, options: argparse.Namespace, files: int) -> tuple[dict[str, Any], str]:
    """Return what two workers make of the uploads that are killed in turn, and what `check_index` says.

    A killed worker starts again when the other is killed, so that one always goes on with what the other began.
    """
    machines.folder.mkdir()
    machines.prepare(options.files)
    rng = random.Random(options.seed)  # noqa: S311
    points = sorted(rng.randrange(files * 6 // 10) for _ in range(options.kills))
    for machine in (1, 2):
        machines.start(machine)
    for death, point in enumerate(points):
        machines.wait(point)
        sleep(rng.uniform(0, 3))
        if death:
            machines.start(2 - death % 2)
            sleep(rng.uniform(0, 6))
        machines.kill(1 + death % 2)
        print(f"killed {death + 1} times, at {machines.recorded()} of {files} files", file=sys.stderr)
    if options.kills:
        machines.start(2 - options.kills % 2)
    machines.wait(sys.maxsize)
    digest = _digest(machines)
    return digest, machines.manage("check_index").strip() if options.engine == _SHARED_ENGINE else ""


def _digest(machines: _Machines) -> dict[str, Any]:
    """Have the index follow, end the workers, and return what the archive holds."""
    until = monotonic() + _PATIENCE
    while machines.ask("SELECT count(*) FROM articles_indexoutbox") and monotonic() < until:
        sleep(0.5)
    machines.stop()
    found: dict[str, Any] = json.loads(machines.manage("shell", "--verbosity=0", "-c", DIGEST))
    return found


if __name__ == "__main__":
    main()
