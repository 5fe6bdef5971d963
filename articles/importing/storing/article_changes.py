"""Columns of chosen articles set as an editor wishes, and set back; the index and the counts of names follow."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from articles.entities.article_counts import count_change, entity_article_pairs
from articles.importing.storing.kept_columns import kept_values, restored_values
from articles.importing.storing.revisions import Occasion, kept_before
from articles.models import Article, ArticleChange, ChangedArticle, ChangeKind, ChangeOutcome, RevisionKind
from articles.models.index_outbox import note_changed
from articles.models.new_article import note_new

Values = Mapping[str, Any]


@transaction.atomic
def carry_out(change: ArticleChange, items: Sequence[ChangedArticle], *, index_on_commit: bool = True) -> None:
    """Change the articles of some items of a change, and record in the items what was before.

    An undo leaves an article in which somebody has changed the same columns since.
    """
    ids = [item.article_id for item in items]
    list(Article.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    undone = _undone(change, ids)
    stored = kept_values(ids, _columns(change))
    for item in items:
        now = _plain(stored[item.article_id])
        item.before, item.after = now, _plain(change.values)
        item.outcome = ChangeOutcome.CHANGED
        if change.kind == ChangeKind.UNDO:
            of_change = undone[item.article_id]
            item.after = of_change.before
            if now != of_change.after:
                item.after, item.outcome = now, ChangeOutcome.LEFT
        if item.outcome == ChangeOutcome.CHANGED and item.after == now:
            item.outcome = ChangeOutcome.SAME
    changed = [item for item in items if item.outcome == ChangeOutcome.CHANGED]
    occasion = Occasion(RevisionKind.CHANGE, change=change, user=change.made_by)
    with kept_before([item.article_id for item in changed], occasion, columns=(*_columns(change), "edited_at")):
        _write(changed, index_on_commit=index_on_commit)
    ChangedArticle.objects.bulk_update(items, ["before", "after", "outcome"])


def _columns(change: ArticleChange) -> Collection[str]:
    return list((change.undoes or change).values)


def _undone(change: ArticleChange, ids: Collection[int]) -> dict[int, ChangedArticle]:
    items = ChangedArticle.objects.filter(change=change.undoes_id, article__in=ids) if change.undoes_id else ()
    return {item.article_id: item for item in items}


def _plain(values: Values) -> dict[str, Any]:
    """Return values as they come back from JSON, so that those of now and of then compare."""
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def _write(items: Sequence[ChangedArticle], *, index_on_commit: bool) -> None:
    by_values: dict[str, list[ChangedArticle]] = defaultdict(list)
    for item in items:
        by_values[json.dumps(item.after, sort_keys=True)].append(item)
    ids = [item.article_id for item in items]
    before = entity_article_pairs(ids)
    now = timezone.now()
    for same in by_values.values():
        columns = restored_values(same[0].after)
        chosen = Article.objects.filter(pk__in=[item.article_id for item in same])
        chosen.update(**columns, updated_at=now, edited_at=now)
    count_change(before, entity_article_pairs(ids))
    # Whoever saves a search is told of an article when it can be read, not when it was added.
    note_new(item.article_id for item in items if item.before.get("visible_from") and not item.after["visible_from"])
    note_changed(ids, index_on_commit=index_on_commit)
