"""One import: its documents are found, prepared, stored and indexed, chunk by chunk."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import sleep
from typing import Final, TypeVar

from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.utils import timezone

from articles.entities.resolving.automatic import resolve_soon
from articles.importing.annotating.opening_process import open_documents
from articles.importing.annotating.pipeline import prepared
from articles.importing.annotating.worker_processes import ProcessesDied, collecting_rarely
from articles.importing.document import Found
from articles.importing.options import ImportOptions
from articles.importing.running.no_articles import counted
from articles.importing.running.progress import DocumentCount
from articles.importing.storing.deduplication import passed_over_positions
from articles.importing.storing.store import store
from articles.models import BatchStatus, ImportBatch, Outcome
from articles.models.bulk_rows import in_chunks
from articles.models.index_outbox import IndexSteps, drain_outbox

logger = logging.getLogger(__name__)

T = TypeVar("T")

# Called after each chunk with how many of its documents had each outcome.
OnChunk = Callable[[Counter[str]], None]

# Documents stored in one transaction.
_CHUNK: Final = 50
_LOOKED_UP: Final = 16
# Seconds between tries. Another import may store the same article between our look-up and our write; the next try
# finds it. A database that is locked or restarting, or a full disk that somebody clears, is usable after a while.
_WAITS: Final = (0.1, 1, 4, 15, 40)
# What SQLite says of a database that waiting does not make writable.
_READ_ONLY: Final = "readonly database"


def run_batch(batch: ImportBatch, paths: Sequence[Path], *, progress: OnChunk = lambda counts: None) -> Counter[str]:
    """Import files and folders into the batch, with the batch's options; see `import_documents`."""
    options = ImportOptions.from_json(batch.options)
    with DocumentCount(paths, options) as count:

        def on_chunk(new: Counter[str]) -> None:
            if batch.total is None and (total := count.total(new.total())):
                batch.total = total
                with_retries(batch, lambda: batch.save(update_fields=["total"]))
            progress(new)

        return import_documents(batch, open_documents(paths, options), options=options, progress=on_chunk)


def import_documents(
    batch: ImportBatch, found: Iterable[Found], *, options: ImportOptions, progress: OnChunk = lambda counts: None
) -> Counter[str]:
    """Import documents into the batch; return how many had each outcome.

    Documents that the batch has recorded already, in a run that was cut off, are skipped. An error that stops the
    import (the database or the disk fails, processes die) is recorded in the batch and raised again. Where this
    process itself is told to end, the batch stays marked as running, so that the next worker resumes it.
    """
    batch.status, batch.error = BatchStatus.RUNNING, ""
    batch.started_at, batch.done_before, batch.finished_at = timezone.now(), batch.items.count(), None
    with_retries(batch, batch.save)
    try:
        with collecting_rarely():
            counts = _import(batch, found, options, progress)
    except Exception as error:
        is_told = isinstance(error, ProcessesDied)
        _stop(batch, str(error) if is_told else f"{type(error).__name__}: {error}".strip(": "))
        raise
    with_retries(batch, lambda: _finish(batch, BatchStatus.FINISHED, ""))
    if counts[Outcome.IMPORTED] + counts[Outcome.UPDATED]:
        with_retries(batch, resolve_soon)
    return counts


def _import(batch: ImportBatch, found: Iterable[Found], options: ImportOptions, progress: OnChunk) -> Counter[str]:
    counts: Counter[str] = Counter()
    index_steps = IndexSteps()
    known = passed_over_positions(options.on_known)
    results = prepared(
        _not_yet_recorded(batch, numbered(found)),
        processes=settings.IMPORT_PROCESSES,
        options=options,
        passed_over=lambda articles: with_retries(batch, partial(known, articles)),
    )
    try:
        for chunk in in_chunks(counted(results), _CHUNK):
            stored = with_retries(batch, partial(store, batch, chunk, options.on_known))
            changed = stored[Outcome.IMPORTED] + stored[Outcome.UPDATED]
            with_retries(batch, partial(index_steps.changed, changed))
            counts += stored
            progress(stored)
    finally:
        with_retries(batch, drain_outbox)
    return counts


def numbered(found: Iterable[Found]) -> Iterator[Found]:
    """Number documents of the same path and place: from two folders with one name, or one ZIP with a name twice.

    The documents of one file come together, so one number for each file is all that is kept.
    """
    times: Counter[int] = Counter()
    path = first_place = ""
    for one in found:
        if one.path != path or one.place == first_place:
            path, first_place = one.path, one.place
            times[hash(path)] += 1
        copy = times[hash(path)]
        yield one if copy == 1 else replace(one, place=f"{one.place} copy {copy}".strip())


def _not_yet_recorded(batch: ImportBatch, found: Iterable[Found]) -> Iterator[Found]:
    """Skip documents that the batch has recorded, looked up a few at a time since there may be a million."""
    if not batch.done_before:
        yield from found
        return
    for some in in_chunks(found, _LOOKED_UP):
        paths, places = {one.path for one in some}, {one.place for one in some}
        items = batch.items.filter(path__in=paths, place__in=places)
        recorded: set[tuple[str, str]] = with_retries(batch, partial(set, items.values_list("path", "place")))
        yield from (one for one in some if (one.path, one.place) not in recorded)


def with_retries(batch: ImportBatch, work: Callable[[], T]) -> T:
    """Do what of an import uses the database, as often as `_WAITS` says; raises what the last try raises.

    A connection that a restarted server has closed is opened again, unless a transaction stands around it all.
    """
    for wait in _WAITS:
        try:
            return work()
        except (IntegrityError, OperationalError) as error:
            if _READ_ONLY in str(error):
                raise
            logger.warning("Import %s tries again in %s s: %s", batch.pk or "that begins", wait, error)
            sleep(wait)
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
    return work()


def _stop(batch: ImportBatch, error: str) -> None:
    """Record why the import stopped. Where the database refuses that too, its page shows that no process runs it."""
    try:
        _finish(batch, BatchStatus.STOPPED, error)
    except DatabaseError:
        logger.exception("Import %s stopped, which could not be recorded: %s", batch.pk, error)


def _finish(batch: ImportBatch, status: BatchStatus, error: str) -> None:
    batch.status, batch.error, batch.finished_at = status, error, timezone.now()
    batch.save(update_fields=["status", "error", "finished_at"])
