"""Whole indexes side by side in one folder, and the pointer that says which of them is read.

    PATH/current            the name of the generation that readers open
    PATH/<generation>/      one whole index, and what it was made by and for: `stamp` and `fields`
    PATH/build.lock         held by the one process that builds a generation
    PATH/write.lock         held by the one process that writes to the current generation, or replaces it
    PATH/changed            what was written since the build began: the identifiers, a line each

The pointer is replaced by a rename, so a reader sees the old generation or the new one, never a half. Writers don't
wait for a build: what they change meanwhile is brought into the new generation before it takes its place.
"""

import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from haystack.exceptions import SearchBackendError


class IndexMissing(SearchBackendError):
    """There is no index to read yet."""


class IndexVersions:
    """The generations of one index under a folder, which is made at the first write."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path:
        """Return the folder of the generation to read; raises IndexMissing where there is none."""
        try:
            return self.path / (self.path / "current").read_text()
        except FileNotFoundError as error:
            raise IndexMissing(f"there is no search index in {self.path} yet") from error

    def exists(self) -> bool:
        """Tell whether there is a generation to read."""
        return (self.path / "current").exists()

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
    def building(self) -> Iterator[None]:
        """Wait for other builders of this folder, in any process, and keep them out meanwhile. Re-entrant.

        Who builds may go on to write; who writes must not wait for a builder.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path / "build.lock", is_singleton=True):
            yield

    @contextmanager
    def beside(self) -> Iterator[Path]:
        """Give an empty folder to build a generation in; on an error it is removed."""
        folder = self.path / f"{time.time_ns():x}-{os.getpid()}"
        with self.building():
            self._begin_noting()
            folder.mkdir()
            try:
                yield folder
            except BaseException:
                shutil.rmtree(folder)
                raise
            finally:
                self._changed.unlink()

    def put_in_place(self, folder: Path, *, stamp: str, fields: str) -> None:
        """Make a generation the current one; for who builds and writes."""
        (folder / "fields").write_text(fields)
        (folder / "stamp").write_text(stamp)
        self._point_to(folder)
        self._remove_old()

    def note(self, identifiers: Iterable[str]) -> None:
        """Tell who builds what is about to be changed in the current generation; for who writes."""
        if self._changed.exists():
            with self._changed.open("a") as handle:
                handle.writelines(f"{identifier}\n" for identifier in identifiers)

    def take_changed(self) -> set[str]:
        """Return what was noted since the build began, or since the last call; for who builds."""
        with self.writing():
            noted = set(self._changed.read_text().splitlines())
            self._changed.write_text("")
        return noted

    @property
    def _changed(self) -> Path:
        return self.path / "changed"

    def _begin_noting(self) -> None:
        with self.writing():
            self._changed.write_text("")

    def _point_to(self, folder: Path) -> None:
        pointer = self.path / f"current.{os.getpid()}"
        with pointer.open("w") as handle:
            handle.write(folder.name)
            handle.flush()
            os.fsync(handle.fileno())
        pointer.replace(self.path / "current")

    def _remove_old(self) -> None:
        """Remove all but the current generation and the one before, which a slow reader may still open.

        A folder without a stamp is what a builder that was killed left behind: nobody else builds meanwhile.
        """
        folders = sorted((p for p in self.path.iterdir() if p.is_dir()), key=lambda p: p.stat().st_mtime)
        whole = [folder for folder in folders if (folder / "stamp").exists()]
        for folder in set(folders) - set(whole[-2:]):
            shutil.rmtree(folder, ignore_errors=True)
