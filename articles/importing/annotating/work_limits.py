"""Limits of time and memory on the work on one document, set on the process that does it."""

import resource
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MAPPED: Final = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of processor time, and bytes of memory beside what the process had before.

    A library that never returns to Python cannot be interrupted: its process is ended `grace` seconds later.
    """

    seconds: int = 30
    memory: int = 1024**3
    grace: int = 5


LIMITS: Final = Limits()


# Not an Exception: a reader that catches all errors of a library must not catch it.
class TimeExceededError(BaseException):
    """The work took more processor time than its limit."""


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Limit the work in this block. For the main thread of a process that does nothing else.

    Raises TimeExceededError or MemoryError. Memory is limited on Linux only, where the system tells how much is used.
    """
    before = signal.signal(signal.SIGPROF, _exceeded)
    # Processor time, not the clock's: a busy machine makes no document worse.
    _set(resource.RLIMIT_CPU, int(time.process_time()) + limits.seconds + limits.grace)
    if _MAPPED.exists():
        _set(resource.RLIMIT_AS, _mapped() + limits.memory)
    # It comes again each second, since Python ignores an exception that is raised while it clears up an object.
    signal.setitimer(signal.ITIMER_PROF, limits.seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        _set(resource.RLIMIT_CPU, resource.RLIM_INFINITY)
        _set(resource.RLIMIT_AS, resource.RLIM_INFINITY)


def leave_no_core() -> None:
    """Have the system write no image of this process to the disk when a limit ends it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _exceeded(_signal: int, _frame: object) -> None:
    raise TimeExceededError


def _set(kind: int, limit: int) -> None:
    """Set a limit, or the system's own where that is lower."""
    hard = resource.getrlimit(kind)[1]
    most = hard if limit == resource.RLIM_INFINITY else limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (most, hard))


def _mapped() -> int:
    return int(_MAPPED.read_text().split()[0]) * resource.getpagesize()
