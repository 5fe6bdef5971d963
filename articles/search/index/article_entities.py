"""The entities that an article is found under, read for many articles at once; and those of them that it is about.

It is found under the entities that it mentions. A search by today's provinces finds it under those in place of the
former ones that it mentions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Count, Min
from django.db.models.query import ModelIterable

from articles.entities.province_entities import provinces_of_today
from articles.models import Article, EntityKind, Mention
from articles.models.bulk_rows import in_chunks
from articles.models.source import read_credits
from articles.search.index.article_quotations import read_quotations
from articles.search.index.main_entities import MAIN_RULE, EntityMentions

# Kind and id of an entity.
EntityKey = tuple[str, int]
ArticleEntities = list[EntityKey]
_Mentions = dict[EntityKey, EntityMentions]

_CHUNK: Final = 500
_READ: Final = "_article_entities"


@dataclass(frozen=True, slots=True)
class _Entities:
    """The entities of one article, each once and in order: all, and those that it is about.

    `today` is the same by today's provinces.
    """

    found: ArticleEntities
    main: list[int]
    today: "_Entities | None" = None


class ArticlesWithEntities(ModelIterable[Article]):
    """Yields the articles of a queryset with their entities, quotations and credits read ahead.

    Set as the queryset's `_iterable_class`.
    """

    def __iter__(self) -> Iterator[Article]:
        for chunk in in_chunks(super().__iter__(), _CHUNK):
            found = _entities_of(chunk)
            read_quotations(chunk)
            read_credits(chunk)
            for article in chunk:
                vars(article)[_READ] = found[article.pk]
            yield from chunk


def article_entities(article: Article, *, todays_provinces: bool = False) -> ArticleEntities:
    """Return kind and id of each entity that the article is found under, in order, each once."""
    return _read(article, todays_provinces=todays_provinces).found


def main_entities(article: Article, *, todays_provinces: bool = False) -> list[int]:
    """Return the ids of the entities that the article is about (`MAIN_RULE`), in order."""
    return _read(article, todays_provinces=todays_provinces).main


def _read(article: Article, *, todays_provinces: bool) -> _Entities:
    kept: _Entities | None = vars(article).get(_READ)
    found = kept or _entities_of([article])[article.pk]
    return (todays_provinces and found.today) or found


def _entities_of(articles: Sequence[Article]) -> dict[int, _Entities]:
    mentions, today = _mentions_of([article.pk for article in articles])
    return {article.pk: _both(article, mentions[article.pk], today) for article in articles}


def _both(article: Article, mentions: _Mentions, today: Mapping[EntityKey, EntityKey]) -> _Entities:
    found = _weighed(article, mentions)
    if today.keys().isdisjoint(mentions):
        return found
    by_today: _Mentions = {}
    for key, own in mentions.items():
        now = today.get(key, key)
        by_today[now] = by_today[now].joined(own) if now in by_today else own
    return replace(found, today=_weighed(article, by_today))


def _weighed(article: Article, mentions: _Mentions) -> _Entities:
    found = sorted(mentions)
    length = len(article.title)
    return _Entities(found, [key[1] for key in found if MAIN_RULE.holds(mentions[key], length)])


def _mentions_of(ids: Sequence[int]) -> tuple[dict[int, _Mentions], dict[EntityKey, EntityKey]]:
    """Return the mentions of each article, and today's province of each former one among them."""
    found: dict[int, _Mentions] = {pk: {} for pk in ids}
    grouped = Mention.objects.listed().filter(article__in=ids).order_by()
    columns = grouped.values_list("article", "entity__kind", "entity", "entity__name_key")
    rows = list(columns.annotate(first=Min("start"), times=Count("pk")))
    names = {(kind, entity): name for _, kind, entity, name, _, _ in rows if kind == EntityKind.PLACE}
    today = provinces_of_today(set(names.values()))
    for article, kind, entity, _, first, times in rows:
        found[article][kind, entity] = EntityMentions(first, times)
    return found, {key: today[name] for key, name in names.items() if name in today}
