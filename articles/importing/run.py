"""One import from beginning to end: documents found, prepared, stored and announced, chunk by chunk."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from articles.importing.documents import Found, documents
from articles.importing.options import ImportOptions
from articles.importing.pool import Result, prepared
from articles.importing.store import Stored, store
from articles.models import BatchStatus, ImportBatch
from articles.signals import articles_changed

logger = logging.getLogger(__name__)

Progress = Callable[[Counter[str]], None]

# Things stored in one transaction.
_CHUNK: Final = 50
# The index is written in larger steps than the database, since each of its commits costs more; at the latest
# after so many seconds, so that what was imported can be found while the import goes on.
_ANNOUNCED_AT_ONCE: Final = 1000
_ANNOUNCED_EVERY: Final = 20.0
# Another import may store the same article between our look and our write; on the next try it is known.
_TRIES: Final = 3


def run(
    batch: ImportBatch,
    paths: Sequence[Path],
    *,
    options: ImportOptions | None = None,
    progress: Progress = lambda counts: None,
) -> Counter[str]:
    """Import what the paths hold into the batch; see `take_in`."""
    options = options or ImportOptions()
    return take_in(batch, documents(paths, options), options=options, progress=progress)


def take_in(
    batch: ImportBatch, found: Iterable[Found], *, options: ImportOptions, progress: Progress = lambda counts: None
) -> Counter[str]:
    """Import documents into the batch; return how many things had each outcome.

    What the batch has recorded already, from a run that was cut off, is passed over. On an error that stops the
    import (the database or the disk fails, a process dies) the batch says so, and the error is raised again. Where
    this process itself is told to end, the batch stays as running: so the next worker knows to go on with it.
    """
    batch.status, batch.error = BatchStatus.RUNNING, ""
    batch.save()
    try:
        counts = _take_in(batch, found, options, progress)
    except Exception as error:
        _finish(batch, BatchStatus.STOPPED, f"{type(error).__name__}: {error}".strip(": "))
        raise
    _finish(batch, BatchStatus.FINISHED, "")
    return counts


def _take_in(batch: ImportBatch, given: Iterable[Found], options: ImportOptions, progress: Progress) -> Counter[str]:
    counts: Counter[str] = Counter()
    announced = _Announced()
    found = _not_yet_recorded(batch, _told_apart(given))
    things = prepared(found, processes=settings.IMPORT_PROCESSES, options=options)
    try:
        for chunk in _chunks(things):
            stored = _store(batch, chunk)
            announced.add(stored.changed)
            counts += stored.counts
            progress(stored.counts)
    finally:
        announced.flush()
    return counts


class _Announced:
    """Ids of changed articles, told to who listens (the search index) some hundreds at a time."""

    def __init__(self) -> None:
        self._ids: list[int] = []
        self._since = perf_counter()

    def add(self, ids: list[int]) -> None:
        self._ids += ids
        if len(self._ids) >= _ANNOUNCED_AT_ONCE or perf_counter() - self._since > _ANNOUNCED_EVERY:
            self.flush()

    def flush(self) -> None:
        if self._ids:
            articles_changed.send(sender=ImportBatch, ids=self._ids)
        self._ids, self._since = [], perf_counter()


def _told_apart(found: Iterable[Found]) -> Iterator[Found]:
    """Number what comes from the same place of files of the same name: two folders, or one ZIP with a name twice."""
    times: Counter[tuple[str, str]] = Counter()
    for thing in found:
        times[thing.path, thing.place] += 1
        copy = times[thing.path, thing.place]
        yield thing if copy == 1 else replace(thing, place=f"{thing.place} copy {copy}".strip())


def _not_yet_recorded(batch: ImportBatch, found: Iterable[Found]) -> Iterator[Found]:
    recorded = set(batch.items.values_list("path", "place"))
    return (thing for thing in found if (thing.path, thing.place) not in recorded)


def _chunks(things: Iterator[Result]) -> Iterator[list[Result]]:
    while chunk := list(islice(things, _CHUNK)):
        yield chunk


def _store(batch: ImportBatch, chunk: list[Result], *, tries: int = _TRIES) -> Stored:
    try:
        return store(batch, chunk)
    except IntegrityError:
        if tries == 1:
            raise
        logger.info("Another import stored some of the same articles; trying again")
        return _store(batch, chunk, tries=tries - 1)


def _finish(batch: ImportBatch, status: BatchStatus, error: str) -> None:
    batch.status, batch.error, batch.finished_at = status, error, timezone.now()
    batch.save(update_fields=["status", "error", "finished_at"])
