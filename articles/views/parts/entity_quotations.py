"""The quotations of an entity, and those in which others name it: as pages list them and as they are taken away."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.db.models import Exists, F, OuterRef

from articles.models import Article, Entity, EntityQuerySet, Mention, Quotation, QuotationQuerySet
from articles.models.bulk_rows import in_chunks
from articles.monitoring.unread import count_unread
from articles.search import QuotationItem, SearchFailed, kept_until_indexed, quotation_items

_CHUNK: Final = 100


def unread_articles() -> int:
    """Return of how many articles quotations may be missing, since the present rules have yet to read them.

    One SQL query, none until the index changes; 0 while that cannot be read.
    """
    try:
        return _unread_articles()
    except SearchFailed:
        return 0


_unread_articles = kept_until_indexed(count_unread)


def with_quotations(entities: EntityQuerySet) -> EntityQuerySet:
    """Return entities that tell by `has_quotations` whether readers may see a quotation of theirs."""
    return entities.annotate(has_quotations=Exists(_visible().filter(mention__entity=OuterRef("pk"))))


def quotations_of(entity: Entity, *, about: bool) -> QuotationQuerySet:
    """Return what readers may see of the quotations of an entity, newest first; with `about`, of others about it."""
    rows = _about(entity) if about else _visible().filter(mention__entity=entity)
    return rows.order_by(F("article__published_at").desc(nulls_last=True), "-article", "start")


def items_of(ids: Iterable[int]) -> Iterator[QuotationItem]:
    """Yield the quotations of these ids in this order, without those that readers may no longer see.

    Three SQL queries for 100 quotations.
    """
    for chunk in in_chunks(ids, _CHUNK):
        found = _visible().select_related("mention__entity").in_bulk(chunk)
        yield from quotation_items(with_articles([found[pk] for pk in chunk if pk in found]))


def _about(entity: Entity) -> QuotationQuerySet:
    """Return the quotations of others, as far as readers may see them, in which an entity is named."""
    named = Mention.objects.filter(
        article=OuterRef("article"), entity=entity, start__gte=OuterRef("start"), start__lt=OuterRef("end")
    )
    in_its_articles = _visible().filter(article__in=Mention.objects.filter(entity=entity).values("article"))
    return in_its_articles.filter(Exists(named)).exclude(mention__entity=entity)


def _visible() -> QuotationQuerySet:
    return Quotation.objects.filter(article__in=Article.objects.visible())


def with_articles(rows: list[Quotation]) -> list[Quotation]:
    """Return quotations with their articles loaded, in one SQL query."""
    articles = Article.objects.with_source().in_bulk({row.article_id for row in rows})
    for row in rows:
        row.article = articles[row.article_id]
    return rows
