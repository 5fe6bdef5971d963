"""Articles deleted for good at an editor's wish: a few at once, many by the worker."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.importing.running.jobs import AT_WORK, files_named
from articles.importing.storing.article_deletion import erase_articles
from articles.models import Article, AuditAct, AuditEntry, DeletedArticle, ImportItem, Mention, Origin, Revision
from articles.models.bulk_rows import in_chunks
from articles.models.task_records import resume_task, work_alone

# More articles than these are left to the worker.
AT_ONCE: Final = 20
_CHUNK: Final = 100


@dataclass(frozen=True, slots=True)
class DeletionEffect:
    """What goes with some articles: how many of each, and the names of the uploaded files that hold them."""

    articles: int
    mentions: int
    revisions: int
    files: tuple[str, ...]


def foresee_deletion(ids: Sequence[int]) -> DeletionEffect:
    """Return what deleting these articles deletes."""
    articles = mentions = revisions = 0
    files: set[Path] = set()
    for chunk in in_chunks(ids, _CHUNK):
        articles += Article.objects.filter(pk__in=chunk).count()
        mentions += Mention.objects.filter(article__in=chunk).count()
        revisions += Revision.objects.filter(article__in=chunk).count()
        files |= _uploaded_files(chunk)
    return DeletionEffect(articles, mentions, revisions, tuple(sorted(file.name for file in files)))


@transaction.atomic
def delete_for_good(ids: Sequence[int], user: User, reason: str) -> bool:
    """Delete articles, and keep a record of each; return False where the worker is to do it.

    An uploaded file that holds one of them is deleted too. Raises OSError where that fails; then nothing is deleted.
    """
    for chunk in in_chunks(ids, _CHUNK):
        records = DeletedArticle.objects.bulk_create(
            DeletedArticle(article_id=pk, title=title, reason=reason, asked_by=user, asked_by_name=user.username)
            for pk, title in Article.objects.filter(pk__in=chunk).order_by("pk").values_list("pk", "title")
        )
        gone = [Article(pk=record.article_id, title=record.title) for record in records]
        AuditEntry.objects.record_each(AuditAct.ARTICLE_DELETED, gone, user=user, detail=reason)
    if len(ids) <= AT_ONCE and not _busy(ids):
        _delete(ids)
        return True
    transaction.on_commit(delete_waiting.enqueue)
    return False


@task()
def delete_waiting() -> None:
    """Delete the articles that wait for it, except those of an import that is at work.

    Called again after it was killed, it goes on where it was.
    """
    work_alone(delete_waiting, _delete_all)


def _delete_all() -> None:
    last = 0
    waiting = DeletedArticle.objects.filter(deleted_at=None).order_by("pk")
    while rows := list(waiting.filter(pk__gt=last).values_list("pk", "article_id")[:_CHUNK]):
        last = rows[-1][0]
        ids = {article for _, article in rows}
        _delete(ids - _busy(ids))


def resume_deletions() -> None:
    """Queue the deletion of the articles that wait for it and that no worker is at."""
    if DeletedArticle.objects.filter(deleted_at=None).exists():
        resume_task(delete_waiting)


@transaction.atomic
def _delete(ids: Collection[int]) -> None:
    files = _uploaded_files(ids)
    erase_articles(ids)
    DeletedArticle.objects.filter(article_id__in=ids, deleted_at=None).update(deleted_at=timezone.now())
    for file in files:
        file.unlink(missing_ok=True)


def _busy(ids: Collection[int]) -> set[int]:
    """Return the articles of imports that are at work: they wait, because the import needs its files."""
    items = ImportItem.objects.filter(article__in=ids, batch__status__in=AT_WORK).order_by()
    return {pk for pk in items.values_list("article_id", flat=True) if pk}


def _uploaded_files(ids: Collection[int]) -> set[Path]:
    items = ImportItem.objects.filter(article__in=ids, batch__origin=Origin.UPLOAD).select_related("batch")
    return {file for item in items for file in files_named(item.batch, item.path)}
