"""Runs a query for all of its words or, where too few articles have them all, for its distinctive words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from articles.search.engine import EngineQuery, EngineResult, count_articles, index_reader, run_query
from articles.search.query.reading import ReadQuery
from articles.search.ranking.compiler import filter_clauses, query_clause
from articles.search.ranking.word_clauses import distinctive_words, every_word, words_together
from haystack_engines import Clause, Filter

# Where so many articles have every word, no others are searched for. Of more than three words, neighbours must also
# stand together there, since a long article may have any words. Of two words, one alone is better than nothing only.
ENOUGH: Final = 5
_FEW_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class BestResult:
    """The query that was run, its result, and how many of the articles found have all words."""

    query: EngineQuery
    result: EngineResult
    complete: int


def run_relaxed(read: ReadQuery, *, size: int, facets: Mapping[str, int], relax: bool = True) -> BestResult:
    """Return `size` articles of the request's page, and the counts of the facet fields given with their most values.

    With `relax` false, or for a request `as_typed`, no word may be missing. Raises SearchFailed.
    """
    complete = EngineQuery(query_clause(read, every_word), filter_clauses(read.request))
    if not relax or read.request.as_typed or _enough(read, complete.clause):
        result = _run(read, complete, size, facets)
        return BestResult(complete, result, result.total)
    relaxed = EngineQuery(query_clause(read, distinctive_words(index_reader())), complete.filters)
    with_all_words = count_articles(EngineQuery(Filter(complete.clause), complete.filters))
    return BestResult(relaxed, _run(read, relaxed, size, facets), with_all_words)


def _run(read: ReadQuery, query: EngineQuery, size: int, facets: Mapping[str, int]) -> EngineResult:
    return run_query(query, start=(read.request.page - 1) * size, size=size, sort=read.request.sort, facets=facets)


def _enough(read: ReadQuery, complete: Clause) -> bool:
    """Tell whether enough articles have all words. Filters are left out, so that choosing one never adds articles."""
    words = len(read.query.words)
    if words < _FEW_WORDS:
        return words < 2 or count_articles(EngineQuery(Filter(complete))) > 0
    if words > _FEW_WORDS:
        complete = query_clause(read, words_together)
    return count_articles(EngineQuery(Filter(complete))) >= ENOUGH
