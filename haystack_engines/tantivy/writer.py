"""Commits to a Tantivy index, and the errors of one."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import tantivy
from haystack.exceptions import SearchBackendError

from haystack_engines.indexed_documents import Fields
from haystack_engines.tantivy.schema import schema

# Tantivy merges by itself as soon as there are so many segments of like size; all below some ten thousand documents
# are alike to it (LogMergePolicy). Its Python binding offers no other way to a merge.
MERGED_AT_ONCE: Final = 8
_ALIKE_BELOW: Final = 16_800

_HEAP_BYTES: Final = 64_000_000
# One thread keeps documents in the order given, and is bound by what feeds it anyway.
_THREADS: Final = 1


class Writer:
    """What a commit is made of."""

    def __init__(self, folder: Path, schema: tantivy.Schema, writer: tantivy.IndexWriter) -> None:
        self._folder = folder
        self._schema = schema
        self._writer = writer

    def add(self, columns: dict[str, Any]) -> None:
        """Add a document by its columns; raises SearchBackendError where Tantivy cannot take it."""
        with failing(self._folder):
            self._writer.add_document(tantivy.Document.from_dict(columns, self._schema))

    def delete(self, field: str, text: str) -> None:
        """Delete the documents that have the term, as far as they were added before."""
        self._writer.delete_documents_by_term(field, text)


@contextmanager
def failing(folder: Path) -> Iterator[None]:
    """Name what fails: Tantivy's errors are all ValueError, a full disk as well as a field that it does not know."""
    try:
        yield
    except ValueError as error:
        raise SearchBackendError(f"The search index in {folder} failed: {error}") from error


def begun(folder: Path, fields: Fields) -> tantivy.Index:
    """Return a new index of the fields in an empty folder."""
    with failing(folder):
        return tantivy.Index(schema(fields), str(folder))


def opened(folder: Path) -> tantivy.Index:
    """Return the index in a folder; raises SearchBackendError where it cannot be opened."""
    try:
        return tantivy.Index.open(str(folder))
    except ValueError as error:
        raise SearchBackendError(f"The search index in {folder} cannot be opened: {error}") from error


@contextmanager
def committing(folder: Path, index: tantivy.Index, heap_bytes: int = _HEAP_BYTES) -> Iterator[Writer]:
    """Give a writer that commits on leaving, or on an error leaves the index as it was."""
    with failing(folder):
        writer = index.writer(heap_bytes, _THREADS)
        # What a writer that was killed left behind is in the way: files are named by a count that begins again.
        writer.garbage_collect_files()
    try:
        yield Writer(folder, index.schema, writer)
        with failing(folder):
            writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def lacks_segments_for_a_merge(folder: Path) -> bool:
    """Tell whether there are several segments alike, but not yet so many that Tantivy merges them."""
    segments: list[dict[str, int]] = json.loads((folder / "meta.json").read_text())["segments"]
    return 1 < sum(segment["max_doc"] < _ALIKE_BELOW for segment in segments) < MERGED_AT_ONCE
