"""What editors decide about single articles, carried out and undone: left as they are, kept apart, merged."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from articles.importing.running.change_jobs import AT_ONCE, change_articles
from articles.importing.storing.editing import save_edited
from articles.models import Article, ArticleDecision, ArticleDecisionKind, AuditAct, AuditEntry, ChangeKind
from articles.models.bulk_rows import in_chunks

_CHUNK: Final = 500
# Articles of one task of the worker.
_QUEUED: Final = 5_000
_DATE: Final = ("published_at", "published_on", "date_precision", "date_basis")
# What the article that stays takes from the other where it has none itself.
_TAKEN: Final = ("authors", "source", "section")


class MergeRefused(Exception):
    """Two articles that cannot be merged; `str(error)` is the reason in the reader's language."""


def leave_as_is_soon(ids: Sequence[int], kind: ArticleDecisionKind, user: User) -> bool:
    """Record that articles stay as they are in one respect; return False where the worker is to do it."""
    if len(ids) <= AT_ONCE:
        leave_as_is(ids, kind, user)
        return True
    for chunk in in_chunks(ids, _QUEUED):
        transaction.on_commit(partial(leave_queued.enqueue, chunk, kind.value, user.pk))
    return False


@task()
def leave_queued(ids: list[int], kind: str, user_id: int) -> None:
    """Record what `leave_as_is_soon` left to the worker; done again after it was killed, it adds nothing."""
    if user := User.objects.filter(pk=user_id).first():
        leave_as_is(ids, ArticleDecisionKind(kind), user)


@transaction.atomic
def leave_as_is(ids: Sequence[int], kind: ArticleDecisionKind, user: User) -> int:
    """Record that articles stay as they are in one respect; return of how many that was not recorded before."""
    made = 0
    for chunk in in_chunks(ids, _CHUNK):
        same = ArticleDecision.objects.in_force().filter(kind=kind, article__in=chunk)
        decided = set(same.values_list("article", flat=True))
        new = [ArticleDecision(kind=kind, article_id=pk, made_by=user) for pk in chunk if pk not in decided]
        stored = ArticleDecision.objects.bulk_create(new)
        articles = Article.objects.filter(pk__in=[one.article_id for one in stored]).only("title").order_by("pk")
        AuditEntry.objects.record_each(AuditAct.DECISION, articles, user=user, variant=kind)
        made += len(stored)
    return made


def keep_apart(later: int, earlier: int, user: User) -> ArticleDecision:
    """Record that two articles with nearly the same text are two."""
    decision: ArticleDecision = ArticleDecision.objects.create(
        kind=ArticleDecisionKind.APART, article_id=later, other_id=earlier, made_by=user
    )
    return decision


@transaction.atomic
def merge_articles(gone: int, kept: int, user: User) -> ArticleDecision:
    """Withdraw an article that is another one twice; its address leads there, and what that lacks it gets from it.

    Raises MergeRefused where one of them is withdrawn or deleted by now.
    """
    locked = Article.objects.not_withdrawn().select_for_update().filter(pk__in=[gone, kept]).order_by("pk")
    articles = {article.pk: article for article in locked}
    if len(articles) < 2:
        raise MergeRefused(_("One of the two articles has been withdrawn or deleted meanwhile."))
    _complete(articles[kept], articles[gone], user)
    reason = _("Merged into article %(number)s") % {"number": kept}
    # The title of the other article is not told: that may be withdrawn later, or name somebody who is forgotten.
    hidden = {"withdrawn": True, "withdrawal_reason": _("The same article was in the archive twice.")}
    change_articles([gone], ChangeKind.WITHDRAWAL, hidden, user, reason=reason)
    decision: ArticleDecision = ArticleDecision.objects.create(
        kind=ArticleDecisionKind.MERGE, article_id=gone, other_id=kept, made_by=user
    )
    return decision


@transaction.atomic
def undo_article_decision(decision: ArticleDecision, user: User) -> bool:
    """Undo a decision, and make an article public again that it withdrew; return False where it was undone already.

    What the other article got from a merged one it keeps: an earlier version of it can be restored.
    """
    undone = ArticleDecision.objects.mark_undone(decision.pk, user)
    if undone is None:
        return False
    is_public = Article.objects.not_withdrawn().filter(pk=undone.article_id).exists()
    if undone.kind == ArticleDecisionKind.MERGE and not is_public:
        reason = _("The merge into article %(number)s was undone") % {"number": undone.other_id}
        shown = {"withdrawn": False, "withdrawal_reason": "", "visible_from": None}
        change_articles([undone.article_id], ChangeKind.RESTORATION, shown, user, reason=reason)
    return True


def _complete(kept: Article, gone: Article, user: User) -> None:
    """Give an article what it lacks of another: a date, also in place of one that was inferred, authors and so on."""
    columns = [name for name in _TAKEN if getattr(gone, name) and not getattr(kept, name)]
    if gone.published_on and (kept.published_on is None or (kept.date_basis and not gone.date_basis)):
        columns += _DATE
    for name in columns:
        setattr(kept, name, getattr(gone, name))
    if columns:
        save_edited(kept, user)
