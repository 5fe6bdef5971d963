"""What the engines share as Haystack backends: whole generations, one writer at a time, clauses instead of strings."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import RLock
from typing import Any as AnyValue
from typing import Protocol

from haystack.backends import BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT
from haystack.exceptions import SearchBackendError
from haystack.fields import SearchField
from haystack.indexes import SearchIndex
from haystack.utils import get_identifier, get_model_ct

from articles.search.engines.clauses import All, Any, Clause, Filter, Term
from articles.search.engines.documents import IndexedDocument, documents
from articles.search.engines.fields import Treatment, treatment, words
from articles.search.engines.generations import Generations, IndexMissing

# Options of Haystack that none of these engines has.
_NOT_OFFERED = {"date_facets", "query_facets", "within", "dwithin", "boost", "highlight"}


class View(Protocol):
    """An open index, as it stood at one commit."""

    @property
    def folder(self) -> Path:
        """The generation that is open."""

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since."""

    def document_count(self) -> int:
        """Return how many documents it holds."""

    def search(self, clause: Clause, options: dict[str, AnyValue]) -> dict[str, AnyValue]:
        """Return hits, results and facets of a clause, as Haystack wants them."""


class ClauseBackend(BaseSearchBackend):
    """A Haystack backend over `Generations`; safe for threads, and for many readers beside one writing process.

    An engine says how a generation is built, changed and opened.
    """

    def __init__(self, connection_alias: str, **connection_options: AnyValue) -> None:
        super().__init__(connection_alias, **connection_options)
        self.generations = Generations(Path(connection_options["PATH"]))
        self._lock = RLock()
        self._view: View | None = None

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
    def open(self, folder: Path, before: View | None) -> View:
        """Open the index in a folder at its last commit; `before` is the view of the same folder to go on from."""

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
        return words(text) if known is not None and treatment(known) is Treatment.TEXT else [text]

    def update(self, index: SearchIndex, iterable: Iterable[AnyValue], commit: bool = True) -> None:
        """Index the objects, each in place of what was indexed of it; an index that is not there is begun."""
        self.replace(index, iterable, gone=())

    def remove(self, obj_or_string: AnyValue, commit: bool = True) -> None:
        """Take an object, or the object of that identifier, out of the index; unknown ones are passed over."""
        self.replace(None, (), gone=[get_identifier(obj_or_string)])

    def replace(self, index: SearchIndex | None, iterable: Iterable[AnyValue], *, gone: Iterable[str]) -> None:
        """Index the objects and take those of the given identifiers out, in one commit."""
        with self.generations.writing():
            self.change(self._begun(), gone, self._documents(index, iterable))

    def clear(self, models: Iterable[AnyValue] | None = None, commit: bool = True) -> None:
        """Take the objects of the models, or all, out of the index."""
        if models is None:
            self.rebuild(None, (), stamp="")
            return
        with self.generations.writing():
            self.remove_models(self._begun(), map(get_model_ct, models))

    def rebuild(self, index: SearchIndex | None, iterable: Iterable[AnyValue], *, stamp: str) -> None:
        """Build an index of the objects beside the present one and put it in its place, whole.

        Other writers wait meanwhile; readers go on with the old index. `stamp` is kept with the new one.
        """
        with self.generations.writing(), self.generations.beside(stamp) as folder:
            self.build(folder, self._documents(index, iterable))

    @log_query
    def search(self, query_string: Clause, **options: AnyValue) -> dict[str, AnyValue]:
        """Return hits, results and facets for a tree of clauses.

        Options are Haystack's: start_offset, end_offset, sort_by, models, narrow_queries (clauses), facets
        ({field: {"limit": n}}), result_class. Raises IndexMissing where there is no index, SearchBackendError
        for an option or field that the engine does not have.
        """
        if unknown := _NOT_OFFERED & set(options):
            raise SearchBackendError(f"This engine does not offer {', '.join(sorted(unknown))}")
        with self._lock:
            return self.view().search(_narrowed(query_string, options), options)

    def document_count(self) -> int:
        """Return how many documents the index holds; raises IndexMissing where there is none."""
        with self._lock:
            return self.view().document_count()

    def view(self) -> View:
        """Return the index as it was last committed; raises IndexMissing where there is none."""
        folder = self.generations.current()
        if self._view is None or folder != self._view.folder:
            self._view = self.open(folder, None)
        elif not self._view.is_latest():
            self._view = self.open(folder, self._view)
        return self._view

    def _begun(self) -> Path:
        try:
            return self.generations.current()
        except IndexMissing:
            self.rebuild(None, (), stamp="")
            return self.generations.current()

    def _documents(self, index: SearchIndex | None, iterable: Iterable[AnyValue]) -> Iterator[IndexedDocument]:
        return documents(index, iterable, self.fields()) if index else iter(())

    def _unified_index(self) -> AnyValue:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()


def _narrowed(clause: Clause, options: dict[str, AnyValue]) -> Clause:
    narrowing = [Filter(query) for query in options.get("narrow_queries") or ()]
    if models := options.get("models"):
        narrowing.append(Filter(Any(tuple(Term(DJANGO_CT, get_model_ct(model)) for model in models))))
    return All((clause, *narrowing)) if narrowing else clause
