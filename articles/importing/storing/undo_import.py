"""An import undone: articles that it added are deleted, articles that it replaced are restored."""

from collections.abc import Collection, Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone

from articles.importing.storing.article_deletion import delete_articles, delete_unused
from articles.importing.storing.index_steps import IndexSteps
from articles.importing.storing.revisions import in_the_way, restore_revision
from articles.models import BatchStatus, Entity, ImportBatch, ImportItem, Outcome, Revision
from articles.models.index_outbox import drain_outbox, note_changed

_AT_ONCE: Final = 500
_CHANGED: Final = (Outcome.IMPORTED, Outcome.UPDATED)


def undo_batch(batch: ImportBatch) -> None:
    """Undo an import, some articles at a time; called again after it was killed, it goes on where it was.

    An article that a later import has replaced stays as that import wrote it; undoing that import then deletes it, or
    restores what was there before this one. Entities that came with the import and are mentioned no more are deleted.
    """
    batch.status, batch.error = BatchStatus.UNDOING, ""
    batch.save(update_fields=["status", "error"])
    index_steps = IndexSteps()
    # The last items come first: an article that the same import added and then replaced is deleted in the end.
    while items := list(batch.items.filter(outcome__in=_CHANGED).order_by("-pk")[:_AT_ONCE]):
        _undo(batch, items)
        index_steps.changed(len(items))
    drain_outbox()
    _delete_entities(batch)
    batch.status, batch.finished_at = BatchStatus.UNDONE, timezone.now()
    batch.save(update_fields=["status", "finished_at"])


@transaction.atomic
def _undo(batch: ImportBatch, items: Sequence[ImportItem]) -> None:
    failed = _restore(batch, [item.article_id for item in items if item.outcome == Outcome.UPDATED])
    _delete({item.article_id for item in items if item.outcome == Outcome.IMPORTED and item.article_id})
    for item in items:
        reason = failed.get(item.article_id or 0, "")
        item.outcome, item.reason = (Outcome.FAILED, reason) if reason else (Outcome.UNDONE, item.reason)
    ImportItem.objects.bulk_update(items, ["outcome", "reason"])


def _restore(batch: ImportBatch, ids: Collection[int | None]) -> dict[int, str]:
    """Restore the articles that the import replaced; return the reasons, by article, where that is impossible."""
    failed: dict[int, str] = {}
    for revision in batch.revisions.filter(article__in=[pk for pk in ids if pk]).order_by("pk"):
        later = Revision.objects.filter(article=revision.article_id, pk__gt=revision.pk).order_by("pk").first()
        if later:
            Revision.objects.filter(pk=later.pk).update(packed=revision.packed)
        elif other := in_the_way(revision):
            failed[revision.article_id] = f"its earlier text or address is that of article {other.pk} now"
        else:
            note_changed([revision.article_id, *restore_revision(revision)], index_on_commit=False)
        revision.delete()
    return failed


def _delete(added: Collection[int]) -> None:
    kept = _left_to_later_imports(added)
    gone = set(added) - kept
    delete_articles(gone, index_on_commit=False)


def _delete_entities(batch: ImportBatch) -> None:
    """Delete the entities that were created while the import ran and that nothing uses."""
    came_with_it = Entity.objects.filter(created_at__range=(batch.created_at, batch.finished_at or timezone.now()))
    delete_unused(came_with_it)


def _left_to_later_imports(added: Collection[int]) -> set[int]:
    """Return the articles that another import has replaced, and record that import as the one that added them."""
    replaced: dict[int, Revision] = {}
    for revision in Revision.objects.filter(article__in=added).defer("packed").order_by("pk"):
        replaced.setdefault(revision.article_id, revision)
    for pk, revision in replaced.items():
        replacing = ImportItem.objects.filter(batch=revision.batch_id, article=pk, outcome=Outcome.UPDATED)
        first = list(replacing.order_by("pk").values_list("pk", flat=True)[:1])
        ImportItem.objects.filter(pk__in=first).update(outcome=Outcome.IMPORTED)
        revision.delete()
    return set(replaced)
