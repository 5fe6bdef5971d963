"""The page of a search: a SearchRequest goes in, a SearchPage comes out."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import ceil
from time import perf_counter
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from articles.models import Article, Entity
from articles.search.answer.article_marks import ArticleMarks, chosen_names
from articles.search.answer.facet_labels import FacetValue, chosen_values, facet_labels, labelled_values
from articles.search.answer.histogram import Month, months_of
from articles.search.answer.quotation_offers import quotation_offers
from articles.search.answer.quotations_found import QuotationHit, quotations_found
from articles.search.answer.relaxing import BestResult, run_relaxed
from articles.search.answer.short_form_offer import ShortFormOffer, short_form_offer
from articles.search.answer.side_offers import SideOffer, side_offers
from articles.search.answer.story_groups import StoryGroup, group_by_story, ungrouped
from articles.search.answer.value_counts import counted_field, counts_excluding_own_filter, page_facets, with_speakers
from articles.search.engine import EngineResult, FacetCounts
from articles.search.fields import FACETS, MONTH_FIELD, Facet
from articles.search.parse_warnings import QueryNote
from articles.search.query.reading import ReadQuery, read_query
from articles.search.query.synonyms import Synonym
from articles.search.request import MAX_PAGE, PAGE_SIZE, SearchRequest
from articles.text.markup import marked_html
from articles.text.normal import fold
from articles.text.packing import Span
from articles.text.terms import name_key
from haystack_engines import OneCommit, SearchTooLong

_IDS_AT_ONCE: Final = 1000
# A query with its marks that finds this part more or fewer articles is not worth a suggestion.
_NEARLY: Final = 0.05


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found: its number in the list, its score, what is marked in its title, and its best passage as HTML.

    The query's words are marked, and the names that the search is narrowed to. `others` are the articles found of the
    same story, the first published first. `quotations` say what the search looks for in quotations.
    """

    article: Article
    number: int
    score: float
    title_marks: tuple[Span, ...]
    snippet: SafeString
    others: tuple[Article, ...] = ()
    quotations: tuple[QuotationHit, ...] = ()

    @property
    def title(self) -> SafeString:
        """The title as HTML, marked."""
        return mark_safe(marked_html(self.article.title, self.title_marks))  # noqa: S308


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet and its values, the most frequent first."""

    facet: Facet
    values: list[FacetValue]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results, found in `ms` milliseconds.

    `read` is the query as it was understood; `short_form` is offered beside it where a word may mean one, and so are
    the searches of `offers`. `total` counts the articles found on all pages; `strict` of them belong to the strict
    list, and the search is `widened` where that is not all of them. Otherwise a wider search would find `more`
    articles. `histogram` has the months in which articles appeared, the earliest first; articles of which only the year
    is known are in none. `unknown` has the words of a widened search that no article has in any form. `did_you_mean` is
    a better query, "" where there is none.
    """

    read: ReadQuery
    hits: list[Hit]
    total: int
    strict: int
    more: int
    facets: list[FacetResult]
    chosen: list[FacetValue]
    histogram: list[Month]
    ms: float
    short_form: ShortFormOffer | None = None
    offers: tuple[SideOffer, ...] = ()
    unknown: tuple[str, ...] = ()
    did_you_mean: str = ""

    @property
    def request(self) -> SearchRequest:
        """The request, with each chosen entity as it is now."""
        return self.read.request

    @property
    def known_names(self) -> list[Entity]:
        """The people, places and organisations that words of the query name, in their order (one SQL query)."""
        ids = [unit.entities[0] for unit in self.read.own_units if unit.entities]
        found = Entity.objects.listed().in_bulk(ids)
        return [found[pk] for pk in dict.fromkeys(ids) if pk in found]

    @property
    def widened(self) -> bool:
        """Whether articles are among those found that do not belong to the strict list."""
        return self.strict < self.total

    @property
    def synonyms(self) -> tuple[Synonym, ...]:
        """Synonyms and corrections that were searched for beside the words."""
        found = (*self.read.strict_synonyms, *(self.read.synonyms if self.widened else ()))
        return tuple({(one.typed, name_key(one.text)): one for one in reversed(found)}.values())[::-1]

    @property
    def notes(self) -> tuple[QueryNote, ...]:
        """Warnings of what could not be read as it was typed."""
        return self.read.notes

    @property
    def pages(self) -> int:
        """The number of pages that can be turned to."""
        return min(MAX_PAGE * PAGE_SIZE, self.total + self.request.page_size - 1) // self.request.page_size


def search(
    request: SearchRequest | ReadQuery, *, with_facets: bool = True, relax: bool = True, grouped: bool = False
) -> SearchPage:
    """Run a search and return its page.

    With `relax` false, articles that lack a word are never found. With `grouped`, articles of one story are one hit;
    totals and pages still count articles. Raises SearchFailed. SQL queries besides those of `read_query`: one for the
    articles (two or three with `grouped`), at most three for the names of facet values, one for the names to mark
    where people, places or organisations are chosen, and one for quotations where words are looked for in these.
    """
    started = perf_counter()
    read = request if isinstance(request, ReadQuery) else read_query(request)
    best = run_relaxed(
        read, size=read.request.page_size, facets=page_facets(read.request) if with_facets else {}, relax=relax
    )
    counts = best.result.counts
    if with_facets:
        counts = with_speakers(read, best.query, counts)
        counts = counts | counts_excluding_own_filter(read.request, best.query.clause)
    ranked = best.result.ranked
    groups = group_by_story(ranked, best.query, read.request.sort) if grouped else ungrouped(ranked)
    facets, chosen = labelled_facets(read.request, counts)
    kept, unknown = (best.loose.kept, best.loose.unknown) if best.loose else ((), ())
    short_form, offers = (short_form_offer(read), side_offers(read, kept, best.strict)) if with_facets else (None, ())
    better = _better_query(read, best) if with_facets else read.did_you_mean
    if with_facets and not best.result.total:
        offers = (*offers, *_in_time(quotation_offers(read)))
    return SearchPage(
        read=read,
        hits=_hits(groups, read, best.result.ids, widened=best.strict < best.result.total),
        total=best.result.total,
        strict=best.strict,
        more=best.more,
        facets=facets,
        chosen=chosen,
        histogram=months_of(counts.get(MONTH_FIELD, [])),
        ms=(perf_counter() - (read.started or started)) * 1000,
        short_form=short_form,
        did_you_mean=better,
        offers=offers,
        unknown=tuple(unit.text for unit in unknown),
    )


def _in_time(offers: Iterable[SideOffer]) -> Iterator[SideOffer]:
    """Yield offers for as long as the search has time: that nothing was found is told without them too."""
    with suppress(SearchTooLong):
        yield from offers


def article_ids(request: SearchRequest | ReadQuery, *, most: int, relax: bool = False) -> list[int]:
    """Return the ids of the articles that a search finds, the best first. Raises SearchFailed.

    With `relax` false, articles that lack a word are never found.
    """
    read = request if isinstance(request, ReadQuery) else read_query(request)
    return run_relaxed(read, size=most, facets={}, relax=relax).result.ids


def found_ids(request: SearchRequest) -> tuple[int, Iterator[int]]:
    """Return how many articles a search finds and, page after page, their ids in the order of its pages.

    All pages are read from the index as it was when the first was. Raises SearchFailed, the iterator too.
    """
    read, commit = read_query(request).newest_unless_ranked(), OneCommit()
    first = _found_page(read, 1, commit)
    return first.total, _found_pages(read, first, commit)


def _found_pages(read: ReadQuery, first: EngineResult, commit: OneCommit) -> Iterator[int]:
    yield from first.ids
    for number in range(2, ceil(first.total / _IDS_AT_ONCE) + 1):
        yield from _found_page(read, number, commit).ids


def _found_page(read: ReadQuery, number: int, commit: OneCommit) -> EngineResult:
    with commit:
        page = replace(read, request=read.request.on_page(number))
        return run_relaxed(page, size=_IDS_AT_ONCE, facets={}).result


def labelled_facets(request: SearchRequest, counts: FacetCounts) -> tuple[list[FacetResult], list[FacetValue]]:
    """Return the facets with their values, and the values that the search has already."""
    counted = [(facet, counts.get(counted_field(request, facet), [])) for facet in FACETS]
    values = [(facet.name, value) for facet, rows in counted for value, _ in rows]
    chosen = [(choice.facet, choice.value) for choice in request.choices]
    labels = facet_labels(values + chosen, todays_provinces=request.todays_provinces)
    facets = [FacetResult(facet, labelled_values(request, facet, rows, labels)) for facet, rows in counted]
    return facets, chosen_values(request, labels)


def _better_query(read: ReadQuery, best: BestResult) -> str:
    """Return the better query, "" where it differs in marks alone and would find nearly the same articles."""
    better = read.did_you_mean
    if not better or fold(better) != fold(read.request.query):
        return better
    found = run_relaxed(read.corrected, size=0, facets={}, relax=False).result.total
    return better if abs(found - best.strict) > best.strict * _NEARLY else ""


def _hits(groups: Sequence[StoryGroup], read: ReadQuery, ids: Sequence[int], *, widened: bool) -> list[Hit]:
    """Return the hits with what they show of the search; `ids` are the articles of the page as they were ranked."""
    marks = ArticleMarks(read, chosen_names(read.request, [group.article.pk for group in groups]))
    first = (read.request.page - 1) * read.request.page_size + 1
    number = {pk: first + i for i, pk in enumerate(ids)}
    said = quotations_found(read, (group.article for group in groups))
    hits = []
    for group in groups:
        title_marks, snippet = marks.title_and_snippet(group.article, in_words=widened)
        quotations = said.get(group.article.pk, ())
        found = Hit(
            group.article, number[group.best], group.score, tuple(title_marks), snippet, group.others, quotations
        )
        hits.append(found)
    return hits
