"""Open indexes: each is opened once for all threads of a process, and again only after a commit."""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from weakref import WeakValueDictionary

from haystack_engines.clauses import Clause


class IndexReader(Protocol):
    """An open index, as it stood at one commit; safe for threads."""

    @property
    def folder(self) -> Path:
        """The generation that is open."""

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since."""

    def document_count(self) -> int:
        """Return how many documents it holds."""

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Return hits, results and facets of a clause, as Haystack wants them."""

    def frequency(self, field: str, text: str) -> int:
        """Return how many documents have the term in the field."""

    def beginning(self, field: str, text: str) -> Iterable[tuple[str, int]]:
        """Return the terms of the field that begin so, each with the number of documents that have it."""


class SharedReader:
    """The latest reader of one index. Haystack gives each thread a backend of its own; they meet here."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: IndexReader | None = None

    def latest(self, folder: Path, opener: Callable[[Path, IndexReader | None], IndexReader]) -> IndexReader:
        """Return a reader of the last commit in a folder, opened where there is none yet.

        While another thread opens it, the reader before is returned: nobody waits for what was just written.
        """
        before = self._reader
        if not self._lock.acquire(blocking=before is None) and before is not None:
            return before
        try:
            if self._reader is None or self._reader.folder != folder:
                self._reader = opener(folder, None)
            elif not self._reader.is_latest():
                self._reader = opener(folder, self._reader)
            return self._reader
        finally:
            self._lock.release()


_OPENED: WeakValueDictionary[tuple[str, str, Path], SharedReader] = WeakValueDictionary()
_LOCK = Lock()


def shared(engine: str, alias: str, path: Path) -> SharedReader:
    """Return what all backends of an engine, connection and path in this process have in common."""
    with _LOCK:
        return _OPENED.setdefault((engine, alias, path), SharedReader())
