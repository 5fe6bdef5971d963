"""Haystack on Tantivy: an embedded engine in Rust, for some hundred thousand documents (see docs/tantivy.md).

It knows nothing of articles: any Haystack index works with it.
"""

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
from haystack_engines.tantivy.reader import NO_KEYWORD_ORDER, NO_SECOND_KEY, TantivyReader
from haystack_engines.tantivy.schema import columns
from haystack_engines.tantivy.writer import (
    MERGED_AT_ONCE,
    begun,
    committing,
    lacks_segments_for_a_merge,
    opened,
)

# A whole index is built of larger segments than changes are written in, so that there are fewer of them to merge.
_BUILDER_HEAP_BYTES = 180_000_000


class TantivyBackend(backend.ClauseBackend):
    """One index of Tantivy segments."""

    layout: ClassVar[str] = "2"
    cannot: ClassVar[Mapping[str, str]] = {
        **backend.ClauseBackend.cannot,
        "sort_by_keyword": NO_KEYWORD_ORDER,
        "sort_by_several": NO_SECOND_KEY,
    }

    def build(self, folder: Path, new: Iterator[IndexedDocument]) -> None:
        """Write the documents, none of which comes twice, and have their segments merged.

        Facets are counted segment by segment, so that one is several times faster than seven.
        """
        ordered = self._ordered()
        last: deque[IndexedDocument] = deque(maxlen=MERGED_AT_ONCE - 1)
        with committing(folder, begun(folder, self.fields()), _BUILDER_HEAP_BYTES) as writer:
            for document in new:
                writer.add(columns(document, ordered))
                last.append(document)
        for document in last:
            if not lacks_segments_for_a_merge(folder):
                break
            self.change(folder, (), iter([document]))

    def change(self, folder: Path, gone: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Delete and add in one commit."""
        ordered = self._ordered()
        with committing(folder, opened(folder)) as writer:
            for identifier in gone:
                writer.delete(ID, identifier)
            for document in new:
                writer.delete(ID, document.identifier)
                writer.add(columns(document, ordered))

    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Delete by the model's term."""
        with committing(folder, opened(folder)) as writer:
            for model in models:
                writer.delete(DJANGO_CT, model)

    def open(self, folder: Path, before: Any) -> TantivyReader:
        """Open the index at its last commit."""
        return TantivyReader(folder, self.fields())

    def _ordered(self) -> list[str]:
        return [name for name, field in self.fields().items() if field_type(field) is FieldType.ORDERED]


class TantivyEngine(BaseEngine):
    """What HAYSTACK_CONNECTIONS names."""

    backend = TantivyBackend
    query = ClauseQuery
