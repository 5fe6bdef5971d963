"""The entities that an article is found under, read for many articles at once; and those of them that it is about.

It is found under the entities that it mentions and, where it mentions a former province, that of today's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.db.models import Count, Min
from django.db.models.query import ModelIterable

from articles.entities.province_entities import provinces_of_today
from articles.models import Article, EntityKind, Mention
from articles.search.index.main_entities import MAIN_RULE, EntityMentions

# Kind and id of an entity.
EntityKey = tuple[str, int]
ArticleEntities = list[EntityKey]

_CHUNK: Final = 500
_READ: Final = "_article_entities"


@dataclass(frozen=True, slots=True)
class _Entities:
    """The entities of one article, each once and in order: all, and those that it is about."""

    found: ArticleEntities
    main: list[int]


class ArticlesWithEntities(ModelIterable[Article]):
    """Yields the articles of a queryset with their entities read ahead: set as the queryset's `_iterable_class`."""

    def __iter__(self) -> Iterator[Article]:
        articles = super().__iter__()
        while chunk := list(islice(articles, _CHUNK)):
            found = _entities_of(chunk)
            for article in chunk:
                vars(article)[_READ] = found[article.pk]
            yield from chunk


def article_entities(article: Article) -> ArticleEntities:
    """Return kind and id of each entity that the article is found under, in order, each once."""
    return _read(article).found


def main_entities(article: Article) -> list[int]:
    """Return the ids of the entities that the article is about (`MAIN_RULE`), in order."""
    return _read(article).main


def _read(article: Article) -> _Entities:
    found: _Entities | None = vars(article).get(_READ)
    return found or _entities_of([article])[article.pk]


def _entities_of(articles: Sequence[Article]) -> dict[int, _Entities]:
    mentions = _mentions_of([article.pk for article in articles])
    return {article.pk: _weighed(article, mentions[article.pk]) for article in articles}


def _weighed(article: Article, mentions: dict[EntityKey, EntityMentions]) -> _Entities:
    found = sorted(mentions)
    length = len(article.title)
    return _Entities(found, [key[1] for key in found if MAIN_RULE.holds(mentions[key], length)])


def _mentions_of(ids: Sequence[int]) -> dict[int, dict[EntityKey, EntityMentions]]:
    found: dict[int, dict[EntityKey, EntityMentions]] = {pk: {} for pk in ids}
    grouped = Mention.objects.listed().filter(article__in=ids).order_by()
    columns = grouped.values_list("article", "entity__kind", "entity", "entity__name_key")
    rows = list(columns.annotate(first=Min("start"), times=Count("pk")))
    today = provinces_of_today({name for _, kind, _, name, _, _ in rows if kind == EntityKind.PLACE})
    for article, kind, entity, name, first, times in rows:
        mentions, own = found[article], EntityMentions(first, times)
        keys = [(kind, entity)]
        if kind == EntityKind.PLACE and name in today:
            keys.append(today[name])
        for key in keys:
            mentions[key] = mentions[key].joined(own) if key in mentions else own
    return found
