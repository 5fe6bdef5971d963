"""What the page of an article keeps of the search that led to it: its place among the hits, and the way on and back."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest
from django.urls import reverse

from articles.models import Article
from articles.search import (
    MAX_PAGE,
    NumberedHit,
    QuotationHit,
    ReadQuery,
    SearchFailed,
    article_marks,
    hit_place,
    quotations_found,
)
from articles.text.packing import Span
from articles.text.typed_numbers import page_number
from articles.views.parts.addresses import HIT, hit_parameters
from articles.views.parts.search_http import requested_search

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrailStep:
    """The hit before or after the article: its title and address."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchTrail:
    """The search that led to an article.

    `results` is the address of its page of hits. The article is hit `number` of `total`, both 0 where it is none;
    `matches` are offsets into its running text of what the search looks for, `quoted` of the quotations in which it
    finds that; then nothing matches outside of these.
    """

    query: str
    results: str
    matches: Sequence[Span]
    quoted: Sequence[Span] = ()
    number: int = 0
    total: int = 0
    previous: TrailStep | None = None
    next: TrailStep | None = None


def search_trail(request: HttpRequest, article: Article) -> SearchTrail | None:
    """Return the search in the address of an article, None where there is none.

    The article is shown without it while the index cannot be read. SQL queries: those of `read_query`, one where names
    are chosen, one where words are looked for in quotations, and those of `hit_place`.
    """
    try:
        read = requested_search(request)
        asked = read.request
        if not asked.narrows:
            return None
        return _trail(read, article, request.GET.get(HIT, ""))
    except SearchFailed as error:
        logger.warning("An article is shown without the search that led to it: %s", error)
        return None


def _trail(read: ReadQuery, article: Article, typed: str) -> SearchTrail:
    asked = read.request
    matches, quoted = _marks(read, article)
    number = page_number(typed, most=MAX_PAGE * asked.page_size) if typed else 0
    place = hit_place(read, article.pk, number) if number else None
    if place is None:
        return SearchTrail(asked.query, reverse("search") + asked.on_page(1).address(), matches, quoted)
    return SearchTrail(
        asked.query,
        reverse("search") + asked.on_page(ceil(number / asked.page_size)).address(),
        matches,
        quoted,
        place.number,
        place.total,
        _step(place.previous, read),
        _step(place.next, read),
    )


def _marks(read: ReadQuery, article: Article) -> tuple[list[Span], list[Span]]:
    """Return what matches a search in an article, and the quotations in which it does.

    Words outside of quotations had no part in finding the article, so they are marked only where no quotation is found.
    """
    found = quotations_found(read, [article]).get(article.pk, ())
    if not found:
        return article_marks(read, article), []
    return [span for one in found for span in _matches(one)], [
        (one.quotation.start, one.quotation.end) for one in found
    ]


def _matches(found: QuotationHit) -> list[Span]:
    begin = found.quotation.start
    return [(begin + start, begin + end) for start, end in found.marks]


def _step(hit: NumberedHit | None, read: ReadQuery) -> TrailStep | None:
    if hit is None:
        return None
    address = hit.article.get_absolute_url() + hit_parameters(read, hit.number)
    return TrailStep(hit.article.title, address)
