"""How far an import is, how fast it goes, and how many documents it has, which a process of its own counts."""

from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Self

from articles.importing.annotating.opening_process import count_documents
from articles.importing.annotating.process_start import CONTEXT
from articles.importing.annotating.worker_processes import end_with_parent
from articles.importing.options import ImportOptions
from articles.models import BatchStatus, ImportBatch

# An import of fewer documents is over before a count of them would help.
_FEW: Final = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """Documents done; their total, None until counted; documents a second; seconds left, None where unknown."""

    done: int
    total: int | None
    rate: float
    seconds_left: float | None


def progress_of(batch: ImportBatch, done: int, now: datetime) -> Progress:
    """Return the progress of an import that has `done` documents."""
    if batch.status != BatchStatus.RUNNING or batch.started_at is None:
        return Progress(done, batch.total, 0, None)
    seconds = (now - batch.started_at).total_seconds()
    rate = max(0, done - batch.done_before) / max(seconds, 0.001)
    left = None if batch.total is None or not rate else max(0, batch.total - done) / rate
    return Progress(done, batch.total, rate, left)


class DocumentCount:
    """Counts the documents of an import in a process of its own, which ends with the `with` statement."""

    def __init__(self, paths: Sequence[Path], options: ImportOptions) -> None:
        self._paths, self._options = paths, options
        self._done = 0
        self._pool: ProcessPoolExecutor | None = None
        self._future: Future[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=False)

    def total(self, done: int) -> int | None:
        """Take `done` more documents as done and return the total, None while it is unknown.

        The count begins once the import has shown that it is a long one.
        """
        self._done += done
        if self._future is None and self._done >= _FEW:
            self._pool = ProcessPoolExecutor(1, mp_context=CONTEXT, initializer=end_with_parent)
            self._future = self._pool.submit(count_documents, self._paths, self._options)
        if self._future and self._future.done() and not self._future.exception():
            return self._future.result()
        return None
