"""What the engines share as Haystack backends: index versions, locks, readers, and queries as clauses."""

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured
from haystack.backends import BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, ID
from haystack.exceptions import SearchBackendError
from haystack.fields import SearchField
from haystack.indexes import SearchIndex
from haystack.utils import get_identifier, get_model_ct

from haystack_engines.clauses import And, Clause, Filter, Not, Or, Term, wanted_terms
from haystack_engines.document_processes import documents_of_all
from haystack_engines.field_types import FieldType, field_type, words
from haystack_engines.index_reader import DistantReader, IndexReader, SharedReader, shared_reader
from haystack_engines.index_versions import IndexVersions, Versions
from haystack_engines.indexed_documents import IndexedDocument, documents
from haystack_engines.memory import memory_folder
from haystack_engines.percolation import PercolatedDocument, percolated_documents
from haystack_engines.term_statistics import similar_to, spelling_suggestion

# How many of the objects that changed during a rebuild are indexed in one commit.
_CATCH_UP_BATCH = 500
# The string by which Haystack's faceted forms narrow a search: narrow('author_exact:"Nam Cao"').
_NARROWED = re.compile(r'(\w+):"?(.*?)"?', re.DOTALL)


class ClauseBackend(BaseSearchBackend):
    """A Haystack backend over `IndexVersions`. Threads and processes may read and write at the same time.

    An engine implements `build`, `change`, `remove_models` and `open`, and adds to `cannot` what it does not support.
    """

    # The version of the engine's index format. An index of another layout must be rebuilt.
    layout: ClassVar[str] = "1"
    # Options of `search` that are not supported, each with the reason.
    cannot: ClassVar[Mapping[str, str]] = {
        "highlight": "the index holds terms, not text; highlight the text where you show it",
        "boost": "use the boost of a clause",
        "date_facets": "use a facet field of years or months",
        "query_facets": "count each query by itself, which is as fast",
        "stats": "there are no sums or means of a field",
        "within": "the index holds no geographic positions",
        "dwithin": "the index holds no geographic positions",
        "distance_point": "the index holds no geographic positions",
    }

    def __init__(self, connection_alias: str, **connection_options: Any) -> None:
        super().__init__(connection_alias, **connection_options)
        self._processes = int(connection_options.get("PROCESSES", 1))
        self.versions = self._open_versions(connection_alias, connection_options)
        self._reader: SharedReader = shared_reader(type(self).__name__, connection_alias, self.versions.path)

    def _open_versions(self, alias: str, options: Mapping[str, Any]) -> Versions:
        """Return the versions of a connection's index; raises ImproperlyConfigured where settings are missing."""
        return IndexVersions(_folder(alias, options))

    def prepared(self, documents: Iterator[IndexedDocument]) -> Iterator[Any]:
        """Yield what `build` takes of each document: as much of the work as another process can do."""
        return documents

    @abstractmethod
    def build(self, folder: Path, new: Iterator[Any]) -> None:
        """Write a whole index of the documents, as they were `prepared`, to an empty folder. None comes twice."""

    @abstractmethod
    def change(self, folder: Path, removed: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Remove the documents of the identifiers, and add or replace documents, in one commit."""

    @abstractmethod
    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Remove all documents of the models ("app.model") in one commit."""

    @abstractmethod
    def open(self, folder: Path, before: IndexReader | None) -> IndexReader:
        """Open the index in a folder at its last commit. Parts of `before`, an older reader of it, may be reused."""

    def damaged_files(self) -> list[Path]:
        """Return the files of the index that differ from their checksums; none where the engine keeps no checksums.

        It reads the whole index. Raises IndexMissing where there is none.
        """
        self.versions.current()
        return []

    def refuse_damaged(self) -> None:
        """Raise SearchBackendError where a file that this process has not yet found whole differs from its checksum.

        Cheap enough to be asked each minute. Raises IndexMissing where there is no index.
        """
        self.versions.current()

    def condition(self) -> str:
        """Return what an administrator should know of an index that can be searched, "" where there is nothing."""
        return ""

    @property
    def content_field(self) -> str:
        """The name of the index's document field."""
        return str(self._unified_index().document_field)

    def fields(self) -> dict[str, SearchField]:
        """Return the fields of all indexes by name."""
        return dict(self._unified_index().all_searchfields())

    def terms(self, field: str, text: str) -> list[str]:
        """Return the terms to search a text by in a field, as they are indexed."""
        return words(text) if self._type(field) is FieldType.TEXT else [text]

    def update(self, index: SearchIndex, iterable: Iterable[Any], commit: bool = True) -> None:
        """Index the objects, each in place of its older version. A missing index is created."""
        self.replace(index, iterable, gone=())

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        """Remove an object, given itself or by its identifier. It need not be indexed."""
        self.replace(None, (), gone=[get_identifier(obj_or_string)])

    def replace(self, index: SearchIndex | None, iterable: Iterable[Any], *, gone: Iterable[str]) -> None:
        """Index the objects and remove those of the identifiers `gone`, in one commit.

        Raises SearchBackendError where the index was made for other fields than the code now has.
        """
        objects, removed = list(iterable), list(gone)
        self._create_if_missing()
        with self.versions.writing():
            folder = self.versions.current()
            if index is not None and self.versions.fields(folder) != self._field_list():
                raise SearchBackendError(f"The search index in {folder} was made for other fields: rebuild it")
            self.versions.record_changes([*removed, *map(get_identifier, objects)])
            self.change(folder, removed, self._documents(index, objects))

    def clear(self, models: Iterable[Any] | None = None, commit: bool = True) -> None:
        """Remove the objects of the models; without models, replace the index by an empty one."""
        if models is None:
            self.rebuild(None, (), stamp="")
            return
        self._create_if_missing()
        with self.versions.building(), self.versions.writing():
            self.remove_models(self.versions.current(), map(get_model_ct, models))

    def rebuild(self, index: SearchIndex | None, iterable: Iterable[Any], *, stamp: str) -> None:
        """Build an index of the objects beside the current one, then replace that by it.

        Meanwhile others read and write the old index. Objects that they write are read from the database again and
        indexed in the new one. `stamp` is stored with the index; see `IndexVersions.stamp`.
        """
        self._rebuild(index, self.prepared_documents(index, iterable), stamp)

    def rebuild_all(self, index: SearchIndex, *, stamp: str) -> None:
        """Do as `rebuild` with all objects of the index's `index_queryset`, made in PROCESSES processes.

        Raises SearchBackendError where one of them dies; the old index stays then, as after any error.
        """
        with closing(documents_of_all(self, index, self._processes)) as new:
            self._rebuild(index, new, stamp)

    def prepared_documents(self, index: SearchIndex | None, objects: Iterable[Any]) -> Iterator[Any]:
        """Yield of each object what `build` takes."""
        return self.prepared(self._documents(index, objects))

    def _rebuild(self, index: SearchIndex | None, new: Iterator[Any], stamp: str) -> None:
        with self.versions.new_version() as folder:
            self.build(folder, new)
            if index is not None:
                self._catch_up(folder, index)  # with most changes, while others can still write
            with self.versions.writing():
                if index is not None:
                    self._catch_up(folder, index)
                self.versions.make_current(folder, stamp=stamp, fields=self._field_list())

    @log_query
    def search(self, query_string: Clause, **options: Any) -> dict[str, Any]:
        """Return a dict with "hits" (their number), "results", "facets" and "spelling_suggestion".

        Options are Haystack's: start_offset, end_offset, sort_by, models, narrow_queries (clauses, or strings
        like 'field:"value"'), facets ({field: {"limit": n}}; with "only", a list, just these values are counted),
        spelling_query, result_class. Raises IndexMissing where there is no index, SearchBackendError for an option or
        field that is not supported.
        """
        self._refuse(options)
        reader = self.reader()
        found = reader.search(self._narrowed(query_string, options), options)
        return found | {"spelling_suggestion": self._suggestion(reader, query_string, options)}

    def search_ahead(self, searches: Iterable[tuple[Clause, dict[str, Any]]]) -> None:
        """Ask an index on other machines in one request what `search` will be called with; elsewhere do nothing."""
        reader = self.reader()
        if isinstance(reader, DistantReader):
            reader.search_ahead((self._narrowed(clause, options), options) for clause, options in searches)

    def more_like_this(
        self, model_instance: Any, additional_query_string: Clause | None = None, **options: Any
    ) -> dict[str, Any]:
        """Search for documents that share distinctive terms with an object's document field; returns as `search` does.

        The object need not be indexed, and is not among the results. Raises haystack.exceptions.NotHandled for a
        model without a Haystack index.
        """
        index = self._unified_index().get_index(model_instance._meta.concrete_model)
        prepared = list(documents(index, [model_instance], self.fields()))
        terms = [text for document in prepared for text in document.terms.get(self.content_field, ())]
        identifier = get_identifier(model_instance)
        more = [Filter(additional_query_string)] if additional_query_string else []
        clauses = (self._similar_to(terms, identifier), Not(Term(ID, identifier)), *more)
        return dict(self.search(And(clauses), **options))

    def document_count(self) -> int:
        """Return the number of documents in the index; raises IndexMissing where there is no index."""
        return self.reader().document_count()

    def reader(self) -> IndexReader:
        """Return the reader of the last commit; raises IndexMissing where there is no index.

        While another thread opens it, the reader of the commit before is returned.
        """
        return self._reader.latest(self.versions.current(), self.open)

    def _refuse(self, options: dict[str, Any]) -> None:
        for name in options.keys() & self.cannot.keys():
            raise SearchBackendError(f"This engine does not support '{name}': {self.cannot[name]}")
        for name in options.get("facets") or ():
            if name != DJANGO_CT and self._type(name) is not FieldType.KEYWORD:
                raise SearchBackendError(f"'{name}' is not a facet field: its values cannot be counted")

    def _field_list(self) -> str:
        """Return the fields with their types, a line each. Documents of different fields must not share an index."""
        return "".join(f"{name} {field_type(field).value}\n" for name, field in sorted(self.fields().items()))

    def _type(self, name: str) -> FieldType | None:
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
        if found is None or self._type(found[1]) is not FieldType.KEYWORD:
            raise SearchBackendError(f"Cannot narrow by '{query}': give a clause, or field:\"value\" of a facet field")
        return Term(found[1], found[2])

    def _similar_to(self, terms: list[str], identifier: str) -> Clause:
        reader, field = self.reader(), self.content_field
        indexed = reader.frequency(ID, identifier) > 0
        frequency = partial(reader.frequency, field)
        return similar_to(field, terms, frequency, documents=reader.document_count(), indexed=indexed)

    def _suggestion(self, reader: IndexReader, clause: Clause, options: dict[str, Any]) -> str | None:
        if not self.include_spelling:
            return None
        field, text = self.content_field, options.get("spelling_query")
        terms = words(text) if text else list(wanted_terms(clause, field))
        return spelling_suggestion(terms, partial(reader.frequency, field), partial(reader.terms_with_prefix, field))

    def percolated(self, index: SearchIndex, objects: Iterable[Any]) -> Iterator[PercolatedDocument]:
        """Yield the documents of objects, as they would be indexed, to try clauses on."""
        return percolated_documents(index, objects, self.fields())

    def _create_if_missing(self) -> None:
        if not self.versions.exists():
            with self.versions.building():
                if not self.versions.exists():
                    self.rebuild(None, (), stamp="")

    def _catch_up(self, folder: Path, index: SearchIndex) -> None:
        """Index in a version that is being built what writers have changed since the build began."""
        changed = sorted(self.versions.take_changes())
        for start in range(0, len(changed), _CATCH_UP_BATCH):
            chunk = changed[start : start + _CATCH_UP_BATCH]
            keys = [identifier.rpartition(".")[2] for identifier in chunk]
            objects = list(index.index_queryset(self.connection_alias).filter(pk__in=keys))
            self.change(folder, set(chunk) - set(map(get_identifier, objects)), self._documents(index, objects))

    def _documents(self, index: SearchIndex | None, iterable: Iterable[Any]) -> Iterator[IndexedDocument]:
        return documents(index, iterable, self.fields()) if index else iter(())

    def _unified_index(self) -> Any:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()


def _folder(alias: str, options: Mapping[str, Any]) -> Path:
    """Return the folder of a connection's index by its settings STORAGE and PATH."""
    match options.get("STORAGE", "file"), options.get("PATH"):
        case "ram", name:
            return memory_folder(str(name or alias))
        case "file", path if path:
            return Path(path)
    raise ImproperlyConfigured(f"HAYSTACK_CONNECTIONS['{alias}'] needs a PATH, or STORAGE 'ram' for an index in memory")
