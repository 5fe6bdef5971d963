"""Haystack on Whoosh, a search library in pure Python; for some ten thousand documents.

Whoosh writes and merges the segments. Matching, scoring and facets are array operations of our own (see `segments`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from haystack.backends import BaseEngine
from haystack.constants import DJANGO_CT, ID
from whoosh import index as whoosh_index
from whoosh.fields import ID as IDENTIFIER
from whoosh.fields import STORED, Schema
from whoosh.fields import FieldType as WhooshField
from whoosh.writing import IndexWriter

from haystack_engines import backend
from haystack_engines.clause_query import ClauseQuery
from haystack_engines.field_types import FieldType, field_type
from haystack_engines.indexed_documents import IndexedDocument
from haystack_engines.whoosh.postings import bag_field, keyword_field, placed_field, text_field
from haystack_engines.whoosh.reader import WhooshReader, open_index, whoosh_errors

# Postings beyond this size are sorted on disk, which is slower. So many documents stay below it.
_WRITER_MEMORY_MB = 256
_DOCUMENTS_PER_SEGMENT = 1000

_FIELD_OF = {
    FieldType.TEXT: text_field,
    FieldType.PLACED: placed_field,
    FieldType.BAG: bag_field,
    FieldType.KEYWORD: keyword_field,
}


class WhooshBackend(backend.ClauseBackend):
    """One index of Whoosh segments."""

    def build(self, folder: Path, new: Iterator[IndexedDocument]) -> None:
        """Write the documents to segments, and do not merge them: a merge costs more than many searches."""
        index = whoosh_index.create_in(folder, self._schema())
        while segment := list(islice(new, _DOCUMENTS_PER_SEGMENT)):
            with _committing(index, merge=False) as writer:
                for document in segment:
                    writer.add_document(**_columns(document))

    def change(self, folder: Path, removed: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Delete, then add, in one commit."""
        # Whoosh replaces documents of earlier commits only, so of several with one identifier the last is kept.
        latest = {document.identifier: document for document in new}
        with _committing(open_index(folder)) as writer:
            for identifier in removed:
                writer.delete_by_term(ID, identifier)
            for document in latest.values():
                writer.update_document(**_columns(document))

    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Delete by the term of each model."""
        with _committing(open_index(folder)) as writer:
            for model in models:
                writer.delete_by_term(DJANGO_CT, model)

    def open(self, folder: Path, before: Any) -> WhooshReader:
        """Open the index at its last commit, with the segments that the older reader has read."""
        return WhooshReader(folder, before, self.fields())

    def _schema(self) -> Schema:
        fields: dict[str, WhooshField] = {
            ID: IDENTIFIER(unique=True),
            DJANGO_CT: IDENTIFIER(),
            "document": STORED(),
        }
        fields |= {n: _FIELD_OF[field_type(f)]() for n, f in self.fields().items() if field_type(f) in _FIELD_OF}
        return Schema(**fields)


@contextmanager
def _committing(index: whoosh_index.FileIndex, **options: bool) -> Iterator[IndexWriter]:
    """Give a writer. Its changes are committed at the end, or dropped on an error."""
    folder = Path(index.storage.folder)
    with whoosh_errors(folder):
        writer = index.writer(limitmb=_WRITER_MEMORY_MB)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    with whoosh_errors(folder):
        writer.commit(**options)


def _columns(document: IndexedDocument) -> dict[str, Any]:
    """Return a document by Whoosh's fields: its terms and keywords, and in `document` what is read back."""
    read_back = {
        "pk": document.pk,
        "model": document.model,
        "keywords": document.keywords,
        "ordered": document.ordered,
        "stored": document.stored,
    }
    indexed = {
        ID: document.identifier,
        **document.terms,
        **{name: list(terms.items()) for name, terms in document.placed.items()},
        **document.keywords,
        DJANGO_CT: document.model,
    }
    return {**indexed, "document": read_back}


class WhooshEngine(BaseEngine):
    """The `ENGINE` of a connection in HAYSTACK_CONNECTIONS."""

    backend = WhooshBackend
    query = ClauseQuery
