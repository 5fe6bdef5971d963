"""Imports in the background, by a worker (`manage.py worker`), and all that may be asked of them afterwards."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from filelock import FileLock, Timeout

from articles.importing.opening.files import Found
from articles.importing.options import ImportOptions
from articles.importing.running.batch import Progress, run_batch, take_in
from articles.importing.storing.undo_import import undo_batch
from articles.models import BatchStatus, ImportBatch, Origin, Outcome

_AT_WORK: Final = (BatchStatus.QUEUED, BatchStatus.RUNNING, BatchStatus.UNDOING)
_AT_REST: Final = (BatchStatus.FINISHED, BatchStatus.STOPPED)
# What to do about an import that died and cannot be taken up.
_ADVICE: Final = {
    Origin.COMMAND: "run the command again",
    Origin.FEED: "what it had not stored comes with the next fetch",
}


def upload(
    files: Sequence[File[bytes]], user: User | None, options: ImportOptions | None = None, *, begin: bool = True
) -> ImportBatch:
    """Keep the uploaded files and queue their import, or have it wait for `begin_upload`; return its batch.

    Raises OSError where they cannot be kept; then there is no batch.
    """
    names = ", ".join(str(file.name) for file in files)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            label=names[:300],
            created_by=user,
            origin=Origin.UPLOAD,
            status=BatchStatus.PREVIEW,
            options=(options or ImportOptions()).as_json(),
        )
        try:
            _keep(files, folder(batch))
        except OSError:
            shutil.rmtree(folder(batch), ignore_errors=True)
            raise
        if begin:
            begin_upload(batch)
    return batch


def begin_upload(batch: ImportBatch) -> None:
    """Queue the import of an upload that waits for it; nothing where it does not wait any more."""
    if ImportBatch.objects.filter(pk=batch.pk, status=BatchStatus.PREVIEW).update(status=BatchStatus.QUEUED):
        batch.status = BatchStatus.QUEUED
        transaction.on_commit(lambda: run_import.enqueue(batch.pk))


def discard(batch: ImportBatch) -> None:
    """Delete an upload whose import was not begun."""
    deleted, _ = ImportBatch.objects.filter(pk=batch.pk, status=BatchStatus.PREVIEW).delete()
    if deleted:
        shutil.rmtree(folder(batch), ignore_errors=True)


def folder(batch: ImportBatch) -> Path:
    """Return where the files of an upload are kept."""
    return Path(settings.MEDIA_ROOT) / str(batch.pk)


def files_of(batch: ImportBatch) -> list[Path]:
    """Return the files of an upload, in the order they were given."""
    return sorted(folder(batch).glob("*/*"))


def _keep(files: Sequence[File[bytes]], into: Path) -> None:
    into.mkdir(parents=True)
    for number, file in enumerate(files):
        name = PurePosixPath(str(file.name)).name
        # Two files of one name are kept apart; the folder is not part of what is shown.
        place = into / f"{number:04}" / name
        place.parent.mkdir()
        with place.open("wb") as handle:
            for chunk in file.chunks():
                handle.write(chunk)


@task()
def run_import(batch_id: int) -> None:
    """Import an upload; does nothing where it is finished, or where another worker is at it."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with _lock(batch):
            batch.refresh_from_db()
            if batch.status in (BatchStatus.QUEUED, BatchStatus.RUNNING):
                run_batch(batch, files_of(batch))
    except Timeout:
        return


@task()
def undo_import(batch_id: int) -> None:
    """Undo an import; does nothing where it is undone, or where another worker is at it.

    Where an error stops it the import says so, and can be undone again, from where it was.
    """
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with _lock(batch):
            batch.refresh_from_db()
            if batch.status == BatchStatus.UNDOING:
                undo_batch(batch)
    except Timeout:
        return
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        ImportBatch.objects.filter(pk=batch_id).update(status=BatchStatus.STOPPED, error=reason)
        raise


def can_resume(batch: ImportBatch) -> bool:
    """Tell whether an upload stopped, or is said to be at work while no process is."""
    return batch.origin == Origin.UPLOAD and (batch.status == BatchStatus.STOPPED or is_dead(batch))


def resume(batch: ImportBatch) -> None:
    """Have an upload that stopped go on where it was."""
    if can_resume(batch):
        _queue(batch)


def can_retry(batch: ImportBatch) -> bool:
    """Tell whether an upload has come to its end and some of it failed."""
    return batch.origin == Origin.UPLOAD and batch.status in _AT_REST and batch.counts()[Outcome.FAILED] > 0


def retry_failed(batch: ImportBatch) -> None:
    """Import again what of an upload could not be imported."""
    if can_retry(batch):
        with transaction.atomic():
            batch.items.filter(outcome=Outcome.FAILED).delete()
            _queue(batch)


def can_undo(batch: ImportBatch) -> bool:
    """Tell whether an import has come to its end and has changed anything."""
    counts = batch.counts()
    return batch.status in _AT_REST and counts[Outcome.IMPORTED] + counts[Outcome.UPDATED] > 0


def undo_later(batch: ImportBatch) -> None:
    """Have a worker undo an import."""
    if can_undo(batch):
        ImportBatch.objects.filter(pk=batch.pk).update(status=BatchStatus.UNDOING, error="")
        transaction.on_commit(lambda: undo_import.enqueue(batch.pk))


def _queue(batch: ImportBatch) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(status=BatchStatus.QUEUED, error="")
    transaction.on_commit(lambda: run_import.enqueue(batch.pk))


def resume_interrupted() -> tuple[list[int], list[int]]:
    """Queue again the uploads that nobody works on, and mark commands and fetches of feeds that died as stopped.

    Returns the ids of both. For a worker to call when it starts.
    """
    dead = [batch for batch in ImportBatch.objects.filter(status__in=_AT_WORK).order_by("pk") if not _alive(batch)]
    uploads = [batch for batch in dead if batch.origin == Origin.UPLOAD or batch.status == BatchStatus.UNDOING]
    others = [batch.pk for batch in dead if batch not in uploads]
    for batch in uploads:
        (undo_import if batch.status == BatchStatus.UNDOING else run_import).enqueue(batch.pk)
    for origin, advice in _ADVICE.items():
        ImportBatch.objects.filter(pk__in=others, origin=origin).update(
            status=BatchStatus.STOPPED, error=f"the process was killed; {advice}", finished_at=timezone.now()
        )
    return [batch.pk for batch in uploads], others


def begin_command(paths: Sequence[Path], options: ImportOptions) -> ImportBatch:
    """Return the batch that was cut off while it imported the same with the same options, else a new one.

    Files and folders are the same in which nothing has changed since.
    """
    given = [[str(path.resolve()), _state(path)] for path in paths]
    cut_off = ImportBatch.objects.filter(
        origin=Origin.COMMAND, status__in=[BatchStatus.RUNNING, BatchStatus.STOPPED]
    ).order_by("-pk")
    for batch in cut_off:
        if batch.paths == given and batch.options == options.as_json() and not _alive(batch):
            return batch
    label = ", ".join(map(str, paths))[:300]
    return ImportBatch.objects.create(label=label, paths=given, options=options.as_json())


def _state(path: Path) -> str:
    """Return what differs when a file, or any file in a folder, is another."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.is_file():
            stat = file.stat()
            digest.update(f"{file.relative_to(path)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode(errors="replace"))
    return digest.hexdigest()


def run_under_lock(batch: ImportBatch, paths: Sequence[Path], *, progress: Progress) -> Counter[str]:
    """Import paths in this process, holding the lock that tells it is alive; see `run`."""
    with _lock(batch):
        return run_batch(batch, paths, progress=progress)


def take_in_under_lock(batch: ImportBatch, found: Iterable[Found], *, options: ImportOptions) -> Counter[str]:
    """Import documents in this process, holding the lock that tells it is alive; see `take_in`."""
    with _lock(batch):
        return take_in(batch, found, options=options)


def is_dead(batch: ImportBatch) -> bool:
    """Tell whether an import is said to run while no process does; one that waits, also to be undone, has none yet."""
    return batch.status == BatchStatus.RUNNING and not _alive(batch)


def _lock(batch: ImportBatch) -> FileLock:
    locks = Path(settings.DATA_DIR) / "locks"
    locks.mkdir(exist_ok=True)
    return FileLock(locks / f"import-{batch.pk}", timeout=0)


def _alive(batch: ImportBatch) -> bool:
    """An import holds its lock as long as its process lives, so a lock that can be had tells that it died."""
    try:
        with _lock(batch):
            return False
    except Timeout:
        return True
