"""The page of a person, place or organisation: its names, its articles through the years, and its company."""

import logging
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.entities.provinces import province_now, provinces_before
from articles.entities.stored_rules import canonical_entity, names_of
from articles.models import Article, ArticleQuerySet, Entity, EntityAlias
from articles.search import MAX_PAGE, EntityProfile, SearchFailed, SearchRequest, Sort, articles_naming, entity_profile
from articles.text.terms import name_key
from articles.views.article_calendar import last_day
from articles.views.chart import chart
from articles.views.paging import pager

logger = logging.getLogger(__name__)

PAGE_SIZE: Final = 30
# Other names shown; an entity of many articles has been written in a hundred ways.
_NAMES: Final = 24


@dataclass(frozen=True, slots=True)
class Period:
    """The year or month that a page is narrowed to: "year" or "month" in its address, with both its ends."""

    name: str
    value: str
    first: date
    last: date


def articles_about(entity: Entity) -> ArticleQuerySet:
    """Return the visible articles that name the entity, each once."""
    return Article.objects.visible().filter(pk__in=entity.mentions.order_by().values("article"))


@require_safe
def entity_page(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an entity; its number leads to its present name, and the number of a name merged into it to the whole."""
    entity = get_object_or_404(Entity, pk=pk)
    whole = canonical_entity(entity)
    if whole.hidden:
        raise Http404
    if request.path != whole.get_absolute_url():
        moved = redirect(whole, permanent=True)
        # A merge or a new name can be undone: browsers are to ask again, not to remember.
        moved.headers["Cache-Control"] = "no-cache"
        return moved
    period = _period(request)
    wanted = replace(articles_naming(whole), page_size=PAGE_SIZE, page=_page(request))
    if period:
        wanted = replace(wanted, since=period.first, until=period.last)
    return _shown(request, whole, wanted, period)


def _shown(request: HttpRequest, entity: Entity, wanted: SearchRequest, period: Period | None) -> HttpResponse:
    try:
        found = entity_profile(entity, wanted)
    except SearchFailed as error:
        logger.warning("The page of entity %s shows its newest articles alone: %s", entity.pk, error)
        found = _without_index(entity)
    pages = -(-found.total // PAGE_SIZE) if found.years or found.total else 0
    if wanted.page > max(pages, 1):
        raise Http404
    return render(request, "articles/entity.html", _context(request, entity, found, wanted, period, pages))


def _context(
    request: HttpRequest, entity: Entity, found: EntityProfile, wanted: SearchRequest, period: Period | None, pages: int
) -> dict[str, Any]:
    address = request.path + (f"?{period.name}={period.value}" if period else "")
    return {
        "entity": entity,
        "names": _other_names(entity),
        "province_now": province_now(entity),
        "provinces_before": provinces_before(entity),
        "found": found,
        "chart": chart(found.years, found.months),
        "period": period,
        "within": replace(wanted, page=1, sort=Sort.RELEVANCE),
        "articles": found.articles,
        "first_number": (wanted.page - 1) * PAGE_SIZE + 1,
        "pager": pager(wanted.page, min(pages, MAX_PAGE), lambda number: _on_page(address, number)),
    }


def _on_page(address: str, number: int) -> str:
    return f"{address}{'&' if '?' in address else '?'}page={number}" if number > 1 else address


def _other_names(entity: Entity) -> list[str]:
    """Return the other names of an entity and the forms they are written in, those alike but for case once."""
    names = names_of(entity)
    written = EntityAlias.objects.filter(entity__in=[entity, *names]).values_list("text", flat=True)
    different = {name_key(name): name for name in [*written[:_NAMES], *(one.name for one in names)]}
    different.pop(name_key(entity.name), None)
    return sorted(different.values(), key=str.lower)[:_NAMES]


def _period(request: HttpRequest) -> Period | None:
    """Return the year or month that the address asks for, None for none or for what no calendar has."""
    for name, rest in (("month", "-01"), ("year", "-01-01")):
        value = request.GET.get(name, "")
        try:
            first = date.fromisoformat(value + rest)
        except ValueError:
            continue
        return Period(name, value, first, last_day(first if name == "month" else first.replace(month=12)))
    return None


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    if not (asked.isascii() and asked.isdecimal() and 1 <= int(asked) <= MAX_PAGE):
        raise Http404
    return int(asked)


def _without_index(entity: Entity) -> EntityProfile:
    articles = list(articles_about(entity).for_lists().latest_first()[:PAGE_SIZE])
    return EntityProfile(articles, len(articles), entity.article_count, {}, {}, None, None, [])
