"""Haystack on Whoosh: pure Python, nothing to run beside it; for archives of some ten thousand articles.

Whoosh writes and merges the segments; matching, scoring and facets are done over arrays (see `segments`).
It knows nothing of articles: any Haystack index works with it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Any as AnyValue

from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError, SkipDocument
from haystack.fields import SearchField
from haystack.indexes import SearchIndex
from haystack.utils import get_identifier, get_model_ct
from whoosh import index as whoosh_index
from whoosh.fields import ID as IDENTIFIER
from whoosh.fields import STORED, FieldType, Schema
from whoosh.writing import IndexWriter

from articles.search.engines.clause_query import ClauseQuery
from articles.search.engines.clauses import All, Any, Clause, Filter, Term
from articles.search.engines.fields import Treatment, index_value, order_key, treatment, words
from articles.search.engines.generations import Generations, IndexMissing
from articles.search.engines.whoosh.formats import bag_field, keyword_field, text_field
from articles.search.engines.whoosh.view import View, open_folder

# Postings are held in memory up to this size, then sorted on disk, which is slower; so many documents stay below it.
_WRITER_MEMORY_MB = 256
_DOCUMENTS_A_SEGMENT = 1000

_FIELD_OF = {Treatment.TEXT: text_field, Treatment.BAG: bag_field, Treatment.KEYWORD: keyword_field}


class Backend(BaseSearchBackend):
    """Reads and writes one index; safe for threads, and for many reading processes beside one that writes."""

    def __init__(self, connection_alias: str, **connection_options: AnyValue) -> None:
        super().__init__(connection_alias, **connection_options)
        self.generations = Generations(Path(connection_options["PATH"]))
        self._lock = RLock()
        self._view: View | None = None

    @property
    def content_field(self) -> str:
        """The name of the index's document field."""
        return str(self._unified_index().document_field)

    def terms(self, field: str, text: str) -> list[str]:
        """Return the terms that a text is searched by in a field, as `update` indexes them."""
        known = self._fields().get(field)
        return words(text) if known is not None and treatment(known) is Treatment.TEXT else [text]

    def update(self, index: SearchIndex, iterable: Iterable[AnyValue], commit: bool = True) -> None:
        """Index the objects, each in place of what was indexed of it; an index that is not there is begun."""
        self.replace(index, iterable, gone=())

    def remove(self, obj_or_string: AnyValue, commit: bool = True) -> None:
        """Take an object, or the object of that identifier, out of the index; unknown ones are passed over."""
        self.replace(None, (), gone=[get_identifier(obj_or_string)])

    def replace(self, index: SearchIndex | None, iterable: Iterable[AnyValue], *, gone: Iterable[str]) -> None:
        """Index the objects and take those of the given identifiers out, in one commit."""
        with self._writer() as writer:
            for identifier in gone:
                writer.delete_by_term(ID, identifier)
            for document in self._documents(index, iterable):
                writer.update_document(**document)

    def clear(self, models: Iterable[AnyValue] | None = None, commit: bool = True) -> None:
        """Take the objects of the models, or all, out of the index."""
        if models is None:
            self.rebuild(None, (), stamp="")
            return
        with self._writer() as writer:
            for model in models:
                writer.delete_by_term(DJANGO_CT, get_model_ct(model))

    def rebuild(self, index: SearchIndex | None, iterable: Iterable[AnyValue], *, stamp: str) -> None:
        """Build an index of the objects beside the present one and put it in its place, whole.

        Other writers wait meanwhile; readers go on with the old index. `stamp` is kept with the new one.
        """
        with self.generations.writing(), self.generations.beside(stamp) as folder:
            new = whoosh_index.create_in(folder, self._schema())
            documents = self._documents(index, iterable)
            while segment := list(islice(documents, _DOCUMENTS_A_SEGMENT)):
                with _committing(new, merge=False) as writer:
                    for document in segment:
                        writer.add_document(**document)

    @log_query
    def search(self, query_string: Clause, **options: AnyValue) -> dict[str, AnyValue]:
        """Return hits, results and facets for a tree of clauses.

        Options are Haystack's: start_offset, end_offset, sort_by, models, narrow_queries (clauses), facets
        ({field: {"limit": n}}), result_class. Raises IndexMissing where there is no index, SearchBackendError
        for an option or field that the engine does not have.
        """
        if unknown := {"date_facets", "query_facets", "within", "dwithin", "boost", "highlight"} & set(options):
            raise SearchBackendError(f"This engine does not offer {', '.join(sorted(unknown))}")
        with self._lock:
            return self.view().search(self._narrowed(query_string, options), options)

    def document_count(self) -> int:
        """Return how many documents the index holds; raises IndexMissing where there is none."""
        with self._lock:
            return self.view().document_count()

    def view(self) -> View:
        """Return the index as it was last committed; raises IndexMissing where there is none."""
        folder = self.generations.current()
        if self._view is None or folder != self._view.folder:
            self._view = View(folder, None, self._fields())
        elif not self._view.is_latest():
            self._view = View(folder, self._view, self._fields())
        return self._view

    def _narrowed(self, clause: Clause, options: dict[str, AnyValue]) -> Clause:
        narrowing = [Filter(query) for query in options.get("narrow_queries") or ()]
        if models := options.get("models"):
            narrowing.append(Filter(Any(tuple(Term(DJANGO_CT, get_model_ct(model)) for model in models))))
        return All((clause, *narrowing)) if narrowing else clause

    def _unified_index(self) -> AnyValue:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()

    def _fields(self) -> dict[str, SearchField]:
        return dict(self._unified_index().all_searchfields())

    def _schema(self) -> Schema:
        fields: dict[str, FieldType] = {
            ID: IDENTIFIER(unique=True),
            DJANGO_CT: IDENTIFIER(),
            "document": STORED(),
        }
        fields |= {n: _FIELD_OF[treatment(f)]() for n, f in self._fields().items() if treatment(f) in _FIELD_OF}
        return Schema(**fields)

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """Wait for other writers, and give a writer to the current index, which is begun where there is none."""
        with self.generations.writing():
            try:
                folder = self.generations.current()
            except IndexMissing:
                self.rebuild(None, (), stamp="")
                folder = self.generations.current()
            with _committing(open_folder(folder)) as writer:
                yield writer

    def _documents(self, index: AnyValue, iterable: Iterable[AnyValue]) -> Iterator[dict[str, AnyValue]]:
        fields = self._fields()
        for obj in iterable if index else ():
            with suppress(SkipDocument):
                yield _document(index.full_prepare(obj), fields)


@contextmanager
def _committing(index: whoosh_index.FileIndex, **options: bool) -> Iterator[IndexWriter]:
    """Give a writer that commits on leaving, or on an error leaves the index as it was."""
    writer = index.writer(limitmb=_WRITER_MEMORY_MB)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit(**options)


def _document(prepared: dict[str, AnyValue], fields: dict[str, SearchField]) -> dict[str, AnyValue]:
    """Return what Whoosh is given of an object: terms of its text and keywords, and what is kept for reading."""
    given: dict[str, AnyValue] = {ID: prepared[ID], DJANGO_CT: prepared[DJANGO_CT]}
    keywords, ordered, stored = {DJANGO_CT: [prepared[DJANGO_CT]]}, {}, {}
    for name, field in fields.items():
        if (value := prepared.get(name)) is None:
            continue
        match treatment(field):
            case Treatment.TEXT:
                given[name] = words(value)
            case Treatment.BAG:
                given[name] = _keywords(value)
            case Treatment.KEYWORD:
                given[name] = keywords[name] = _keywords(value)
            case Treatment.ORDERED:
                ordered[name] = order_key(value)
        if field.stored:
            stored[name] = value
    given["document"] = {
        "pk": prepared[DJANGO_ID],
        "model": prepared[DJANGO_CT],
        "keywords": keywords,
        "ordered": ordered,
        "stored": stored,
    }
    return given


def _keywords(value: AnyValue) -> list[str]:
    return [index_value(one) for one in (value if isinstance(value, list | tuple | set) else [value])]


class Engine(BaseEngine):
    """What HAYSTACK_CONNECTIONS names."""

    backend = Backend
    query = ClauseQuery
