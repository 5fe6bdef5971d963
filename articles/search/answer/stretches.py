"""Stretches of a search's list, each from a place on that stays where it is when articles come in.

In a list by date the place is an article's date and id: what is added before it or behind it moves nothing. A list by
relevance has no such place, since each new article changes how rare words are, and with that every score. There the
place is a number of articles that were delivered, and a fingerprint of which: articles that were added since are left
out, and where the others are not the same any more, the list is refused rather than given with gaps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Final

from articles.models import Article
from articles.search.answer.article_marks import ArticleMarks, chosen_names
from articles.search.answer.facet_labels import FacetValue
from articles.search.answer.histogram import Month, months_of
from articles.search.answer.quotations_found import quotations_found
from articles.search.answer.relaxing import BestResult, run_relaxed
from articles.search.answer.search_page import FacetResult, Hit, labelled_facets
from articles.search.answer.value_counts import counts_excluding_own_filter, page_facets, with_speakers
from articles.search.engine import EngineQuery, EngineSearch, FacetCounts, count_articles
from articles.search.fields import MONTH_FIELD
from articles.search.query.reading import ReadQuery
from articles.search.request import MAX_PAGE, PAGE_SIZE, Sort
from haystack_engines import Clause, Not, Range

# Articles of a list by relevance that can be reached.
MOST_RANKED: Final = MAX_PAGE * PAGE_SIZE
# Of more articles that were added meanwhile, a list by relevance has to be asked for anew.
_MOST_ADDED: Final = 5000
_FIRST_ID: Final = 1


@dataclass(frozen=True, slots=True)
class DatePlace:
    """A place in a list by date: behind the article of this moment (None: of unknown date) and this id."""

    published: datetime | None
    number: int


@dataclass(frozen=True, slots=True)
class RankPlace:
    """A place in a list by relevance: behind so many of the articles with ids up to `newest`.

    `fingerprint` tells which articles these are, in whatever order.
    """

    delivered: int
    newest: int
    fingerprint: str


Place = DatePlace | RankPlace


class ListChangedError(Exception):
    """The articles before a place in a list by relevance are not the ones that were delivered."""


@dataclass(frozen=True, slots=True)
class ListStretch:
    """The hits of a search from a place on, and the place behind them, None at the end of the list.

    `total` counts the articles of the whole list, `strict` those that have every word. Facets and histogram are empty
    where they were not asked for.
    """

    read: ReadQuery
    hits: list[Hit]
    next: Place | None
    total: int
    strict: int
    more: int
    facets: list[FacetResult] = field(default_factory=list)
    chosen: list[FacetValue] = field(default_factory=list)
    histogram: list[Month] = field(default_factory=list)


def search_stretch(read: ReadQuery, size: int, *, after: Place | None = None, counted: bool = True) -> ListStretch:
    """Return the `size` hits of a search that follow a place, the first hits where there is none.

    A list by date has only articles that lack no word, unless the request asks for a wider list. With `counted`, facets
    and a histogram are counted too. Raises SearchFailed, and ListChangedError. SQL queries besides those of
    `read_query`: at most four for the articles, and with facets at most three for the names of their values.
    """
    counted_facets = page_facets(read.request) if counted else {}
    place: Place | None
    if read.request.sort is Sort.RELEVANCE:
        ranked = after if isinstance(after, RankPlace) else None
        best, ids, place = _by_relevance(read, size, ranked, counted_facets)
    else:
        dated = after if isinstance(after, DatePlace) else None
        best = run_relaxed(read.on_page(1), size=0, facets=counted_facets, relax=read.request.wider)
        ids, place = _by_date(best.query, read.request.sort, size, dated)
    counts: FacetCounts = {}
    if counted:
        counts = with_speakers(read, best.query, best.result.counts)
        counts = counts | counts_excluding_own_filter(read.request, best.query.clause)
    facets, chosen = labelled_facets(read.request, counts) if counted else ([], [])
    return ListStretch(
        read=read,
        hits=_hits(ids, read, widened=best.strict < best.result.total),
        next=place,
        total=best.result.total,
        strict=best.strict,
        more=best.more,
        facets=facets,
        chosen=chosen,
        histogram=months_of(counts.get(MONTH_FIELD, [])),
    )


def _by_relevance(
    read: ReadQuery, size: int, after: RankPlace | None, facets: dict[str, int]
) -> tuple[BestResult, list[int], RankPlace | None]:
    newest = after.newest if after else _newest()
    start = after.delivered if after else 0
    added = count_articles(EngineQuery(filters=(Range("number", newest + 1, None),))) if after else 0
    if added > _MOST_ADDED:
        raise ListChangedError
    best = run_relaxed(read.on_page(1), size=start + size + added + 1, facets=facets)
    ids = [pk for pk in best.result.ids if pk <= newest]
    if after and _fingerprint(ids[:start]) != after.fingerprint:
        raise ListChangedError
    end = min(start + size, MOST_RANKED)
    place = RankPlace(end, newest, _fingerprint(ids[:end])) if len(ids) > end < MOST_RANKED else None
    return best, ids[start:end], place


def _newest() -> int:
    """Return the highest id in the index, 0 where it is empty."""
    return next(iter(EngineSearch(EngineQuery(), size=1, sort=Sort.NEWEST, by_number=True).run().ids), 0)


def _fingerprint(ids: Sequence[int]) -> str:
    """Return a text of 16 characters that tells which articles these are, in whatever order."""
    return blake2b(b"".join(pk.to_bytes(8, "big") for pk in sorted(ids)), digest_size=8).hexdigest()


def _by_date(query: EngineQuery, sort: Sort, size: int, after: DatePlace | None) -> tuple[list[int], DatePlace | None]:
    """Return the ids that follow a place, by date and by id among those of one moment, and the place behind them."""
    found: list[DatePlace] = []
    if after:
        found = _of_moment(query, sort, after.published, size + 1, beyond=after.number)
        query = query.narrowed(*_beyond(after.published, sort))
    ends_dated = after is not None and after.published is None
    if len(found) <= size and not ends_dated:
        found += _dated(query, sort, size + 1 - len(found))
    if len(found) <= size and not ends_dated:
        found += _of_moment(query, sort, None, size + 1 - len(found))
    shown = found[:size]
    return [place.number for place in shown], shown[-1] if len(found) > size and shown else None


def _dated(query: EngineQuery, sort: Sort, most: int) -> list[DatePlace]:
    """Return the first articles that have a date.

    The engine sorts by date alone. So the last moment, of which the list may have been cut, is read by id.
    """
    ids = EngineSearch(query.narrowed(Range("published")), size=most, sort=sort).run().ids
    dates = dict(Article.objects.filter(pk__in=ids).values_list("pk", "published_at"))
    down = sort is Sort.NEWEST
    found = sorted((DatePlace(dates[pk], pk) for pk in ids if dates.get(pk)), key=_order, reverse=down)
    if len(ids) < most or not found:
        return found
    last = found[-1].published
    before = [place for place in found if place.published != last]
    return before + _of_moment(query, sort, last, most - len(before))


def _order(place: DatePlace) -> tuple[datetime, int]:
    return place.published or datetime.max.replace(tzinfo=UTC), place.number


def _of_moment(
    query: EngineQuery, sort: Sort, moment: datetime | None, most: int, *, beyond: int | None = None
) -> list[DatePlace]:
    """Return the articles of one moment, or of none, in the order of their ids, from behind the id `beyond` on."""
    filters: list[Clause] = [Range("published", moment, moment) if moment else Not(Range("published"))]
    if beyond is not None and sort is Sort.NEWEST:
        filters.append(Range("number", _FIRST_ID, beyond - 1))
    elif beyond is not None:
        filters.append(Range("number", beyond + 1, None))
    ids = EngineSearch(query.narrowed(*filters), size=most, sort=sort, by_number=True).run().ids
    return [DatePlace(moment, pk) for pk in ids]


def _beyond(moment: datetime | None, sort: Sort) -> Iterable[Clause]:
    """Return the filters for dates later in the list than a moment; articles without a date pass too."""
    if moment is None:
        return ()
    passed = Range("published", moment, None) if sort is Sort.NEWEST else Range("published", None, moment)
    return (Not(passed),)


def _hits(ids: Sequence[int], read: ReadQuery, *, widened: bool) -> list[Hit]:
    """Return the hits, numbered from 1, without articles withdrawn since they were indexed.

    SQL queries: at most three.
    """
    articles = Article.objects.visible().with_source().in_bulk(ids)
    marks = ArticleMarks(read, chosen_names(read.request, ids))
    shown = [articles[pk] for pk in ids if pk in articles]
    marked = (marks.title_and_snippet(article, in_words=widened) for article in shown)
    said = quotations_found(read, shown)
    return [
        Hit(article, number, 0.0, tuple(title_marks), snippet, quotations=said.get(article.pk, ()))
        for number, (article, (title_marks, snippet)) in enumerate(zip(shown, marked, strict=True), 1)
    ]
