"""Haystack on Whoosh: pure Python, nothing to run beside it; for archives of some ten thousand articles.

Whoosh writes and merges the segments; matching, scoring and facets are done over arrays (see `segments`).
It knows nothing of articles: any Haystack index works with it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any as AnyValue

import numpy as np
from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError, SkipDocument
from haystack.fields import SearchField
from haystack.indexes import SearchIndex
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct
from numpy.typing import NDArray
from whoosh import index as whoosh_index
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID as IDENTIFIER
from whoosh.fields import KEYWORD, STORED, TEXT, FieldType, Schema
from whoosh.writing import IndexWriter

from articles.search.engines.clause_query import ClauseQuery
from articles.search.engines.clauses import All, Any, Clause, Filter, Term
from articles.search.engines.fields import Treatment, index_value, order_key, treatment, words
from articles.search.engines.generations import Generations, IndexMissing
from articles.search.engines.whoosh.scoring import Scorer
from articles.search.engines.whoosh.segments import Mask, Segment, Vocabulary

_WRITER_MEMORY_MB = 256
# How many values of a facet are returned where the caller names no limit.
_FACET_LIMIT = 100


class Backend(BaseSearchBackend):
    """Reads and writes one index; safe for threads, and for many reading processes beside one that writes."""

    def __init__(self, connection_alias: str, **connection_options: AnyValue) -> None:
        super().__init__(connection_alias, **connection_options)
        self.generations = Generations(Path(connection_options["PATH"]))
        self._lock = RLock()
        self._folder: Path | None = None
        self._index: whoosh_index.FileIndex | None = None
        self._view: View | None = None

    @property
    def content_field(self) -> str:
        """The name of the index's document field."""
        return str(self._unified_index().document_field)

    def terms(self, field: str, text: str) -> list[str]:
        """Return the terms that a text is searched by in a field, as `update` indexes them."""
        known = self._unified_index().all_searchfields().get(field)
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
            writer = whoosh_index.create_in(folder, self._schema()).writer(limitmb=_WRITER_MEMORY_MB)
            for document in self._documents(index, iterable):
                writer.add_document(**document)
            writer.commit(optimize=True)

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

    def view(self) -> "View":
        """Return the index as it was last committed; raises IndexMissing where there is none."""
        folder = self.generations.current()
        if self._index is None or folder != self._folder:
            self._index, self._folder, self._view = _open(folder), folder, None
        if self._view is None or not self._view.is_latest(self._index):
            self._view = View(self._index, self._view, self._unified_index().all_searchfields())
        return self._view

    def _narrowed(self, clause: Clause, options: dict[str, AnyValue]) -> Clause:
        narrowing = [Filter(query) for query in options.get("narrow_queries") or ()]
        if models := options.get("models"):
            narrowing.append(Filter(Any(tuple(Term(DJANGO_CT, get_model_ct(model)) for model in models))))
        return All((clause, *narrowing)) if narrowing else clause

    def _unified_index(self) -> AnyValue:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()

    def _schema(self) -> Schema:
        fields: dict[str, FieldType] = {
            ID: IDENTIFIER(unique=True),
            DJANGO_CT: IDENTIFIER(),
            "document": STORED(),
        }
        for name, field in self._unified_index().all_searchfields().items():
            if treatment(field) is Treatment.TEXT:
                fields[name] = TEXT(analyzer=SpaceSeparatedTokenizer())
            elif treatment(field) is Treatment.KEYWORD:
                fields[name] = KEYWORD()
        return Schema(**fields)

    @contextmanager
    def _writer(self) -> Iterator[IndexWriter]:
        """Give a writer that commits on leaving, or leaves the index as it was on an error."""
        with self.generations.writing():
            try:
                folder = self.generations.current()
            except IndexMissing:
                self.rebuild(None, (), stamp="")
                folder = self.generations.current()
            writer = _open(folder).writer(limitmb=_WRITER_MEMORY_MB)
            try:
                yield writer
            except BaseException:
                writer.cancel()
                raise
            writer.commit()

    def _documents(self, index: SearchIndex | None, iterable: Iterable[AnyValue]) -> Iterator[dict[str, AnyValue]]:
        for obj in iterable:
            try:
                yield _document(index.full_prepare(obj), self._unified_index().all_searchfields())
            except SkipDocument:
                continue


def _open(folder: Path) -> whoosh_index.FileIndex:
    try:
        return whoosh_index.open_dir(folder)
    except (whoosh_index.EmptyIndexError, OSError) as error:
        raise SearchBackendError(f"The search index in {folder} cannot be opened: {error}") from error


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


class View:
    """The index at one commit. Segments that the view before had already read are taken over from it."""

    def __init__(self, index: whoosh_index.FileIndex, before: "View | None", fields: dict[str, SearchField]) -> None:
        self._reader = index.reader(reuse=before._reader if before else None)
        self._fields = fields
        self._vocabularies = before._vocabularies if before else {}
        known = before._segments if before else {}
        readers = [reader for reader, _ in self._reader.leaf_readers()] if self._reader.doc_count_all() else []
        self._segments = {
            name: known.get(name) or Segment(reader, self._vocabularies)
            for reader in readers
            for name in [reader.segment().segment_id()]
        }
        self._live = {reader.segment().segment_id(): self._live_of(reader) for reader in readers}
        self._scorer = Scorer(list(self._segments.values()))

    def is_latest(self, index: whoosh_index.FileIndex) -> bool:
        """Tell whether nothing was committed since the view was made."""
        return bool(self._reader.generation() == index.latest_generation())

    def document_count(self) -> int:
        """Return how many documents are not deleted."""
        return int(sum(mask.sum() for mask in self._live.values()))

    def search(self, clause: Clause, options: dict[str, AnyValue]) -> dict[str, AnyValue]:
        """Return hits, results and facets of a clause; see `Backend.search`."""
        matching, scores = self._matching(clause)
        places = self._ranked(matching, scores, options)
        result_class = options.get("result_class") or SearchResult
        return {
            "results": [self._result(result_class, *place) for place in places],
            "hits": int(sum(mask.sum() for mask in matching)),
            "facets": {"fields": {f: self._facet(f, matching, o) for f, o in (options.get("facets") or {}).items()}},
            "spelling_suggestion": None,
        }

    def _live_of(self, reader: AnyValue) -> Mask:
        return self._segments[reader.segment().segment_id()].live(reader)

    def _matching(self, clause: Clause) -> tuple[list[Mask], list[NDArray[np.float32]]]:
        matching, scores = [], []
        for name, segment in self._segments.items():
            found = self._scorer.evaluate(clause, segment)
            matching.append(found.mask & self._live[name])
            scores.append(found.score)
        return matching, scores

    def _ranked(
        self, matching: list[Mask], scores: list[NDArray[np.float32]], options: dict[str, AnyValue]
    ) -> list[tuple[Segment, int, float]]:
        """Return segment, document number and score of the hits asked for, best first; ties keep index order."""
        docs = [np.flatnonzero(mask) for mask in matching]
        segments = list(self._segments.values())
        owner = np.concatenate([np.full(len(d), i) for i, d in enumerate(docs)] or [np.empty(0, int)])
        number = np.concatenate(docs or [np.empty(0, int)])
        score = np.concatenate([s[d] for s, d in zip(scores, docs, strict=True)] or [np.empty(0, np.float32)])
        keys = [-score, *(self._sort_key(key, docs) for key in reversed(options.get("sort_by") or []))]
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        order = np.lexsort(keys)[start:end]
        return [(segments[owner[i]], int(number[i]), float(score[i])) for i in order]

    def _sort_key(self, field: str, docs: list[NDArray[np.int64]]) -> NDArray[np.float64]:
        """Return numbers that sort the matching documents by a field ("-" before it: descending), valueless last."""
        name = field.removeprefix("-")
        values = [self._order(name, segment)[d] for segment, d in zip(self._segments.values(), docs, strict=True)]
        keys = np.concatenate(values or [np.empty(0)])
        return np.where(np.isnan(keys), np.inf, -keys if field.startswith("-") else keys)

    def _order(self, name: str, segment: Segment) -> NDArray[np.float64]:
        field = self._fields.get(name)
        if field is None or treatment(field) is Treatment.TEXT:
            raise SearchBackendError(f"Hits cannot be sorted by '{name}': it is not a keyword, number or date")
        if treatment(field) is Treatment.ORDERED:
            return segment.ordered(name)
        docs, values = segment.keywords(name)
        keys = np.full(segment.size, np.nan)
        keys[docs] = self._vocabularies[name].ranks()[values] if len(docs) else 0
        return keys

    def _facet(self, field: str, matching: list[Mask], options: dict[str, AnyValue]) -> list[tuple[str, int]]:
        """Return the values of a field among the matching documents with their counts, the most frequent first."""
        rows = [segment.keywords(field) for segment in self._segments.values()]
        values = self._vocabularies.get(field, Vocabulary()).values
        counts = np.zeros(len(values), np.int64)
        for (docs, numbers), mask in zip(rows, matching, strict=True):
            counts += np.bincount(numbers[mask[docs]], minlength=len(values))
        return _most_frequent(values, counts, options.get("limit", _FACET_LIMIT))

    def _result(self, result_class: type[SearchResult], segment: Segment, number: int, score: float) -> SearchResult:
        document = segment.document(number)
        app_label, model_name = document["model"].split(".")
        return result_class(app_label, model_name, document["pk"], score, **document["stored"])


def _most_frequent(values: list[str], counts: NDArray[np.int64], limit: int) -> list[tuple[str, int]]:
    found = np.flatnonzero(counts)
    if len(found) > limit:
        # Everything as frequent as the last one wanted stays in, so that ties are broken by value alone.
        threshold = np.partition(counts[found], -limit)[-limit] if limit else np.inf
        found = found[counts[found] >= threshold]
    pairs = sorted(((values[i], int(counts[i])) for i in found), key=lambda pair: (-pair[1], pair[0]))
    return pairs[:limit]


class Engine(BaseEngine):
    """What HAYSTACK_CONNECTIONS names."""

    backend = Backend
    query = ClauseQuery
