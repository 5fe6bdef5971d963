"""The profile of an entity: its articles, when they appeared, and the entities named beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from articles.models import Article, Entity, EntityKind
from articles.search.engine import ALL_VALUES, EngineQuery, EngineResult, EngineSearch, count_articles
from articles.search.fields import ABOUT, FACET_BY_KIND, FACET_BY_NAME, MONTH_FIELD
from articles.search.ranking.compiler import filter_clauses
from articles.search.related.related_entities import COUNTED, RelatedEntities, related_entities
from articles.search.request import Choice, SearchRequest, Sort
from articles.text.province_mergers import former_provinces

_YEAR_FIELD: Final = FACET_BY_NAME["year"].field
_TIMES: Final = {MONTH_FIELD: ALL_VALUES, _YEAR_FIELD: ALL_VALUES}


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """A page of an entity's articles, newest first, and what is known of all of them.

    `mentioned` counts the articles that mention the entity, `about` those that are about it (None where
    the index was not asked); the request is for either. `merged` counts those of a province and the ones that became
    part of it (None for any other entity).
    Of these, `total` counts the articles of the request's days, and `related` are the entities named in them. `years`
    and `months` (by their first day) count those whose date is known so exactly; `first` and `last` are the first and
    last dated article.
    """

    articles: list[Article]
    total: int
    mentioned: int
    about: int | None
    years: dict[int, int]
    months: dict[date, int]
    first: Article | None
    last: Article | None
    related: list[RelatedEntities]
    merged: int | None = None


def articles_naming(entity: Entity) -> SearchRequest:
    """Return the search for the articles that name an entity."""
    return SearchRequest(choices=(Choice(FACET_BY_KIND[entity.kind].name, str(entity.pk)),), sort=Sort.NEWEST)


def articles_by_todays_provinces(entity: Entity) -> SearchRequest:
    """Return the search for the articles that name a province of today or one that became part of it in 2025."""
    return replace(articles_naming(entity), todays_provinces=True)


def articles_about(entity: Entity) -> SearchRequest:
    """Return the search for the articles that are about an entity."""
    return SearchRequest(choices=(Choice(ABOUT.name, str(entity.pk)),), sort=Sort.NEWEST)


def entity_profile(entity: Entity, request: SearchRequest) -> EntityProfile:
    """Return the profile of an entity.

    `request` is `articles_naming` it or `articles_about` it, narrowed to some days and turned to a page.

    Two SQL queries. Raises SearchFailed.
    """
    all_days = replace(request, since=None, until=None, page=1, page_size=1)
    page = _run(request, COUNTED)
    last, first = _run(all_days, _TIMES), _run(replace(all_days, sort=Sort.OLDEST), {})
    found = Article.objects.visible().for_lists().in_bulk([*page.ids, *first.ids, *last.ids])
    months = sorted(last.counts.get(MONTH_FIELD, []))
    return EntityProfile(
        articles=[found[pk] for pk in page.ids if pk in found],
        total=page.total,
        mentioned=_count(articles_naming(entity)),
        about=_count(articles_about(entity)),
        years={int(year): count for year, count in sorted(last.counts.get(_YEAR_FIELD, []))},
        months={date.fromisoformat(f"{month}-01"): count for month, count in months},
        first=_dated(found, first.ids),
        last=_dated(found, last.ids),
        related=related_entities(entity, page.total, page.counts),
        merged=_count(articles_by_todays_provinces(entity)) if _has_merged(entity) else None,
    )


def _has_merged(entity: Entity) -> bool:
    return entity.kind == EntityKind.PLACE and bool(former_provinces(entity.name_key))


def _count(request: SearchRequest) -> int:
    return count_articles(EngineQuery(filters=filter_clauses(request)))


def _run(request: SearchRequest, facets: Mapping[str, int]) -> EngineResult:
    start = (request.page - 1) * request.page_size
    query = EngineQuery(filters=filter_clauses(request))
    return EngineSearch(query, start=start, size=request.page_size, sort=request.sort, facets=facets).run()


def _dated(found: Mapping[int, Article], ids: list[int]) -> Article | None:
    return next((found[pk] for pk in ids if pk in found and found[pk].published_on), None)
