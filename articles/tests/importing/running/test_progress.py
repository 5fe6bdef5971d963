from datetime import UTC, datetime, timedelta

from articles.importing.running.progress import progress_of
from articles.models import BatchStatus, ImportBatch

BEGUN = datetime(2024, 6, 14, 10, tzinfo=UTC)


def _batch(**columns: object) -> ImportBatch:
    return ImportBatch(label="kho.zip", status=BatchStatus.RUNNING, started_at=BEGUN, **columns)


def test_the_rate_is_that_of_this_run_and_tells_the_time_left() -> None:
    progress = progress_of(_batch(total=1000, done_before=100), 400, BEGUN + timedelta(seconds=10))
    assert (progress.rate, progress.seconds_left) == (30, 20)


def test_before_they_are_counted_nobody_knows_how_long_it_takes() -> None:
    assert progress_of(_batch(), 400, BEGUN + timedelta(seconds=10)).seconds_left is None


def test_an_import_that_ended_has_no_rate() -> None:
    batch = _batch(total=400)
    batch.status = BatchStatus.FINISHED
    assert (progress_of(batch, 400, BEGUN).rate, progress_of(batch, 400, BEGUN).seconds_left) == (0, None)
