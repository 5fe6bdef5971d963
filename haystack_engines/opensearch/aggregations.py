"""Exact counts of facet values, also where the values of an index lie in several shards."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

# How many values are returned by default.
_LIMIT: Final = 100
# Beyond so many values, they are read page by page in the order of the values.
_MOST_AT_ONCE: Final = 10_000
# Of each shard, so many of the most frequent values are asked for, so that seldom one is missing.
_OF_A_SHARD: Final = 1000

Facets = Mapping[str, Mapping[str, Any]]
# Counts for one query: takes aggregations, returns their results.
Aggregate = Callable[[dict[str, Any]], dict[str, Any]]
Values = list[tuple[str, int]]


def aggregations(facets: Facets) -> dict[str, Any]:
    """Return the aggregations that count for the facets, to be sent with the search itself."""
    found = {}
    for name, options in facets.items():
        limit, only = options.get("limit", _LIMIT), options.get("only")
        if (only is not None and not list(only)) or limit <= 0:
            continue
        if only is not None:
            found[name] = _terms(name, size=len(list(only)), include=list(only))
        elif limit <= _MOST_AT_ONCE:
            found[name] = _terms(name, size=limit, shard_size=max(limit, _OF_A_SHARD))
    return found


def counts(facets: Facets, answered: Mapping[str, Any], aggregate: Aggregate) -> dict[str, Values]:
    """Return for each facet field its most frequent values; equal counts come in order of the values.

    `answered` is what the search said of its aggregations. Fields that it may have counted wrongly are counted again.
    """
    found = {}
    for name, options in facets.items():
        limit = options.get("limit", _LIMIT)
        answer = answered.get(name)
        if answer is None:
            more = limit > _MOST_AT_ONCE and options.get("only") is None
            pairs = list(_all_values(name, aggregate)) if more else []
        elif answer.get("doc_count_error_upper_bound"):
            pairs = list(_all_values(name, aggregate))
        else:
            pairs = [(bucket["key"], int(bucket["doc_count"])) for bucket in answer["buckets"]]
        found[name] = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:limit]
    return found


def _all_values(name: str, aggregate: Aggregate) -> Iterator[tuple[str, int]]:
    source = {"size": _MOST_AT_ONCE, "sources": [{"value": {"terms": {"field": name}}}]}
    after: dict[str, Any] = {}
    while True:
        answer = aggregate({name: {"composite": source | after}})[name]
        yield from ((bucket["key"]["value"], int(bucket["doc_count"])) for bucket in answer["buckets"])
        if "after_key" not in answer:
            return
        after = {"after": answer["after_key"]}


def _terms(name: str, **options: Any) -> dict[str, Any]:
    return {"terms": {"field": name, "order": [{"_count": "desc"}, {"_key": "asc"}], **options}}
