"""A version of an index in a cluster as it was at one commit: search, and its terms."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final
from weakref import finalize

from haystack.exceptions import SearchBackendError
from haystack.models import SearchResult
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import OpenSearchException, TransportError

from haystack_engines.clauses import AtLeast, Chain, Clause, Filter
from haystack_engines.field_types import FieldType, field_type
from haystack_engines.index_errors import IndexIncomplete
from haystack_engines.indexed_documents import Fields
from haystack_engines.opensearch.aggregations import aggregations, counts
from haystack_engines.opensearch.client import ended_in_time, in_time, opensearch_errors
from haystack_engines.opensearch.dictionary import ClusterDictionary
from haystack_engines.opensearch.intervals import interval_query
from haystack_engines.opensearch.json_queries import EVERYTHING, OpenSearchCompiler
from haystack_engines.opensearch.mapping import DOCUMENT, NUMBER
from haystack_engines.opensearch.text_positions import counts_at_ends, matching_identifiers
from haystack_engines.opensearch.versions import ClusterVersions
from haystack_engines.search_time import SearchTooLong, check_time
from haystack_engines.stored_values import stored_parsers

logger = logging.getLogger(__name__)

# How long the cluster keeps a commit for a reader that does not ask, and how many hits a request may pass over.
_KEPT: Final = "3m"
_WINDOW: Final = 10_000
# Clauses whose documents are kept. A page asks for the same ones several times: for hits, facets and counts.
_CACHED_CLAUSES: Final = 32
_ORDER_OF_TIES: Final = [{NUMBER: "asc"}, {"id": "asc"}]
_SORTED_BY: Final = {FieldType.ORDERED, FieldType.KEYWORD}

# Commits that no reader has any longer, by index. They are released when the next reader of it opens one.
_unused: deque[tuple[str, str]] = deque()


class OpenSearchReader:
    """A version of an index as it was when first searched; threads need no lock.

    Where the part of the cluster is lost that has kept that commit, the reader goes on with the last one.
    """

    def __init__(self, versions: ClusterVersions, folder: Path, fields: Fields) -> None:
        self.folder = folder
        self._versions = versions
        self._commit = versions.commit()
        self._fields = fields
        texts = [n for n, f in fields.items() if field_type(f) in (FieldType.TEXT, FieldType.PLACED)]
        self._dictionary = ClusterDictionary(lambda: versions.client, folder.name, texts)
        self._compiler = OpenSearchCompiler(fields, lru_cache(_CACHED_CLAUSES)(self._identifiers))
        self._parsers = stored_parsers(fields)
        self._lock = Lock()
        self._point: _Point | None = None
        self._count: int | None = None

    def is_latest(self) -> bool:
        """Tell whether nothing was committed since, as far as this process knows."""
        return self._commit == self._versions.commit()

    def document_count(self) -> int:
        """Return the number of documents, which is counted once."""
        if self._count is None:
            self._count = int(self._asked({"size": 0, "query": EVERYTHING})["hits"]["total"]["value"])
        return self._count

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        """Search for a clause; see `ClauseBackend.search`."""
        check_time()
        query = self._compiler.query(clause)
        facets = options.get("facets") or {}
        start, end = options.get("start_offset") or 0, options.get("end_offset")
        keys = options.get("sort_by") or []
        sort = [*(map(self._sort_key, keys) if keys else ["_score"]), *_ORDER_OF_TIES]
        asked = {"query": query, "sort": sort, "_source": [DOCUMENT]}
        answer, hits = self._page(asked, start, end, aggregations(facets))
        result_class = options.get("result_class") or SearchResult
        return {
            "results": [self._result(result_class, hit, scored=not keys) for hit in hits],
            "hits": int(answer["hits"]["total"]["value"]),
            "facets": {
                "fields": counts(facets, answer.get("aggregations", {}), lambda more: self._aggregated(query, more))
            },
        }

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        """Return them from the hits."""
        query = self._compiler.query(Filter(clause))
        asked = {"query": query, "size": min(most, _WINDOW), "_source": False, "sort": _ORDER_OF_TIES}
        found = self._asked(asked)["hits"]
        return None if found["total"]["value"] > most else tuple(hit["_id"] for hit in found["hits"])

    def all_identifiers(self, clause: Clause) -> Iterator[str]:
        """Yield the identifiers of the documents that match a clause, however many they are."""
        query = self._compiler.query(Filter(clause))
        return (hit["_id"] for hit in self._scrolled({"query": query, "_source": False}))

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

    def terms_with_any_prefix(self, field: str, texts: Iterable[str]) -> list[tuple[str, int]]:
        """Ask for all at once."""
        return self._dictionary.with_any_prefix(field, wanted) if (wanted := tuple(texts)) else []

    def _identifiers(self, clause: Chain | AtLeast) -> tuple[str, ...]:
        pages = self._scrolled({"query": {"bool": {"filter": [interval_query(clause)]}}})
        return tuple(matching_identifiers(clause, pages))

    def _page(
        self, asked: dict[str, Any], start: int, end: int | None, aggs: dict[str, Any]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return the answer, which has totals and facets, and the hits of a page."""
        if end is not None and end <= _WINDOW:
            size = max(0, end - start)
            answer = self._asked(asked | {"from": start, "size": size} | ({"aggs": aggs} if aggs else {}))
            return answer, answer["hits"]["hits"]
        answer = self._asked({"query": asked["query"], "size": 0} | ({"aggs": aggs} if aggs else {}))
        return answer, list(self._deep(asked, start, end))

    def _deep(self, asked: dict[str, Any], start: int, end: int | None) -> Iterator[dict[str, Any]]:
        """Yield the hits of a page that lies deep in the list; those before are passed over without being read."""
        place, after = 0, None
        while end is None or place < end:
            size = min(_WINDOW, start - place) if place < start else min(_WINDOW, (end or place + _WINDOW) - place)
            request = asked | {"size": size} | ({"search_after": after} if after else {})
            if place < start:
                request["_source"] = False
            hits = self._asked(request, total=False)["hits"]["hits"]
            if place >= start:
                yield from hits
            if len(hits) < size:
                return
            place, after = place + size, hits[-1]["sort"]

    def _scrolled(self, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield from self._deep(asked | {"sort": _ORDER_OF_TIES}, 0, None)

    def _aggregated(self, query: dict[str, Any], aggs: dict[str, Any]) -> dict[str, Any]:
        return dict(self._asked({"query": query, "size": 0, "aggs": aggs}, total=False)["aggregations"])

    def _asked(self, body: dict[str, Any], *, total: bool = True) -> dict[str, Any]:
        """Return the answer to a search. Raises IndexIncomplete where part of the index gave none."""
        check_time()
        body = body | {"track_total_hits": total} | ended_in_time()
        with opensearch_errors(self._versions.path.name):
            point = self._opened()
            try:
                answer = self._answer(point, body)
            except NoConnection:
                self._versions.forget()
                raise
            except (TransportError, IndexIncomplete) as error:
                check_time()
                logger.warning("A search goes on with the last commit: %s", error)
                answer = self._answer(self._opened(instead_of=point), body)
        if answer["timed_out"]:
            raise SearchTooLong("the search takes too long")
        return answer

    def _answer(self, point: "_Point", body: dict[str, Any]) -> dict[str, Any]:
        options = {"search_type": "dfs_query_then_fetch"} if point.shards > 1 else {}
        pit = {"pit": {"id": point.id, "keep_alive": _KEPT}}
        answer: dict[str, Any] = self._versions.client.search(body=body | pit, params=options, **in_time())
        if answer["_shards"]["failed"]:
            raise IndexIncomplete(f"part of the search index cannot be searched now: {answer['_shards']}")
        return answer

    def _opened(self, instead_of: "_Point | None" = None) -> "_Point":
        """Return the commit that the cluster keeps for this reader, a new one in place of one that failed."""
        with self._lock:
            if self._point is None or self._point is instead_of:
                name = self._versions.path.name
                _release_unused(self._versions.client, name)
                self._point = _Point(self._versions.client, self.folder.name, name)
            return self._point

    def _sort_key(self, key: str) -> dict[str, Any]:
        name = key.removeprefix("-")
        field = self._fields.get(name)
        if field is None or field_type(field) not in _SORTED_BY:
            raise SearchBackendError(f"Hits cannot be sorted by '{name}': it holds no keywords, numbers or dates")
        return {name: {"order": "desc" if key.startswith("-") else "asc", "missing": "_last"}}

    def _result(self, result_class: type[SearchResult], hit: dict[str, Any], *, scored: bool) -> SearchResult:
        document = hit["_source"][DOCUMENT]
        app_label, model_name = document["model"].split(".")
        stored = document["stored"]
        for name in self._parsers.keys() & stored.keys():
            stored[name] = self._parsers[name](stored[name])
        return result_class(app_label, model_name, document["pk"], hit["_score"] if scored else 0.0, **stored)


class _Point:
    """A commit that the cluster keeps (a point in time); it is released after the last reader has gone."""

    def __init__(self, client: Any, index: str, name: str) -> None:
        options = {"keep_alive": _KEPT, "allow_partial_pit_creation": "false"}
        made = client.create_pit(index=index, params=options, **in_time())
        self.id: str = made["pit_id"]
        self.shards: int = made["_shards"]["total"]
        finalize(self, _unused.append, (name, self.id))


def _release_unused(client: Any, name: str) -> None:
    """Release the commits of an index that nobody reads; one that is forgotten ends by itself."""
    found = [_unused.popleft() for _ in range(len(_unused))]
    _unused.extend(other for other in found if other[0] != name)
    if ids := [identifier for of, identifier in found if of == name]:
        with suppress(OpenSearchException):
            client.delete_pit(body={"pit_id": ids}, **in_time())
