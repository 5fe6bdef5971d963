"""Tells which of many searches new articles belong to (percolation): each article is tried by itself.

To run ten thousand searches for each import would take a minute. So they are kept compiled, and an article is tried on
those alone that it has the rarest terms of.
"""

import gc
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from haystack import connections

from articles.models.bulk_rows import in_chunks
from articles.search.engine import SearchFailed, index_reader, search_time_limit
from articles.search.index.lifecycle import article_index
from articles.search.query.reading import ReadQuery, read_query
from articles.search.ranking.compiler import filter_clauses, strict_query_clause
from articles.search.request import SearchRequest, Sort
from haystack_engines import (
    And,
    Clause,
    Matcher,
    PercolatedDocument,
    PercolationTable,
    RequiredTerm,
    clause_matcher,
    required_terms,
)

logger = logging.getLogger(__name__)

# Seconds after which a search is compiled anew: names and words that the archive has learned change its reading.
_KEPT: Final = 3600.0
# Seconds for the compiling of one search.
_LIMIT: Final = 5.0
_CHUNK: Final = 500
# Searches of which so many are compiled at once fill the memory with objects that stay.
_MANY: Final = 500


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A search that articles are tried on; `required` as `required_terms` returns it."""

    matches: Matcher
    required: frozenset[RequiredTerm] | None
    made_at: float


@dataclass(frozen=True, slots=True)
class _Table:
    """Searches with what they are compiled to: `readable` has for each number of `table` the matcher and the keys."""

    searches: Mapping[int, SearchRequest]
    readable: Sequence[tuple[Matcher, list[int]]]
    unreadable: frozenset[int]
    table: PercolationTable
    oldest: float


class SearchPercolator:
    """Keeps searches compiled, and tries new articles on them. One thread uses it at a time."""

    def __init__(self) -> None:
        self._compiled: dict[SearchRequest, _Compiled] = {}
        self._made: _Table | None = None

    def matches(
        self, searches: Mapping[int, SearchRequest], article_ids: Sequence[int]
    ) -> Iterator[tuple[int, list[int]]]:
        """Yield the key of each search with those of the articles, by id, that are in its strict list.

        What widens a search is left out: phrases and marks hold. Articles are read from the database, and need not be
        indexed. Yields only searches that have any. A search that cannot be read is logged and has none. Raises
        SearchFailed where the index cannot be read.
        """
        made = self._table(searches)
        found: dict[int, list[int]] = defaultdict(list)
        for article_id, document in _documents(article_ids):
            for number in made.table.candidates(document):
                if made.readable[number][0](document):
                    found[number].append(article_id)
        for number, ids in found.items():
            for key in made.readable[number][1]:
                yield key, ids

    @property
    def unreadable(self) -> frozenset[int]:
        """The keys of those searches that could not be read when articles were last tried."""
        return self._made.unreadable if self._made else frozenset()

    def _table(self, searches: Mapping[int, SearchRequest]) -> _Table:
        """Return the searches compiled: as they were last time, if they are the same and were compiled not long ago.

        Those that could not be read are tried again.
        """
        made = self._made
        if made is None or made.searches != searches or made.unreadable or made.oldest < monotonic() - _KEPT:
            made = self._made = self._new_table(searches)
        return made

    def _new_table(self, searches: Mapping[int, SearchRequest]) -> _Table:
        keys: dict[SearchRequest, list[int]] = defaultdict(list)
        for key, request in searches.items():
            keys[request.sorted_by(Sort.RELEVANCE)].append(key)  # its order is only how it is shown
        self._forget_others(keys)
        known = len(self._compiled)
        found = [(self._compiled_search(request), own) for request, own in keys.items()]
        if len(self._compiled) - known > _MANY:
            gc.freeze()  # else each collection of garbage looks through all of them again
        compiled = [one for one, _ in found if one]
        return _Table(
            searches=dict(searches),
            readable=[(one.matches, own) for one, own in found if one],
            unreadable=frozenset(key for one, own in found if not one for key in own),
            table=PercolationTable(one.required for one in compiled),
            oldest=min((one.made_at for one in compiled), default=monotonic()),
        )

    def _forget_others(self, kept: Iterable[SearchRequest]) -> None:
        old = monotonic() - _KEPT
        known = self._compiled
        self._compiled = {one: known[one] for one in kept if one in known and known[one].made_at > old}

    def _compiled_search(self, request: SearchRequest) -> _Compiled | None:
        """Return a search compiled; None where it cannot be read."""
        if request in self._compiled:
            return self._compiled[request]
        reader = index_reader()  # outside: where the index itself fails, no search is to blame
        try:
            with search_time_limit(_LIMIT, lambda: False):
                clause = _strict_clause(read_query(request))
        except SearchFailed:
            logger.exception("A saved search cannot be read: %s", request.address())
            return None
        compiled = _Compiled(clause_matcher(clause), required_terms(clause, reader.frequency), monotonic())
        self._compiled[request] = compiled
        return compiled


def _strict_clause(read: ReadQuery) -> Clause:
    return And((strict_query_clause(read, index_reader()), *filter_clauses(read.request)))


def _documents(article_ids: Iterable[int]) -> Iterator[tuple[int, PercolatedDocument]]:
    index, backend = article_index(), connections["default"].get_backend()
    for chunk in in_chunks(article_ids, _CHUNK):
        articles = list(index.index_queryset().filter(pk__in=chunk))
        yield from zip([article.pk for article in articles], backend.percolated(index, articles), strict=True)
