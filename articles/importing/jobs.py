"""Uploads, imported in the background by a worker (`manage.py db_worker`), and taken up again after its death."""

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from filelock import FileLock, Timeout

from articles.importing.documents import Found
from articles.importing.options import ImportOptions
from articles.importing.run import Progress, run, take_in
from articles.models import BatchStatus, ImportBatch, Origin

# An import that was interrupted is taken up by another task while it stands so.
_UNFINISHED = (BatchStatus.QUEUED, BatchStatus.RUNNING)
# What to do about an import that died and cannot be taken up.
_ADVICE = {
    Origin.COMMAND: "run the command again",
    Origin.FEED: "what it had not stored comes with the next fetch",
}


def upload(files: Sequence[File[bytes]], user: User | None) -> ImportBatch:
    """Keep the uploaded files and queue their import; return its batch.

    Raises OSError where they cannot be kept; then there is no batch.
    """
    names = ", ".join(str(file.name) for file in files)
    with transaction.atomic():
        batch = ImportBatch.objects.create(label=names[:300], created_by=user, origin=Origin.UPLOAD)
        try:
            _keep(files, folder(batch))
        except OSError:
            shutil.rmtree(folder(batch), ignore_errors=True)
            raise
        batch_id = batch.pk
        transaction.on_commit(lambda: run_import.enqueue(batch_id))
    return batch


def folder(batch: ImportBatch) -> Path:
    """Return where the files of an upload are kept."""
    return Path(settings.MEDIA_ROOT) / str(batch.pk)


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
            if batch.status != BatchStatus.FINISHED:
                run(batch, sorted(folder(batch).glob("*/*")))
    except Timeout:
        return


def resume_interrupted() -> tuple[list[int], list[int]]:
    """Queue again the uploads that nobody works on, and mark commands and fetches of feeds that died as stopped.

    Returns the ids of both. An import holds its lock as long as its process lives, so a lock that can be had
    tells that it died. For a worker to call when it starts.
    """
    dead = [batch for batch in ImportBatch.objects.filter(status__in=_UNFINISHED).order_by("pk") if not _alive(batch)]
    uploads = [batch.pk for batch in dead if batch.origin == Origin.UPLOAD]
    others = [batch.pk for batch in dead if batch.origin != Origin.UPLOAD]
    for batch_id in uploads:
        run_import.enqueue(batch_id)
    for origin, advice in _ADVICE.items():
        ImportBatch.objects.filter(pk__in=others, origin=origin).update(
            status=BatchStatus.STOPPED, error=f"the process was killed; {advice}", finished_at=timezone.now()
        )
    return uploads, others


def take_in_under_lock(batch: ImportBatch, found: Iterable[Found], *, options: ImportOptions) -> Counter[str]:
    """Import documents in this process, holding the lock that tells it is alive; see `take_in`."""
    with _lock(batch):
        return take_in(batch, found, options=options)


def run_under_lock(
    batch: ImportBatch, paths: Sequence[Path], *, options: ImportOptions, progress: Progress
) -> Counter[str]:
    """Import paths in this process, holding the lock that tells it is alive; see `run`."""
    with _lock(batch):
        return run(batch, paths, options=options, progress=progress)


def _lock(batch: ImportBatch) -> FileLock:
    locks = Path(settings.DATA_DIR) / "locks"
    locks.mkdir(exist_ok=True)
    return FileLock(locks / f"import-{batch.pk}", timeout=0)


def _alive(batch: ImportBatch) -> bool:
    try:
        with _lock(batch):
            return False
    except Timeout:
        return True
