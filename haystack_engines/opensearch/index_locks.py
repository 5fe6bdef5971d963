"""Who may write an index of a cluster: locks that a project gives, or files on one machine."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import local
from typing import Any

from filelock import FileLock

# Holds the lock of a name, for ever if need be, in any process and on any machine. It need not be re-entrant.
TakeLock = Callable[[str], AbstractContextManager[Any]]


class Locks:
    """The locks of one index, each re-entrant within a thread."""

    def __init__(self, name: str, take: TakeLock | None) -> None:
        self._name = name
        self._take = take or _file_lock
        self._held = _HELD

    @contextmanager
    def held(self, purpose: str) -> Iterator[None]:
        """Hold the lock for a purpose, such as "write"."""
        name = f"{self._name} {purpose}"
        if name in self._held.names:
            yield
            return
        with self._take(name):
            self._held.names.add(name)
            try:
                yield
            finally:
                self._held.names.discard(name)


class _Held(local):
    """The names of the locks that this thread holds."""

    def __init__(self) -> None:
        self.names: set[str] = set()


_HELD = _Held()


@contextmanager
def _file_lock(name: str) -> Iterator[None]:
    folder = Path(tempfile.gettempdir()) / "haystack-engines"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / f"{name}.lock"):
        yield
