"""Articles that readers see from a moment on: what follows when that moment has come."""

from typing import Final

from django.db import transaction

from articles.entities.article_counts import recount_articles
from articles.models import Article, Mention
from articles.models.index_outbox import note_changed
from articles.models.new_article import note_new

_AT_ONCE: Final = 100


def release_due() -> int:
    """Have index, counts of names and saved searches follow for articles whose moment has come; return how many.

    Pages, lists and feeds compare the time by themselves; they need nothing of this. Several processes may do so at
    once, and any of them may be killed.
    """
    released = 0
    while count := _release_some():
        released += count
    return released


@transaction.atomic
def _release_some() -> int:
    due = Article.objects.released().select_for_update(of=("self",), skip_locked=True).order_by("pk")
    ids = list(due.values_list("pk", flat=True)[:_AT_ONCE])
    if ids:
        Article.objects.filter(pk__in=ids).update(visible_from=None)
        mentioned = Mention.objects.filter(article__in=ids).order_by().values_list("entity", flat=True)
        recount_articles(mentioned.distinct())
        note_new(ids)
        note_changed(ids)
    return len(ids)
