"""The lock by which others see that an import's process lives: it holds it for as long as it does."""

from contextlib import AbstractContextManager, suppress

from django.db import DatabaseError

from articles.models import BatchStatus, ImportBatch
from articles.models.locks import HeldLock, LockTaken, is_held, named_lock


def import_lock(batch: ImportBatch) -> AbstractContextManager[HeldLock]:
    """Return the lock of an import, to be held while this process imports or undoes it; raises LockTaken."""
    return named_lock(_name(batch))


def keep_lock(lock: HeldLock) -> None:
    """Hold the lock also after the database was restarted.

    Where another worker was faster, both go on: `store` records each document once.
    """
    with suppress(LockTaken, DatabaseError):
        lock.keep()


def is_alive(batch: ImportBatch) -> bool:
    """Tell whether a process imports or undoes a batch, on whatever machine."""
    return is_held(_name(batch))


def is_dead(batch: ImportBatch) -> bool:
    """Tell whether an import is marked as running while no process runs it. One that is queued is not dead."""
    return batch.status == BatchStatus.RUNNING and not is_alive(batch)


def _name(batch: ImportBatch) -> str:
    return f"import-{batch.pk}"
