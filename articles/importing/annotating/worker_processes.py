"""Work on many items in worker processes, each within limits of time and memory.

An item that exceeds a limit, or kills its process, is refused; the others are done.
"""

import gc
import logging
import multiprocessing
import os
import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import gettempdir
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from django.conf import settings

from articles.importing.annotating.process_start import CONTEXT
from articles.importing.annotating.work_limits import LIMITS, Limits, TimeExceededError, leave_no_core, limited
from articles.importing.document import RefusedDocument

logger = logging.getLogger(__name__)

# The reason for a document whose process died.
DIED: Final = "the process that read it died: too much time or memory, or our fault"
# The reasons where all die.
ALL_DIE: Final = "the processes that read documents die one after another"
NONE_OPENED: Final = "the process that opens files died before it opened one"
# Where processes write besides the folder of data, and the bytes of a disk that is full.
_TEMPORARY: Final = (gettempdir(), "/dev/shm")  # noqa: S108
_LITTLE_SPACE: Final = 10_000_000
# Where so many processes die one after another, each with one item to do, the items are not the cause.
_DEATHS: Final = 10
# Thresholds of the garbage collector: allocations, then collections of the younger generations (default 700, 10, 10).
_COLLECTED_AFTER: Final = (50_000, 20, 100)


class ProcessesDied(BrokenProcessPool):
    """Processes die whatever they work on: not the documents are the cause, but the system, such as a full disk.

    `str(error)` names the file and the place that were worked on last, and the disk that is full, in English.
    """

    def __init__(self, path: str, place: str, reason: str) -> None:
        self.path, self.place, self.reason = path, place, f"{reason}{_little_space()}"
        super().__init__(f"{f'{path} {place}'.strip()}: {self.reason}")


def _little_space() -> str:
    """Return the first folder that is written to while documents are read and whose disk is full; "" without one."""
    folders = (*_TEMPORARY, str(settings.DATA_DIR))
    free = ((folder, shutil.disk_usage(folder).free) for folder in folders if Path(folder).is_dir())
    little = ((folder, space) for folder, space in free if space < _LITTLE_SPACE)
    return next((f"; {space / 1e6:.1f} MB are left on the disk of {folder}" for folder, space in little), "")


class WorkItem(Protocol):
    """What is worked on: it came from a file, and a place in that file."""

    @property
    def path(self) -> str:
        """The file it came from."""

    @property
    def place(self) -> str:
        """Its place in that file."""


T = TypeVar("T", bound=WorkItem)
R = TypeVar("R")
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


Work = Callable[[T], R | RefusedDocument]


class Result(Protocol[V_co]):
    """The result of work that may still be going on."""

    def result(self) -> V_co:
        """Wait for the result and return it."""


class Pending(Generic[R]):
    """A chunk of work whose results are fetched later, by `result()`."""

    def __init__(self, result: Callable[[], list[R]]) -> None:
        self.result = result


def ahead(submitted: Iterator[Result[V]], window: int) -> Iterator[V]:
    """Yield results in order while up to `window` of them are being worked on."""
    waiting: deque[Result[V]] = deque()
    for one in submitted:
        waiting.append(one)
        if len(waiting) >= window:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


class Workers:
    """Does the work in a number of processes, which end with the `with` statement that this is used in.

    An item that exceeds the limits is refused. Where a process dies, its items are done again one at a time, and an
    item that kills its process again is refused. Raises ProcessesDied where processes die one after another.
    """

    def __init__(self, processes: int, limits: Limits = LIMITS) -> None:
        self._processes = processes
        self._limits = limits
        self._deaths = 0
        self._pool = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, work: Work[T, R], items: Sequence[T]) -> Pending[R | RefusedDocument]:
        """Begin the work on each item."""
        future = self._submit(work, items)
        return Pending(lambda: self._result(future, work, items))

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._processes, mp_context=CONTEXT, initializer=_begin)

    def _restart(self) -> None:
        self._pool.shutdown(wait=False)
        self._pool = self._start()

    def _submit(self, work: Work[T, R], items: Sequence[T]) -> Future[list[R | RefusedDocument]]:
        try:
            return self._pool.submit(_all, work, items, self._limits)
        except BrokenProcessPool:
            self._restart()
            return self._pool.submit(_all, work, items, self._limits)

    def _result(
        self, future: Future[list[R | RefusedDocument]], work: Work[T, R], items: Sequence[T]
    ) -> list[R | RefusedDocument]:
        try:
            return list(future.result())
        except BrokenProcessPool:
            return [self._alone(work, item) for item in items]

    def _alone(self, work: Work[T, R], item: T) -> R | RefusedDocument:
        try:
            [result] = self._submit(work, [item]).result()
        except BrokenProcessPool:
            self._deaths += 1
            logger.error("The process that worked on %s %s died", item.path, item.place)
            if self._deaths == _DEATHS:
                self._deaths = 0
                raise ProcessesDied(item.path, item.place, ALL_DIE) from None
            return RefusedDocument(item.path, item.place, DIED)
        self._deaths = 0
        return result


@cache
def kept_worker() -> Workers:
    """Return one process for small imports. It is kept, since starting one takes longer than reading a few documents.

    It ends with this process.
    """
    return Workers(1)


def _begin() -> None:
    gc.set_threshold(*_COLLECTED_AFTER)
    leave_no_core()
    end_with_parent()


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Collect garbage less often: an import makes very many small objects and hardly any reference cycles."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def end_with_parent() -> None:
    """Make this process end when its parent is killed: a killed parent cannot end it itself."""
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=[parent], daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _all(work: Callable[[Any], Any], items: Sequence[Any], limits: Limits) -> list[Any]:
    return [_one(work, item, limits) for item in items]


def _one(work: Callable[[Any], Any], item: Any, limits: Limits) -> Any:
    return within_limits(partial(work, item), item.path, item.place, limits)


def within_limits(work: Callable[[], V], path: str, place: str, limits: Limits) -> V | RefusedDocument:
    """Return the result of work on what stands at a place, refused with the reason where it exceeds the limits."""
    try:
        with limited(limits):
            return work()
    except TimeExceededError:
        return RefusedDocument(path, place, f"it took more than {limits.seconds} s")
    except MemoryError:
        return RefusedDocument(path, place, f"it took more than {limits.memory // 1024**2} MB of memory")
