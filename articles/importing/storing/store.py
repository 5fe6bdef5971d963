"""Prepared articles written to the database, a chunk and the outcome of each document in one transaction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from articles.importing.annotating.pipeline import PreparedResult
from articles.importing.annotating.preparation import Prepared, ReadArticle, annotate_read
from articles.importing.document import RefusedDocument
from articles.importing.options import OnKnown
from articles.importing.storing.allowed_sources import AllowedSources
from articles.importing.storing.article_columns import Names, article_columns
from articles.importing.storing.deduplication import StoreAction, matches_of, record_key
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.masking import mask_articles, unmask_articles
from articles.importing.storing.near_duplicates import leave, link
from articles.importing.storing.quoting import write_quotations
from articles.importing.storing.revisions import kept_before_import
from articles.models import Article, ImportBatch, ImportItem, Outcome
from articles.models.bulk_rows import look_up_by_index
from articles.models.index_outbox import note_changed
from articles.models.new_article import note_new
from articles.sources.credit_rows import write_credits


@dataclass(frozen=True, slots=True)
class _Write:
    """An article to write, and the id of the article that it replaces (None for a new one)."""

    prepared: Prepared
    replaces: int | None


@transaction.atomic
def store(batch: ImportBatch, chunk: Sequence[PreparedResult], on_known: OnKnown = OnKnown.UPDATE) -> Counter[str]:
    """Store a chunk of an import and record the outcome of each document in it: all of it, or on an error nothing.

    Documents that are recorded by now are left out: by a worker that took this one for dead, or by this one where the
    answer to its commit was lost. Returns how many documents had each outcome. Raises django.db.Error where the
    database refuses or is out of reach.
    """
    look_up_by_index()
    counts: Counter[str] = Counter()
    for group in _groups_without_doubles(_not_recorded(batch, chunk)):
        order = {_origin(one): n for n, one in enumerate(group)}
        items = sorted(_store_group(batch, group, on_known), key=lambda item: order[item.path, item.place])
        ImportItem.objects.bulk_create(items)
        counts.update(str(item.outcome) for item in items)
    return counts


def _not_recorded(batch: ImportBatch, chunk: Sequence[PreparedResult]) -> list[PreparedResult]:
    """Return the documents that the batch has not recorded; until the commit nobody else records any in it."""
    ImportBatch.objects.select_for_update(no_key=True).only("pk").filter(pk=batch.pk).first()
    paths, places = {_origin(one)[0] for one in chunk}, {_origin(one)[1] for one in chunk}
    recorded = set(batch.items.filter(path__in=paths, place__in=places).values_list("path", "place"))
    return [one for one in chunk if _origin(one) not in recorded]


def _groups_without_doubles(chunk: Sequence[PreparedResult]) -> Iterator[list[PreparedResult]]:
    """Divide a chunk into groups in which no two articles share their text, address or id.

    So the second of two such articles finds the first in the archive.
    """
    left = list(chunk)
    while left:
        seen: set[object] = set()
        group: list[PreparedResult] = []
        later: list[PreparedResult] = []
        for one in left:
            marks = _marks(one)
            (later if marks & seen else group).append(one)
            seen |= marks
        yield group
        left = later


def _marks(one: PreparedResult) -> set[object]:
    """Return the values by which a document and another are the same article."""
    if isinstance(one, RefusedDocument):
        return set()
    read = _read(one)
    key = record_key(read) if read.article.key else ""
    marks: set[object] = {read.content_hash, read.imported_hash, read.article.url, key}
    return marks - {""}


def _origin(one: PreparedResult) -> tuple[str, str]:
    source = one.read if isinstance(one, Prepared) else one
    return source.path, source.place


def _read(one: Prepared | ReadArticle) -> ReadArticle:
    return one.read if isinstance(one, Prepared) else one


def _store_group(batch: ImportBatch, group: list[PreparedResult], on_known: OnKnown) -> list[ImportItem]:
    items: list[ImportItem] = []
    writes: list[_Write] = []
    matches = matches_of([_read(one) for one in group if not isinstance(one, RefusedDocument)])
    for one in group:
        if isinstance(one, RefusedDocument):
            items.append(_failure(batch, one))
            continue
        decision = matches.decide(_read(one), on_known)
        if decision.action is StoreAction.PASS_OVER:
            items.append(_item(batch, _read(one), Outcome.DUPLICATE, decision.article_id))
            continue
        # An article that was in the archive when it was read, and has been deleted since, is not annotated yet.
        prepared = annotate_read(one) if isinstance(one, ReadArticle) else one
        if isinstance(prepared, RefusedDocument):
            items.append(_failure(batch, prepared))
        else:
            writes.append(_Write(prepared, decision.article_id))
    refusals = AllowedSources(batch).refusals([(write.prepared, write.replaces) for write in writes])
    items += [_failure(batch, refused) for refused in refusals if refused]
    allowed = [write for write, refused in zip(writes, refusals, strict=True) if refused is None]
    return items + _write(batch, allowed)


def _write(batch: ImportBatch, writes: Sequence[_Write]) -> list[ImportItem]:
    """Write the articles with their mentions and stories; return the outcome of each."""
    names = Names()
    new = [Article(**article_columns(write.prepared, names)) for write in writes if write.replaces is None]
    Article.objects.bulk_create(new)
    note_new(article.pk for article in new)
    replaced = [(write.prepared, write.replaces) for write in writes if write.replaces is not None]
    ids = {article.imported_hash: article.pk for article in new} | {one.read.imported_hash: pk for one, pk in replaced}
    unmask_articles([pk for _, pk in replaced])
    with kept_before_import(batch, [pk for _, pk in replaced]):
        moved = _replace(replaced, names)
        annotated = {ids[one.prepared.read.imported_hash]: one.prepared.annotated for one in writes}
        write_mentions({pk: one.mentions for pk, one in annotated.items()})
        write_quotations({pk: one.quotations for pk, one in annotated.items()})
    write_credits(ids.values())
    link(ids.values())
    mask_articles(list(ids.values()))
    note_changed([*ids.values(), *moved], index_on_commit=False)
    return [_written(batch, write, ids[write.prepared.read.imported_hash]) for write in writes]


def _replace(replaced: Sequence[tuple[Prepared, int]], names: Names) -> list[int]:
    """Overwrite articles; return the ids of others whose story changes by that."""
    if not replaced:
        return []
    moved = leave([pk for _, pk in replaced])
    for one, pk in replaced:
        Article.objects.filter(pk=pk).update(**article_columns(one, names), updated_at=timezone.now(), edited_at=None)
    return moved


def _written(batch: ImportBatch, write: _Write, article_id: int) -> ImportItem:
    outcome = Outcome.IMPORTED if write.replaces is None else Outcome.UPDATED
    return _item(batch, write.prepared.read, outcome, article_id)


def _failure(batch: ImportBatch, refused: RefusedDocument) -> ImportItem:
    outcome = Outcome.PASSED_OVER if refused.passed_over else Outcome.FAILED
    return ImportItem(batch=batch, path=refused.path, place=refused.place, outcome=outcome, reason=refused.reason)


def _item(batch: ImportBatch, read: ReadArticle, outcome: Outcome, article_id: int | None) -> ImportItem:
    notes = "; ".join(read.article.warnings)
    return ImportItem(
        batch=batch, path=read.path, place=read.place, outcome=outcome, reason=notes, article_id=article_id
    )
