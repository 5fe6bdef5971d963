"""Changes of chosen articles, and their undo: some at once, many by the worker."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.importing.storing.article_changes import carry_out
from articles.models import Article, ArticleChange, AuditAct, AuditEntry, ChangedArticle, ChangeKind, ChangeOutcome
from articles.models.bulk_rows import add_rows
from articles.models.index_outbox import drain_outbox
from articles.models.task_records import resume_task, work_alone

# More articles than these are left to the worker.
AT_ONCE: Final = 500
_CHUNK: Final = 100
# Titles in the audit trail, which points to the whole list.
_NAMED: Final = 3


@transaction.atomic
def change_articles(
    ids: Sequence[int], kind: ChangeKind, values: Mapping[str, Any], user: User, *, reason: str = ""
) -> ArticleChange:
    """Set columns of articles, sources and sections by name; without `finished_at` the worker is to do it."""
    in_utc = {name: value.astimezone(UTC) if isinstance(value, datetime) else value for name, value in values.items()}
    change = ArticleChange.objects.create(
        kind=kind, values=in_utc, reason=reason, made_by=user, made_by_name=user.username
    )
    return _begin(change, ids)


@transaction.atomic
def undo_change(undone: ArticleChange, user: User, *, reason: str = "") -> ArticleChange:
    """Give the articles of a change what they had before it, except those that somebody has changed again since."""
    change = ArticleChange.objects.create(
        kind=ChangeKind.UNDO, undoes=undone, reason=reason, made_by=user, made_by_name=user.username
    )
    return _begin(change, undone.items.filter(outcome=ChangeOutcome.CHANGED).values_list("article_id", flat=True))


def can_undo(change: ArticleChange) -> bool:
    """Tell whether a change is finished, is no undo itself, and was not undone."""
    return bool(change.finished_at) and change.kind != ChangeKind.UNDO and not change.undone_by.exists()


@task()
def carry_out_waiting() -> None:
    """Carry out the changes that wait. Called again after it was killed, it goes on where it was."""
    work_alone(carry_out_waiting, _carry_out_all)


def _carry_out_all() -> None:
    for change in ArticleChange.objects.filter(finished_at=None).order_by("pk"):
        _carry_out(change, index_on_commit=False)
        drain_outbox()


def resume_changes() -> None:
    """Queue the changes that wait and that no worker is at."""
    if ArticleChange.objects.filter(finished_at=None).exists():
        resume_task(carry_out_waiting)


def _begin(change: ArticleChange, ids: Iterable[int]) -> ArticleChange:
    items = [(change.pk, pk, ChangeOutcome.WAITING.value, "{}", "{}") for pk in ids]
    add_rows(ChangedArticle, ["change", "article", "outcome", "before", "after"], items)
    titles = Article.objects.filter(changes__change=change).order_by("pk").values_list("title", flat=True)[:_NAMED]
    AuditEntry.objects.record(
        AuditAct.ARTICLES_CHANGED, change, variant=change.kind, name="; ".join(titles), detail=change.reason
    )
    if len(items) <= AT_ONCE:
        _carry_out(change)
    else:
        transaction.on_commit(carry_out_waiting.enqueue)
    return change


def _carry_out(change: ArticleChange, *, index_on_commit: bool = True) -> None:
    waiting = change.items.filter(outcome=ChangeOutcome.WAITING).order_by("pk")
    while items := list(waiting[:_CHUNK]):
        carry_out(change, items, index_on_commit=index_on_commit)
    change.finished_at = timezone.now()
    change.save(update_fields=["finished_at"])
