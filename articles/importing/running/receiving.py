"""Uploads whose files come one by one: announced first, then sent in any order, also after an interruption."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files import File

from articles.importing.options import ImportOptions
from articles.importing.running.jobs import folder
from articles.models import BatchStatus, ImportBatch, Origin

# More files than these are packed as ZIP instead: the browser sends each in a request of its own.
MOST_FILES: Final = 5_000
_LONGEST_PATH: Final = 1_000
# Bytes of a name, and folders in folders, that file systems have room for.
_LONGEST_NAME: Final = 255
_DEEPEST: Final = 32


class UploadRefused(Exception):
    """An upload, or one file of it, that is not taken; `reason` is a key of the messages of the page."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True, slots=True)
class AnnouncedFile:
    """A file that the browser is to send: its number, its path as the user chose it ("Báo/a.txt"), its bytes."""

    number: int
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """How many of the announced files and bytes have arrived, of how many, and the files that are missing."""

    files: int
    all_files: int
    size: int
    whole_size: int
    missing: tuple[AnnouncedFile, ...]


def announce(files: Sequence[tuple[str, int]], user: User, options: ImportOptions) -> ImportBatch:
    """Return the batch of an upload whose files, given by path and bytes, are still to come.

    Raises UploadRefused where they are too many, too large, or one has no path to keep it at.
    """
    if not files:
        raise UploadRefused("empty")
    if len(files) > MOST_FILES:
        raise UploadRefused("many", str(MOST_FILES))
    if sum(size for _, size in files) > settings.UPLOAD_MAX_MB * 1024**2:
        raise UploadRefused("large", str(settings.UPLOAD_MAX_MB))
    for path, size in files:
        if size < 0 or not _is_safe(path):
            raise UploadRefused("path", path[:_LONGEST_NAME])
    tops = dict.fromkeys(PurePosixPath(path).parts[0] for path, _ in files)
    batch: ImportBatch = ImportBatch.objects.create(
        label=", ".join(tops)[:300],
        created_by=user,
        origin=Origin.UPLOAD,
        status=BatchStatus.PREVIEW,
        options=options.as_json(),
        paths=[[path, size] for path, size in files],
    )
    return batch


def receive(batch: ImportBatch, number: int, file: File[bytes]) -> None:
    """Keep one announced file; one that came before is replaced.

    Raises UploadRefused where it was not announced so, or the upload has begun, and OSError where it cannot be kept.
    """
    announced = _announced(batch)
    if batch.status != BatchStatus.PREVIEW or not 0 <= number < len(announced):
        raise UploadRefused("unknown")
    if file.size != announced[number].size:
        raise UploadRefused("changed", announced[number].path)
    place = _places(batch, announced)[number]
    place.parent.mkdir(parents=True, exist_ok=True)
    # Beside the files that are imported, so that half a file is none of them.
    half = folder(batch) / f"half-{number}"
    try:
        with half.open("wb") as handle:
            for chunk in file.chunks():
                handle.write(chunk)
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)


def arrival(batch: ImportBatch) -> Arrival:
    """Return how far an upload is whose files come one by one."""
    announced = _announced(batch)
    missing = tuple(
        one for one, place in zip(announced, _places(batch, announced), strict=True) if not _has(place, one.size)
    )
    whole = sum(one.size for one in announced)
    return Arrival(
        files=len(announced) - len(missing),
        all_files=len(announced),
        size=whole - sum(one.size for one in missing),
        whole_size=whole,
        missing=missing,
    )


def leave_missing(batch: ImportBatch) -> None:
    """Take the files that have arrived for the whole upload."""
    missing = {one.number for one in arrival(batch).missing}
    # The files keep their places, which go by the files before them.
    batch.paths = [one if number not in missing else [] for number, one in enumerate(batch.paths)]
    batch.save(update_fields=["paths"])


def _announced(batch: ImportBatch) -> list[AnnouncedFile]:
    rows: list[Any] = batch.paths
    return [AnnouncedFile(number, *(row or ("", -1))) for number, row in enumerate(rows)]


def _places(batch: ImportBatch, announced: Sequence[AnnouncedFile]) -> list[Path]:
    """Return where each file is kept: each in a folder of its own, those of one chosen folder together."""
    first_of: dict[str, int] = {}
    taken: set[tuple[int, str]] = set()
    places = []
    for one in announced:
        top, below, _ = one.path.partition("/")
        number = first_of.setdefault(top, one.number) if below else one.number
        if (number, one.path) in taken:
            number = one.number
        taken.add((number, one.path))
        places.append(folder(batch) / f"{number:05}" / one.path)
    return places


def _has(place: Path, size: int) -> bool:
    """Tell whether a file has arrived; one that is left out (-1 bytes) is not waited for."""
    return size < 0 or (place.is_file() and place.stat().st_size == size)


def _is_safe(path: str) -> bool:
    """Tell whether a path leads to a place below its folder, by names that every system can keep and show."""
    parts = path.split("/")
    return (
        len(path) <= _LONGEST_PATH
        and len(parts) <= _DEEPEST
        and path.isprintable()
        and "\\" not in path
        and all(part not in ("", ".", "..") and len(part.encode()) <= _LONGEST_NAME for part in parts)
    )
