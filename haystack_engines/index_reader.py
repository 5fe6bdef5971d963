"""Open indexes. All threads of a process share one reader of an index; it is replaced after a commit."""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from weakref import WeakValueDictionary

from haystack_engines.clauses import Clause


class IndexReader(Protocol):
    """An index as it was at one commit. Safe to use from several threads."""

    @property
    def folder(self) -> Path:
        """The folder of the index version that is open."""

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since the reader was opened."""

    def document_count(self) -> int:
        """Return the number of documents in the index."""

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Return "hits" (their number), "results" and "facets" of a clause; options as for `ClauseBackend.search`."""

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        """Return the identifiers of the documents that match a clause; None where they are more than `most`."""

    def frequency(self, field: str, text: str) -> int:
        """Return the number of documents with the term in the field.

        Documents deleted since their segment was last merged still count.
        """

    def terms_with_prefix(self, field: str, text: str) -> Iterable[tuple[str, int]]:
        """Return the terms of the field that start with the text, each with its `frequency`."""


class SharedReader:
    """The latest reader of one index. Haystack gives each thread a backend of its own; they all read through this."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: IndexReader | None = None

    def latest(self, folder: Path, open_reader: Callable[[Path, IndexReader | None], IndexReader]) -> IndexReader:
        """Return a reader of the last commit in the folder.

        `open_reader` is called if there is none yet, with the older reader of the same folder. While one thread
        opens it, the others get the older reader and do not wait.
        """
        before = self._reader
        if not self._lock.acquire(blocking=before is None) and before is not None:
            return before
        try:
            if self._reader is None or self._reader.folder != folder:
                self._reader = open_reader(folder, None)
            elif not self._reader.is_latest():
                self._reader = open_reader(folder, self._reader)
            return self._reader
        finally:
            self._lock.release()


_READERS: WeakValueDictionary[tuple[str, str, Path], SharedReader] = WeakValueDictionary()
_LOCK = Lock()


def shared_reader(engine: str, alias: str, path: Path) -> SharedReader:
    """Return the reader that all backends of one engine, connection and path in this process share."""
    with _LOCK:
        return _READERS.setdefault((engine, alias, path), SharedReader())
