"""The one way to the search engine: clauses go in; ranked ids, a total and facet counts come out."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from haystack import connections
from haystack.constants import ID
from haystack.exceptions import SearchBackendError
from haystack.query import SQ
from haystack.utils import get_model_ct

from articles.models import Article
from articles.search.request import Sort
from haystack_engines import (
    And,
    Clause,
    Clauses,
    DistantReader,
    Everything,
    Filter,
    IndexIncomplete,
    IndexReader,
    IndexUnreachable,
    Terms,
    TermTest,
    check_time,
    time_limit,
)

# The index is missing or damaged, or has no such field. Callers need not know Haystack or the engine.
SearchFailed = SearchBackendError
# Part of the index cannot be searched now. Whatever would be found would lack some articles, so nothing is shown.
SearchIncomplete = IndexIncomplete
# The engine is out of reach, or lets nobody in. The index itself may be well.
SearchUnreachable = IndexUnreachable

# Of the time that a search may take, the share that may be work of the processor.
_PROCESSOR_SHARE: Final = 0.5

# To name more articles takes longer than to find them again.
_MOST_NAMED: Final = 500

# More values than any facet has.
ALL_VALUES: Final = 10_000_000

# For each facet field its values with the number of articles, the most frequent first.
FacetCounts = dict[str, list[tuple[str, int]]]

Counted = TypeVar("Counted")

# Which facet fields are counted: how many of the most frequent values of each, or just these values.
FacetFields = Mapping[str, int | Collection[str]]

_ORDER_BY: Final = {Sort.RELEVANCE: (), Sort.NEWEST: ("-published",), Sort.OLDEST: ("published",)}
_BY_NUMBER: Final = {Sort.RELEVANCE: (), Sort.NEWEST: ("-number",), Sort.OLDEST: ("number",)}


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """Which articles to find: `clause` matches and scores them, `filters` only take articles away."""

    clause: Clause = field(default_factory=Everything)
    filters: tuple[Clause, ...] = ()

    @property
    def whole(self) -> Clause:
        """The clause and the filters as one clause."""
        return And((self.clause, *map(Filter, self.filters))) if self.filters else self.clause

    def narrowed(self, *filters: Clause) -> "EngineQuery":
        """Return the query with further filters."""
        return EngineQuery(self.clause, (*self.filters, *filters))


@dataclass(frozen=True, slots=True)
class EngineResult:
    """The articles of one page as (id, score) in order, how many were found on all pages, and the facet counts."""

    ranked: list[tuple[int, float]]
    total: int
    counts: FacetCounts

    @property
    def ids(self) -> list[int]:
        """The ids of the articles in order."""
        return [pk for pk, _ in self.ranked]


@dataclass(frozen=True, slots=True)
class EngineSearch:
    """A search of `size` articles from rank `start` on, and of the facet fields given with what is counted.

    With `by_number`, a list by date is in the order of the ids instead, those of the last articles first where it is
    newest first.
    """

    query: EngineQuery
    start: int = 0
    size: int = 0
    sort: Sort = Sort.RELEVANCE
    by_number: bool = False
    facets: FacetFields | None = None

    def run(self) -> EngineResult:
        """Return what is found. Raises SearchFailed."""
        check_time()
        found = _haystack_query(self)
        ranked = [(int(result.pk), result.score) for result in found.get_results()]
        return EngineResult(ranked, found.get_count(), found.get_facet_counts().get("fields", {}))


class _FoundArticle:
    """What is read of a result: Haystack's SearchResult takes longer to make than the search for most queries."""

    __slots__ = ("pk", "score")

    def __init__(self, _app_label: str, _model_name: str, pk: str, score: float, **_stored: object) -> None:
        self.pk = pk
        self.score = score


def search_ahead(searches: Iterable[EngineSearch]) -> None:
    """Have an index on other machines answer in one request what these searches are going to ask; elsewhere do nothing.

    Raises SearchFailed.
    """
    if is_distant():
        built = map(_haystack_query, searches)
        asked = [(found.build_query(), found.build_params()) for found in built]
        connections["default"].get_backend().search_ahead(asked)


def counted_ahead(clauses: Iterable[Clause]) -> Iterable[Clause]:
    """Return the clauses; an index on other machines is asked at once how many articles each finds.

    Raises SearchFailed.
    """
    if not is_distant():
        return clauses
    found = tuple(clauses)
    search_ahead(EngineSearch(EngineQuery(Filter(clause))) for clause in found)
    return found


def is_distant() -> bool:
    """Tell whether each question to the index is a request to another machine, so that few are better than cheap ones.

    Raises SearchFailed.
    """
    return isinstance(index_reader(), DistantReader)


def look_up(
    reader: IndexReader,
    terms: Mapping[str, Iterable[str]],
    prefixes: Mapping[str, Iterable[str]],
    where: TermTest | None = None,
) -> None:
    """Have an index on other machines read at once what it will be asked of its dictionary; elsewhere do nothing.

    See `DistantReader.look_up`. Raises SearchFailed.
    """
    if isinstance(reader, DistantReader):
        reader.look_up(terms, prefixes, where)


def _haystack_query(search: EngineSearch) -> Any:
    # Haystack's query itself: a SearchQuerySet would copy it at each step, and hash the filters.
    found = connections["default"].get_query()
    found.add_model(Article)
    found.add_filter(SQ(content=Clauses(search.query.whole)))
    for name, counted in (search.facets or {}).items():
        found.add_field_facet(name, **_facet_options(counted))
    for key in (_BY_NUMBER if search.by_number else _ORDER_BY)[search.sort]:
        found.add_order_by(key)
    found.set_limits(search.start, search.start + search.size)
    found.set_result_class(_FoundArticle)
    found.fields = [ID]  # nothing else is read
    return found


def _facet_options(counted: int | Collection[str]) -> dict[str, Any]:
    return {"limit": counted} if isinstance(counted, int) else {"only": list(counted), "limit": len(counted)}


def articles_clause(ids: Iterable[int]) -> Clause:
    """Return the clause for the articles of these ids, all with the same score."""
    model = get_model_ct(Article)
    return Filter(Terms(ID, tuple(f"{model}.{pk}" for pk in ids)))


def ids_if_few(clause: Clause) -> list[int] | None:
    """Return the ids of the articles that a clause finds, in no order; None where they are more than 500.

    Raises SearchFailed.
    """
    found = index_reader().identifiers(clause, most=_MOST_NAMED)
    return None if found is None else [int(identifier.rpartition(".")[2]) for identifier in found]


def matches(clause: Clause) -> tuple[int, list[int] | None]:
    """Return how many articles a clause finds, at most 501 or so, and their ids where naming them saves time later.

    Raises SearchFailed.
    """
    if is_distant():
        return count_articles(EngineQuery(Filter(clause))), None
    ids = ids_if_few(clause)
    return (_MOST_NAMED + 1, None) if ids is None else (len(ids), ids)


def count_articles(query: EngineQuery) -> int:
    """Return how many articles a query finds. Raises SearchFailed."""
    return EngineSearch(query).run().total


def search_time_limit(seconds: float, is_abandoned: Callable[[], bool]) -> AbstractContextManager[None]:
    """Limit all searches of a `with` block to so many seconds, half as many of the processor.

    Beyond that they raise SearchTooLong and, once `is_abandoned` tells that nobody waits for them, SearchAbandoned.
    """
    return time_limit(seconds=seconds, processor_seconds=seconds * _PROCESSOR_SHARE, is_abandoned=is_abandoned)


def kept_until_indexed(count: Callable[[], Counted]) -> Callable[[], Counted]:
    """Decorate a function without parameters: what it returned is kept until the index changes.

    The function raises SearchFailed where there is no index.
    """
    kept: WeakKeyDictionary[IndexReader, Counted] = WeakKeyDictionary()

    @wraps(count)
    def found() -> Counted:
        reader = index_reader()
        if reader not in kept:
            kept[reader] = count()
        return kept[reader]

    return found


def index_reader() -> IndexReader:
    """Return the index as it was last committed: its dictionary and its size. Raises SearchFailed."""
    reader: IndexReader = connections["default"].get_backend().reader()
    return reader


def index_version() -> str:
    """Return the name of the index version that is read now, which each rebuilding replaces. Raises SearchFailed."""
    return str(connections["default"].get_backend().versions.current().name)


def index_condition() -> str:
    """Return what an administrator should know of an index that can be searched, "" where there is nothing.

    Raises SearchFailed.
    """
    return str(connections["default"].get_backend().condition())
