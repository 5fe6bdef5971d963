"""Haystack's query object for these engines: it compiles filters to clauses, never to a string."""

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

# Haystack's name for the document field, whatever that is called.
_CONTENT = "content"
# The language of AutoQuery: words, "phrases", and a minus before what is excluded.
_AUTO = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


class ClauseQuery(BaseSearchQuery):
    """Builds a `Clause` from the filters of a SearchQuerySet, for a `ClauseBackend`."""

    def build_query(self) -> Clause:
        """Return the clause of all filters, `Everything` where there are none.

        Raises SearchBackendError for a filter that no clause can express, or a field that is not indexed.
        """
        return self._node(self.query_filter) if self.query_filter else Everything()

    def build_params(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the options of the search, with `stats` too: Haystack drops it, but the backend must refuse it."""
        params: dict[str, Any] = super().build_params(*args, **kwargs)
        return params | ({"stats": self.stats} if self.stats else {})

    def run_mlt(self, **options: Any) -> None:
        """Run more_like_this(); filters, facets and slices apply as in any search."""
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
            return value.clause
        field, filter_type = self.query_filter.split_expression(expression)
        return self._filter(self.backend.content_field if field == _CONTENT else field, filter_type, value)

    def _filter(self, field: str, filter_type: str, value: Any) -> Clause:
        if isinstance(value, inputs.Raw | inputs.AltParser):
            raise SearchBackendError(
                f"{type(value).__name__} is not supported: this engine has no query language of its own"
            )
        if filter_type not in _FILTERS:
            raise SearchBackendError(f"The filter '{filter_type}' is not supported by this engine")
        if self._is_ordered(field):
            return self._compared(field, filter_type, value)
        return _by_input(value, _FILTERS[filter_type])(self.backend.terms, field, value)

    def _compared(self, field: str, filter_type: str, value: Any) -> Clause:
        convert = self.backend.fields()[field].convert
        is_list = isinstance(value, list | tuple | set)
        try:
            converted = [convert(item) for item in value] if is_list else convert(_plain(value))
        except (SearchFieldError, ValueError, TypeError) as error:
            raise SearchBackendError(f"'{field}' cannot be compared with {value!r}") from error
        return _COMPARISONS[filter_type](field, converted)

    def _is_ordered(self, field: str) -> bool:
        """Return whether a field holds numbers or dates; raises SearchBackendError if it is not indexed."""
        if field in (ID, DJANGO_CT):
            return False
        found = self.backend.fields().get(field)
        if found is None or field_type(found) is FieldType.STORED:
            raise SearchBackendError(f"There is no indexed field '{field}'")
        return field_type(found) is FieldType.ORDERED


TermsOf = Callable[[str, str], list[str]]
ToClause = Callable[[TermsOf, str, Any], Clause]


def _by_input(value: Any, plain: ToClause) -> ToClause:
    """Return what compiles the value: a function for its kind of Haystack input, `plain` for all others."""
    if isinstance(value, inputs.AutoQuery):
        return _auto
    if isinstance(value, inputs.Exact):
        return _exact
    return _excluded if isinstance(value, inputs.Not) else plain


def _content(terms: TermsOf, field: str, value: Any) -> Clause:
    words = tuple(Term(field, text) for text in terms(field, index_value(_plain(value))))
    return And(words) if DEFAULT_OPERATOR == "AND" else Or(words)


def _exact(terms: TermsOf, field: str, value: Any) -> Clause:
    texts = tuple(terms(field, index_value(_plain(value))))
    if not texts:
        return Nothing()
    return Term(field, texts[0]) if len(texts) == 1 else Phrase(field, texts)


def _excluded(terms: TermsOf, field: str, value: Any) -> Clause:
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
    raise SearchBackendError(f"'{field}' holds no numbers or dates: its values cannot be compared")


def _plain(value: Any) -> Any:
    """Return the string inside a Haystack input (Exact, Clean, AutoQuery ...), other values as they are."""
    return getattr(value, "query_string", value)


_FILTERS: dict[str, ToClause] = {
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
    raise SearchBackendError(f"'{field}' holds numbers or dates: 'startswith' is for text and keywords")


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
