"""Haystack's query object for engines that are asked by clauses: its filters become a tree, never a string."""

from collections.abc import Callable
from typing import Any as AnyValue

from haystack.backends import BaseSearchQuery, SearchNode
from haystack.constants import DEFAULT_OPERATOR
from haystack.exceptions import SearchBackendError

from articles.search.engines.clauses import All, Any, Clause, Clauses, Everything, Not, Phrase, Prefix, Range, Term
from articles.search.engines.fields import index_value

# Where Haystack is asked for `content`, the document field is meant.
_CONTENT = "content"


class ClauseQuery(BaseSearchQuery):
    """Builds a `Clause` from the filters of a SearchQuerySet.

    The backend must offer `terms(field, text)` and `content_field`.
    """

    def build_query(self) -> Clause:
        """Return the tree that the filters stand for; everything where there are none.

        Raises SearchBackendError for a filter that no clause can express.
        """
        return self._node(self.query_filter) if self.query_filter else Everything()

    def _node(self, node: SearchNode) -> Clause:
        clauses = tuple(self._child(child) for child in node.children)
        joined = clauses[0] if len(clauses) == 1 else (Any if node.connector == "OR" else All)(clauses)
        return Not(joined) if node.negated else joined

    def _child(self, child: AnyValue) -> Clause:
        if isinstance(child, SearchNode):
            return self._node(child)
        expression, value = child
        field, filter_type = self.query_filter.split_expression(expression)
        return self._filter(self.backend.content_field if field == _CONTENT else field, filter_type, value)

    def _filter(self, field: str, filter_type: str, value: AnyValue) -> Clause:
        if isinstance(value, Clauses):
            return value.tree
        if filter_type not in _FILTERS:
            raise SearchBackendError(f"The filter '{filter_type}' is not supported by this engine")
        return _FILTERS[filter_type](self.backend.terms, field, value)


def _content(terms: "Terms", field: str, value: AnyValue) -> Clause:
    words = tuple(Term(field, text) for text in terms(field, index_value(_plain(value))))
    return All(words) if DEFAULT_OPERATOR == "AND" else Any(words)


def _exact(terms: "Terms", field: str, value: AnyValue) -> Clause:
    texts = tuple(terms(field, index_value(_plain(value))))
    return Term(field, texts[0]) if len(texts) == 1 else Phrase(field, texts)


def _prefix(terms: "Terms", field: str, value: AnyValue) -> Clause:
    texts = tuple(terms(field, index_value(_plain(value))))
    return All(tuple(Prefix(field, text) for text in texts))


def _one_of(terms: "Terms", field: str, value: AnyValue) -> Clause:
    return Any(tuple(_exact(terms, field, choice) for choice in value))


def _at_least(_: "Terms", field: str, value: AnyValue) -> Clause:
    return Range(field, low=value)


def _at_most(_: "Terms", field: str, value: AnyValue) -> Clause:
    return Range(field, high=value)


def _above(terms: "Terms", field: str, value: AnyValue) -> Clause:
    return All((_at_least(terms, field, value), Not(Range(field, value, value))))


def _below(terms: "Terms", field: str, value: AnyValue) -> Clause:
    return All((_at_most(terms, field, value), Not(Range(field, value, value))))


def _between(_: "Terms", field: str, value: AnyValue) -> Clause:
    low, high = value
    return Range(field, low, high)


def _plain(value: AnyValue) -> AnyValue:
    """Return what a Haystack input object (Exact, Clean, AutoQuery ...) was given."""
    return getattr(value, "query_string", value)


Terms = Callable[[str, str], list[str]]
_FILTERS: dict[str, Callable[[Terms, str, AnyValue], Clause]] = {
    "content": _content,
    "contains": _content,
    "exact": _exact,
    "startswith": _prefix,
    "in": _one_of,
    "gte": _at_least,
    "lte": _at_most,
    "gt": _above,
    "lt": _below,
    "range": _between,
}
