"""Haystack on Tantivy, a search library in Rust that runs inside the process; for some hundred thousand documents."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

from haystack.backends import BaseEngine
from haystack.constants import DJANGO_CT, ID

from haystack_engines import backend
from haystack_engines.clause_query import ClauseQuery
from haystack_engines.field_types import FieldType, field_type
from haystack_engines.indexed_documents import IndexedDocument
from haystack_engines.tantivy.checksums import damaged, refuse_damaged
from haystack_engines.tantivy.reader import NO_KEYWORD_ORDER, NO_SECOND_KEY, TantivyReader
from haystack_engines.tantivy.writer import (
    SEGMENTS_PER_MERGE,
    awaits_merge,
    committing,
    create_index,
    open_to_write,
    tantivy_errors,
)

# A rebuild writes larger segments than an update, so that there are fewer of them to merge.
_REBUILD_HEAP_BYTES = 180_000_000


class TantivyBackend(backend.ClauseBackend):
    """One index of Tantivy segments."""

    layout: ClassVar[str] = "3"
    cannot: ClassVar[Mapping[str, str]] = {
        **backend.ClauseBackend.cannot,
        "sort_by_keyword": NO_KEYWORD_ORDER,
        "sort_by_several": NO_SECOND_KEY,
    }

    def build(self, folder: Path, new: Iterator[IndexedDocument]) -> None:
        """Write the documents, and make Tantivy merge the segments.

        Facets are counted segment by segment: on one segment they are several times faster than on seven. Tantivy
        merges only during commits, so the last documents are written again, one commit each, until it does.
        """
        ordered = self._ordered()
        last: deque[IndexedDocument] = deque(maxlen=SEGMENTS_PER_MERGE - 1)
        with committing(folder, create_index(folder, self.fields()), _REBUILD_HEAP_BYTES) as writer:
            for document in new:
                writer.add(document, ordered)
                last.append(document)
        for document in last:
            if not awaits_merge(folder):
                break
            self.change(folder, (), iter([document]))

    def change(self, folder: Path, removed: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Delete, then add, in one commit."""
        ordered = self._ordered()
        with committing(folder, open_to_write(folder)) as writer:
            for identifier in removed:
                writer.delete(ID, identifier)
            for document in new:
                writer.delete(ID, document.identifier)
                writer.add(document, ordered)

    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Delete by the term of each model."""
        with committing(folder, open_to_write(folder)) as writer:
            for model in models:
                writer.delete(DJANGO_CT, model)

    def open(self, folder: Path, before: Any) -> TantivyReader:
        """Open the index at its last commit; nothing of an older reader is reused."""
        return TantivyReader(folder, self.fields())

    def damaged_files(self) -> list[Path]:
        """Compare the files of the last commit with the checksums that Tantivy keeps in them."""
        folder = self.versions.current()
        with tantivy_errors(folder):
            return damaged(folder)

    def refuse_damaged(self) -> None:
        """Compare the new files of the last commit with the checksums that Tantivy keeps in them."""
        folder = self.versions.current()
        with tantivy_errors(folder):
            refuse_damaged(folder)

    def _ordered(self) -> list[str]:
        return [name for name, field in self.fields().items() if field_type(field) is FieldType.ORDERED]


class TantivyEngine(BaseEngine):
    """The `ENGINE` of a connection in HAYSTACK_CONNECTIONS."""

    backend = TantivyBackend
    query = ClauseQuery
