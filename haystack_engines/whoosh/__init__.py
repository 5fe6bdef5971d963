"""Haystack on Whoosh: pure Python, nothing to run beside it; for archives of some ten thousand articles.

Whoosh writes and merges the segments; matching, scoring and facets are done over arrays (see `segments`).
It knows nothing of articles: any Haystack index works with it.
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
from haystack_engines.whoosh.postings import bag_field, keyword_field, text_field
from haystack_engines.whoosh.reader import WhooshReader, failing, open_folder

# Postings are held in memory up to this size, then sorted on disk, which is slower; so many documents stay below it.
_WRITER_MEMORY_MB = 256
_DOCUMENTS_A_SEGMENT = 1000

_FIELD_OF = {FieldType.TEXT: text_field, FieldType.BAG: bag_field, FieldType.KEYWORD: keyword_field}


class WhooshBackend(backend.ClauseBackend):
    """One index of Whoosh segments."""

    def build(self, folder: Path, new: Iterator[IndexedDocument]) -> None:
        """Write the documents in segments that are left unmerged: many searches on each cost less than one merge."""
        index = whoosh_index.create_in(folder, self._schema())
        while segment := list(islice(new, _DOCUMENTS_A_SEGMENT)):
            with _committing(index, merge=False) as writer:
                for document in segment:
                    writer.add_document(**_given(document))

    def change(self, folder: Path, gone: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Delete and add in one commit."""
        # Whoosh replaces what was committed, not what was added since: of several of one identifier the last counts.
        latest = {document.identifier: document for document in new}
        with _committing(open_folder(folder)) as writer:
            for identifier in gone:
                writer.delete_by_term(ID, identifier)
            for document in latest.values():
                writer.update_document(**_given(document))

    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Delete by the model's term."""
        with _committing(open_folder(folder)) as writer:
            for model in models:
                writer.delete_by_term(DJANGO_CT, model)

    def open(self, folder: Path, before: Any) -> WhooshReader:
        """Open the segments, taking over those that the reader before had read."""
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
    """Give a writer that commits on leaving, or on an error leaves the index as it was."""
    folder = Path(index.storage.folder)
    with failing(folder):
        writer = index.writer(limitmb=_WRITER_MEMORY_MB)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    with failing(folder):
        writer.commit(**options)


def _given(document: IndexedDocument) -> dict[str, Any]:
    """Return what Whoosh is given of a document: its terms and keywords, and what is read back from it."""
    kept = {
        "pk": document.pk,
        "model": document.model,
        "keywords": document.keywords,
        "ordered": document.ordered,
        "stored": document.stored,
    }
    indexed = {ID: document.identifier, **document.terms, **document.keywords, DJANGO_CT: document.model}
    return {**indexed, "document": kept}


class WhooshEngine(BaseEngine):
    """What HAYSTACK_CONNECTIONS names."""

    backend = WhooshBackend
    query = ClauseQuery
