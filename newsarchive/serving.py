"""Serves the archive on one machine: prepares it, then runs the web server and the background worker.

`bin/serve` runs it in the virtual environment. Ctrl+C, SIGTERM and SIGHUP stop all processes that it started.
"""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from newsarchive import env
from newsarchive.health import check_health

_PYTHON = (sys.executable, "-P")
_MANAGE = (*_PYTHON, str(Path(__file__).resolve().parent.parent / "manage.py"))
_WEB = (*_PYTHON, "-m", "gunicorn", "-c", "python:newsarchive.gunicorn_config")
_WORKER = (*_MANAGE, "worker")

# Seconds.
_POLL_INTERVAL = 0.1
_START_TIMEOUT = 60
_STOP_TIMEOUT = 10
_LONGEST_PAUSE = 60
# A worker that ran this long has started well, so the pause before the next start is short again.
_STEADY = 60


class CannotServeError(Exception):
    """The archive cannot be served; the message says why and what to do."""


class ChildProcesses:
    """The processes started here, each leader of its own process group, so that Ctrl+C reaches only this process."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
        """Start a command."""
        process = subprocess.Popen(command, start_new_session=True)  # noqa: S603
        self._processes.append(process)
        return process

    def run(self, command: tuple[str, ...]) -> int:
        """Run a command to its end and return its exit status."""
        process = self.start(command)
        status = process.wait()
        self.clean_up_after(process)
        return status

    def clean_up_after(self, process: subprocess.Popen[bytes]) -> None:
        """Kill what an ended process left running: the other processes of its group."""
        _signal_group(process.pid, signal.SIGKILL)
        self._processes.remove(process)

    def stop(self) -> None:
        """Send SIGTERM; send it again, which interrupts the current task of the worker; then kill what is left."""
        self._terminate()
        if not self._ended_within(_STOP_TIMEOUT):
            self._terminate()
            self._ended_within(_STOP_TIMEOUT)
        self.kill()

    def kill(self) -> None:
        """Kill all at once, with the processes that they started."""
        for process in self._processes:
            _signal_group(process.pid, signal.SIGKILL)
            process.wait()

    def _terminate(self) -> None:
        # Each process ends its own children.
        for process in self._processes:
            process.terminate()

    def _ended_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while running := any(process.poll() is None for process in self._processes):
            if time.monotonic() > end:
                break
            time.sleep(_POLL_INTERVAL)
        return not running


class BackgroundWorker:
    """The background worker; it is restarted when it ends, after a pause that doubles each time it ends early."""

    def __init__(self, children: ChildProcesses) -> None:
        self._children = children
        self._pause = 1.0
        self._restart_at: float | None = None
        self._start()

    def restart_if_ended(self) -> None:
        """Restart the worker if it has ended and the pause is over; call this often."""
        now = time.monotonic()
        if self._restart_at is None and (status := self._process.poll()) is not None:
            self._pause = 1.0 if now - self._started > _STEADY else self._pause
            self._children.clean_up_after(self._process)
            _say(f"The background worker ended ({_ending(status)}); it restarts in {self._pause:.0f} s.")
            self._restart_at, self._pause = now + self._pause, min(2 * self._pause, _LONGEST_PAUSE)
        elif self._restart_at is not None and now >= self._restart_at:
            self._start()

    def _start(self) -> None:
        self._process = self._children.start(_WORKER)
        self._started = time.monotonic()
        self._restart_at = None


def serve(children: ChildProcesses) -> None:
    """Prepare the archive and serve it until a signal; raises CannotServeError if that fails."""
    host, port = env.text("HOST", "127.0.0.1"), env.whole_number("PORT", 8000, least=1)
    _check_port(host, port)
    if failed := children.run((*_MANAGE, "prepare")):
        raise CannotServeError(f"The archive could not be prepared ({_ending(failed)}); the reason is above.")
    web = children.start(_WEB)
    _wait_for_web_server(host, port, web)
    worker = BackgroundWorker(children)
    _say(f"Serving http://{_bracketed(host)}:{port}/")
    _say("Press Ctrl+C to stop.")
    while (status := web.poll()) is None:
        worker.restart_if_ended()
        time.sleep(_POLL_INTERVAL)
    raise CannotServeError(f"The web server ended ({_ending(status)}).")


def main() -> int:
    """Serve; return 0 after a signal, or 1 if it failed, with the reason on standard error."""
    children = ChildProcesses()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _raise_interrupt)
    try:
        serve(children)
    except KeyboardInterrupt:
        _say("\nStopping ...")
        return 0
    except (CannotServeError, ImproperlyConfigured) as error:
        sys.stderr.write(f"{error}\n")
    finally:
        _stop(children)
    return 1


def _stop(children: ChildProcesses) -> None:
    try:
        children.stop()
    except KeyboardInterrupt:
        children.kill()


def _raise_interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _check_port(host: str, port: int) -> None:
    """Raise CannotServeError if gunicorn could not listen at this address."""
    try:
        with socket.create_server((host, port), family=_family(host, port)):
            return
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotServeError(f"Port {port} is in use by another program: choose another, PORT=...") from error
        raise CannotServeError(f"Cannot listen at HOST={host} PORT={port}: {error.strerror}") from error
    except OverflowError as error:
        raise CannotServeError(f"PORT={port} is not a port: the highest is 65535") from error


def _family(host: str, port: int) -> socket.AddressFamily:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]


def _wait_for_web_server(host: str, port: int, web: subprocess.Popen[bytes]) -> None:
    """Return once the web server responds; print its health if it is bad. Raises CannotServeError after a minute."""
    end = time.monotonic() + _START_TIMEOUT
    while not (found := check_health(host, port)):
        if web.poll() is not None or time.monotonic() > end:
            raise CannotServeError("The web server does not respond; the reason should be above.")
        time.sleep(_POLL_INTERVAL)
    if found.status != 200:
        _say(f"/healthz answers {found.status}: {found.text}")


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def _ending(status: int) -> str:
    return f"exit code {status}" if status >= 0 else signal.Signals(-status).name


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
