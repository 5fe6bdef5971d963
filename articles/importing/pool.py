"""Documents prepared side by side in processes of their own, in order, a bounded number of them at a time."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from typing import Final

from articles.importing.documents import Found, Refused
from articles.importing.options import ImportOptions
from articles.importing.prepare import Prepared, prepare

Result = Prepared | Refused
Work = Callable[[Found], Result]

# Documents handed to a process at once, and how many such chunks wait for each process.
_CHUNK: Final = 16
_WAITING: Final = 3
# So few are done sooner here than processes start.
_FEW: Final = 8


def prepared(found: Iterable[Found], *, processes: int, options: ImportOptions | None = None) -> Iterator[Result]:
    """Yield what `prepare` makes of each document with the options, in order.

    Raises concurrent.futures.process.BrokenProcessPool where a process dies.
    """
    things = iter(found)
    work = partial(prepare, options=options)
    first = list(islice(things, _FEW + 1))
    if processes == 1 or len(first) <= _FEW:
        yield from map(work, chain(first, things))
        return
    # Started afresh, not forked: a child must not share database connections or locks.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        yield from _in_order(pool, work, chain(first, things), processes * _WAITING)


def _in_order(pool: ProcessPoolExecutor, work: Work, things: Iterator[Found], window: int) -> Iterator[Result]:
    waiting: deque[Future[list[Result]]] = deque()
    while chunk := list(islice(things, _CHUNK)):
        waiting.append(pool.submit(_prepare_all, work, chunk))
        if len(waiting) >= window:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _prepare_all(work: Work, chunk: list[Found]) -> list[Result]:
    return [work(thing) for thing in chunk]
