"""Documents of all objects of a Haystack index, made in several processes and given in order.

Each process reads objects by itself, over a connection to the database of its own.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing.process import BaseProcess
from typing import Any, Final, NamedTuple, Protocol

import django
from django.apps import apps
from django.db.models import QuerySet
from haystack import connections
from haystack.exceptions import SearchBackendError
from haystack.indexes import SearchIndex

# Objects that a process reads at once, and lots for each process that are being made or wait to be written.
_LOT: Final = 200
_AHEAD: Final = 2
# One process has done fewer objects before others have started.
_LEAST: Final = 2000


class Preparer(Protocol):
    """What makes the documents: the backend."""

    connection_alias: str

    def prepared_documents(self, index: SearchIndex, objects: Any) -> Iterator[Any]:
        """Yield what is written of each object."""


class _Lot(NamedTuple):
    """The objects of a model whose keys are from `first` to `last`."""

    alias: str
    model: str
    first: Any
    last: Any


def documents_of_all(backend: Preparer, index: SearchIndex, processes: int) -> Generator[Any, None, None]:
    """Yield what is written of each object of the index's queryset, in order of their keys; close it when done.

    Where there are few objects, or with one process, this one makes them. Else the processes end when this is closed,
    or when this process dies. Raises SearchBackendError where one of them dies; what goes wrong in them is raised here.
    """
    alias = backend.connection_alias
    objects = index.index_queryset(alias).order_by("pk")
    lots = _lots(alias, index.get_model()._meta.label, objects)
    first = list(islice(lots, _LEAST // _LOT)) if processes > 1 else []
    if len(first) < _LEAST // _LOT or processes == 1:
        yield from backend.prepared_documents(index, objects.iterator(chunk_size=_LOT))
        return
    with _pool(processes) as pool:
        try:
            for made in _in_order(pool, chain(first, lots), processes * _AHEAD):
                yield from made
        except BrokenProcessPool as error:
            raise SearchBackendError(
                "A process that makes documents died, or was killed: is there enough memory?"
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _lots(alias: str, model: str, objects: "QuerySet[Any]") -> Iterator[_Lot]:
    keys = objects.values_list("pk", flat=True)
    found = list(keys[:_LOT])
    while found:
        yield _Lot(alias, model, found[0], found[-1])
        found = list(keys.filter(pk__gt=found[-1])[:_LOT])


def _pool(processes: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a child must not share database connections or locks.
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _in_order(pool: ProcessPoolExecutor, lots: Iterator[_Lot], window: int) -> Iterator[list[Any]]:
    waiting: deque[Future[list[Any]]] = deque()
    for lot in lots:
        waiting.append(pool.submit(_made, lot))
        if len(waiting) >= window:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _begin() -> None:
    """Prepare a process: it ends with its parent, which alone hears of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=[parent], daemon=True).start()
    django.setup()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _made(lot: _Lot) -> list[Any]:
    connection = connections[lot.alias]
    index = connection.get_unified_index().get_index(apps.get_model(lot.model))
    objects = index.index_queryset(lot.alias).filter(pk__range=(lot.first, lot.last)).order_by("pk")
    return list(connection.get_backend().prepared_documents(index, objects))
