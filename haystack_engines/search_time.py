"""A limit of time on all searches of one request, checked between the steps of a search and within the long ones.

    with time_limit(seconds=1.5, processor_seconds=0.75, is_abandoned=client_has_gone):
        SearchQuerySet().filter(...)

Engines check it, and so may whoever builds queries or reads results: `check_time()`. Outside such a block nothing is
limited. A block belongs to one thread.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from time import monotonic, thread_time
from typing import Final, TypeVar

from haystack.exceptions import SearchBackendError

T = TypeVar("T")

# Steps of some microseconds between two looks at the clock.
_OFTEN: Final = 200


class SearchTooLong(SearchBackendError):
    """A search took more time than its limit."""


class SearchAbandoned(Exception):
    """Nobody waits for the search any longer. It is no SearchBackendError: the work is to end, not to go on without."""


@dataclass(frozen=True, slots=True)
class _TimeLimit:
    """When to stop: by the clock (`monotonic`), by the processor time of this thread, and when nobody waits."""

    until: float
    processor_until: float
    is_abandoned: Callable[[], bool]


_LIMIT: Final[ContextVar[_TimeLimit | None]] = ContextVar("time_limit", default=None)


@contextmanager
def time_limit(
    *, seconds: float, processor_seconds: float, is_abandoned: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Limit the searches of this block to so many seconds, and so many seconds of the processor in this thread.

    `is_abandoned` tells whether nobody waits for them any longer.
    """
    token = _LIMIT.set(_TimeLimit(monotonic() + seconds, thread_time() + processor_seconds, is_abandoned))
    try:
        yield
    finally:
        _LIMIT.reset(token)


def check_time() -> None:
    """Raise SearchTooLong where the time is up, SearchAbandoned where nobody waits any longer."""
    if (limit := _LIMIT.get()) is None:
        return
    if monotonic() > limit.until or thread_time() > limit.processor_until:
        raise SearchTooLong("the search takes too long")
    if limit.is_abandoned():
        raise SearchAbandoned


def time_left() -> float | None:
    """Return how many seconds are left by the clock, None where nothing limits them."""
    limit = _LIMIT.get()
    return None if limit is None else max(0, limit.until - monotonic())


def checked_often(items: Iterable[T]) -> Iterator[T]:
    """Yield the items, and check the time before the first and every so many of them."""
    for number, item in enumerate(items):
        if number % _OFTEN == 0:
            check_time()
        yield item


@contextmanager
def held_in_time(lock: Lock) -> Iterator[None]:
    """Hold a lock; raise SearchTooLong where it does not become free in time."""
    left = time_left()
    if not lock.acquire(timeout=-1 if left is None else left):
        raise SearchTooLong("other searches take too long")
    try:
        yield
    finally:
        lock.release()
