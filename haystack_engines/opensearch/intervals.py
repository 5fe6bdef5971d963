"""Compiles `Chain` and `AtLeast` to OpenSearch's queries of intervals, as far as these can say the same.

An interval is from the first term of a match to the last. Intervals that contain another match are left out, so what
two phrases stand in is found whole, but of three phrases in a row the middle one may be a match that was left out.
Such a chain is a query for the documents where each link holds by itself; where its phrases stand decides then.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Any, Final

from haystack_engines.clauses import AtLeast, Chain, Phrase, Unbroken, Within
from haystack_engines.opensearch.mapping import FIRST, LAST, end_mark, joined, one_word

Rule = dict[str, Any]
Query = dict[str, Any]

# Beyond so many times, a query for the documents with the phrases is asked, and they are counted one by one.
_MOST_TIMES: Final = 20


def is_exact(clause: Chain | AtLeast) -> bool:
    """Tell whether `interval_query` matches the same documents; otherwise it matches more."""
    if isinstance(clause, AtLeast):
        return clause.times <= _MOST_TIMES and not any(map(_overlap, clause.texts))
    alone = len(clause.operands) <= 2 or _is_one_stretch(clause)
    # What stands at one place in two fields is one interval, and breaks beside it are not seen.
    is_of_one_field = len({phrase.field for phrase in chain.from_iterable(clause.operands)}) == 1
    return alone and is_of_one_field and not any(map(_overlap, clause.operands))


def interval_query(clause: Chain | AtLeast) -> Query:
    """Return the query for a clause; see `is_exact`."""
    if isinstance(clause, AtLeast):
        return _often(clause)
    if len(clause.operands) == 1:
        return _query(clause.operands[0][0].field, clause.operands[0])
    if _is_one_stretch(clause):
        return _linked(list(dict.fromkeys(clause.operands)), clause.links[0])
    linked = zip(pairwise(clause.operands), clause.links, strict=True)
    return {"bool": {"filter": [_linked(list(pair), link) for pair, link in linked]}}


def _is_one_stretch(clause: Chain) -> bool:
    return len(set(clause.links)) == 1 and isinstance(clause.links[0], Unbroken)


def _overlap(phrases: Sequence[Phrase]) -> bool:
    """Tell whether one of the phrases is part of another, so that the longer one is left out."""
    by_length = sorted(set(phrases), key=lambda phrase: len(phrase.terms))
    return any(
        short.field == long.field and len(short.terms) < len(long.terms) and _is_part(short.terms, long.terms)
        for i, short in enumerate(by_length)
        for long in by_length[i + 1 :]
    )


def _is_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[i : i + len(short)] == short for i in range(len(long) - len(short) + 1))


def _linked(operands: list[tuple[Phrase, ...]], link: Within | Unbroken) -> Query:
    field = operands[0][0].field
    rules = [_any_of(phrases, field) for phrases in operands]
    if isinstance(link, Within):
        gaps = link.distance + max(map(_slack, operands))
        orders = [rules] if link.ordered else [rules, rules[::-1]]
        return _intervals(field, _either([_all_of(order, mode="ordered", max_gaps=gaps) for order in orders]))
    together = rules[0] if len(rules) == 1 else _all_of(rules, mode="unordered")
    return _intervals(field, _filtered(together, contained_by=_stretch(link)))


def _slack(phrases: Sequence[Phrase]) -> int:
    """Return by how many terms a phrase may be longer than one that is found in its place."""
    lengths = [len(phrase.terms) for phrase in phrases]
    return max(lengths) - min(lengths) if _overlap(phrases) else 0


def _stretch(link: Unbroken) -> Rule:
    """Return the rule for each stretch between two breaks: from where one begins to where the next ends.

    A rule of what is not contained would not do: Lucene also leaves out what a break stands directly behind.
    """
    starts = _either([_match(text, link.field) for text in (FIRST, *map(one_word, link.terms))])
    ends = _either([_match(text, link.field) for text in (LAST, *map(end_mark, link.terms))])
    return _either([_all_of([starts, ends], mode="ordered"), _filtered(starts, contained_by=ends)])


def _often(clause: AtLeast) -> Query:
    """Return the query for the documents where as many of these hold as wanted: a text has one, two, three ... places.

    A text with three places has the first three of them.
    """
    texts = [phrases for phrases in clause.texts if phrases]
    if not is_exact(clause):
        return _any([_query(phrases[0].field, phrases) for phrases in texts], at_least=1)
    parts = []
    for phrases in texts:
        field = phrases[0].field
        rule = _any_of(phrases, field)
        for times in range(1, clause.times + 1):
            repeated = rule if times == 1 else _all_of([rule] * times, mode="ordered")
            parts.append(_intervals(field, repeated))
    return _any(parts, at_least=clause.times)


def _any(queries: list[Query], *, at_least: int) -> Query:
    return {"bool": {"should": queries, "minimum_should_match": at_least}} if queries else {"match_none": {}}


def _query(field: str, phrases: Iterable[Phrase]) -> Query:
    return _intervals(field, _any_of(phrases, field))


def _intervals(field: str, rule: Rule) -> Query:
    return {"intervals": {field: rule}}


def _any_of(phrases: Iterable[Phrase], field: str) -> Rule:
    return _either(list(chain(_phrase(phrase, field) for phrase in dict.fromkeys(phrases))))


def _either(rules: list[Rule]) -> Rule:
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


def _all_of(rules: list[Rule], **options: Any) -> Rule:
    return {"all_of": {"intervals": rules, **options}}


def _filtered(rule: Rule, **filters: Rule) -> Rule:
    [(kind, options)] = rule.items()
    return {kind: options | {"filter": filters}}


def _phrase(phrase: Phrase, field: str) -> Rule:
    return _match(joined(phrase.terms), "" if phrase.field == field else phrase.field)


def _match(text: str, field: str) -> Rule:
    return {"match": {"query": text, "mode": "ordered", "max_gaps": 0} | ({"use_field": field} if field else {})}
