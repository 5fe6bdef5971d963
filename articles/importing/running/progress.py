"""How far an import is, how fast, and how long it will take yet."""

from dataclasses import dataclass
from datetime import datetime

from articles.models import BatchStatus, ImportBatch


@dataclass(frozen=True, slots=True)
class Progress:
    """Documents done, of how many (None while they are counted); documents a second; seconds left (None: unknown)."""

    done: int
    total: int | None
    rate: float
    seconds_left: float | None


def progress_of(batch: ImportBatch, done: int, now: datetime) -> Progress:
    """Return the progress of an import that has done so many documents."""
    if batch.status != BatchStatus.RUNNING or batch.started_at is None:
        return Progress(done, batch.total, 0, None)
    seconds = (now - batch.started_at).total_seconds()
    rate = max(0, done - batch.done_before) / max(seconds, 0.001)
    left = None if batch.total is None or not rate else max(0, batch.total - done) / rate
    return Progress(done, batch.total, rate, left)
