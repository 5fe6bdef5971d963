"""The archive is served until a signal, its worker is started again, and nothing is left running."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE, STDOUT
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Serves with programs that stand for manage.py and gunicorn, and write their process ids into files.
SERVE = """
    import sys
    from newsarchive import serving
    serving._MANAGE = (sys.executable, "manage_stand_in.py")
    serving._WEB = (sys.executable, "web_stand_in.py")
    serving._WORKER = (*serving._MANAGE, "worker")
    sys.exit(serving.main())
"""
MANAGE = """
    import os, subprocess, sys, time
    if sys.argv[1] == "prepare":
        sys.exit(int(os.environ.get("STATUS", "0")))
    child = subprocess.Popen(["sleep", "600"])
    with open("workers", "a") as file:
        print(os.getpid(), child.pid, file=file)
    time.sleep(600)
"""
WEB = """
    import http.server, os
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(503 if "ILL" in os.environ else 200)
            self.end_headers()
            self.wfile.write(b"no index")
        def log_message(self, *args): ...
    with open("web", "w") as file:
        print(os.getpid(), file=file)
    http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def start(tmp_path: Path, port: int) -> Iterator[Start]:
    """Return a function that starts serving in the test's folder, with further variables."""
    for name, source in {"serve": SERVE, "manage_stand_in": MANAGE, "web_stand_in": WEB}.items():
        (tmp_path / f"{name}.py").write_text(dedent(source))
    started: list[subprocess.Popen[str]] = []

    def start(**variables: str) -> subprocess.Popen[str]:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PORT": str(port)} | variables
        command = [sys.executable, "serve.py"]
        started.append(subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=PIPE, stderr=STDOUT, text=True))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.communicate(timeout=30)


def read_until(process: subprocess.Popen[str], words: str) -> list[str]:
    lines = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if words in line:
            return lines
    raise AssertionError(f"{words!r} is not in {lines}")


def pids(folder: Path, name: str) -> list[int]:
    path = folder / name
    return [int(pid) for pid in path.read_text().split()] if path.exists() else []


def running(folder: Path) -> list[int]:
    """Return the ids of all that was started and still runs."""
    started = pids(folder, "web") + pids(folder, "workers")
    return [pid for pid in started if Path(f"/proc/{pid}").exists() and not is_zombie(pid)]


def is_zombie(pid: int) -> bool:
    return "State:\tZ" in Path(f"/proc/{pid}/status").read_text()


def within_seconds(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return met


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_that_was_started(start: Start, tmp_path: Path, port: int, number: int) -> None:
    process = start()
    assert read_until(process, "Serving") == [f"Serving http://127.0.0.1:{port}/"]
    assert within_seconds(lambda: len(running(tmp_path)) == 3)
    process.send_signal(number)
    assert process.wait(timeout=30) == 0
    assert running(tmp_path) == []


def test_a_worker_that_ends_is_started_again(start: Start, tmp_path: Path) -> None:
    process = start()
    read_until(process, "Serving")
    assert within_seconds(lambda: len(running(tmp_path)) == 3)
    os.kill(pids(tmp_path, "workers")[0], signal.SIGKILL)
    assert "SIGKILL" in read_until(process, "restarts")[-1]
    assert within_seconds(lambda: len(pids(tmp_path, "workers")) == 4)
    assert len(running(tmp_path)) == 3


def test_the_end_of_the_web_server_ends_all(start: Start, tmp_path: Path) -> None:
    process = start()
    read_until(process, "Serving")
    os.kill(pids(tmp_path, "web")[0], signal.SIGKILL)
    assert process.wait(timeout=30) == 1
    assert "The web server ended (SIGKILL)" in process.communicate()[0]
    assert running(tmp_path) == []


def test_a_taken_port_is_told_before_anything_starts(start: Start, tmp_path: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)):
        output, _ = (process := start()).communicate(timeout=30)
    assert process.returncode == 1
    assert output == f"Port {port} is in use by another program: choose another, PORT=...\n"


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"STATUS": "3"}, "could not be prepared (exit code 3)"),
        ({"PORT": "tám nghìn"}, "PORT='tám nghìn' is not a whole number"),
        ({"PORT": "70000"}, "PORT=70000 is not a port"),
        ({"HOST": "192.0.2.1"}, "Cannot listen at HOST=192.0.2.1"),
    ],
)
def test_what_hinders_it_is_told(start: Start, variables: dict[str, str], words: str) -> None:
    output, _ = (process := start(**variables)).communicate(timeout=30)
    assert process.returncode == 1
    assert words in output
    assert "Traceback" not in output


def test_an_ill_archive_is_served_and_said_to_be_ill(start: Start, port: int) -> None:
    lines = read_until(start(ILL="1"), "Serving")
    assert lines == ["/healthz answers 503: no index", f"Serving http://127.0.0.1:{port}/"]


def test_the_database_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    environment = os.environ | {"DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/archive.sqlite3"}
    command = [sys.executable, "manage.py", "showmigrations"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    files = list(tmp_path.glob("archive.sqlite3*"))
    assert files
    assert [file.name for file in files if file.stat().st_mode & 0o077] == []
