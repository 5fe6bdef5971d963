"""An open Tantivy index: hits, facets, and its terms."""

import json
from pathlib import Path
from typing import Any, Final

import tantivy
from django.utils.dateparse import parse_date, parse_datetime
from haystack.exceptions import SearchBackendError
from haystack.fields import SearchField
from haystack.models import SearchResult
from tantivy import Query

from haystack_engines.clauses import Clause
from haystack_engines.field_types import FieldType, field_type
from haystack_engines.tantivy.facet_counts import counts
from haystack_engines.tantivy.queries import Compiler
from haystack_engines.tantivy.schema import DOCUMENT, DOWN, UP
from haystack_engines.tantivy.writer import failing, opened

NO_KEYWORD_ORDER: Final = "Tantivy's Python binding ranks by a column of numbers"
NO_SECOND_KEY: Final = "Tantivy's Python binding ranks by one column"
# What JSON has no type for and is given back as it was.
_PARSERS: Final = {"date": parse_date, "datetime": parse_datetime}


class TantivyReader:
    """The index in a folder as it stood when it was opened; nothing in it changes, so threads need no lock."""

    def __init__(self, folder: Path, fields: dict[str, SearchField]) -> None:
        self.folder = folder
        self._fields = fields
        self._commit = self._last_commit()
        index = opened(folder)
        index.config_reader("manual")  # else a thread of its own would watch the folder
        self._searcher = index.searcher()
        self._compiler = Compiler(index.schema, fields)
        self._parsers = {n: _PARSERS[f.field_type] for n, f in fields.items() if f.stored and f.field_type in _PARSERS}

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since."""
        return self._commit == self._last_commit()

    def document_count(self) -> int:
        """Return how many documents it holds."""
        return self._searcher.num_docs

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Return hits, results and facets of a clause; see `ClauseBackend.search`."""
        with failing(self.folder):
            query = self._compiler.query(clause)
            total, places = self._ranked(query, options)
            result_class = options.get("result_class") or SearchResult
            return {
                "results": [self._result(result_class, *place) for place in places],
                "hits": total,
                "facets": {"fields": counts(self._searcher, query, options.get("facets") or {}, total)},
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

    def _ranked(self, query: Query, options: dict[str, Any]) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        limit = max(0, (self._searcher.num_docs if end is None else end) - start)
        sorting = self._sorting(options.get("sort_by") or [])
        found = self._searcher.search(query, limit=max(1, limit), offset=start, **sorting)
        scored = [(0.0 if sorting else score, address) for score, address in found.hits]
        return int(found.count), scored[:limit]  # type: ignore[attr-defined]  # the stubs forget it

    def _sorting(self, keys: list[str]) -> dict[str, Any]:
        if not keys:
            return {}
        if len(keys) > 1:
            raise SearchBackendError(f"Hits cannot be sorted by several fields: {NO_SECOND_KEY}")
        name = keys[0].removeprefix("-")
        field = self._fields.get(name)
        if field is None or field_type(field) is not FieldType.ORDERED:
            reason = f"it is not a number or date, and {NO_KEYWORD_ORDER}"
            raise SearchBackendError(f"Hits cannot be sorted by '{name}': {reason}")
        if keys[0].startswith("-"):
            return {"order_by_field": DOWN.format(name), "order": tantivy.Order.Desc}
        return {"order_by_field": UP.format(name), "order": tantivy.Order.Asc}

    def _result(self, result_class: type[SearchResult], score: float, address: tantivy.DocAddress) -> SearchResult:
        document = json.loads(self._searcher.doc(address)[DOCUMENT][0])
        app_label, model_name = document["model"].split(".")
        stored = document["stored"]
        for name in self._parsers.keys() & stored.keys():
            stored[name] = self._parsers[name](stored[name])
        return result_class(app_label, model_name, document["pk"], score, **stored)
