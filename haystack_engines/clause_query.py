"""Haystack's query object for engines that are asked by clauses: its filters become a tree, never a string."""

import re
from collections.abc import Callable
from typing import Any

from haystack import inputs
from haystack.backends import BaseSearchQuery, SearchNode
from haystack.constants import DEFAULT_OPERATOR, DJANGO_CT, ID
from haystack.exceptions import MoreLikeThisError, SearchBackendError, SearchFieldError

from haystack_engines.clauses import (
    And,
    Clause,
    Clauses,
    Everything,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Range,
    Term,
)
from haystack_engines.field_types import FieldType, field_type, index_value

# Where Haystack is asked for `content`, the document field is meant.
_CONTENT = "content"
# What auto_query() reads: words, "phrases", and what a minus keeps out.
_AUTO = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


class ClauseQuery(BaseSearchQuery):
    """Builds a `Clause` from the filters of a SearchQuerySet, for a `ClauseBackend`."""

    def build_query(self) -> Clause:
        """Return the tree that the filters stand for; everything where there are none.

        Raises SearchBackendError for a filter that no clause can express, or of a field that is not indexed.
        """
        return self._node(self.query_filter) if self.query_filter else Everything()

    def run_mlt(self, **options: Any) -> None:
        """Find what is like the instance of more_like_this(), narrowed and cut into pages as any search is."""
        if self._mlt_instance is None:
            raise MoreLikeThisError("more_like_this() was given no instance")
        found = self.backend.more_like_this(self._mlt_instance, self.build_query(), **self.build_params(), **options)
        self._results, self._hit_count = found["results"], found["hits"]

    def _node(self, node: SearchNode) -> Clause:
        clauses = tuple(self._child(child) for child in node.children)
        joined = clauses[0] if len(clauses) == 1 else (Or if node.connector == "OR" else And)(clauses)
        return Not(joined) if node.negated else joined

    def _child(self, child: Any) -> Clause:
        if isinstance(child, SearchNode):
            return self._node(child)
        expression, value = child
        if isinstance(value, Clauses):
            return value.tree
        field, filter_type = self.query_filter.split_expression(expression)
        return self._filter(self.backend.content_field if field == _CONTENT else field, filter_type, value)

    def _filter(self, field: str, filter_type: str, value: Any) -> Clause:
        if isinstance(value, inputs.Raw | inputs.AltParser):
            raise SearchBackendError(f"This engine has no query language of its own for {type(value).__name__}")
        if filter_type not in _FILTERS:
            raise SearchBackendError(f"The filter '{filter_type}' is not supported by this engine")
        if self._is_ordered(field):
            return self._compared(field, filter_type, value)
        return _by_input(value, _FILTERS[filter_type])(self.backend.terms, field, value)

    def _compared(self, field: str, filter_type: str, value: Any) -> Clause:
        convert = self.backend.fields()[field].convert
        several = isinstance(value, list | tuple | set)
        try:
            given = [convert(one) for one in value] if several else convert(_plain(value))
        except (SearchFieldError, ValueError, TypeError) as error:
            raise SearchBackendError(f"'{field}' cannot be compared with {value!r}") from error
        return _COMPARISONS[filter_type](field, given)

    def _is_ordered(self, field: str) -> bool:
        """Tell whether a field is compared; raises SearchBackendError where there is none to search by."""
        if field in (ID, DJANGO_CT):
            return False
        known = self.backend.fields().get(field)
        if known is None or field_type(known) is FieldType.STORED:
            raise SearchBackendError(f"There is no field '{field}' to search by")
        return field_type(known) is FieldType.ORDERED


TermsOf = Callable[[str, str], list[str]]
Filter = Callable[[TermsOf, str, Any], Clause]


def _by_input(value: Any, asked: Filter) -> Filter:
    """Return the filter that one of Haystack's input objects stands for, `asked` for plain values."""
    if isinstance(value, inputs.AutoQuery):
        return _auto
    if isinstance(value, inputs.Exact):
        return _exact
    return _without if isinstance(value, inputs.Not) else asked


def _content(terms: TermsOf, field: str, value: Any) -> Clause:
    words = tuple(Term(field, text) for text in terms(field, index_value(_plain(value))))
    return And(words) if DEFAULT_OPERATOR == "AND" else Or(words)


def _exact(terms: TermsOf, field: str, value: Any) -> Clause:
    texts = tuple(terms(field, index_value(_plain(value))))
    if not texts:
        return Nothing()
    return Term(field, texts[0]) if len(texts) == 1 else Phrase(field, texts)


def _without(terms: TermsOf, field: str, value: Any) -> Clause:
    return Not(_content(terms, field, value))


def _auto(terms: TermsOf, field: str, value: Any) -> Clause:
    parts = []
    for minus, phrase, word in _AUTO.findall(_plain(value)):
        clause = _exact(terms, field, phrase) if phrase else _content(terms, field, word)
        parts.append(Not(clause) if minus else clause)
    return And(tuple(parts))


def _prefix(terms: TermsOf, field: str, value: Any) -> Clause:
    texts = tuple(terms(field, index_value(_plain(value))))
    return And(tuple(Prefix(field, text) for text in texts))


def _one_of(terms: TermsOf, field: str, value: Any) -> Clause:
    return Or(tuple(_exact(terms, field, choice) for choice in value))


def _no_order(_: TermsOf, field: str, value: Any) -> Clause:
    raise SearchBackendError(f"'{field}' is not a number or date: its values cannot be compared")


def _plain(value: Any) -> Any:
    """Return what a Haystack input object (Exact, Clean, AutoQuery ...) was given."""
    return getattr(value, "query_string", value)


_FILTERS: dict[str, Filter] = {
    "content": _content,
    "contains": _content,
    "exact": _exact,
    "startswith": _prefix,
    "in": _one_of,
    "gte": _no_order,
    "lte": _no_order,
    "gt": _no_order,
    "lt": _no_order,
    "range": _no_order,
}


def _equal(field: str, value: Any) -> Clause:
    return Range(field, value, value)


def _any_of(field: str, values: list[Any]) -> Clause:
    return Or(tuple(_equal(field, value) for value in values))


def _at_least(field: str, value: Any) -> Clause:
    return Range(field, low=value)


def _at_most(field: str, value: Any) -> Clause:
    return Range(field, high=value)


def _above(field: str, value: Any) -> Clause:
    return And((_at_least(field, value), Not(_equal(field, value))))


def _below(field: str, value: Any) -> Clause:
    return And((_at_most(field, value), Not(_equal(field, value))))


def _between(field: str, ends: list[Any]) -> Clause:
    low, high = ends
    return Range(field, low, high)


def _unordered(field: str, value: Any) -> Clause:
    raise SearchBackendError(f"'{field}' is a number or date: it has no beginning to look for")


_COMPARISONS: dict[str, Callable[[str, Any], Clause]] = {
    "content": _equal,
    "contains": _equal,
    "exact": _equal,
    "startswith": _unordered,
    "in": _any_of,
    "gte": _at_least,
    "lte": _at_most,
    "gt": _above,
    "lt": _below,
    "range": _between,
}
