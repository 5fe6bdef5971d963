"""The front page, and the page that lists all years, sections and sources."""

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from articles.importing.publication_dates import earliest_day, latest_day
from articles.models import Article, EntityKind, Section, title_names
from articles.search import NamedOften, SearchFailed, SearchRequest, most_named, whole_months, whole_places
from articles.sources.credit_rows import counted_sources
from articles.text.alphabet import alphabetical
from articles.views.parts import article_calendar
from articles.views.parts.province_map import ProvinceMap, articles_of_place, province_entities, province_map
from articles.views.parts.timeline import Timeline, archive_timeline

logger = logging.getLogger(__name__)

_LATEST: Final = 10
_LARGEST: Final = 20
# Days of a week and of a month; names of each kind that are shown.
_STRETCHES: Final = (7, 30)
_NAMED: Final = 5
_NAMED_KINDS: Final = (EntityKind.PERSON, EntityKind.ORGANIZATION)
_YEARS_AGO: Final = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Those who are named most in so many days up to the latest article, by kind."""

    days: int
    kinds: tuple[tuple[EntityKind, list[NamedOften]], ...]

    def __bool__(self) -> bool:
        return any(names for _, names in self.kinds)


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the search, the curve of all articles, the latest, this day in past years, the most named and the map."""
    years = article_calendar.years()
    articles = list(
        Article.objects.visible().out_by_now().latest_dated().for_lists().prefetch_related(title_names())[:_LATEST]
    )
    until = articles[0].published_on if articles else None
    context = {
        "articles": articles,
        "years": years,
        "months": article_calendar.months(years[0]) if years else [],
        "sections": alphabetical(Section.objects.listed()),
        "has_undated": Article.objects.visible().filter(published_at__isnull=True).exists(),
        "today": localdate(),
        "past_years": _past_years(localdate(), years),
        "until": until,
    }
    return render(request, "articles/front.html", context | _of_the_index(until))


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Show all years, sections and sources, the sources with most articles first."""
    counted = counted_sources()
    largest = sorted(counted, key=lambda source: (-counted[source], source.name))[:_LARGEST]
    others = alphabetical(source for source in counted if source not in largest)
    context = {
        "years": article_calendar.years(),
        "sections": alphabetical(Section.objects.listed()),
        "largest_sources": [(source, counted[source]) for source in largest],
        "other_sources": [(source, counted[source]) for source in others],
    }
    return render(request, "articles/browse.html", context)


def _of_the_index(until: date | None) -> dict[str, Any]:
    """Return what the index counts; nothing where it cannot be read, since the page is useful without."""
    try:
        return {"chart": _chart(), "map": _map(), "named": _named(until) if until else []}
    except SearchFailed as error:
        logger.warning("The front page is shown without what the index counts: %s", error)
        return {}


def _chart() -> Timeline | None:
    whole = {month: n for month, n in whole_months().items() if earliest_day() <= month <= latest_day()}
    return archive_timeline(whole)


def _map() -> ProvinceMap | None:
    entities = province_entities(todays=False)
    everything = SearchRequest()
    counts = whole_places(entities.values(), everything)
    if not counts:
        return None
    return province_map(entities, counts, {}, lambda pk: articles_of_place(everything, pk), todays=False)


def _named(until: date) -> list[Named]:
    found = [
        Named(days, tuple((kind, most_named(kind, until, days=days, most=_NAMED)) for kind in _NAMED_KINDS))
        for days in _STRETCHES
    ]
    return [named for named in found if named]


def _past_years(today: date, years: list[int]) -> list[Article]:
    past = [year for year in years if year < today.year]
    return [one.told_most for one in article_calendar.same_day(today, past, most=_YEARS_AGO)]
