"""Revisions: articles as they were before an import replaced them, restored when the import is undone."""

from collections.abc import Collection
from typing import Final

from django.utils import timezone

from articles.importing.storing.entity_linking import recognised_names, write_mentions
from articles.importing.storing.kept_columns import kept_values, packed_article, restored_values, unpacked_article
from articles.importing.storing.masking import mask_articles, unmask_articles
from articles.importing.storing.near_duplicates import leave, link
from articles.models import Article, ImportBatch, Outcome, Revision
from articles.sources.credit_rows import write_credits

# Columns that an undo leaves as they are: the id, whether readers see the article, what Django sets, and the story,
# which is linked anew.
# Every other column of an article is restored.
NOT_RESTORED: Final = frozenset({"id", "withdrawn", "withdrawal_reason", "created_at", "updated_at", "story"})
_RESTORED: Final = tuple(field.name for field in Article._meta.concrete_fields if field.name not in NOT_RESTORED)


def remember(batch: ImportBatch, ids: Collection[int]) -> None:
    """Keep a revision of articles that the import is about to replace, except those that it wrote itself."""
    own = batch.items.filter(article__in=ids, outcome__in=[Outcome.IMPORTED, Outcome.UPDATED])
    others = set(ids) - set(own.values_list("article_id", flat=True))
    mentions = recognised_names(others)
    Revision.objects.bulk_create(
        Revision(batch=batch, article_id=pk, packed=packed_article(kept, mentions[pk]))
        for pk, kept in kept_values(others, _RESTORED).items()
    )


def restore_revision(revision: Revision) -> list[int]:
    """Restore an article to its revision; return the ids of other articles whose story changes by that.

    A revision lacks columns that are newer than it: those stay as they are.
    """
    kept, mentions = unpacked_article(bytes(revision.packed))
    columns = restored_values({name: kept[name] for name in _RESTORED if name in kept})
    pk = revision.article_id
    unmask_articles([pk])
    moved = leave([pk])
    Article.objects.filter(pk=pk).update(**columns, updated_at=timezone.now())
    write_mentions({pk: mentions})
    write_credits([pk])
    link([pk])
    mask_articles([pk])
    return moved


def in_the_way(revision: Revision) -> Article | None:
    """Return another article that now has the text or address of the revision, which only one article can have."""
    kept, _mentions = unpacked_article(bytes(revision.packed))
    others = Article.objects.exclude(pk=revision.article_id)
    found = others.filter(content_hash=kept["content_hash"]).first()
    return found or (others.filter(url=kept["url"]).first() if kept["url"] else None)
