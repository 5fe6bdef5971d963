"""From what an import is given (files, folders) to the documents in it.

No more than one document is in memory. What cannot be opened is a `RefusedDocument` with its place and reason;
the rest goes on.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.importing.opening import Document, Found, RefusedDocument, UnpackLimits, open_file
from articles.importing.opening.inner import storable
from articles.importing.options import ImportOptions

__all__ = ["Document", "Found", "RefusedDocument", "find_documents"]


def find_documents(paths: Iterable[Path], options: ImportOptions | None = None) -> Iterator[Found]:
    """Yield what is in the files and folders, in the order given; a folder's files by name, hidden ones left out."""
    limits = UnpackLimits.of_settings()
    for path in paths:
        for file, name in _files(path):
            yield from _in_file(file, name, options or ImportOptions(), limits)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield a file, or the files of a folder, with the names that they are told by; links in it are not followed."""
    if not path.is_dir():
        yield path, path.name
        return
    root = path.resolve().name
    for folder, below, names in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file() and not file.is_symlink():
                yield file, f"{root}/{file.relative_to(path).as_posix()}"


def _in_file(file: Path, name: str, options: ImportOptions, limits: UnpackLimits) -> Iterator[Found]:
    path = storable(name)
    try:
        with file.open("rb") as stream:
            yield from open_file(stream, path, options, limits)
    except OSError as error:
        yield RefusedDocument(path, "", f"the file cannot be read: {error.strerror or error}")
