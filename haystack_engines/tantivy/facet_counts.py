"""Exact counts of facet values, which Tantivy tells segment by segment."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query, Searcher

# Where more documents match, the values of facets are counted in two looks; and how many each segment tells at first.
_MANY_HITS = 4000
_FIRST_LOOK = 100
# How many values are returned where the caller names no limit.
_LIMIT = 100
# More values than a field has.
_ALL_VALUES = 1_000_000
_UNKNOWN = [""]


def counts(
    searcher: Searcher, query: Query, facets: Mapping[str, Mapping[str, int]], total: int
) -> dict[str, list[tuple[str, int]]]:
    """Return for each facet field its most frequent values among the `total` documents that a query matches.

    `facets` names the fields, each with the "limit" of values wanted; equal counts come in order of the values.
    """
    limits = {name: options.get("limit", _LIMIT) for name, options in facets.items()}
    counted = _counted_in_two_looks if total > _MANY_HITS else _counted
    return {
        name: _most_frequent(found["buckets"], limits[name]) for name, found in counted(searcher, query, limits).items()
    }


def _counted(searcher: Searcher, query: Query, limits: Mapping[str, int]) -> dict[str, Any]:
    # Twice as many as wanted, so that ties at the end are broken by value and not by chance.
    asked = {name: _terms(name, 2 * limit + 10, _ALL_VALUES) for name, limit in limits.items()}
    return dict(searcher.aggregate(query, asked)) if asked else {}


def _counted_in_two_looks(searcher: Searcher, query: Query, limits: Mapping[str, int]) -> dict[str, Any]:
    """Have each segment tell its most frequent values alone, and count again those that may be the most frequent.

    To have every segment tell all values takes three times as long where many articles match. A segment that is the
    only one tells exact counts at the first look.
    """
    look = {name: max(_FIRST_LOOK, 2 * limit) for name, limit in limits.items()}
    segments = searcher.num_segments
    asked = {name: _terms(name, segments * told, told) for name, told in look.items()}
    found = searcher.aggregate(query, asked) if asked else {}
    if segments == 1:
        return dict(found)
    again = {n: values for n, limit in limits.items() if (values := _candidates(found[n], limit))}
    flat = {n: limit for n, limit in limits.items() if again.get(n) == _UNKNOWN}
    sure = {n: _terms(n, len(v), len(v), include=v) for n, v in again.items() if v != _UNKNOWN}
    second = searcher.aggregate(query, sure) if sure else {}
    return {**found, **second, **_counted(searcher, query, flat)}


def _terms(name: str, size: int, segment_size: int, **more: list[str]) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": segment_size, **more}}


def _candidates(found: dict[str, Any], limit: int) -> list[str]:
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


def _most_frequent(buckets: list[dict[str, Any]], limit: int) -> list[tuple[str, int]]:
    pairs = [(bucket["key"], int(bucket["doc_count"])) for bucket in buckets]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
