"""Creating, opening and changing a Tantivy index, and its errors."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import tantivy
from haystack.exceptions import SearchBackendError

from haystack_engines.indexed_documents import Fields, IndexedDocument
from haystack_engines.tantivy.checksums import refuse_damaged
from haystack_engines.tantivy.schema import columns, placed, schema

# Tantivy merges as soon as there are so many segments of similar size. All segments with fewer documents than
# `_SMALL_SEGMENT` count as similar (LogMergePolicy). Its Python binding has no other way to start a merge.
SEGMENTS_PER_MERGE: Final = 8
_SMALL_SEGMENT: Final = 16_800

_HEAP_BYTES: Final = 64_000_000
# The class of Rust's panics (pyo3_runtime.PanicException), which cannot be imported.
_PANIC: Final = "PanicException"
# One thread keeps the order of the documents. More would not be faster: preparing documents in Python is slower.
_THREADS: Final = 1


class Writer:
    """The changes of one commit."""

    def __init__(self, folder: Path, schema: tantivy.Schema, writer: tantivy.IndexWriter) -> None:
        self._folder = folder
        self._schema = schema
        self._writer = writer

    def add(self, document: IndexedDocument, ordered: Iterable[str]) -> None:
        """Add a document; `ordered` names the fields of that type.

        Raises SearchBackendError where Tantivy refuses it.
        """
        with tantivy_errors(self._folder):
            added = tantivy.Document.from_dict(columns(document, ordered), self._schema)
            for name, terms in document.placed.items():
                added.add_pre_tokenized_text(name, placed(terms))
            self._writer.add_document(added)

    def delete(self, field: str, text: str) -> None:
        """Delete the documents with the term, except those added later in this commit."""
        with tantivy_errors(self._folder):
            self._writer.delete_documents_by_term(field, text)


@contextmanager
def tantivy_errors(folder: Path, what: str = "failed") -> Iterator[None]:
    """Raise Tantivy's errors as SearchBackendError. All are ValueError, be it a full disk or an unknown field.

    On damaged files Tantivy panics. A panic is no Exception and would end the process.
    """
    try:
        yield
    except BaseException as error:
        if not isinstance(error, (ValueError, OSError)) and type(error).__name__ != _PANIC:
            raise
        raise SearchBackendError(f"The search index in {folder} {what}: {error}") from error


def create_index(folder: Path, fields: Fields) -> tantivy.Index:
    """Create an index of the fields in an empty folder."""
    with tantivy_errors(folder):
        return tantivy.Index(schema(fields), str(folder))


def open_index(folder: Path) -> tantivy.Index:
    """Open the index in a folder; raises SearchBackendError where it cannot be opened."""
    with tantivy_errors(folder, "cannot be opened"):
        return tantivy.Index.open(str(folder))


def open_to_write(folder: Path) -> tantivy.Index:
    """Open the index in a folder for a writer; raises SearchBackendError where it is damaged or cannot be opened.

    A writer reads segments in threads of Tantivy's own, whose panic on damaged files would end the process.
    """
    with tantivy_errors(folder, "cannot be opened"):
        refuse_damaged(folder)
    return open_index(folder)


@contextmanager
def committing(folder: Path, index: tantivy.Index, heap_bytes: int = _HEAP_BYTES) -> Iterator[Writer]:
    """Give a writer. Its changes are committed at the end, or rolled back on an error."""
    with tantivy_errors(folder):
        writer = index.writer(heap_bytes, _THREADS)
        # A killed writer leaves files whose names new files would get: names are counted from the last commit.
        writer.garbage_collect_files()
    try:
        yield Writer(folder, index.schema, writer)
        with tantivy_errors(folder):
            writer.commit()
    except BaseException:
        with tantivy_errors(folder):
            writer.rollback()
        raise
    finally:
        with tantivy_errors(folder):
            writer.wait_merging_threads()


def awaits_merge(folder: Path) -> bool:
    """Tell whether there are several small segments, but not yet enough for Tantivy to merge them."""
    segments: list[dict[str, int]] = json.loads((folder / "meta.json").read_text())["segments"]
    return 1 < sum(segment["max_doc"] < _SMALL_SEGMENT for segment in segments) < SEGMENTS_PER_MERGE
