"""How far the strict list of a search reaches: how many articles, the earliest and the latest."""

from dataclasses import dataclass

from articles.models import Article
from articles.search.answer.strict_list import strict_query
from articles.search.engine import EngineQuery, EngineSearch
from articles.search.query.reading import ReadQuery
from articles.search.request import Sort
from haystack_engines import Filter


@dataclass(frozen=True, slots=True)
class Extent:
    """The number of articles on a strict list, and the first and last of them that has a date."""

    articles: int
    first: Article | None = None
    last: Article | None = None


def strict_extent(read: ReadQuery) -> Extent:
    """Return the extent of a search's strict list (one SQL query). Raises SearchFailed."""
    strict = strict_query(read)
    query = EngineQuery(Filter(strict.clause), strict.filters)
    latest = EngineSearch(query, size=1, sort=Sort.NEWEST).run()
    if not latest.total:
        return Extent(0)
    earliest = EngineSearch(query, size=1, sort=Sort.OLDEST).run()
    found = Article.objects.in_bulk([*earliest.ids, *latest.ids])
    first, last = (
        next((found[pk] for pk in one.ids if pk in found and found[pk].published_on), None)
        for one in (earliest, latest)
    )
    return Extent(latest.total, first, last)
