"""One import from beginning to end: documents found, prepared, stored and indexed, chunk by chunk."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import sleep
from typing import Final

from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils import timezone

from articles.importing.annotating.pool import Result, prepared
from articles.importing.annotating.worker_processes import collecting_rarely
from articles.importing.opening.files import Found, find_documents
from articles.importing.options import ImportOptions
from articles.importing.running.document_count import Counting
from articles.importing.storing.deduplication import known_positions
from articles.importing.storing.index_steps import IndexSteps
from articles.importing.storing.store import store
from articles.models import BatchStatus, ImportBatch, Outcome
from articles.models.index_outbox import drain_outbox

logger = logging.getLogger(__name__)

# Told after each chunk: how many of its things had each outcome.
Progress = Callable[[Counter[str]], None]

# Things stored in one transaction.
_CHUNK: Final = 50
_LOOKED_UP: Final = 16
# Another import may store the same article between our look and our write; on the next try it is known. A database
# that is locked or restarted, or a disk that somebody makes room on, is back after a while: seconds between tries.
_WAITS: Final = (0.1, 1, 4, 15, 40)


def run_batch(batch: ImportBatch, paths: Sequence[Path], *, progress: Progress = lambda counts: None) -> Counter[str]:
    """Import what the paths hold into the batch, with the batch's options; see `take_in`."""
    options = ImportOptions.from_json(batch.options)
    with Counting(paths, options) as counting:

        def told(new: Counter[str]) -> None:
            if batch.total is None and (total := counting.total(new.total())):
                batch.total = total
                batch.save(update_fields=["total"])
            progress(new)

        return take_in(batch, find_documents(paths, options), options=options, progress=told)


def take_in(
    batch: ImportBatch, found: Iterable[Found], *, options: ImportOptions, progress: Progress = lambda counts: None
) -> Counter[str]:
    """Import documents into the batch; return how many things had each outcome.

    What the batch has recorded already, from a run that was cut off, is passed over. On an error that stops the
    import (the database or the disk fails, processes die) the batch says so, and the error is raised again. Where
    this process itself is told to end, the batch stays as running: so the next worker knows to go on with it.
    """
    batch.status, batch.error = BatchStatus.RUNNING, ""
    batch.started_at, batch.done_before, batch.finished_at = timezone.now(), batch.items.count(), None
    batch.save()
    try:
        with collecting_rarely():
            counts = _take_in(batch, found, options, progress)
    except Exception as error:
        _stop(batch, f"{type(error).__name__}: {error}".strip(": "))
        raise
    _finish(batch, BatchStatus.FINISHED, "")
    return counts


def _take_in(batch: ImportBatch, given: Iterable[Found], options: ImportOptions, progress: Progress) -> Counter[str]:
    counts: Counter[str] = Counter()
    index_steps = IndexSteps()
    things = prepared(
        _not_yet_recorded(batch, _told_apart(given)),
        processes=settings.IMPORT_PROCESSES,
        options=options,
        known=known_positions(options.on_known),
    )
    try:
        for chunk in _chunks(things):
            stored = _store(batch, chunk, options)
            index_steps.changed(stored[Outcome.IMPORTED] + stored[Outcome.UPDATED])
            counts += stored
            progress(stored)
    finally:
        drain_outbox()
    return counts


def _told_apart(found: Iterable[Found]) -> Iterator[Found]:
    """Number what comes from the same place of files of the same name: two folders, or one ZIP with a name twice.

    What is in one file comes together, so no more than a number for each file is kept.
    """
    times: Counter[int] = Counter()
    path = first_place = ""
    for thing in found:
        if thing.path != path or thing.place == first_place:
            path, first_place = thing.path, thing.place
            times[hash(path)] += 1
        copy = times[hash(path)]
        yield thing if copy == 1 else replace(thing, place=f"{thing.place} copy {copy}".strip())


def _not_yet_recorded(batch: ImportBatch, found: Iterable[Found]) -> Iterator[Found]:
    """Pass over what the batch has recorded; looked up some at a time, since it may be a million things."""
    if not batch.done_before:
        yield from found
        return
    things = iter(found)
    while some := list(islice(things, _LOOKED_UP)):
        paths, places = {thing.path for thing in some}, {thing.place for thing in some}
        recorded = set(batch.items.filter(path__in=paths, place__in=places).values_list("path", "place"))
        yield from (thing for thing in some if (thing.path, thing.place) not in recorded)


def _chunks(things: Iterator[Result]) -> Iterator[list[Result]]:
    while chunk := list(islice(things, _CHUNK)):
        yield chunk


def _store(batch: ImportBatch, chunk: list[Result], options: ImportOptions) -> Counter[str]:
    for wait in _WAITS:
        try:
            return store(batch, chunk, options.on_known)
        except (IntegrityError, OperationalError) as error:
            logger.warning("Import %s tries again in %s s: %s", batch.pk, wait, error)
            sleep(wait)
    return store(batch, chunk, options.on_known)


def _stop(batch: ImportBatch, error: str) -> None:
    """Record why the import stopped; where the database fails for that too, its page tells that nobody is at it."""
    try:
        _finish(batch, BatchStatus.STOPPED, error)
    except DatabaseError:
        logger.exception("Import %s stopped, which could not be recorded: %s", batch.pk, error)


def _finish(batch: ImportBatch, status: BatchStatus, error: str) -> None:
    batch.status, batch.error, batch.finished_at = status, error, timezone.now()
    batch.save(update_fields=["status", "error", "finished_at"])
