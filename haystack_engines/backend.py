"""What the engines share as Haystack backends: whole generations, one writer at a time, clauses instead of strings."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from haystack.backends import BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, ID
from haystack.exceptions import SearchBackendError
from haystack.fields import SearchField
from haystack.indexes import SearchIndex
from haystack.utils import get_identifier, get_model_ct

from haystack_engines.clauses import And, Clause, Filter, Not, Or, Term, wanted_terms
from haystack_engines.field_types import FieldType, field_type, words
from haystack_engines.index_reader import IndexReader, SharedReader, shared
from haystack_engines.index_versions import IndexVersions
from haystack_engines.indexed_documents import IndexedDocument, documents
from haystack_engines.more_like_this import alike
from haystack_engines.spelling_suggestion import suggestion

# Objects that are read and written in one commit, of those changed while an index was built.
_CAUGHT_UP_AT_ONCE = 500
# How Haystack's faceted forms narrow a search: narrow('author_exact:"Nam Cao"').
_NARROWED = re.compile(r'(\w+):"?(.*?)"?', re.DOTALL)


class ClauseBackend(BaseSearchBackend):
    """A Haystack backend over `IndexVersions`; safe for threads, and for many readers beside one writing process.

    An engine says how a generation is built, changed and opened, and adds to `cannot` what it does not offer.
    """

    # Raised by an engine whenever it writes the same fields otherwise: an index laid out before must be rebuilt.
    layout: ClassVar[str] = "1"
    # What Haystack knows and these engines do not offer, by its name among the options of `search`, and why.
    cannot: ClassVar[Mapping[str, str]] = {
        "highlight": "an index keeps terms, not text; mark the words in the text that you show",
        "boost": "give the boost to a clause",
        "date_facets": "count a facet field of years or months instead",
        "query_facets": "count each query by itself, which is as fast",
        "stats": "there are no sums or means over a field",
        "within": "there are no places on the earth in the index",
        "dwithin": "there are no places on the earth in the index",
        "distance_point": "there are no places on the earth in the index",
    }

    def __init__(self, connection_alias: str, **connection_options: Any) -> None:
        super().__init__(connection_alias, **connection_options)
        self.versions = IndexVersions(Path(connection_options["PATH"]))
        self._opened: SharedReader = shared(type(self).__name__, connection_alias, self.versions.path)

    @abstractmethod
    def build(self, folder: Path, new: Iterator[IndexedDocument]) -> None:
        """Write a whole index of the documents into an empty folder."""

    @abstractmethod
    def change(self, folder: Path, gone: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Take identifiers out of the index in a folder and put documents in, those there replaced, in one commit."""

    @abstractmethod
    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Take all documents of the models ("app.model") out of the index in a folder."""

    @abstractmethod
    def open(self, folder: Path, before: IndexReader | None) -> IndexReader:
        """Open the index in a folder at its last commit; `before` is the reader of the same folder to go on from."""

    @property
    def content_field(self) -> str:
        """The name of the index's document field."""
        return str(self._unified_index().document_field)

    def fields(self) -> dict[str, SearchField]:
        """Return the fields of all indexes by name."""
        return dict(self._unified_index().all_searchfields())

    def terms(self, field: str, text: str) -> list[str]:
        """Return the terms that a text is searched by in a field, as `update` indexes them."""
        known = self.fields().get(field)
        return words(text) if known is not None and field_type(known) is FieldType.TEXT else [text]

    def update(self, index: SearchIndex, iterable: Iterable[Any], commit: bool = True) -> None:
        """Index the objects, each in place of what was indexed of it; an index that is not there is begun."""
        self.replace(index, iterable, gone=())

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        """Take an object, or the object of that identifier, out of the index; unknown ones are passed over."""
        self.replace(None, (), gone=[get_identifier(obj_or_string)])

    def replace(self, index: SearchIndex | None, iterable: Iterable[Any], *, gone: Iterable[str]) -> None:
        """Index the objects and take those of the given identifiers out, in one commit."""
        objects, going = list(iterable), list(gone)
        self._begin()
        with self.versions.writing():
            folder = self.versions.current()
            if index is not None and self.versions.fields(folder) != self._field_list():
                raise SearchBackendError(f"The search index in {folder} was made for other fields: build it anew")
            self.versions.record_changes([*going, *map(get_identifier, objects)])
            self.change(folder, going, self._documents(index, objects))

    def clear(self, models: Iterable[Any] | None = None, commit: bool = True) -> None:
        """Take the objects of the models, or all, out of the index."""
        if models is None:
            self.rebuild(None, (), stamp="")
            return
        self._begin()
        with self.versions.building(), self.versions.writing():
            self.remove_models(self.versions.current(), map(get_model_ct, models))

    def rebuild(self, index: SearchIndex | None, iterable: Iterable[Any], *, stamp: str) -> None:
        """Build an index of the objects beside the present one and put it in its place, whole.

        Readers and writers go on with the old index meanwhile; what was written is read again from the database
        and brought into the new one. `stamp` is kept with it.
        """
        with self.versions.new_version() as folder:
            self.build(folder, self._documents(index, iterable))
            if index is not None:
                self._catch_up(folder, index)  # with most of it, while others may still write
            with self.versions.writing():
                if index is not None:
                    self._catch_up(folder, index)
                self.versions.make_current(folder, stamp=stamp, fields=self._field_list())

    @log_query
    def search(self, query_string: Clause, **options: Any) -> dict[str, Any]:
        """Return hits, results and facets for a tree of clauses.

        Options are Haystack's: start_offset, end_offset, sort_by, models, narrow_queries (clauses, or strings
        like 'field:"value"'), facets ({field: {"limit": n}}), spelling_query, result_class. Raises IndexMissing
        where there is no index, SearchBackendError for an option or field that the engine does not have.
        """
        self._refuse(options)
        reader = self.reader()
        found = reader.search(self._narrowed(query_string, options), options)
        return found | {"spelling_suggestion": self._suggestion(reader, query_string, options)}

    def more_like_this(
        self, model_instance: Any, additional_query_string: Clause | None = None, **options: Any
    ) -> dict[str, Any]:
        """Return what `search` does for documents that share the telling terms of an object's document field.

        The object itself is left out, and need not be indexed. Raises haystack's NotHandled for a model without
        an index.
        """
        index = self._unified_index().get_index(model_instance._meta.concrete_model)
        terms = [
            text for one in documents(index, [model_instance], self.fields()) for text in one.terms[self.content_field]
        ]
        identifier = get_identifier(model_instance)
        more = [Filter(additional_query_string)] if additional_query_string else []
        clauses = (self._alike(terms, identifier), Not(Term(ID, identifier)), *more)
        return dict(self.search(And(clauses), **options))

    def document_count(self) -> int:
        """Return how many documents the index holds; raises IndexMissing where there is none."""
        return self.reader().document_count()

    def reader(self) -> IndexReader:
        """Return the index as it was last committed; raises IndexMissing where there is none.

        Where another thread is just opening a newer one, the one before.
        """
        return self._opened.latest(self.versions.current(), self.open)

    def _refuse(self, options: dict[str, Any]) -> None:
        for name in options.keys() & self.cannot.keys():
            raise SearchBackendError(f"This engine does not offer '{name}': {self.cannot[name]}")
        for name in options.get("facets") or ():
            if name != DJANGO_CT and self._treatment(name) is not FieldType.KEYWORD:
                raise SearchBackendError(f"'{name}' is not a facet field: its values cannot be counted")

    def _field_list(self) -> str:
        """Return the fields and their treatments; what was indexed for others lacks some, and must not be mixed."""
        return "".join(f"{name} {field_type(field).value}\n" for name, field in sorted(self.fields().items()))

    def _treatment(self, name: str) -> FieldType | None:
        field = self.fields().get(name)
        return None if field is None else field_type(field)

    def _narrowed(self, clause: Clause, options: dict[str, Any]) -> Clause:
        narrowing = [Filter(self._as_clause(query)) for query in options.get("narrow_queries") or ()]
        if models := options.get("models"):
            narrowing.append(Filter(Or(tuple(Term(DJANGO_CT, get_model_ct(model)) for model in models))))
        return And((clause, *narrowing)) if narrowing else clause

    def _as_clause(self, query: Clause | str) -> Clause:
        if not isinstance(query, str):
            return query
        found = _NARROWED.fullmatch(query)
        if found is None or self._treatment(found[1]) is not FieldType.KEYWORD:
            raise SearchBackendError(f"'{query}' narrows nothing: give a clause, or the value of a facet field")
        return Term(found[1], found[2])

    def _alike(self, terms: list[str], identifier: str) -> Clause:
        reader, field = self.reader(), self.content_field
        itself = reader.frequency(ID, identifier) > 0
        return alike(field, terms, partial(reader.frequency, field), documents=reader.document_count(), itself=itself)

    def _suggestion(self, reader: IndexReader, clause: Clause, options: dict[str, Any]) -> str | None:
        if not self.include_spelling:
            return None
        field, asked = self.content_field, options.get("spelling_query")
        given = words(asked) if asked else list(wanted_terms(clause, field))
        return suggestion(given, partial(reader.frequency, field), partial(reader.beginning, field))

    def _begin(self) -> None:
        """Make an empty index where there is none, and nobody is making one."""
        if not self.versions.exists():
            with self.versions.building():
                if not self.versions.exists():
                    self.rebuild(None, (), stamp="")

    def _catch_up(self, folder: Path, index: SearchIndex) -> None:
        """Bring into a generation that is being built what was written to the current one since it was begun."""
        changed = sorted(self.versions.take_changes())
        for start in range(0, len(changed), _CAUGHT_UP_AT_ONCE):
            chunk = changed[start : start + _CAUGHT_UP_AT_ONCE]
            keys = [identifier.rpartition(".")[2] for identifier in chunk]
            objects = list(index.index_queryset(self.connection_alias).filter(pk__in=keys))
            self.change(folder, set(chunk) - set(map(get_identifier, objects)), self._documents(index, objects))

    def _documents(self, index: SearchIndex | None, iterable: Iterable[Any]) -> Iterator[IndexedDocument]:
        return documents(index, iterable, self.fields()) if index else iter(())

    def _unified_index(self) -> Any:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()
