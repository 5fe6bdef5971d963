"""Which entities an article names, read for many articles at once and without an object for each mention."""

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db.models.query import ModelIterable

from articles.models import Article, Mention

Named = list[tuple[str, int]]

_CHUNK = 500
_READ = "_named_entities"


class WithNamed(ModelIterable[Article]):
    """Yields the articles of a queryset, what `named` returns read ahead: set as the queryset's `_iterable_class`."""

    def __iter__(self) -> Iterator[Article]:
        articles = super().__iter__()
        while chunk := list(islice(articles, _CHUNK)):
            found = _named([article.pk for article in chunk])
            for article in chunk:
                vars(article)[_READ] = found[article.pk]
            yield from chunk


def named(article: Article) -> Named:
    """Return kind and id of each entity that the article names, in order, each once."""
    if (found := vars(article).get(_READ)) is None:
        found = _named([article.pk])[article.pk]
    return found


def _named(ids: Sequence[int]) -> dict[int, Named]:
    found: dict[int, Named] = {pk: [] for pk in ids}
    rows = Mention.objects.shown().filter(article__in=ids).order_by().distinct()
    for article, kind, entity in rows.values_list("article", "entity__kind", "entity"):
        found[article].append((kind, entity))
    return {pk: sorted(entities) for pk, entities in found.items()}
