"""Revisions: what articles were before each change, for an import that is undone and for editors who look back."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import Any, Final

from django.contrib.auth.models import User
from django.utils import timezone

from articles.importing.storing.entity_linking import recognised_names, write_mentions
from articles.importing.storing.kept_columns import kept_values, restored_values
from articles.importing.storing.masking import mask_articles, unmask_articles
from articles.importing.storing.near_duplicates import leave, link
from articles.importing.storing.quoting import quotation_rows, write_quotations
from articles.models import Article, ArticleChange, AuditAct, AuditEntry, ImportBatch, Outcome, Revision, RevisionKind
from articles.models.revision import packed_values, values_before
from articles.nlp.annotation import VERSION, RecognisedName
from articles.sources.credit_rows import write_credits
from articles.text.quotation_spans import QuotationRow

# Columns that an undo leaves as they are: the id, whether readers see the article, what Django sets, and the story,
# which is linked anew.
# Every other column of an article is restored.
NOT_RESTORED: Final = frozenset(
    {"id", "withdrawn", "withdrawal_reason", "visible_from", "corrected_at", "created_at", "updated_at", "story"}
)
_RESTORED: Final = tuple(field.name for field in Article._meta.concrete_fields if field.name not in NOT_RESTORED)
_MENTIONS: Final = "mentions"
_QUOTATIONS: Final = "quotations"
# Changes by hand of one article. Those of many, of an import or by a decision are recorded as one act each.
_ACTS: Final = {RevisionKind.EDIT: AuditAct.ARTICLE_EDITED, RevisionKind.RESTORATION: AuditAct.ARTICLE_RESTORED}


@dataclass(frozen=True, slots=True)
class Occasion:
    """What changes articles: an import, its undo, a change of many, or a user alone."""

    kind: RevisionKind
    batch: ImportBatch | None = None
    change: ArticleChange | None = None
    user: User | None = None

    def revision(self, article_id: int, before: dict[str, Any]) -> Revision:
        """Return the row, not yet stored, that keeps what an article had before."""
        return Revision(
            article_id=article_id,
            kind=self.kind,
            batch=self.batch,
            change=self.change,
            made_by=self.user,
            made_by_name=self.user.username if self.user else "",
            packed=packed_values(before),
        )


@contextmanager
def kept_before(ids: Collection[int], occasion: Occasion, *, columns: Collection[str] = ()) -> Iterator[None]:
    """Keep what a block changes of articles: of these columns or, without them, of all that can be restored.

    An article that the block leaves as it is gets no revision. For use within a transaction.
    """
    before = _state(ids, columns)
    yield
    after = _state(ids, columns)
    changed = {pk: _changed(kept, after[pk]) for pk, kept in before.items() if pk in after}
    made = Revision.objects.bulk_create(occasion.revision(pk, kept) for pk, kept in changed.items() if kept)
    for revision in made if occasion.kind in _ACTS else ():
        AuditEntry.objects.record(_ACTS[occasion.kind], revision.article, user=occasion.user, revision_id=revision.pk)


@contextmanager
def kept_before_import(batch: ImportBatch, ids: Collection[int]) -> Iterator[None]:
    """Keep what an import changes of articles in a block: what they were before the whole import.

    An article that the import added itself gets no revision. For use within a transaction.
    """
    written = batch.items.filter(article__in=ids, outcome__in=[Outcome.IMPORTED, Outcome.UPDATED])
    own = set(written.values_list("article_id", flat=True)) if ids else set()
    replaced_again = {one.article_id: one for one in batch.revisions.of_imports().filter(article__in=own)}
    before = _state(replaced_again, ())
    with kept_before(set(ids) - own, Occasion(RevisionKind.IMPORT, batch=batch, user=batch.created_by)):
        yield
    after = _state(replaced_again, ())
    for pk, revision in replaced_again.items():
        revision.packed = packed_values(_changed(before[pk], after[pk]) | revision.before)
        revision.save(update_fields=["packed"])


def note_written(article_id: int, user: User | None) -> None:
    """Keep by whom an article was written here."""
    Occasion(RevisionKind.WRITTEN, user=user).revision(article_id, {}).save()


def restore_revision(revision: Revision, occasion: Occasion) -> list[int]:
    """Give an article back what it was before a revision, in all columns; what it is now is kept.

    Returns the ids of other articles whose story changes by that. Columns that no revision has stay as they are.
    """
    pk = revision.article_id
    unmask_articles([pk])
    kept = _back_to(revision)
    mentions = [RecognisedName.of(mention) for mention in kept.pop(_MENTIONS)] if _MENTIONS in kept else None
    quotations = [QuotationRow(*row) for row in kept.pop(_QUOTATIONS)] if _QUOTATIONS in kept else None
    if quotations is None and kept.get("annotated_by", VERSION) != VERSION:
        quotations = []  # kept before the archive had quotations: the next annotation finds them
    columns = restored_values({name: kept[name] for name in _RESTORED if name in kept})
    moved = leave([pk])
    with kept_before([pk], occasion):
        Article.objects.filter(pk=pk).update(**columns, updated_at=timezone.now())
        if mentions is not None:
            write_mentions({pk: mentions})
        if quotations is not None:
            write_quotations({pk: quotations})
    write_credits([pk])
    link([pk])
    mask_articles([pk])
    return moved


def in_the_way(revision: Revision) -> Article | None:
    """Return another article that now has the text or address from before the revision; only one article can."""
    kept = _back_to(revision)
    others = Article.objects.exclude(pk=revision.article_id)
    unique = {name: kept[name] for name in ("content_hash", "url") if kept.get(name)}
    return next((found for name in unique if (found := others.filter(**{name: unique[name]}).first())), None)


def _back_to(revision: Revision) -> dict[str, Any]:
    since = Revision.objects.filter(article=revision.article_id, pk__gte=revision.pk)
    return values_before(since.order_by("pk"))


def _state(ids: Collection[int], columns: Collection[str]) -> dict[int, dict[str, Any]]:
    """Return columns of articles as they are kept; without `columns` all, and the mentions."""
    if not ids:
        return {}
    if columns:
        return kept_values(ids, columns)
    mentions, quotations = recognised_names(ids), quotation_rows(ids)
    kept = kept_values(ids, _RESTORED)
    return {
        pk: values | {_MENTIONS: list(map(astuple, mentions[pk])), _QUOTATIONS: quotations[pk]}
        for pk, values in kept.items()
    }


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in before.items() if value != after[name]}
