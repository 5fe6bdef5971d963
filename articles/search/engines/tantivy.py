"""Haystack on Tantivy: an embedded engine in Rust, for some hundred thousand documents (see docs/tantivy.md).

It knows nothing of articles: any Haystack index works with it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import singledispatchmethod
from math import inf
from pathlib import Path
from typing import Any as AnyValue
from typing import ClassVar

import tantivy
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.dateparse import parse_date, parse_datetime
from haystack.backends import BaseEngine
from haystack.constants import DJANGO_CT, ID
from haystack.exceptions import SearchBackendError
from haystack.fields import SearchField
from haystack.models import SearchResult
from tantivy import FieldType, Occur, Query

from articles.search.engines import backend
from articles.search.engines.clause_query import ClauseQuery
from articles.search.engines.clauses import (
    All,
    Any,
    Best,
    Clause,
    Everything,
    Filter,
    Not,
    Nothing,
    Phrase,
    Prefer,
    Prefix,
    Range,
    Term,
)
from articles.search.engines.documents import Fields, IndexedDocument
from articles.search.engines.fields import Treatment, order_key, treatment

# One thread keeps documents in the order given, and is bound by what feeds it anyway.
_WRITER_HEAP_BYTES = 64_000_000
_WRITER_THREADS = 1
# What is read back of a document, as JSON.
_DOCUMENT = "_document"
# A number or date has two columns to sort by, since documents without a value come last either way.
_UP, _DOWN = "{}__up", "{}__down"
# How many values of a facet are returned where the caller names no limit.
_FACET_LIMIT = 100
# Where more documents match, the values of facets are counted in two looks; and how many each segment tells at first.
_MANY_HITS = 4000
_FIRST_LOOK = 100
# More values than a field has.
_ALL_VALUES = 1_000_000
_UNKNOWN = [""]
_SPACE = re.compile(r"\s")
# What JSON has no type for and is given back as it was.
_PARSERS = {"date": parse_date, "datetime": parse_datetime}
_OPTION = {Treatment.TEXT: "freq", Treatment.BAG: "basic", Treatment.KEYWORD: "basic"}


class Backend(backend.ClauseBackend):
    """One index of Tantivy segments."""

    cannot: ClassVar[Mapping[str, str]] = {
        **backend.ClauseBackend.cannot,
        "sort_by_keyword": "Tantivy's Python binding ranks by a column of numbers",
        "sort_by_several": "Tantivy's Python binding ranks by one column",
    }

    def build(self, folder: Path, new: Iterator[IndexedDocument]) -> None:
        """Write the documents and wait until their segments are merged."""
        with _failing(folder):
            index = tantivy.Index(_schema(self.fields()), str(folder))
        self._write(folder, index, (), new)

    def change(self, folder: Path, gone: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Delete and add in one commit."""
        self._write(folder, _opened(folder), [(ID, identifier) for identifier in gone], new)

    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Delete by the model's term."""
        self._write(folder, _opened(folder), [(DJANGO_CT, model) for model in models], iter(()))

    def open(self, folder: Path, before: AnyValue) -> "View":
        """Open the index at its last commit."""
        return View(folder, self.fields())

    def _write(
        self, folder: Path, index: tantivy.Index, gone: Iterable[tuple[str, str]], new: Iterator[IndexedDocument]
    ) -> None:
        fields = self.fields()
        with _committing(folder, index) as writer:
            for name, text in gone:
                writer.delete_documents_by_term(name, text)
            for document in new:
                with _failing(folder):
                    writer.delete_documents_by_term(ID, document.identifier)
                    writer.add_document(tantivy.Document.from_dict(_given(document, fields), index.schema))


@contextmanager
def _failing(folder: Path) -> Iterator[None]:
    """Name what fails: Tantivy's errors are all ValueError, a full disk as well as a field that it does not know."""
    try:
        yield
    except ValueError as error:
        raise SearchBackendError(f"The search index in {folder} failed: {error}") from error


def _opened(folder: Path) -> tantivy.Index:
    try:
        return tantivy.Index.open(str(folder))
    except ValueError as error:
        raise SearchBackendError(f"The search index in {folder} cannot be opened: {error}") from error


@contextmanager
def _committing(folder: Path, index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
    """Give a writer that commits on leaving, or on an error leaves the index as it was."""
    with _failing(folder):
        writer = index.writer(_WRITER_HEAP_BYTES, _WRITER_THREADS)
        # What a writer that was killed left behind is in the way: files are named by a count that begins again.
        writer.garbage_collect_files()
    try:
        yield writer
        with _failing(folder):
            writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _schema(fields: Fields) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(DJANGO_CT, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(_DOCUMENT, stored=True, tokenizer_name="raw", index_option="basic")
    for name, field in fields.items():
        match treatment(field):
            case Treatment.TEXT:
                builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
            case Treatment.BAG:
                builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
            case Treatment.KEYWORD:
                builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
                builder.add_float_field(_UP.format(name), fast=True)
            case Treatment.ORDERED:
                for column in (name, _UP.format(name), _DOWN.format(name)):
                    builder.add_float_field(column, fast=True)
    return builder.build()


def _given(document: IndexedDocument, fields: Fields) -> dict[str, AnyValue]:
    """Return the columns of a document by name, each a list of values."""
    texts = {
        n: [_joined(t) if treatment(fields[n]) is Treatment.BAG else " ".join(t)] for n, t in document.terms.items()
    }
    columns: dict[str, AnyValue] = {ID: [document.identifier], **texts, **document.keywords}
    for name, field in fields.items():
        if treatment(field) is Treatment.ORDERED:
            columns |= _ordered_columns(name, document.ordered.get(name))
    kept = {"model": document.model, "pk": document.pk, "stored": document.stored}
    columns[_DOCUMENT] = [json.dumps(kept, cls=DjangoJSONEncoder)]
    return columns


def _joined(values: list[str]) -> str:
    """Return the values of a bag as one text: a list of five hundred takes Tantivy eight times as long."""
    joined = " ".join(values)
    return joined if len(joined.split()) == len(values) else " ".join(map(_solid, values))


def _solid(value: str) -> str:
    """Return a bag's value with a sign in place of each space, so that it stays whole in the text of all values."""
    return _SPACE.sub("\x1f", value)


def _ordered_columns(name: str, key: float | None) -> dict[str, list[float]]:
    if key is None:
        return {_UP.format(name): [inf], _DOWN.format(name): [-inf]}
    return {column: [key] for column in (name, _UP.format(name), _DOWN.format(name))}


class View:
    """The index in a folder as it stood when it was opened; nothing in it changes, so threads need no lock."""

    def __init__(self, folder: Path, fields: dict[str, SearchField]) -> None:
        self.folder = folder
        self._fields = fields
        self._commit = self._last_commit()
        index = _opened(folder)
        index.config_reader("manual")  # else a thread of its own would watch the folder
        self._searcher = index.searcher()
        self._compiler = _Compiler(index.schema, fields)
        self._parsers = {n: _PARSERS[f.field_type] for n, f in fields.items() if f.stored and f.field_type in _PARSERS}

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since."""
        return self._commit == self._last_commit()

    def document_count(self) -> int:
        """Return how many documents it holds."""
        return self._searcher.num_docs

    def search(self, clause: Clause, options: dict[str, AnyValue]) -> dict[str, AnyValue]:
        """Return hits, results and facets of a clause; see `ClauseBackend.search`."""
        with _failing(self.folder):
            query = self._compiler.query(clause)
            total, places = self._ranked(query, options)
            result_class = options.get("result_class") or SearchResult
            return {
                "results": [self._result(result_class, *place) for place in places],
                "hits": total,
                "facets": {"fields": self._facets(query, options.get("facets") or {}, total)},
            }

    def frequency(self, field: str, text: str) -> int:
        """Ask the term dictionary; documents deleted since the last merge still count."""
        return int(self._searcher.doc_freq(field, text))

    def beginning(self, field: str, text: str) -> list[tuple[str, int]]:
        """Read the term dictionary from there on."""
        return list(self._searcher.terms_with_prefix(field, text))

    def _last_commit(self) -> tuple[int, int]:
        """Return what tells two commits apart: Tantivy puts a new meta.json in place for each."""
        try:
            state = (self.folder / "meta.json").stat()
        except OSError as error:
            raise SearchBackendError(f"The search index in {self.folder} cannot be opened: {error}") from error
        return state.st_ino, state.st_mtime_ns

    def _ranked(self, query: Query, options: dict[str, AnyValue]) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        limit = max(0, (self._searcher.num_docs if end is None else end) - start)
        sorting = self._sorting(options.get("sort_by") or [])
        found = self._searcher.search(query, limit=max(1, limit), offset=start, **sorting)
        scored = [(0.0 if sorting else score, address) for score, address in found.hits]
        return int(found.count), scored[:limit]  # type: ignore[attr-defined]  # the stubs forget it

    def _sorting(self, keys: list[str]) -> dict[str, AnyValue]:
        if not keys:
            return {}
        if len(keys) > 1:
            raise SearchBackendError(f"Hits cannot be sorted by several fields: {Backend.cannot['sort_by_several']}")
        name = keys[0].removeprefix("-")
        field = self._fields.get(name)
        if field is None or treatment(field) is not Treatment.ORDERED:
            reason = f"it is not a number or date, and {Backend.cannot['sort_by_keyword']}"
            raise SearchBackendError(f"Hits cannot be sorted by '{name}': {reason}")
        if keys[0].startswith("-"):
            return {"order_by_field": _DOWN.format(name), "order": tantivy.Order.Desc}
        return {"order_by_field": _UP.format(name), "order": tantivy.Order.Asc}

    def _facets(self, query: Query, facets: dict[str, dict[str, int]], total: int) -> dict[str, list[tuple[str, int]]]:
        if not facets:
            return {}
        limits = {name: options.get("limit", _FACET_LIMIT) for name, options in facets.items()}
        counted = self._counted_in_two_looks if total > _MANY_HITS else self._counted
        return {name: _most_frequent(found["buckets"], limits[name]) for name, found in counted(query, limits).items()}

    def _counted(self, query: Query, limits: dict[str, int]) -> dict[str, AnyValue]:
        # Twice as many as wanted, so that ties at the end are broken by value and not by chance.
        asked = {name: _terms(name, 2 * limit + 10, _ALL_VALUES) for name, limit in limits.items()}
        return dict(self._searcher.aggregate(query, asked)) if asked else {}

    def _counted_in_two_looks(self, query: Query, limits: dict[str, int]) -> dict[str, AnyValue]:
        """Have each segment tell its most frequent values alone, and count again those that may be the most frequent.

        To have every segment tell all values takes twice as long where many articles match.
        """
        segments = self._searcher.num_segments
        look = {name: max(_FIRST_LOOK, 2 * limit) for name, limit in limits.items()}
        found = self._searcher.aggregate(query, {n: _terms(n, segments * told, told) for n, told in look.items()})
        if segments == 1:
            return dict(found)
        again = {n: values for n, limit in limits.items() if (values := _candidates(found[n], limit))}
        flat = {n: limit for n, limit in limits.items() if again.get(n) == _UNKNOWN}
        asked = {n: _terms(n, len(v), len(v), include=v) for n, v in again.items() if v != _UNKNOWN}
        second = self._searcher.aggregate(query, asked) if asked else {}
        return {**found, **second, **self._counted(query, flat)}

    def _result(self, result_class: type[SearchResult], score: float, address: tantivy.DocAddress) -> SearchResult:
        document = json.loads(self._searcher.doc(address)[_DOCUMENT][0])
        app_label, model_name = document["model"].split(".")
        stored = document["stored"]
        for name in self._parsers.keys() & stored.keys():
            stored[name] = self._parsers[name](stored[name])
        return result_class(app_label, model_name, document["pk"], score, **stored)


def _terms(name: str, size: int, segment_size: int, **more: list[str]) -> dict[str, AnyValue]:
    return {"terms": {"field": name, "size": size, "segment_size": segment_size, **more}}


def _candidates(found: dict[str, AnyValue], limit: int) -> list[str]:
    """Return the values that may be the most frequent, none where all counts are exact already, or _UNKNOWN.

    A value told by some segments may lack up to the error bound; one told by none has no more than that.
    """
    error = found.get("doc_count_error_upper_bound") or 0
    if not error:
        return []
    counts = sorted((bucket["doc_count"] for bucket in found["buckets"]), reverse=True)
    least = counts[limit - 1] if 0 < limit <= len(counts) else 0
    if least <= error:
        return _UNKNOWN
    return [bucket["key"] for bucket in found["buckets"] if bucket["doc_count"] >= least - error]


def _most_frequent(buckets: list[dict[str, AnyValue]], limit: int) -> list[tuple[str, int]]:
    pairs = [(bucket["key"], int(bucket["doc_count"])) for bucket in buckets]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]


class _Compiler:
    """Turns clauses into Tantivy's queries."""

    def __init__(self, schema: tantivy.Schema, fields: Fields) -> None:
        self._schema = schema
        self._options = {name: _OPTION.get(treatment(field), "basic") for name, field in fields.items()}
        self._bags = {name for name, field in fields.items() if treatment(field) is Treatment.BAG}

    @singledispatchmethod
    def query(self, clause: Clause) -> Query:
        """Return the query of a clause; raises TypeError for a clause that is none."""
        raise TypeError(f"not a clause: {clause!r}")

    @query.register
    def _(self, clause: Everything) -> Query:
        return _unscored(Query.all_query())

    @query.register
    def _(self, clause: Nothing) -> Query:
        return Query.empty_query()

    @query.register
    def _(self, clause: Term) -> Query:
        option = self._options.get(clause.field, "basic")
        found = Query.term_query(self._schema, clause.field, self._text(clause), option)
        return found if clause.boost == 1 else Query.boost_query(found, clause.boost)

    @query.register
    def _(self, clause: Phrase) -> Query:
        found = Query.phrase_query(self._schema, clause.field, list(clause.terms), clause.slop)
        return found if clause.boost == 1 else Query.boost_query(found, clause.boost)

    @query.register
    def _(self, clause: Prefix) -> Query:
        return _unscored(Query.regex_query(self._schema, clause.field, re.escape(self._text(clause)) + ".*"))

    @query.register
    def _(self, clause: Range) -> Query:
        if clause.low is None and clause.high is None:
            return _unscored(Query.exists_query(clause.field))
        low, high = (None if end is None else order_key(end) for end in (clause.low, clause.high))
        return _unscored(Query.range_query(self._schema, clause.field, FieldType.Float, low, high))

    @query.register
    def _(self, clause: All) -> Query:
        if not clause.clauses:
            return self.query(Everything())
        return Query.boolean_query([(Occur.Must, self.query(part)) for part in clause.clauses])

    @query.register
    def _(self, clause: Any) -> Query:
        if not clause.clauses:
            return Query.empty_query()
        return Query.boolean_query([(Occur.Should, self.query(part)) for part in clause.clauses], clause.at_least)

    @query.register
    def _(self, clause: Best) -> Query:
        return Query.disjunction_max_query([self.query(part) for part in clause.clauses], clause.tie)

    @query.register
    def _(self, clause: Prefer) -> Query:
        parts = [(Occur.Must, self.query(clause.required)), (Occur.Should, self.query(clause.wished))]
        return Query.boolean_query(parts)

    @query.register
    def _(self, clause: Not) -> Query:
        excluded = (Occur.MustNot, self.query(clause.clause))
        return _unscored(Query.boolean_query([(Occur.Must, Query.all_query()), excluded]))

    @query.register
    def _(self, clause: Filter) -> Query:
        return Query.const_score_query(self.query(clause.clause), clause.score)

    def _text(self, clause: Term | Prefix) -> str:
        return _solid(clause.text) if clause.field in self._bags else clause.text


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


class Engine(BaseEngine):
    """What HAYSTACK_CONNECTIONS names."""

    backend = Backend
    query = ClauseQuery
