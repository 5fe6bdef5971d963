"""Whole indexes side by side in one folder, and the pointer that says which of them is read.

    PATH/current            the name of the generation that readers open
    PATH/<generation>/      one whole index, and what it was made by and for: `stamp` and `fields`
    PATH/write.lock         held by the one process that writes

The pointer is replaced by a rename, so a reader sees the old generation or the new one, never a half.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from haystack.exceptions import SearchBackendError


class IndexMissing(SearchBackendError):
    """There is no index to read yet."""


class Generations:
    """The generations of one index under a folder, which is made at the first write."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path:
        """Return the folder of the generation to read; raises IndexMissing where there is none."""
        try:
            return self.path / (self.path / "current").read_text()
        except FileNotFoundError as error:
            raise IndexMissing(f"there is no search index in {self.path} yet") from error

    def stamp(self) -> str:
        """Return what the current generation was stamped with; raises IndexMissing where there is none."""
        try:
            return (self.current() / "stamp").read_text()
        except FileNotFoundError as error:
            raise IndexMissing(f"the search index in {self.path} is not stamped") from error

    def fields(self, folder: Path) -> str:
        """Return the list of fields that a generation was made for, "" where it tells none."""
        listed = folder / "fields"
        return listed.read_text() if listed.exists() else ""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wait for other writers of this folder, in any process, and keep them out meanwhile. Re-entrant."""
        self.path.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path / "write.lock", is_singleton=True):
            yield

    @contextmanager
    def beside(self, stamp: str, fields: str) -> Iterator[Path]:
        """Give an empty folder to build a generation in; on leaving without an error it becomes the current one."""
        folder = self.path / f"{time.time_ns():x}-{os.getpid()}"
        folder.mkdir(parents=True)
        try:
            yield folder
            (folder / "fields").write_text(fields)
            (folder / "stamp").write_text(stamp)
            self._point_to(folder)
        except BaseException:
            shutil.rmtree(folder)
            raise
        self._remove_old()

    def _point_to(self, folder: Path) -> None:
        pointer = self.path / f"current.{os.getpid()}"
        with pointer.open("w") as handle:
            handle.write(folder.name)
            handle.flush()
            os.fsync(handle.fileno())
        pointer.replace(self.path / "current")

    def _remove_old(self) -> None:
        """Remove all but the current generation and the one before, which a slow reader may still open.

        A folder without a stamp is what a writer that was killed left behind: nobody else builds meanwhile.
        """
        folders = sorted((p for p in self.path.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
        whole = [folder for folder in folders if (folder / "stamp").exists()]
        for folder in set(folders) - set(whole[-2:]):
            shutil.rmtree(folder, ignore_errors=True)
