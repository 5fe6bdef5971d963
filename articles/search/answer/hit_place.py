"""Where an article stands among the hits of a search, and which hits stand before and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from articles.models import Article
from articles.search.answer.relaxing import BestResult, run_relaxed
from articles.search.answer.story_groups import StoryGroup, group_by_story
from articles.search.query.reading import ReadQuery
from articles.search.request import MAX_PAGE

# A page may have no hit of its own where all its articles belong to stories of earlier pages.
_PAGES_TRIED: Final = 3


@dataclass(frozen=True, slots=True)
class NumberedHit:
    """A hit and its number in the list, which counts the articles of all stories."""

    number: int
    article: Article


@dataclass(frozen=True, slots=True)
class HitPlace:
    """The number of a hit, of how many articles, and the hits before and after it, None at the ends of the list."""

    number: int
    total: int
    previous: NumberedHit | None
    next: NumberedHit | None


def hit_place(read: ReadQuery, article: int, number: int) -> HitPlace | None:
    """Return the place of an article that was the hit of that number; None where it is that hit no longer.

    An article that stands in the list under another of its story has the place of its story. Raises SearchFailed.
    SQL queries: two, three with shared stories; twice that at the ends of a page of hits.
    """
    size = read.request.page_size
    page = ceil(number / size)
    if not 1 <= page <= MAX_PAGE:
        return None
    best = run_relaxed(read.on_page(page), size=size, facets={})
    groups = _groups(best, read, page)
    at = next((i for i, (at, group) in enumerate(groups) if at == number and _has(group, article)), None)
    if at is None:
        return None
    total = best.result.total
    last = min(MAX_PAGE, ceil(total / size))
    earlier = range(page - 1, max(0, page - 1 - _PAGES_TRIED), -1)
    later = range(page + 1, min(last, page + _PAGES_TRIED) + 1)
    before = groups[at - 1] if at else _first(read, earlier, last=True)
    after = groups[at + 1] if at + 1 < len(groups) else _first(read, later)
    return HitPlace(number, total, _numbered(before), _numbered(after))


def _has(group: StoryGroup, article: int) -> bool:
    return article in (group.article.pk, *(other.pk for other in group.others))


def _groups(best: BestResult, read: ReadQuery, page: int) -> list[tuple[int, StoryGroup]]:
    """Return the hits of a page with their numbers."""
    first = (page - 1) * read.request.page_size + 1
    number = {pk: first + i for i, pk in enumerate(best.result.ids)}
    return [(number[g.best], g) for g in group_by_story(best.result.ranked, best.query, read.request.sort)]


def _first(read: ReadQuery, pages: Iterable[int], *, last: bool = False) -> tuple[int, StoryGroup] | None:
    """Return the first hit, or with `last` the last one, of the first of these pages that has hits."""
    for page in pages:
        best = run_relaxed(read.on_page(page), size=read.request.page_size, facets={})
        if groups := _groups(best, read, page):
            return groups[-1 if last else 0]
    return None


def _numbered(found: tuple[int, StoryGroup] | None) -> NumberedHit | None:
    return NumberedHit(found[0], found[1].article) if found else None
