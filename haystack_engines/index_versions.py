"""Versions of one index side by side in a folder, and the pointer that says which of them is read.

    PATH/current            the name of the version that readers open
    PATH/<version>/         one whole index; `stamp` says what it was made by, `fields` which fields it was made for
    PATH/build.lock         held by the one process that builds a version
    PATH/write.lock         held by the one process that writes to the current version, or replaces it
    PATH/changed            identifiers of what was written since the build began, one a line

The pointer is replaced by a rename, so a reader sees the old version or the new one, never a half. Writers don't
wait for a build: what they change meanwhile is brought into the new version before it takes the old one's place.
Nothing here depends on the time of files or of the clock.
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from filelock import FileLock
from haystack.exceptions import SearchBackendError

NUMBERED = re.compile(r"(\d+)-[0-9a-f]+")


class IndexMissing(SearchBackendError):
    """There is no index to read yet."""


class Versions(Protocol):
    """The versions of one index. Where they are not folders, a folder is the name of one as a path.

    `IndexVersions` says what each method does.
    """

    @property
    def path(self) -> Path:
        """What all versions lie in."""

    def current(self) -> Path: ...  # noqa: D102
    def exists(self) -> bool: ...  # noqa: D102
    def stamp(self) -> str: ...  # noqa: D102
    def fields(self, folder: Path) -> str: ...  # noqa: D102
    def writing(self) -> AbstractContextManager[None]: ...  # noqa: D102
    def building(self) -> AbstractContextManager[None]: ...  # noqa: D102
    def new_version(self) -> AbstractContextManager[Path]: ...  # noqa: D102
    def make_current(self, folder: Path, *, stamp: str, fields: str) -> None: ...  # noqa: D102
    def record_changes(self, identifiers: Iterable[str]) -> None: ...  # noqa: D102
    def take_changes(self) -> set[str]: ...  # noqa: D102


class IndexVersions:
    """The versions of one index under a folder. The folder is made at the first write."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path:
        """Return the folder of the version to read; raises IndexMissing where there is none."""
        try:
            return self.path / (self.path / "current").read_text()
        except FileNotFoundError as error:
            raise IndexMissing(f"there is no search index in {self.path} yet") from error

    def exists(self) -> bool:
        """Tell whether there is a version to read."""
        return (self.path / "current").exists()

    def stamp(self) -> str:
        """Return the stamp of the current version; raises IndexMissing where there is no version, or no stamp."""
        try:
            return (self.current() / "stamp").read_text()
        except FileNotFoundError as error:
            raise IndexMissing(f"the search index in {self.path} is not stamped") from error

    def fields(self, folder: Path) -> str:
        """Return the list of fields that a version was made for, "" where it has no such list."""
        listed = folder / "fields"
        return listed.read_text() if listed.exists() else ""

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock of writers, across processes. Re-entrant within a thread."""
        self.path.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path / "write.lock", is_singleton=True):
            yield

    @contextmanager
    def building(self) -> Iterator[None]:
        """Hold the lock of builders, across processes. Re-entrant within a thread.

        To avoid deadlock, take this lock before that of writers, never after.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path / "build.lock", is_singleton=True):
            yield

    @contextmanager
    def new_version(self) -> Iterator[Path]:
        """Give an empty folder to build a version in, and record meanwhile what writers change.

        The folder is removed if the build raises an error.
        """
        with self.building():
            self._start_recording()
            folder = self.path / self._next_name()
            folder.mkdir()
            try:
                yield folder
            except BaseException:
                shutil.rmtree(folder)
                raise
            finally:
                self._changed.unlink()

    def make_current(self, folder: Path, *, stamp: str, fields: str) -> None:
        """Make a version the current one, and remove those before the last. Needs both locks."""
        (folder / "fields").write_text(fields)
        (folder / "stamp").write_text(stamp)
        previous = self.current() if self.exists() else folder
        self._point_to(folder)
        self._remove_all_but(folder, previous)

    def record_changes(self, identifiers: Iterable[str]) -> None:
        """Record what is about to be changed in the current version, if one is being built. Needs the writers' lock."""
        if self._changed.exists():
            with self._changed.open("a") as handle:
                handle.writelines(f"{identifier}\n" for identifier in identifiers)

    def take_changes(self) -> set[str]:
        """Return the identifiers recorded since the build began, or since the last call. Needs the builders' lock."""
        with self.writing():
            changed = set(self._changed.read_text().splitlines())
            self._changed.write_text("")
        return changed

    @property
    def _changed(self) -> Path:
        return self.path / "changed"

    def _start_recording(self) -> None:
        with self.writing():
            self._changed.write_text("")

    def _next_name(self) -> str:
        """Return a number for people to read, and random digits: a name that was used once never comes back."""
        numbers = [int(found[1]) for path in self.path.iterdir() if (found := NUMBERED.fullmatch(path.name))]
        return f"{max(numbers, default=0) + 1:06}-{secrets.token_hex(4)}"

    def _point_to(self, folder: Path) -> None:
        pointer = self.path / f"current.{os.getpid()}"
        with pointer.open("w") as handle:
            handle.write(folder.name)
            handle.flush()
            os.fsync(handle.fileno())
        pointer.replace(self.path / "current")

    def _remove_all_but(self, current: Path, previous: Path) -> None:
        """Remove old versions, and what killed builders left: nobody else builds meanwhile.

        The previous version stays for readers that have read the pointer but not yet opened the folder.
        """
        for folder in self.path.iterdir():
            if folder.is_dir() and folder not in (current, previous):
                shutil.rmtree(folder, ignore_errors=True)
