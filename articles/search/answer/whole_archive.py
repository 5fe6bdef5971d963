"""Counts over all articles of the index, kept until the index changes: what a count is a share of."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from weakref import WeakKeyDictionary

from articles.search.engine import ALL_VALUES, EngineQuery, index_reader, run_query
from articles.search.fields import MONTH_FIELD
from articles.search.ranking.compiler import filter_clauses
from articles.search.request import SearchRequest
from haystack_engines import IndexReader

_counts: Final[WeakKeyDictionary[IndexReader, dict[str, dict[str, int]]]] = WeakKeyDictionary()


def whole_counts(field: str) -> Mapping[str, int]:
    """Return how many articles of the index have each value of a facet field. Raises SearchFailed."""
    kept = _counts.setdefault(index_reader(), {})
    if field not in kept:
        kept[field] = dict(run_query(EngineQuery(), facets={field: ALL_VALUES}).counts.get(field, []))
    return kept[field]


def whole_months(since: date | None = None, until: date | None = None) -> dict[date, int]:
    """Return how many articles of the index appeared in each month, by its first day. Raises SearchFailed.

    Only articles of the days from `since` to `until` count. Articles of which only the year is known are in no month.
    """
    if since or until:
        days = EngineQuery(filters=filter_clauses(SearchRequest(since=since, until=until)))
        counts = dict(run_query(days, facets={MONTH_FIELD: ALL_VALUES}).counts.get(MONTH_FIELD, []))
    else:
        counts = dict(whole_counts(MONTH_FIELD))
    return {date.fromisoformat(f"{month}-01"): count for month, count in counts.items()}
