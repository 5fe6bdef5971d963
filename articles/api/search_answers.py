"""Searches as the API answers them: hits, facets, a histogram, and the values of a facet."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from django.http import QueryDict
from django.utils.html import strip_tags

from articles.api.answers import (
    FacetAnswer,
    FacetValueAnswer,
    FacetValuesAnswer,
    HitAnswer,
    MonthAnswer,
    QuotationAnswer,
    SearchAnswer,
)
from articles.api.article_answers import Absolute, article_summary
from articles.api.cursors import as_place, as_values, read_cursor, written_cursor
from articles.api.parameters import harmless_notes, strict_search
from articles.api.problems import ProblemError, ProblemKind
from articles.search import (
    FACET_BY_NAME,
    FacetResult,
    FacetValue,
    Hit,
    ListChangedError,
    ListStretch,
    Month,
    QuotationItem,
    SearchRequest,
    facet_values_by_count,
    items_of_hits,
    search_stretch,
    whole_months,
)

# What turns the pages of a list, and is no part of what the list is.
_TURNING: Final = ("cursor", "limit", "counts")


@dataclass(frozen=True, slots=True)
class Turned:
    """How a list is to be given: so many at once, from behind a cursor on ("": from the beginning).

    With `counts`, facets and histogram are counted for the first page, `on_every_page` behind it too.
    """

    limit: int
    cursor: str = ""
    counts: bool = True
    on_every_page: bool = False


def search_answer(given: QueryDict, turned: Turned, absolute: Absolute) -> tuple[SearchAnswer, str]:
    """Return what the search of an address finds, and the cursor behind it, "" at the end.

    Raises ProblemError and SearchFailed.
    """
    read = strict_search(given)
    counted = turned.counts and (turned.on_every_page or not turned.cursor)
    same = read.request.on_page(1).parameters()
    after = as_place(read_cursor(same, turned.cursor)) if turned.cursor else None
    try:
        stretch = search_stretch(read, turned.limit, after=after, counted=counted)
    except ListChangedError:
        raise ProblemError(ProblemKind.LIST_CHANGED) from None
    answer = SearchAnswer(
        query=read.request.query,
        sort=read.request.sort.value,
        total=stretch.total,
        strict=stretch.strict,
        did_you_mean=read.did_you_mean,
        notes=harmless_notes(read),
        articles=_hits(stretch.hits, absolute),
        facets=[_facet(found) for found in stretch.facets if found.values],
        histogram=_histogram(stretch, read.request),
        next=None,
    )
    return answer, written_cursor(same, as_values(stretch.next)) if stretch.next else ""


def facet_answer(given: QueryDict, name: str, typed: str, turned: Turned) -> tuple[FacetValuesAnswer, str]:
    """Return values of a facet under a search, the most frequent first, and the cursor behind them, "" at the end.

    With `typed`, those with a word that begins so. Raises ProblemError and SearchFailed.
    """
    facet = FACET_BY_NAME[name]
    read = strict_search(given)
    same = [*read.request.on_page(1).parameters(), ("facet", name), ("find", typed)]
    after = read_cursor(same, turned.cursor) if turned.cursor else None
    values, total = facet_values_by_count(
        read, facet, typed=typed, most=turned.limit + 1, after=(after[0], after[1]) if after else None
    )
    shown = values[: turned.limit]
    answer = FacetValuesAnswer(
        name=name, label=str(facet.label), total=total, values=[_value(value) for value in shown], next=None
    )
    more = len(values) > turned.limit
    return answer, written_cursor(same, [shown[-1].count, shown[-1].choice.value]) if more else ""


def _hits(hits: Sequence[Hit], absolute: Absolute) -> list[HitAnswer]:
    items = items_of_hits(hit.quotations for hit in hits)
    return [_hit(hit, quotations, absolute) for hit, quotations in zip(hits, items, strict=True)]


def _hit(hit: Hit, quotations: Sequence[QuotationItem], absolute: Absolute) -> HitAnswer:
    return HitAnswer(
        **dict(article_summary(hit.article, absolute)),
        snippet=unescape(strip_tags(hit.snippet)),
        marked_title=hit.title,
        marked_snippet=hit.snippet,
        quotations=[_quotation(item, absolute) for item in quotations],
    )


def _quotation(item: QuotationItem, absolute: Absolute) -> QuotationAnswer:
    return QuotationAnswer(
        text=item.said,
        start=item.start,
        end=item.end,
        kind=item.kind.word,
        sentence=item.sentence,
        speaker=item.speaker,
        entity=item.entity.pk if item.entity else None,
        office=item.office,
        cue=item.cue,
        url=absolute(item.address),
    )


def _facet(found: FacetResult) -> FacetAnswer:
    values = [_value(value) for value in found.values]
    return FacetAnswer(name=found.facet.name, label=str(found.facet.label), values=values)


def _value(value: FacetValue) -> FacetValueAnswer:
    return FacetValueAnswer(value=value.choice.value, label=value.label, articles=value.count, chosen=value.chosen)


def _histogram(stretch: ListStretch, request: SearchRequest) -> list[MonthAnswer]:
    months: Sequence[Month] = stretch.histogram
    whole = whole_months(request.since, request.until) if months else {}
    return [
        MonthAnswer(month=f"{month.first:%Y-%m}", articles=month.count, of=whole.get(month.first, month.count))
        for month in months
    ]
