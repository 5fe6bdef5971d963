"""A version of an index in a cluster as it was at one commit: search, and its terms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from haystack.constants import ID
from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult

from haystack_engines.clauses import AtLeast, Chain, Clause, Filter
from haystack_engines.field_types import FieldType, field_type
from haystack_engines.index_reader import DistantReader, TermTest
from haystack_engines.indexed_documents import Fields
from haystack_engines.opensearch.aggregations import aggregations, counts
from haystack_engines.opensearch.commit_searches import WITHOUT_TOTAL, CommitSearches
from haystack_engines.opensearch.dictionary import ClusterDictionary
from haystack_engines.opensearch.intervals import interval_query
from haystack_engines.opensearch.json_queries import EVERYTHING, OpenSearchCompiler
from haystack_engines.opensearch.mapping import DOCUMENT, NUMBER
from haystack_engines.opensearch.text_positions import counts_at_ends, matching_identifiers
from haystack_engines.opensearch.versions import ClusterVersions
from haystack_engines.search_time import check_time
from haystack_engines.stored_values import stored_parsers

# How many hits a request may pass over.
_WINDOW: Final = 10_000
# Clauses whose documents are kept. A page asks for the same ones several times: for hits, facets and counts.
_CACHED_CLAUSES: Final = 32
_ORDER_OF_TIES: Final = [{NUMBER: "asc"}, {"id": "asc"}]
# Of a hit so asked for, what it was sorted by is known, and no file of stored documents is read.
_NOTHING_READ: Final = {"_source": False, "stored_fields": "_none_"}
_SORTED_BY: Final = {FieldType.ORDERED, FieldType.KEYWORD}


class OpenSearchReader(DistantReader):
    """A version of an index as it was when first searched; threads need no lock."""

    def __init__(self, versions: ClusterVersions, folder: Path, fields: Fields) -> None:
        self.folder = folder
        self._versions = versions
        self._commit = versions.commit()
        self._fields = fields
        texts = [n for n, f in fields.items() if field_type(f) in (FieldType.TEXT, FieldType.PLACED)]
        self._dictionary = ClusterDictionary(lambda: versions.client, folder.name, texts)
        self._compiler = OpenSearchCompiler(fields, lru_cache(_CACHED_CLAUSES)(self._identifiers))
        self._parsers = stored_parsers(fields)
        self._searches = CommitSearches(versions, folder.name)
        self._count: int | None = None

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since, as far as this process knows."""
        return self._commit == self._versions.commit()

    def document_count(self) -> int:
        """Return the number of documents, which is counted once."""
        if self._count is None:
            self._count = int(self._searches.answer({"size": 0, "query": EVERYTHING})["hits"]["total"]["value"])
        return self._count

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Search for a clause; see `ClauseBackend.search`."""
        check_time()
        asked = self._requests(clause, options)
        self._searches.ask_ahead(asked)
        first, answer = asked[0], self._searches.answer(asked[0])
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        hits: Iterable[dict[str, Any]] = ()
        if end is None or end > _WINDOW:
            hits = self._deep(self._hits(clause, options), start, end)
        elif end > start:
            hits = self._searches.answer(asked[-1])["hits"]["hits"]
        result_class = options.get("result_class") or SearchResult
        facets, counted = options.get("facets") or {}, answer.get("aggregations", {})
        return {
            "results": [self._result(result_class, hit, scored=not options.get("sort_by")) for hit in hits],
            "hits": int(answer["hits"]["total"]["value"]),
            "facets": {"fields": counts(facets, counted, lambda more: self._aggregated(first["query"], more))},
        }

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        """Return them from the hits."""
        query = self._compiler.query(Filter(clause))
        asked = {"query": query, "size": min(most, _WINDOW), "sort": _ORDER_OF_TIES, **_NOTHING_READ}
        found = self._searches.answer(asked)["hits"]
        return None if found["total"]["value"] > most else tuple(map(_identifier, found["hits"]))

    def all_identifiers(self, clause: Clause) -> Iterator[str]:
        """Yield the identifiers of the documents that match a clause, however many they are."""
        query = self._compiler.query(Filter(clause))
        return map(_identifier, self._scrolled({"query": query, **_NOTHING_READ}))

    def counts_at_ends(self, clause: Clause, chains: Sequence[Chain], terms: Iterable[str]) -> Iterator[int]:
        """Count by the texts of the documents, which are read once for all terms."""
        pages = self._scrolled({"query": self._compiler.query(Filter(clause))})
        yield from counts_at_ends(chains, pages, list(terms))

    def frequency(self, field: str, text: str) -> int:
        """Read the term's document frequency from the dictionary."""
        return self._dictionary.frequency(field, text)

    def frequencies(self, field: str, texts: Iterable[str]) -> dict[str, int]:
        """Ask for all that are not known."""
        return self._dictionary.frequencies(field, texts)

    def terms_with_prefix(self, field: str, text: str) -> list[tuple[str, int]]:
        """Read the dictionary from the prefix on."""
        return self._dictionary.with_any_prefix(field, (text,))

    def terms_with_any_prefix(
        self, field: str, texts: Iterable[str], where: TermTest | None = None
    ) -> list[tuple[str, int]]:
        """Ask for all at once."""
        return self._dictionary.with_any_prefix(field, texts, where)

    def look_up(
        self,
        terms: Mapping[str, Iterable[str]],
        prefixes: Mapping[str, Iterable[str]],
        where: TermTest | None = None,
    ) -> None:
        """Ask the dictionary."""
        self._dictionary.look_up(terms, prefixes, where)

    def search_ahead(self, searches: Iterable[tuple[Clause, dict[str, Any]]]) -> None:
        """Ask in one request."""
        self._searches.ask_ahead(chain.from_iterable(self._requests(*search) for search in searches))

    def _identifiers(self, clause: Chain | AtLeast) -> tuple[str, ...]:
        pages = self._scrolled({"query": {"bool": {"filter": [interval_query(clause)]}}})
        return tuple(matching_identifiers(clause, pages))

    def _requests(self, clause: Clause, options: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the request for the total and facets, and behind it the one for hits unless the page lies deep.

        They are one request where no facets are counted. Else the nodes do both at once, and other pages, or another
        order, need no other counts.
        """
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        page = {"from": start, "size": end - start} if end is not None and start < end <= _WINDOW else {}
        facets = options.get("facets") or {}
        if page and not facets:
            return [self._hits(clause, options) | page]
        aggs = aggregations(facets, shards=self._searches.shards()) if facets else {}
        first = {"query": self._compiler.query(Filter(clause)), "size": 0} | ({"aggs": aggs} if aggs else {})
        return [first, *([self._hits(clause, options) | page | WITHOUT_TOTAL] if page else [])]

    def _hits(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Return the request for hits, of which nothing is read where just their identifiers are wanted."""
        keys = options.get("sort_by") or []
        sort = [*(map(self._sort_key, keys) if keys else ["_score"]), *_ORDER_OF_TIES]
        read = _NOTHING_READ if list(options.get("fields") or ()) == [ID] else {"_source": [DOCUMENT]}
        return {"query": self._compiler.query(clause), "sort": sort, **read}

    def _deep(self, asked: dict[str, Any], start: int, end: int | None) -> Iterator[dict[str, Any]]:
        """Yield the hits of a page that lies deep in the list; those before are passed over without being read."""
        place, after = 0, None
        while end is None or place < end:
            size = min(_WINDOW, start - place) if place < start else min(_WINDOW, (end or place + _WINDOW) - place)
            request = asked | {"size": size} | ({"search_after": after} if after else {})
            if place < start:
                request |= _NOTHING_READ
            hits = self._searches.answer(request | WITHOUT_TOTAL)["hits"]["hits"]
            if place >= start:
                yield from hits
            if len(hits) < size:
                return
            place, after = place + size, hits[-1]["sort"]

    def _scrolled(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield from self._deep(asked | {"sort": _ORDER_OF_TIES}, 0, None)

    def _aggregated(self, query: dict[str, Any], aggs: dict[str, Any]) -> dict[str, Any]:
        asked = {"query": query, "size": 0, "aggs": aggs, **WITHOUT_TOTAL}
        return dict(self._searches.answer(asked)["aggregations"])

    def _sort_key(self, key: str) -> dict[str, Any]:
        name = key.removeprefix("-")
        field = self._fields.get(name)
        if field is None or field_type(field) not in _SORTED_BY:
            raise SearchBackendError(f"Hits cannot be sorted by '{name}': it holds no keywords, numbers or dates")
        return {name: {"order": "desc" if key.startswith("-") else "asc", "missing": "_last"}}

    def _result(self, result_class: type[SearchResult], hit: dict[str, Any], *, scored: bool) -> SearchResult:
        score = hit["_score"] if scored else 0.0
        if "_source" not in hit:
            return result_class(*_identifier(hit).split(".", 2), score)
        document = hit["_source"][DOCUMENT]
        app_label, model_name = document["model"].split(".")
        stored = dict(document["stored"])
        for name in self._parsers.keys() & stored.keys():
            stored[name] = self._parsers[name](stored[name])
        return result_class(app_label, model_name, document["pk"], score, **stored)


def _identifier(hit: dict[str, Any]) -> str:
    """Return the identifier of a hit, by which all are sorted in the end."""
    return str(hit["sort"][-1])
