"""The entities that an article is found under, read for many articles at once.

Those are the entities that it mentions and, where it mentions a former province, that of today's.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db.models.query import ModelIterable

from articles.entities.province_entities import provinces_of_today
from articles.models import Article, EntityKind, Mention

# Kind and id of each entity.
ArticleEntities = list[tuple[str, int]]

_CHUNK = 500
_READ = "_article_entities"


class ArticlesWithEntities(ModelIterable[Article]):
    """Yields the articles of a queryset with their entities read ahead: set as the queryset's `_iterable_class`."""

    def __iter__(self) -> Iterator[Article]:
        articles = super().__iter__()
        while chunk := list(islice(articles, _CHUNK)):
            found = _entities_of([article.pk for article in chunk])
            for article in chunk:
                vars(article)[_READ] = found[article.pk]
            yield from chunk


def article_entities(article: Article) -> ArticleEntities:
    """Return kind and id of each entity that the article is found under, in order, each once."""
    if (found := vars(article).get(_READ)) is None:
        found = _entities_of([article.pk])[article.pk]
    return found


def _entities_of(ids: Sequence[int]) -> dict[int, ArticleEntities]:
    found: dict[int, set[tuple[str, int]]] = {pk: set() for pk in ids}
    mentions = Mention.objects.listed().filter(article__in=ids).order_by().distinct()
    rows = list(mentions.values_list("article", "entity__kind", "entity", "entity__name_key"))
    today = provinces_of_today({name for _, kind, _, name in rows if kind == EntityKind.PLACE})
    for article, kind, entity, name in rows:
        found[article].add((kind, entity))
        if kind == EntityKind.PLACE and name in today:
            found[article].add(today[name])
    return {pk: sorted(entities) for pk, entities in found.items()}
