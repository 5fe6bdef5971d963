"""Work on many things in processes of their own; what kills its process is told from what only stood beside it."""

import gc
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, Protocol, Self, TypeVar

from articles.importing.opening.files import RefusedDocument

logger = logging.getLogger(__name__)

# Where so many die one after another, each with a single thing to do, it is not for the things.
_DEATHS: Final = 10
# Objects, then collections of the younger ones, between two collections of garbage (Python's own: 700, 10, 10).
_COLLECTED_AFTER: Final = (50_000, 20, 100)


class Thing(Protocol):
    """What is worked on: it came from a path, and a place there."""

    @property
    def path(self) -> str:
        """The file it came from."""

    @property
    def place(self) -> str:
        """Its place in that file."""


T = TypeVar("T", bound=Thing)
R = TypeVar("R")


Work = Callable[[T], R | RefusedDocument]


class Pending(Generic[R]):
    """A chunk of work whose results are asked for later."""

    def __init__(self, result: Callable[[], list[R]]) -> None:
        self.result = result


class Here:
    """Does the work in this process, when its result is asked for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left to end."""

    def submit(self, work: Work[T, R], things: Sequence[T]) -> Pending[R | RefusedDocument]:
        """Return the work on each thing, begun or not."""
        return Pending(lambda: _all(work, things))


class Workers(Here):
    """Does the work in so many processes; to be used in a `with` statement, which ends them.

    Where a process dies, what waited is done again, one thing at a time: the thing that kills its process alone is
    refused. Raises BrokenProcessPool where they die one after another.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes
        self._deaths = 0
        self._pool = self._start()

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def submit(self, work: Work[T, R], things: Sequence[T]) -> Pending[R | RefusedDocument]:
        """Begin the work on each thing."""
        future = self._submit(work, things)
        return Pending(lambda: self._result(future, work, things))

    def _start(self) -> ProcessPoolExecutor:
        # Started afresh, not forked: a child must not share database connections or locks.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._processes, mp_context=context, initializer=_begin)

    def _restart(self) -> None:
        self._pool.shutdown(wait=False)
        self._pool = self._start()

    def _submit(self, work: Work[T, R], things: Sequence[T]) -> Future[list[R | RefusedDocument]]:
        try:
            return self._pool.submit(_all, work, things)
        except BrokenProcessPool:
            self._restart()
            return self._pool.submit(_all, work, things)

    def _result(
        self, future: Future[list[R | RefusedDocument]], work: Work[T, R], things: Sequence[T]
    ) -> list[R | RefusedDocument]:
        try:
            return list(future.result())
        except BrokenProcessPool:
            return [self._alone(work, thing) for thing in things]

    def _alone(self, work: Work[T, R], thing: T) -> R | RefusedDocument:
        try:
            [result] = self._submit(work, [thing]).result()
        except BrokenProcessPool:
            self._deaths += 1
            logger.error("The process that worked on %s %s died", thing.path, thing.place)
            if self._deaths == _DEATHS:
                raise
            return RefusedDocument(
                thing.path, thing.place, "the process that read it died: too little memory, or our fault"
            )
        self._deaths = 0
        return result


def _begin() -> None:
    gc.set_threshold(*_COLLECTED_AFTER)
    end_with_parent()


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for garbage less often: an import makes very many small objects and next to no cycles of them."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def end_with_parent() -> None:
    """Have this process end when the one that started it is killed, which cannot tell it to."""
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=[parent], daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _all(work: Callable[[Any], Any], things: Sequence[Any]) -> list[Any]:
    return [work(thing) for thing in things]
