"""Exact counts of facet values, also where the values of an index lie in several shards."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

# How many values are returned by default.
_LIMIT: Final = 100
# Beyond so many values, they are read page by page in the order of the values.
_MOST_AT_ONCE: Final = 10_000
# Of each of several shards, so many of the most frequent values are asked for, so that seldom one is missing.
_OF_A_SHARD: Final = 1000

Facets = Mapping[str, Mapping[str, Any]]
# Counts for one query: takes aggregations, returns their results.
Aggregate = Callable[[dict[str, Any]], dict[str, Any]]
Values = list[tuple[str, int]]


def aggregations(facets: Facets, *, shards: int) -> dict[str, Any]:
    """Return the aggregations that count for the facets in an index of so many shards, to be sent with the search."""
    found = {}
    for name, options in facets.items():
        limit, only = options.get("limit", _LIMIT), options.get("only")
        if (only is not None and not list(only)) or limit <= 0:
            continue
        if only is not None:
            found[name] = _terms(name, size=len(list(only)), include=list(only))
        elif limit <= _MOST_AT_ONCE:
            found[name] = _terms(name, size=limit, shard_size=limit if shards == 1 else max(limit, _OF_A_SHARD))
        else:
            found[name] = _page_of_values(name)
    return found


def counts(facets: Facets, answered: Mapping[str, Any], aggregate: Aggregate) -> dict[str, Values]:
    """Return for each facet field its most frequent values; equal counts come in order of the values.

    `answered` is what the search said of its aggregations. Fields that it may have counted wrongly are counted again.
    """
    found = {}
    for name, options in facets.items():
        limit, answer = options.get("limit", _LIMIT), answered.get(name)
        if answer is None:
            pairs = []
        elif answer.get("doc_count_error_upper_bound"):
            pairs = list(_all_values(name, aggregate))
        elif options.get("only") is None and limit > _MOST_AT_ONCE:
            pairs = list(_all_values(name, aggregate, first=answer))
        else:
            pairs = [(bucket["key"], int(bucket["doc_count"])) for bucket in answer["buckets"]]
        found[name] = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
    return found


def _all_values(name: str, aggregate: Aggregate, first: Mapping[str, Any] | None = None) -> Iterator[tuple[str, int]]:
    """Yield all values in their order, page by page; `first` is what is known of the first page."""
    page = first or aggregate({name: _page_of_values(name)})[name]
    while True:
        yield from ((bucket["key"]["value"], int(bucket["doc_count"])) for bucket in page["buckets"])
        if len(page["buckets"]) < _MOST_AT_ONCE:
            return
        page = aggregate({name: _page_of_values(name, after=page["after_key"])})[name]


def _page_of_values(name: str, **after: Any) -> dict[str, Any]:
    return {"composite": {"size": _MOST_AT_ONCE, "sources": [{"value": {"terms": {"field": name}}}], **after}}


def _terms(name: str, **options: Any) -> dict[str, Any]:
    return {"terms": {"field": name, "order": [{"_count": "desc"}, {"_key": "asc"}], **options}}
