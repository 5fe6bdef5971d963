"""Articles deleted with all that the database keeps of them."""

from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from articles.entities.article_counts import count_change, entity_article_pairs
from articles.importing.storing.near_duplicates import leave
from articles.models import Article, Entity, EntityKind, EntityQuerySet, Mention
from articles.models.index_outbox import note_changed

_USES_OF_AN_ENTITY: Final = ("mentions", "readings", "names", "decisions", "decisions_as_target")


@transaction.atomic
def delete_articles(ids: Collection[int], *, index_on_commit: bool = True) -> None:
    """Delete articles, their originals, mentions and revisions; note for the index that they are gone."""
    note_changed([*ids, *leave(ids)], index_on_commit=index_on_commit)
    count_change(entity_article_pairs(ids), set())
    Mention.objects.filter(article__in=ids).delete()
    # Not the delete of ArticleQuerySet, which would note them again and index them on commit.
    QuerySet.delete(Article.objects.filter(pk__in=ids))


@transaction.atomic
def erase_articles(ids: Collection[int]) -> None:
    """Delete articles, and the people and organisations that nothing else in the archive names.

    Places stay: a province may be what a former one leads to.
    """
    mentioned = Mention.objects.filter(article__in=ids).order_by()
    named = {entity for pair in mentioned.values_list("entity", "recognised").distinct() for entity in pair}
    delete_articles(ids)
    delete_unused(Entity.objects.filter(pk__in=named).exclude(kind=EntityKind.PLACE))


def delete_unused(entities: EntityQuerySet) -> None:
    """Delete those of these entities that no article mentions and no decision concerns."""
    entities.filter(merged_into=None, **dict.fromkeys(_USES_OF_AN_ENTITY)).delete()
