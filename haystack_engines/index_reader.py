"""Open indexes. All threads of a process share one reader of an index; it is replaced after a commit."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar, Token
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, Self
from weakref import WeakValueDictionary

from haystack.exceptions import SearchBackendError

from haystack_engines.clauses import Chain, Clause

# Tells whether a term is wanted.
TermTest = Callable[[str], bool]


class IndexReader(Protocol):
    """An index as it was at one commit. Safe to use from several threads."""

    @property
    def folder(self) -> Path:
        """The folder of the index version that is open."""

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since the reader was opened.

        Raises SearchBackendError where a file that the reader maps into memory was cut short.
        """

    def document_count(self) -> int:
        """Return the number of documents in the index."""

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Return "hits" (their number), "results" and "facets" of a clause; options as for `ClauseBackend.search`."""

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        """Return the identifiers of the documents that match a clause; None where they are more than `most`."""

    def counts_at_ends(self, clause: Clause, chains: Sequence[Chain], terms: Iterable[str]) -> Iterator[int]:
        """Yield for each term in how many documents that match a clause it stands where one of the chains ends.

        It is looked for in the field of the last operand of that chain.
        """

    def frequency(self, field: str, text: str) -> int:
        """Return the number of documents with the term in the field.

        Documents deleted since their segment was last merged still count.
        """

    def frequencies(self, field: str, texts: Iterable[str]) -> dict[str, int]:
        """Return the `frequency` of each of the terms, in order. An index in a cluster is asked for all at once."""

    def terms_with_prefix(self, field: str, text: str) -> Iterable[tuple[str, int]]:
        """Return the terms of the field that start with the text, each with its `frequency`."""

    def terms_with_any_prefix(
        self, field: str, texts: Iterable[str], where: TermTest | None = None
    ) -> Iterable[tuple[str, int]]:
        """Return the terms of the field that start with any of the texts, each with its `frequency`.

        With `where`, those alone for which it is true. A term that starts with several of the texts may come several
        times. Of an index in a cluster, this is much faster than to ask for each.
        """


class DistantReader(ABC):
    """A reader of an index on other machines: each question is a request, so few of them are better than cheap ones.

    What will be asked for can be asked for ahead, many questions in one request. Then the methods of `IndexReader` have
    the answers. Whoever asks for too much ahead loses time, nothing else.
    """

    @abstractmethod
    def look_up(
        self,
        terms: Mapping[str, Iterable[str]],
        prefixes: Mapping[str, Iterable[str]],
        where: TermTest | None = None,
    ) -> None:
        """Ask for the `frequency` of terms, by fields, and for terms with prefixes, those for which `where` is true."""

    @abstractmethod
    def search_ahead(self, searches: Iterable[tuple[Clause, dict[str, Any]]]) -> None:
        """Ask what `search` will be called with."""


class MappedFiles:
    """The files that a reader maps into memory, and how large they were when it was opened; they never change.

    To read behind the end of a mapped file that was cut short would end the process (SIGBUS).
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._sizes = {file: _size(file) for file in files}

    def changed(self) -> list[Path]:
        """Return the files that have another size now, or are gone."""
        return [file for file, size in self._sizes.items() if _size(file) != size]


def refuse_changed(folder: Path, changed: Iterable[Path]) -> None:
    """Raise SearchBackendError where files of the index in a folder have changed."""
    if names := ", ".join(sorted(file.name for file in changed)):
        raise SearchBackendError(f"The search index in {folder} is damaged ({names}): rebuild it")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return -1


class SharedReader:
    """The latest reader of one index. Haystack gives each thread a backend of its own; they all read through this."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._reader: IndexReader | None = None

    def latest(self, folder: Path, open_reader: Callable[[Path, IndexReader | None], IndexReader]) -> IndexReader:
        """Return a reader of the last commit in the folder.

        `open_reader` is called if there is none yet, with the older reader of the same folder. While one thread
        opens it, the others get the older reader and do not wait. After a failure nobody gets the older one again: its
        files may be damaged.
        """
        held = _HELD.get()
        if held is None:
            return self._latest(folder, open_reader)
        return held.reader(self, lambda: self._latest(folder, open_reader))

    def _latest(self, folder: Path, open_reader: Callable[[Path, IndexReader | None], IndexReader]) -> IndexReader:
        before = self._reader
        if not self._lock.acquire(blocking=before is None) and before is not None:
            return before
        try:
            if self._reader is None or self._reader.folder != folder:
                self._reader = open_reader(folder, None)
            elif not self._reader.is_latest():
                self._reader = open_reader(folder, self._reader)
            return self._reader
        except SearchBackendError:
            self._reader = None
            raise
        finally:
            self._lock.release()


class OneCommit:
    """Searches within its `with` blocks, of which there may be several, all see the commit that the first one saw."""

    def __init__(self) -> None:
        self._readers: dict[SharedReader, IndexReader] = {}
        self._token: Token[OneCommit | None] | None = None

    def __enter__(self) -> Self:
        self._token = _HELD.set(self)
        return self

    def __exit__(self, *error: object) -> None:
        if self._token:
            _HELD.reset(self._token)

    def reader(self, shared: SharedReader, latest: Callable[[], IndexReader]) -> IndexReader:
        """Return the reader that the first search used, for which `latest` is called."""
        if shared not in self._readers:
            self._readers[shared] = latest()
        return self._readers[shared]


_HELD: ContextVar[OneCommit | None] = ContextVar("_HELD", default=None)

_READERS: WeakValueDictionary[tuple[str, str, Path], SharedReader] = WeakValueDictionary()
_LOCK = Lock()


def shared_reader(engine: str, alias: str, path: Path) -> SharedReader:
    """Return the reader that all backends of one engine, connection and path in this process share."""
    with _LOCK:
        return _READERS.setdefault((engine, alias, path), SharedReader())
