"""An import undone: articles that it added are deleted, articles that it replaced are restored."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone

from articles.importing.storing.article_deletion import delete_articles, delete_unused
from articles.importing.storing.revisions import Occasion, in_the_way, restore_revision
from articles.models import Article, BatchStatus, Entity, ImportBatch, ImportItem, Outcome, Revision, RevisionKind
from articles.models.index_outbox import IndexSteps, drain_outbox, note_changed

_AT_ONCE: Final = 500
_KEPT: Final = "kept by the undo of this import: an editor has changed the article since"
_CHANGED: Final = (Outcome.IMPORTED, Outcome.UPDATED)


def undo_batch(batch: ImportBatch) -> None:
    """Undo an import, some articles at a time; called again after it was killed, it goes on where it was.

    An article that a later import has replaced stays as that import wrote it; undoing that import then deletes it, or
    restores what was there before this one. An article that an editor has changed since stays as it is, unless the
    batch `undoes_edits`. Entities that came with the import and are mentioned no more are deleted.
    """
    batch.status, batch.error = BatchStatus.UNDOING, ""
    batch.save(update_fields=["status", "error"])
    index_steps = IndexSteps()
    # The last items come first: an article that the same import added and then replaced is deleted in the end.
    for items in _changed_items(batch):
        _undo(batch, items)
        index_steps.changed(len(items))
    drain_outbox()
    _delete_entities(batch)
    batch.status, batch.finished_at = BatchStatus.UNDONE, timezone.now()
    batch.save(update_fields=["status", "finished_at"])


def edited_since(batch: ImportBatch) -> list[int]:
    """Return the articles that the import wrote and that an editor has changed since, so that an undo would lose it."""
    return sorted(set().union(*(_edited(batch, items) for items in _changed_items(batch))))


def _changed_items(batch: ImportBatch) -> Iterator[list[ImportItem]]:
    """Yield the items of the articles that the import wrote, some at a time, the last first."""
    changed = batch.items.filter(outcome__in=_CHANGED).order_by("-pk")
    items = list(changed[:_AT_ONCE])
    while items:
        yield items
        items = list(changed.filter(pk__lt=items[-1].pk)[:_AT_ONCE])


def _edited(batch: ImportBatch, items: Sequence[ImportItem]) -> set[int]:
    """Return the articles changed by an editor, without those that a later import replaced: an undo leaves these."""
    ids = [item.article_id for item in items if item.article_id]
    own = dict(batch.revisions.of_imports().filter(article__in=ids).values_list("article_id", "pk"))
    revisions = Revision.objects.of_imports().filter(article__in=ids).values_list("article_id", "pk")
    replaced = {article for article, pk in revisions if pk > own.get(article, 0)}
    edited = Article.objects.filter(pk__in=ids, edited_at__isnull=False).values_list("pk", flat=True)
    return set(edited) - replaced


@transaction.atomic
def _undo(batch: ImportBatch, of_batch: Sequence[ImportItem]) -> None:
    kept = set() if batch.undoes_edits else _edited(batch, of_batch)
    for item in of_batch:
        if item.article_id in kept and _KEPT not in item.reason:
            item.reason = "; ".join(filter(None, [item.reason, _KEPT]))
            item.save(update_fields=["reason"])
    items = [item for item in of_batch if item.article_id not in kept]
    failed = _restore(batch, [item.article_id for item in items if item.outcome == Outcome.UPDATED])
    _delete(batch, {item.article_id for item in items if item.outcome == Outcome.IMPORTED and item.article_id})
    for item in items:
        reason = failed.get(item.article_id or 0, "")
        item.outcome, item.reason = (Outcome.FAILED, reason) if reason else (Outcome.UNDONE, item.reason)
    ImportItem.objects.bulk_update(items, ["outcome", "reason"])


def _restore(batch: ImportBatch, ids: Collection[int | None]) -> dict[int, str]:
    """Restore the articles that the import replaced; return the reasons, by article, where that is impossible."""
    failed: dict[int, str] = {}
    standing = Revision.objects.of_imports().order_by("pk")
    for revision in standing.filter(batch=batch, article__in=[pk for pk in ids if pk]).select_related("back_to"):
        first = revision.back_to or revision
        later = standing.filter(article=revision.article_id, pk__gt=revision.pk).first()
        if later:
            Revision.objects.filter(pk=later.pk).update(back_to=first)
        elif other := in_the_way(first):
            failed[revision.article_id] = f"its earlier text or address is that of article {other.pk} now"
        else:
            moved = restore_revision(first, Occasion(RevisionKind.UNDO, batch=batch))
            note_changed([revision.article_id, *moved], index_on_commit=False)
        Revision.objects.filter(pk=revision.pk).update(is_undone=True)
    return failed


def _delete(batch: ImportBatch, added: Collection[int]) -> None:
    kept = _left_to_later_imports(batch, added)
    delete_articles(set(added) - kept, index_on_commit=False)


def _delete_entities(batch: ImportBatch) -> None:
    """Delete the entities that were created while the import ran and that nothing uses."""
    came_with_it = Entity.objects.filter(created_at__range=(batch.created_at, batch.finished_at or timezone.now()))
    delete_unused(came_with_it)


def _left_to_later_imports(batch: ImportBatch, added: Collection[int]) -> set[int]:
    """Return the articles that another import has replaced, and record that import as the one that added them."""
    by_others = Revision.objects.of_imports().exclude(batch=batch).filter(article__in=added)
    replaced: dict[int, int | None] = {}
    for article, other in by_others.order_by("pk").values_list("article_id", "batch_id"):
        replaced.setdefault(article, other)
    for pk, importing in replaced.items():
        replacing = ImportItem.objects.filter(batch=importing, article=pk, outcome=Outcome.UPDATED)
        first = list(replacing.order_by("pk").values_list("pk", flat=True)[:1])
        ImportItem.objects.filter(pk__in=first).update(outcome=Outcome.IMPORTED)
    return set(replaced)
