"""Imports by a worker in the background (`manage.py worker`), and what can be done with an import afterwards."""

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

from articles.importing.document import Found
from articles.importing.options import ImportOptions
from articles.importing.running.batch import OnChunk, import_documents, run_batch, with_retries
from articles.importing.running.import_lock import import_lock, is_alive, is_dead, keep_lock
from articles.importing.storing.undo_import import undo_batch
from articles.models import AuditAct, AuditEntry, BatchStatus, ImportBatch, ImportItem, Origin, Outcome
from articles.models.locks import LockTaken
from articles.models.task_records import waits_with

AT_WORK: Final = (BatchStatus.QUEUED, BatchStatus.RUNNING, BatchStatus.UNDOING)
_AT_REST: Final = (BatchStatus.FINISHED, BatchStatus.STOPPED)
# What to do about an import whose process died and that cannot be resumed.
_ADVICE: Final = {
    Origin.COMMAND: "run the command again",
    Origin.FEED: "what it had not stored comes with the next fetch",
}


def upload(
    files: Sequence[File[bytes]], user: User | None, options: ImportOptions | None = None, *, begin: bool = True
) -> ImportBatch:
    """Keep the uploaded files and return their batch, with its import queued or waiting for `begin_upload`.

    Raises OSError where the files cannot be kept; then no batch is made.
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
    """Queue the import of an upload that waits for this; does nothing where it waits no longer."""
    if ImportBatch.objects.filter(pk=batch.pk, status=BatchStatus.PREVIEW).update(status=BatchStatus.QUEUED):
        batch.status = BatchStatus.QUEUED
        AuditEntry.objects.record(AuditAct.IMPORT, batch, name=batch.label)
        transaction.on_commit(lambda: run_import.enqueue(batch.pk))


def discard(batch: ImportBatch) -> None:
    """Delete an upload whose import has not begun."""
    deleted, _ = ImportBatch.objects.filter(pk=batch.pk, status=BatchStatus.PREVIEW).delete()
    if deleted:
        AuditEntry.objects.record(AuditAct.IMPORT_DISCARDED, batch, name=batch.label)
        shutil.rmtree(folder(batch), ignore_errors=True)


def folder(batch: ImportBatch) -> Path:
    """Return the folder in which the files of an upload are kept."""
    return Path(settings.MEDIA_ROOT) / str(batch.pk)


def files_of(batch: ImportBatch) -> list[Path]:
    """Return the files and folders of an upload, in the order in which they were uploaded."""
    return sorted(folder(batch).glob("*/*"))


def count_files(batch: ImportBatch) -> int:
    """Return the number of files of an upload, those in its folders counted."""
    return sum(1 for path in folder(batch).glob("*/**/*") if path.is_file())


def files_named(batch: ImportBatch, path: str) -> list[Path]:
    """Return the files of an upload that may hold the document with this path: those that it begins with."""
    parts = PurePosixPath(path).parts
    found = (_file_along(top, parts[1:]) for top in files_of(batch) if top.name == parts[0])
    return [file for file in found if file is not None]


def _file_along(top: Path, parts: Sequence[str]) -> Path | None:
    """Return the first file on the way from an uploaded file or folder along the names in a path."""
    way = [top, *(top.joinpath(*parts[: n + 1]) for n in range(len(parts)))]
    return next((place for place in way if place.is_file()), None)


def _keep(files: Sequence[File[bytes]], into: Path) -> None:
    into.mkdir(parents=True)
    for number, file in enumerate(files):
        name = PurePosixPath(str(file.name)).name
        # A folder each, so that two files may have one name; it is not part of the path that is shown.
        place = into / f"{number:04}" / name
        place.parent.mkdir()
        with place.open("wb") as handle:
            for chunk in file.chunks():
                handle.write(chunk)


@task()
def run_import(batch_id: int) -> None:
    """Import an upload; does nothing where it is finished or another worker is importing it."""
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with import_lock(batch) as lock:
            batch.refresh_from_db()
            if batch.status in (BatchStatus.QUEUED, BatchStatus.RUNNING):
                run_batch(batch, files_of(batch), progress=lambda counts: keep_lock(lock))
    except LockTaken:
        return


@task()
def undo_import(batch_id: int) -> None:
    """Undo an import; does nothing where it is undone or another worker is undoing it.

    An error is recorded in the batch; undoing it again goes on from there.
    """
    batch = ImportBatch.objects.get(pk=batch_id)
    try:
        with import_lock(batch):
            batch.refresh_from_db()
            if batch.status == BatchStatus.UNDOING:
                undo_batch(batch)
    except LockTaken:
        return
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        ImportBatch.objects.filter(pk=batch_id).update(status=BatchStatus.STOPPED, error=reason)
        raise


def can_resume(batch: ImportBatch) -> bool:
    """Tell whether an upload stopped, or is marked as running while no process runs it."""
    return batch.origin == Origin.UPLOAD and (batch.status == BatchStatus.STOPPED or is_dead(batch))


def resume(batch: ImportBatch) -> None:
    """Queue an upload that stopped; it goes on where it stopped."""
    if can_resume(batch):
        _queue(batch)


def can_retry(batch: ImportBatch) -> bool:
    """Tell whether an upload has ended and some of its documents failed."""
    return batch.origin == Origin.UPLOAD and batch.status in _AT_REST and batch.counts()[Outcome.FAILED] > 0


def retry_failed(batch: ImportBatch, like: Iterable[ImportItem] | None = None) -> bool:
    """Queue the documents of an upload that failed; tell whether that was possible.

    Given some of them, only these are queued, and those of the same file that failed for the same reason.
    """
    if not can_retry(batch):
        return False
    with transaction.atomic():
        failed = batch.items.filter(outcome=Outcome.FAILED)
        if like is None:
            failed.delete()
        for item in like or ():
            failed.filter(path=item.path, reason=item.reason).delete()
        _queue(batch)
    return True


def can_repeat(batch: ImportBatch) -> bool:
    """Tell whether an upload was undone, so that it can be imported again."""
    return batch.origin == Origin.UPLOAD and batch.status == BatchStatus.UNDONE and bool(files_of(batch))


@transaction.atomic
def repeat(batch: ImportBatch, user: User | None) -> ImportBatch:
    """Queue another import of an undone upload, with its options and all that was corrected in its preview.

    It takes the files over, so the undone one cannot be repeated again. Return the import, the undone one where it
    cannot be repeated. Raises OSError where the files cannot be moved.
    """
    if not can_repeat(batch):
        return batch
    again: ImportBatch = ImportBatch.objects.create(
        label=batch.label, created_by=user, origin=batch.origin, status=BatchStatus.QUEUED, options=batch.options
    )
    folder(batch).rename(folder(again))
    transaction.on_commit(lambda: run_import.enqueue(again.pk))
    return again


def can_undo(batch: ImportBatch) -> bool:
    """Tell whether an import has ended and has changed any article."""
    counts = batch.counts()
    return batch.status in _AT_REST and counts[Outcome.IMPORTED] + counts[Outcome.UPDATED] > 0


def undo_later(batch: ImportBatch, *, undoes_edits: bool = False) -> None:
    """Queue the undoing of an import, also of articles that an editor has changed since if `undoes_edits`."""
    if can_undo(batch):
        status = BatchStatus.UNDOING
        ImportBatch.objects.filter(pk=batch.pk).update(status=status, error="", undoes_edits=undoes_edits)
        AuditEntry.objects.record(AuditAct.IMPORT_UNDONE, batch, name=batch.label)
        transaction.on_commit(lambda: undo_import.enqueue(batch.pk))


def _queue(batch: ImportBatch) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(status=BatchStatus.QUEUED, error="")
    AuditEntry.objects.record(AuditAct.IMPORT, batch, name=batch.label)
    transaction.on_commit(lambda: run_import.enqueue(batch.pk))


def resume_interrupted() -> tuple[list[int], list[int]]:
    """Queue again the uploads whose process died; mark commands and fetches of feeds that died as stopped.

    Returns the ids of both. Workers call it when they start and now and then, for the imports of other workers.
    """
    at_work = ImportBatch.objects.filter(status__in=AT_WORK).order_by("pk")
    dead = [batch for batch in at_work if not _waits(batch) and not is_alive(batch)]
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
    """Return the batch of the same import that was cut off, else a new one.

    It is the same import where the paths, the options and all files in the paths are unchanged.
    """
    given = [[str(path.resolve()), _state(path)] for path in paths]
    cut_off = ImportBatch.objects.filter(
        origin=Origin.COMMAND, status__in=[BatchStatus.RUNNING, BatchStatus.STOPPED]
    ).order_by("-pk")
    for batch in cut_off:
        if batch.paths == given and batch.options == options.as_json() and not is_alive(batch):
            return batch
    label = ", ".join(map(str, paths))[:300]
    batch = ImportBatch(label=label, paths=given, options=options.as_json())
    with_retries(batch, batch.save)
    return batch


def _state(path: Path) -> str:
    """Return a SHA-256 of the names, sizes and times of a file or of all files in a folder."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.is_file():
            stat = file.stat()
            digest.update(f"{file.relative_to(path)}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode(errors="replace"))
    return digest.hexdigest()


def run_under_lock(batch: ImportBatch, paths: Sequence[Path], *, progress: OnChunk) -> Counter[str]:
    """Import paths in this process, holding the lock that shows that it is alive; see `run_batch`."""

    def on_chunk(counts: Counter[str]) -> None:
        keep_lock(lock)
        progress(counts)

    with import_lock(batch) as lock:
        return run_batch(batch, paths, progress=on_chunk)


def import_documents_under_lock(batch: ImportBatch, found: Iterable[Found], *, options: ImportOptions) -> Counter[str]:
    """Import documents in this process, holding the lock that shows that it is alive; see `import_documents`."""
    with import_lock(batch) as lock:
        return import_documents(batch, found, options=options, progress=lambda counts: keep_lock(lock))


def _waits(batch: ImportBatch) -> bool:
    """Tell whether a worker will take up an import by itself."""
    return waits_with(undo_import if batch.status == BatchStatus.UNDOING else run_import, batch.pk)
