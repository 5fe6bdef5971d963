"""Serves the archive on one machine: makes it ready, then keeps the web server and the background worker going.

`bin/serve` runs it in the virtual environment. Ctrl+C, SIGTERM and SIGHUP stop all that it started.
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

from newsarchive import env, health

_PYTHON = (sys.executable, "-P")
_MANAGE = (*_PYTHON, str(Path(__file__).resolve().parent.parent / "manage.py"))
_WEB = (*_PYTHON, "-m", "gunicorn", "-c", "python:newsarchive.gunicorn_config")
_WORKER = (*_MANAGE, "worker")

# Seconds.
_TICK = 0.1
_ANSWER_WITHIN = 60
_LET_FINISH = 10
_LONGEST_PAUSE = 60
_STEADY = 60


class CannotServeError(Exception):
    """The archive cannot be served; the message says why, and what to do."""


class Children:
    """The processes started here, each the leader of a group of its own: Ctrl+C reaches this process alone."""

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen[bytes]] = []

    def start(self, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
        """Start a command."""
        process = subprocess.Popen(command, start_new_session=True)  # noqa: S603
        self._processes.append(process)
        return process

    def run(self, command: tuple[str, ...]) -> int:
        """Run a command to its end and return its status."""
        process = self.start(command)
        status = process.wait()
        self.clear_away(process)
        return status

    def clear_away(self, process: subprocess.Popen[bytes]) -> None:
        """End what a process that has ended left behind: its own children."""
        _signal_group(process.pid, signal.SIGKILL)
        self._processes.remove(process)

    def stop(self) -> None:
        """Ask all to finish; ask again, which ends what the worker is doing; at last kill what is left of them."""
        self._ask()
        if not self._ended_within(_LET_FINISH):
            self._ask()
            self._ended_within(_LET_FINISH)
        self.kill()

    def kill(self) -> None:
        """End all at once, with the processes that they started."""
        for process in self._processes:
            _signal_group(process.pid, signal.SIGKILL)
            process.wait()

    def _ask(self) -> None:
        # Its own children are each one's to end.
        for process in self._processes:
            process.terminate()

    def _ended_within(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while running := any(process.poll() is None for process in self._processes):
            if time.monotonic() > end:
                break
            time.sleep(_TICK)
        return not running


class Worker:
    """The background worker, started again whenever it ends, after a pause that grows while it keeps ending."""

    def __init__(self, children: Children) -> None:
        self._children = children
        self._pause = 1.0
        self._again_at: float | None = None
        self._start()

    def keep(self) -> None:
        """Start the worker again where it has ended and its pause is over."""
        now = time.monotonic()
        if self._again_at is None and (status := self._process.poll()) is not None:
            self._pause = 1.0 if now - self._started > _STEADY else self._pause
            self._children.clear_away(self._process)
            _say(f"The background worker ended ({_ending(status)}); it starts again in {self._pause:.0f} s.")
            self._again_at, self._pause = now + self._pause, min(2 * self._pause, _LONGEST_PAUSE)
        elif self._again_at is not None and now >= self._again_at:
            self._start()

    def _start(self) -> None:
        self._process = self._children.start(_WORKER)
        self._started = time.monotonic()
        self._again_at = None


def serve(children: Children) -> None:
    """Make the archive ready and serve it until a signal; raises CannotServeError where that cannot be."""
    host, port = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000, least=1)
    _check_port(host, port)
    if unready := children.run((*_MANAGE, "prepare")):
        raise CannotServeError(f"The archive could not be made ready ({_ending(unready)}); the reason is above.")
    web = children.start(_WEB)
    _wait_for_answer(host, port, web)
    worker = Worker(children)
    _say(f"Serving http://{_in_address(host)}:{port}/")
    _say("Ctrl+C stops it.")
    while (status := web.poll()) is None:
        worker.keep()
        time.sleep(_TICK)
    raise CannotServeError(f"The web server ended ({_ending(status)}).")


def main() -> int:
    """Serve; return 0 where a signal ended it, 1 with the reason where it could not go on."""
    children = Children()
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


def _stop(children: Children) -> None:
    try:
        children.stop()
    except KeyboardInterrupt:
        children.kill()


def _raise_interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _check_port(host: str, port: int) -> None:
    """Raise CannotServeError where gunicorn could not listen there."""
    try:
        with socket.create_server((host, port), family=_family(host, port)):
            return
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotServeError(f"Port {port} is taken by another program: choose another, PORT=...") from error
        raise CannotServeError(f"Nothing can be served at HOST={host} PORT={port}: {error.strerror}") from error
    except OverflowError as error:
        raise CannotServeError(f"PORT={port} is no port: they end at 65535") from error


def _family(host: str, port: int) -> socket.AddressFamily:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]


def _wait_for_answer(host: str, port: int, web: subprocess.Popen[bytes]) -> None:
    """Return once the web server answers, telling where the archive is not well; raises CannotServeError."""
    end = time.monotonic() + _ANSWER_WITHIN
    while not (answer := health.ask(host, port)):
        if web.poll() is not None or time.monotonic() > end:
            raise CannotServeError("The web server does not answer; the reason should be above.")
        time.sleep(_TICK)
    if answer.status != 200:
        _say(f"/healthz answers {answer.status}: {answer.text}")


def _signal_group(group: int, number: signal.Signals) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return


def _ending(status: int) -> str:
    return f"exit code {status}" if status >= 0 else signal.Signals(-status).name


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
