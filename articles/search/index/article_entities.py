"""Which entities an article is found by, read for many articles at once and without an object for each mention.

Those are the entities that it names and, where it names a former province, that of today's: an article of 2016
about Bình Định is found under Gia Lai as well.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db.models.query import ModelIterable

from articles.entities.provinces import todays
from articles.models import Article, EntityKind, Mention

Named = list[tuple[str, int]]

_CHUNK = 500
_READ = "_named_entities"


class ArticlesWithEntities(ModelIterable[Article]):
    """Yields the articles of a queryset, what `named` returns read ahead: set as the queryset's `_iterable_class`."""

    def __iter__(self) -> Iterator[Article]:
        articles = super().__iter__()
        while chunk := list(islice(articles, _CHUNK)):
            found = _named([article.pk for article in chunk])
            for article in chunk:
                vars(article)[_READ] = found[article.pk]
            yield from chunk


def article_entities(article: Article) -> Named:
    """Return kind and id of each entity that the article is found by, in order, each once."""
    if (found := vars(article).get(_READ)) is None:
        found = _named([article.pk])[article.pk]
    return found


def _named(ids: Sequence[int]) -> dict[int, Named]:
    found: dict[int, set[tuple[str, int]]] = {pk: set() for pk in ids}
    mentions = Mention.objects.shown().filter(article__in=ids).order_by().distinct()
    rows = list(mentions.values_list("article", "entity__kind", "entity", "entity__name_key"))
    today = todays({name for _, kind, _, name in rows if kind == EntityKind.PLACE})
    for article, kind, entity, name in rows:
        found[article].add((kind, entity))
        if kind == EntityKind.PLACE and name in today:
            found[article].add((kind, today[name]))
    return {pk: sorted(entities) for pk, entities in found.items()}
