"""A temporary PostgreSQL server with a Unix socket, for the time of a benchmark or a test."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Memory as on a small dedicated server; the rest is Debian's default.
_OPTIONS = "-c listen_addresses='' -c shared_buffers=512MB -c work_mem=64MB -c jit=off -k '{folder}'"


def programs() -> Path | None:
    """Return the folder of the PostgreSQL programs; None if they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Start a server and yield the connection string of an empty database; stop and remove it at the end."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "postgres"
        folder.mkdir()
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            Path(scratch).chmod(0o711)
            shutil.chown(folder, "postgres", "postgres")
        _run(folder, binaries / "initdb", "-D", "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C")
        _control(folder, "start")
        try:
            yield f"host={folder} user=bench dbname=postgres"
        finally:
            _control(folder, "stop", "-m", "immediate")


def restart(connection: str) -> None:
    """Restart the server of a connection string as an administrator does, who waits for no connection to end."""
    _control(Path(connection.split()[0].removeprefix("host=")), "restart", "-m", "fast")


def _control(folder: Path, action: str, *options: str) -> None:
    binaries = programs()
    assert binaries  # noqa: S101
    settings = () if action == "stop" else ("-l", "server.log", "-o", _OPTIONS.format(folder=folder))
    _run(folder, binaries / "pg_ctl", "-D", "data", "-w", "-s", *settings, *options, action)


def _run(folder: Path, *command: "Path | str") -> None:
    user = pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None
    subprocess.run(list(map(str, command)), cwd=folder, user=user, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
