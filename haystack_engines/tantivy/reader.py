"""An open Tantivy index: search, and its terms."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import tantivy
from haystack.exceptions import SearchBackendError
from haystack.fields import SearchField
from haystack.models import SearchResult
from tantivy import Query

from haystack_engines.clauses import And, AtLeast, Chain, Clause, Filter, Or
from haystack_engines.field_types import FieldType, field_type
from haystack_engines.index_reader import MappedFiles, TermTest, refuse_changed
from haystack_engines.positions import ChainEnds, matching_documents
from haystack_engines.search_time import check_time, checked_often
from haystack_engines.stored_values import stored_parsers
from haystack_engines.tantivy.checksums import segment_files
from haystack_engines.tantivy.facet_counts import counts
from haystack_engines.tantivy.queries import TantivyCompiler
from haystack_engines.tantivy.schema import DOCUMENT, DOWN, UP, identifier
from haystack_engines.tantivy.segment_bytes import field_numbers, segment_names
from haystack_engines.tantivy.term_positions import SegmentPositions
from haystack_engines.tantivy.writer import open_index, tantivy_errors

NO_KEYWORD_ORDER: Final = "Tantivy's Python binding sorts by numbers only"
NO_SECOND_KEY: Final = "Tantivy's Python binding sorts by one field only"
# A merge removes segments. If one is gone before it is opened, the new list of segments is read.
_TRIES: Final = 10
# Clauses whose documents are kept. A page asks for the same ones several times: for hits, facets and counts.
_CACHED_CLAUSES: Final = 32
# Terms whose document frequency is kept.
_CACHED_FREQUENCIES: Final = 10_000
# Documents whose identifiers are kept, at about 200 bytes each.
_CACHED_IDENTIFIERS: Final = 50_000


def _links_to_read_only(folder: Path) -> TemporaryDirectory[str] | None:
    """Return a folder of links to the files of an index that this process cannot write to, None where it can.

    Tantivy makes a lock file beside the index to open it even for reading.
    """
    if os.access(folder, os.W_OK) or not folder.is_dir():
        return None
    links = TemporaryDirectory(prefix="haystack-read-only-")
    for file in folder.iterdir():
        if file.suffix != ".lock":
            Path(links.name, file.name).symlink_to(file.resolve())
    return links


class TantivyReader:
    """The index in a folder as it was when opened. It never changes, so threads need no lock."""

    def __init__(self, folder: Path, fields: dict[str, SearchField]) -> None:
        self.folder = folder
        self._fields = fields
        for attempt in range(_TRIES):
            self._commit = self._last_commit()
            with tantivy_errors(folder, "cannot be opened"):
                self._files = MappedFiles(segment_files(folder))
            self._links = _links_to_read_only(folder)
            index = open_index(Path(self._links.name) if self._links else folder)
            with tantivy_errors(folder):
                index.config_reader("manual")  # otherwise Tantivy starts a thread that watches the folder
                self._searcher = index.searcher()
                self._segments = self._open_segments(last_try=attempt == _TRIES - 1)
            if self._commit == self._last_commit():
                break
        self._identifier = lru_cache(_CACHED_IDENTIFIERS)(self._read_identifier)
        self._frequency = lru_cache(_CACHED_FREQUENCIES)(self._searcher.doc_freq)
        self._compiler = TantivyCompiler(
            index.schema,
            fields,
            lru_cache(_CACHED_CLAUSES)(self._identifiers),
            self._frequency,
        )
        self._parsers = stored_parsers(fields)

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since. Raises SearchBackendError where a file was cut short."""
        changed = self._files.changed()
        if self._commit != self._last_commit():
            return False
        refuse_changed(self.folder, changed)
        return True

    def document_count(self) -> int:
        """Return the number of documents."""
        return self._searcher.num_docs

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Search for a clause; see `ClauseBackend.search`."""
        with tantivy_errors(self.folder):
            check_time()
            query = self._compiler.query(clause)
            total, ranked = self._ranked(query, options)
            result_class = options.get("result_class") or SearchResult
            return {
                "results": [self._result(result_class, *hit) for hit in ranked],
                "hits": total,
                "facets": {"fields": counts(self._searcher, query, options.get("facets") or {}, total)},
            }

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        """Read them from the documents, or from the cache."""
        with tantivy_errors(self.folder):
            check_time()
            found = self._searcher.search(self._compiler.query(Filter(clause)), limit=most)
            if found.count > most:  # type: ignore[attr-defined]  # missing from the stubs
                return None
            return tuple(self._identifier(address.segment_ord, address.doc) for _, address in found.hits)

    def counts_at_ends(self, clause: Clause, chains: Sequence[Chain], terms: Iterable[str]) -> Iterator[int]:
        """Count by the positions of a term in each segment, when its count is asked for."""
        with tantivy_errors(self.folder):
            ends = [
                ChainEnds(chains, np.array(sorted(documents)), read=segment.places, read_once=segment.read)
                for number, documents in self._documents(self._compiler.query(Filter(clause))).items()
                for segment in [self._segments[number]]
            ]
            for term in terms:
                yield sum(one.count(term) for one in ends)

    def frequency(self, field: str, text: str) -> int:
        """Read the term's document frequency from the dictionary."""
        with tantivy_errors(self.folder):
            return int(self._frequency(field, text))

    def frequencies(self, field: str, texts: Iterable[str]) -> dict[str, int]:
        """Read the document frequency of each term."""
        return {text: self.frequency(field, text) for text in texts}

    def terms_with_prefix(self, field: str, text: str) -> list[tuple[str, int]]:
        """Read the dictionary from the prefix on."""
        with tantivy_errors(self.folder):
            return list(self._searcher.terms_with_prefix(field, text))

    def terms_with_any_prefix(
        self, field: str, texts: Iterable[str], where: TermTest | None = None
    ) -> Iterator[tuple[str, int]]:
        """Read the dictionary from each prefix on."""
        found = (one for text in texts for one in self.terms_with_prefix(field, text))
        return found if where is None else (one for one in found if where(one[0]))

    def _open_segments(self, *, last_try: bool) -> list[SegmentPositions]:
        """Open the files of the last commit. They can be gone where another commit has merged them meanwhile."""
        numbers = field_numbers(self.folder)
        try:
            return [SegmentPositions(self.folder, name, numbers) for name in segment_names(self.folder)]
        except FileNotFoundError:
            if last_try:
                raise
            return []

    def _identifiers(self, clause: Chain | AtLeast) -> list[str]:
        """Return the identifiers of the documents that match: of those with all phrases, where these stand decides."""
        operands = clause.operands if isinstance(clause, Chain) else (tuple(chain.from_iterable(clause.texts)),)
        candidates = self._compiler.query(Filter(And(tuple(Or(phrases) for phrases in operands))))
        matching = (
            (segment, int(document))
            for segment, live in self._documents(candidates).items()
            for document in np.intersect1d(
                live, matching_documents(clause, self._segments[segment].places), assume_unique=True
            )
        )
        return [self._identifier(*place) for place in checked_often(matching)]

    def _documents(self, query: Query) -> dict[int, list[int]]:
        """Return the documents that match a query, by segment, in no order."""
        found = self._searcher.search(query, limit=max(1, self._searcher.num_docs), count=False)
        documents: dict[int, list[int]] = {}
        for _, address in found.hits:
            documents.setdefault(address.segment_ord, []).append(address.doc)
        return documents

    def _read_identifier(self, segment: int, number: int) -> str:
        return identifier(self._searcher.doc(tantivy.DocAddress(segment, number))[DOCUMENT][0])

    def _last_commit(self) -> tuple[int, int]:
        """Return what identifies a commit: each replaces the file meta.json by a new one."""
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
        return int(found.count), scored[:limit]  # type: ignore[attr-defined]  # missing from the stubs

    def _sorting(self, keys: list[str]) -> dict[str, Any]:
        if not keys:
            return {}
        if len(keys) > 1:
            raise SearchBackendError(f"Hits cannot be sorted by several fields: {NO_SECOND_KEY}")
        name = keys[0].removeprefix("-")
        field = self._fields.get(name)
        if field is None or field_type(field) is not FieldType.ORDERED:
            reason = f"it holds no numbers or dates, and {NO_KEYWORD_ORDER}"
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
