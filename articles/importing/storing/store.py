"""Prepared articles into the database: each whole or not at all, its outcome recorded in the same transaction."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from articles.importing.annotating.pool import Result
from articles.importing.annotating.preparation import Prepared, ReadArticle, annotate_read
from articles.importing.opening.files import RefusedDocument
from articles.importing.options import OnKnown
from articles.importing.storing.article_columns import Names, article_columns
from articles.importing.storing.deduplication import StoreAction, StoreDecision, archive_of, record_key
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.near_duplicates import leave, link
from articles.importing.storing.revisions import remember
from articles.models import Article, ImportBatch, ImportItem, Outcome
from articles.models.bulk_rows import look_up_by_index
from articles.models.index_outbox import note_changed

Decided = tuple[Prepared, StoreDecision]


@transaction.atomic
def store(batch: ImportBatch, chunk: Sequence[Result], on_known: OnKnown = OnKnown.UPDATE) -> Counter[str]:
    """Store a chunk of an import and record what became of each thing in it; all of it, or on an error nothing.

    Returns how many things had each outcome. Raises django.db.Error where the database refuses or cannot be reached.
    """
    look_up_by_index()
    counts: Counter[str] = Counter()
    for wave in _waves(chunk):
        places = {_came_from(thing): n for n, thing in enumerate(wave)}
        items = sorted(_store_wave(batch, wave, on_known), key=lambda item: places[item.path, item.place])
        ImportItem.objects.bulk_create(items)
        counts.update(str(item.outcome) for item in items)
    return counts


def _waves(chunk: Sequence[Result]) -> Iterator[list[Result]]:
    """Divide a chunk so that no two articles of a wave have their text, address or id in common.

    So the second of two meets the first as an article of the archive.
    """
    left = list(chunk)
    while left:
        seen: set[object] = set()
        wave: list[Result] = []
        later: list[Result] = []
        for thing in left:
            marks = _marks(thing)
            (later if marks & seen else wave).append(thing)
            seen |= marks
        yield wave
        left = later


def _marks(thing: Result) -> set[object]:
    if isinstance(thing, RefusedDocument):
        return set()
    read = _read(thing)
    key = record_key(read) if read.article.key else ""
    marks: set[object] = {read.content_hash, read.imported_hash, read.article.url, key}
    return marks - {""}


def _came_from(thing: Result) -> tuple[str, str]:
    whole = thing.read if isinstance(thing, Prepared) else thing
    return whole.path, whole.place


def _read(thing: Prepared | ReadArticle) -> ReadArticle:
    return thing.read if isinstance(thing, Prepared) else thing


def _store_wave(batch: ImportBatch, wave: list[Result], on_known: OnKnown) -> list[ImportItem]:
    items: list[ImportItem] = []
    decided: list[Decided] = []
    archive = archive_of([_read(thing) for thing in wave if not isinstance(thing, RefusedDocument)])
    for thing in wave:
        decision = (
            StoreDecision(StoreAction.ADD)
            if isinstance(thing, RefusedDocument)
            else archive.decide(_read(thing), on_known)
        )
        if not isinstance(thing, RefusedDocument) and decision.do is StoreAction.PASS_OVER:
            items.append(_item(batch, _read(thing), Outcome.DUPLICATE, decision.article_id))
            continue
        # What was known when it was read, and is no more, comes without its words.
        whole = annotate_read(thing) if isinstance(thing, ReadArticle) else thing
        if isinstance(whole, RefusedDocument):
            items.append(_failure(batch, whole))
        else:
            decided.append((whole, decision))
    return items + _write(batch, decided)


def _write(batch: ImportBatch, decided: Sequence[Decided]) -> list[ImportItem]:
    """Write the articles with their mentions and stories; return what became of each."""
    names = Names()
    new = [Article(**article_columns(one, names)) for one, decision in decided if decision.do is StoreAction.ADD]
    Article.objects.bulk_create(new)
    replaced = [(one, decision.article_id) for one, decision in decided if decision.article_id]
    moved = _replace(batch, replaced, names)
    ids = {article.imported_hash: article.pk for article in new} | {one.read.imported_hash: pk for one, pk in replaced}
    write_mentions({ids[one.read.imported_hash]: one.annotated.mentions for one, _ in decided})
    link(ids.values())
    note_changed([*ids.values(), *moved], index_on_commit=False)
    return [
        _item(
            batch, one.read, Outcome.UPDATED if decision.article_id else Outcome.IMPORTED, ids[one.read.imported_hash]
        )
        for one, decision in decided
    ]


def _replace(batch: ImportBatch, replaced: Sequence[tuple[Prepared, int]], names: Names) -> list[int]:
    """Write articles over those they replace, which are remembered; return others whose story that changes."""
    if not replaced:
        return []
    ids = [pk for _, pk in replaced]
    remember(batch, ids)
    moved = leave(ids)
    for one, pk in replaced:
        Article.objects.filter(pk=pk).update(**article_columns(one, names), updated_at=timezone.now())
    return moved


def _failure(batch: ImportBatch, refused: RefusedDocument) -> ImportItem:
    return ImportItem(
        batch=batch, path=refused.path, place=refused.place, outcome=Outcome.FAILED, reason=refused.reason
    )


def _item(batch: ImportBatch, read: ReadArticle, outcome: Outcome, article_id: int | None) -> ImportItem:
    notes = "; ".join(read.article.warnings)
    return ImportItem(
        batch=batch, path=read.path, place=read.place, outcome=outcome, reason=notes, article_id=article_id
    )
