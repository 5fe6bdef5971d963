"""What the index tells of one entity: its articles, when they appeared, and with whom and what it is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from haystack import connections
from haystack.query import SearchQuerySet

from articles.models import Article, Entity
from articles.search.facets import ENTITY_FACETS, FACET_OF_KIND, FACETS, Facet
from articles.search.ranking import compiler as compiling
from articles.search.related.association import association
from articles.search.request import Choice, SearchRequest, Sort

# Of each kind those that it shares most articles with are looked at, and so many shown that are furthest above chance.
_LOOKED_AT: Final = 80
_SHOWN: Final = 10
# Fewer articles together than this say nothing of an entity that has many.
_AT_LEAST: Final = 2
_MANY: Final = 5
_ALL: Final = 10_000
_COMPANY: Final = {facet.field: _LOOKED_AT for facet in FACETS if facet.name in ENTITY_FACETS}
_TIMES: Final = {"month": _ALL, "year": _ALL}

_COLUMNS: Final = ("name", "kind", "article_count")

Counts = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class RelatedEntity:
    """Who or what is named beside an entity, and in how many articles."""

    entity: Entity
    together: int


@dataclass(frozen=True, slots=True)
class RelatedEntities:
    """Those of one kind, furthest above chance first."""

    facet: Facet
    companions: tuple[RelatedEntity, ...]


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """An entity by its articles: a page of them, newest first, how many there are on all pages, and since when.

    `in_all` counts all its articles, `years` and `months` (by their first day) those whose date is known so exactly;
    the page, `total` and the company are of the request's days alone.
    """

    articles: list[Article]
    total: int
    in_all: int
    years: dict[int, int]
    months: dict[date, int]
    first: Article | None
    last: Article | None
    company: list[RelatedEntities]


@dataclass(frozen=True, slots=True)
class _Answer:
    ids: list[int]
    total: int
    counts: Counts


def articles_naming(entity: Entity) -> SearchRequest:
    """Return the search for the articles that name an entity."""
    return SearchRequest(choices=(Choice(FACET_OF_KIND[entity.kind], str(entity.pk)),), sort=Sort.NEWEST)


def entity_profile(entity: Entity, request: SearchRequest) -> EntityProfile:
    """Return what the index tells of an entity; `request` is `about` it, narrowed to some days and turned to a page.

    Two SQL queries. Raises SearchFailed where the index is missing or damaged.
    """
    whole = replace(request, since=None, until=None, page=1, page_size=1)
    page = _ask(request, _COMPANY)
    last, first = _ask(whole, _TIMES), _ask(replace(whole, sort=Sort.OLDEST), {})
    found = _articles([*page.ids, *first.ids, *last.ids])
    return EntityProfile(
        articles=[found[pk] for pk in page.ids if pk in found],
        total=page.total,
        in_all=last.total,
        years={int(year): count for year, count in sorted(last.counts.get("year", []))},
        months={date.fromisoformat(f"{month}-01"): count for month, count in sorted(last.counts.get("month", []))},
        first=_dated(found, first.ids),
        last=_dated(found, last.ids),
        company=_company(entity, page),
    )


def _ask(request: SearchRequest, counted: Mapping[str, int]) -> _Answer:
    found = SearchQuerySet().models(Article)
    for condition in compiling.filter_clauses(request):
        found = found.narrow(condition)
    for field, limit in counted.items():
        found = found.facet(field, limit=limit)
    found = found.order_by("published" if request.sort is Sort.OLDEST else "-published")
    start = (request.page - 1) * request.page_size
    found.query.set_limits(start, start + request.page_size)
    ids = [int(result.pk) for result in found.query.get_results()]
    return _Answer(ids, found.query.get_count(), found.query.get_facet_counts().get("fields", {}))


def _articles(ids: list[int]) -> dict[int, Article]:
    found: dict[int, Article] = Article.objects.visible().for_lists().in_bulk(ids)
    return found


def _dated(found: dict[int, Article], ids: list[int]) -> Article | None:
    return next((found[pk] for pk in ids if pk in found and found[pk].published_on), None)


def _company(entity: Entity, page: _Answer) -> list[RelatedEntities]:
    counts = {field: {int(pk): n for pk, n in page.counts.get(field, []) if int(pk) != entity.pk} for field in _COMPANY}
    named = (
        Entity.objects.filter(hidden=False).only(*_COLUMNS).in_bulk([pk for found in counts.values() for pk in found])
    )
    everything = max(connections["default"].get_backend().document_count(), page.total)
    facets = [facet for facet in FACETS if facet.field in _COMPANY]
    return [
        RelatedEntities(facet, _furthest_above_chance(counts[facet.field], named, page.total, everything))
        for facet in facets
    ]


def _furthest_above_chance(
    together: Mapping[int, int], named: Mapping[int, Entity], articles: int, everything: int
) -> tuple[RelatedEntity, ...]:
    least = _AT_LEAST if articles >= _MANY else 1
    scored = [
        (association(count, articles, max(count, named[pk].article_count), everything), count, pk)
        for pk, count in together.items()
        if pk in named and count >= least
    ]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], -one[1], one[2]))[:_SHOWN]
    return tuple(RelatedEntity(named[pk], count) for _, count, pk in best)
