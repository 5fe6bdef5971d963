"""The page of a person, place or organisation: names, articles that mention it or are about it, related entities."""

import logging
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.entities.forgotten_names import is_forgotten
from articles.entities.namesakes.archive_splits import namesakes_of
from articles.entities.posts_held import posts_in, posts_of, sure_and_passing
from articles.entities.province_entities import province_now, provinces_before
from articles.entities.stored_rules import canonical_entity, other_names_of
from articles.importing.publication_dates import earliest_day, latest_day
from articles.models import Entity, EntityKind, title_names
from articles.search import (
    ABOUT,
    MAX_PAGE,
    EntityProfile,
    HistogramBar,
    Month,
    SearchFailed,
    SearchRequest,
    Sort,
    articles_about,
    articles_by_todays_provinces,
    articles_naming,
    entity_profile,
    filtered_places,
    whole_months,
    whole_places,
)
from articles.views.parts.addresses import moved
from articles.views.parts.article_calendar import last_day
from articles.views.parts.entity_quotations import with_quotations
from articles.views.parts.paging import pager, requested_page
from articles.views.parts.province_map import ProvinceMap, articles_of_place, province_entities, province_map
from articles.views.parts.refused_addresses import refused, wrong_flags
from articles.views.parts.timeline import BarTarget, Timeline, timeline

logger = logging.getLogger(__name__)

PAGE_SIZE: Final = 30
# Articles write the name of a frequent entity in up to a hundred ways.
_MAX_NAMES: Final = 24
# Offices that are shown at once, and below them.
_MAX_OFFICES: Final = 6
_MAX_PASSING: Final = 20
# The parameter of the page's address that leaves out articles that merely mention the entity.
_ABOUT_ALONE: Final = {ABOUT.name: "1"}
_ABOUT_LABELS: Final = {
    EntityKind.PERSON: _("About this person"),
    EntityKind.PLACE: _("About this place"),
    EntityKind.ORGANIZATION: _("About this organisation"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The year or month that the page is narrowed to, from the parameter "year" or "month" of its address."""

    name: str
    value: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ArticleExtent:
    """Which articles the page lists: all that mention the entity, or those that are about it."""

    label: str | Promise
    count: int
    address: str
    current: bool


@require_safe
def entity_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an entity. An outdated slug, or the number of a merged entity, redirects to the canonical entity.

    The page of a forgotten one is gone (410).
    """
    entity = canonical_entity(get_object_or_404(with_quotations(Entity.objects.all()), pk=pk))
    if is_forgotten(entity):
        return render(request, "articles/forgotten.html", status=410)
    if not entity.has_page:
        raise Http404
    if request.path != entity.get_absolute_url():
        return moved(request, entity.get_absolute_url())
    if wrong := wrong_flags(request, ABOUT.name):
        return refused(request, wrong)
    period = _period(request)
    articles = articles_about(entity) if ABOUT.name in request.GET else articles_naming(entity)
    search = replace(articles, page_size=PAGE_SIZE, page=requested_page(request, last=MAX_PAGE))
    if period:
        search = replace(search, since=period.first, until=period.last)
    return _shown(request, entity, search, period)


def _shown(request: HttpRequest, entity: Entity, search: SearchRequest, period: Period | None) -> HttpResponse:
    try:
        profile = entity_profile(entity, search)
        drawn = {
            "chart": _chart(request, profile, period),
            "map": _map(entity, search) if entity.kind == EntityKind.PLACE else None,
        }
    except SearchFailed as error:
        logger.warning("The page of entity %s shows only its newest articles: %s", entity.pk, error)
        profile, drawn = _without_index(entity), {}
    pages = -(-profile.total // PAGE_SIZE) if profile.years or profile.total else 0
    if search.page > max(pages, 1):
        raise Http404
    prefetch_related_objects(profile.articles, title_names())
    return render(request, "articles/entity.html", drawn | _context(request, entity, profile, search, period, pages))


def _context(
    request: HttpRequest,
    entity: Entity,
    profile: EntityProfile,
    search: SearchRequest,
    period: Period | None,
    pages: int,
) -> dict[str, Any]:
    extent = _ABOUT_ALONE if ABOUT.name in request.GET else {}
    parameters = ({period.name: period.value} if period else {}) | extent
    return {
        "entity": entity,
        "has_quotations": getattr(entity, "has_quotations", False),
        "names": other_names_of(entity, most=_MAX_NAMES),
        "namesakes": namesakes_of(entity),
        "province_now": province_now(entity),
        "provinces_before": provinces_before(entity),
        "merged_search": articles_by_todays_provinces(entity).address() if profile.merged is not None else "",
        **_posts(entity),
        "profile": profile,
        "years": _years(profile),
        "months": _months_of(profile, period.first.year) if period else [],
        "period": period,
        "listed": profile.about if extent and profile.about is not None else profile.mentioned,
        "extents": _extents(entity, profile, about=bool(extent)),
        "all_years": _address(request.path, extent),
        "and_extent": f"&{urlencode(extent)}" if extent else "",
        "search_feed": articles_about(entity).address() if extent else "",
        "within": replace(search, page=1, sort=Sort.RELEVANCE),
        "articles": profile.articles,
        "first_number": (search.page - 1) * PAGE_SIZE + 1,
        "pager": pager(search.page, min(pages, MAX_PAGE), lambda number: _on_page(request.path, parameters, number)),
    }


def _posts(entity: Entity) -> dict[str, Any]:
    """Return what a person is said to be, and the posts in an organisation."""
    if entity.kind == EntityKind.PERSON:
        sure, passing = sure_and_passing(posts_of(entity))
        return {"offices": sure[:_MAX_OFFICES], "passing_offices": [*sure[_MAX_OFFICES:], *passing][:_MAX_PASSING]}
    return {"posts": posts_in(entity)} if entity.kind == EntityKind.ORGANIZATION else {}


def _extents(entity: Entity, profile: EntityProfile, *, about: bool) -> list[ArticleExtent]:
    """Return the two extents to choose from; none where the index told no counts."""
    if profile.about is None:
        return []
    page = entity.get_absolute_url()
    return [
        ArticleExtent(_("Mentioned in"), profile.mentioned, page, current=not about),
        ArticleExtent(
            _ABOUT_LABELS[EntityKind(entity.kind)], profile.about, _address(page, _ABOUT_ALONE), current=about
        ),
    ]


def _years(profile: EntityProfile) -> list[tuple[int, int]]:
    """Return the years from the first to the last with their counts, but only such as an article can have.

    One row with another date does not stretch the chart.
    """
    years = [year for year in profile.years if earliest_day().year <= year <= latest_day().year]
    return [(year, profile.years.get(year, 0)) for year in range(min(years), max(years) + 1)] if years else []


def _months_of(profile: EntityProfile, year: int) -> list[tuple[date, int]]:
    firsts = [date(year, month, 1) for month in range(1, 13)]
    return [(first, profile.months.get(first, 0)) for first in firsts]


def _chart(request: HttpRequest, profile: EntityProfile, period: Period | None) -> Timeline | None:
    """Return the chart of an entity's articles by month, or by year where these are too many."""
    extent = _ABOUT_ALONE if ABOUT.name in request.GET else {}

    def target(bar: HistogramBar) -> BarTarget:
        name, value = ("month", f"{bar.first:%Y-%m}") if bar.months == 1 else ("year", f"{bar.first:%Y}")
        current = period is not None and period.first <= bar.last and bar.first <= period.last
        return BarTarget(bar.first, bar.last, _address(request.path, {name: value} | extent), current)

    years = {year for year, _ in _years(profile)}
    months = [Month(first, count) for first, count in sorted(profile.months.items()) if first.year in years]
    return timeline(months, whole_months(), target) if months else None


def _map(entity: Entity, search: SearchRequest) -> ProvinceMap:
    """Return the map of the provinces that the articles of a place mention."""
    provinces = province_entities(todays=False)
    return province_map(
        provinces,
        filtered_places(provinces.values(), search),
        whole_places(provinces.values(), search),
        lambda pk: articles_of_place(search.on_page(1), pk),
        todays=False,
        current=entity.pk,
    )


def _on_page(path: str, parameters: dict[str, str], number: int) -> str:
    return _address(path, parameters | ({"page": str(number)} if number > 1 else {}))


def _address(path: str, parameters: dict[str, str]) -> str:
    return f"{path}?{urlencode(parameters)}" if parameters else path


def _period(request: HttpRequest) -> Period | None:
    """Return the year or month of the address, None where there is none or it is not a date."""
    for name, rest in (("month", "-01"), ("year", "-01-01")):
        value = request.GET.get(name, "")
        try:
            first = date.fromisoformat(value + rest)
        except ValueError:
            continue
        return Period(name, value, first, last_day(first if name == "month" else first.replace(month=12)))
    return None


def _without_index(entity: Entity) -> EntityProfile:
    articles = list(entity.articles().visible().out_by_now().for_lists().latest_first()[:PAGE_SIZE])
    return EntityProfile(articles, len(articles), entity.article_count, None, {}, {}, None, None, [])
