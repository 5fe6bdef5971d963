"""Prepared articles into the database: each whole or not at all, its outcome recorded in the same transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from articles.importing.columns import columns
from articles.importing.documents import Refused
from articles.importing.duplicates import leave, link
from articles.importing.naming import write_mentions
from articles.importing.prepare import Prepared
from articles.models import Article, ImportBatch, ImportItem, Outcome

RecordKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """What a chunk came to: how many things had each outcome, and the ids of the articles that changed."""

    counts: Counter[str]
    changed: list[int]


@transaction.atomic
def store(batch: ImportBatch, chunk: Sequence[Prepared | Refused]) -> Stored:
    """Store a chunk of an import and record what became of each thing in it; all of it, or on an error nothing.

    Raises django.db.Error where the database refuses or cannot be reached.
    """
    prepared = [thing for thing in chunk if isinstance(thing, Prepared)]
    before = _known_texts(prepared)
    fresh = _first_of_each_text(prepared, before)
    replaced = _replaced(fresh)
    ids = before | _write(fresh, replaced)
    moved = leave(replaced.values()) if replaced else []
    link([ids[one.content_hash] for one in fresh])
    written = {one.content_hash: id(one) for one in fresh}
    items = [_failure(batch, thing) for thing in chunk if isinstance(thing, Refused)]
    for one in prepared:
        outcome = _outcome(one, replaced) if written.get(one.content_hash) == id(one) else Outcome.DUPLICATE
        items.append(_item(batch, one, outcome, ids[one.content_hash]))
    ImportItem.objects.bulk_create(items)
    return Stored(Counter(str(item.outcome) for item in items), [*(ids[one.content_hash] for one in fresh), *moved])


def _known_texts(prepared: Sequence[Prepared]) -> dict[str, int]:
    hashes = [one.content_hash for one in prepared]
    return dict(Article.objects.filter(content_hash__in=hashes).values_list("content_hash", "pk"))


def _first_of_each_text(prepared: Sequence[Prepared], known: dict[str, int]) -> list[Prepared]:
    first: dict[str, Prepared] = {}
    for one in prepared:
        if one.content_hash not in known:
            first.setdefault(one.content_hash, one)
    return list(first.values())


def _replaced(fresh: Sequence[Prepared]) -> dict[str, int]:
    """Return, by content hash, the article that each new text takes the place of: same address, or same record."""
    by_url, by_record = _by_url(fresh), _by_record(fresh)
    replaced: dict[str, int] = {}
    for one in fresh:
        found = by_url.get(one.article.url) or by_record.get((one.article.key, one.article.source))
        if found and found not in replaced.values():
            replaced[one.content_hash] = found
    return replaced


def _by_url(fresh: Sequence[Prepared]) -> dict[str, int]:
    urls = {one.article.url for one in fresh} - {""}
    return dict(Article.objects.filter(url__in=urls).values_list("url", "pk"))


def _by_record(fresh: Sequence[Prepared]) -> dict[RecordKey, int]:
    keys = {one.article.key for one in fresh} - {""}
    rows = Article.objects.filter(record_id__in=keys).values_list("record_id", "source__name", "pk")
    return {(record_id, source or ""): pk for record_id, source, pk in rows}


def _write(fresh: Sequence[Prepared], replaced: dict[str, int]) -> dict[str, int]:
    """Write the articles with their mentions; return their ids by content hash."""
    new = [Article(**columns(one)) for one in fresh if one.content_hash not in replaced]
    Article.objects.bulk_create(new)
    for one in fresh:
        if pk := replaced.get(one.content_hash):
            Article.objects.filter(pk=pk).update(**columns(one), updated_at=timezone.now())
    ids = {article.content_hash: article.pk for article in new} | replaced
    write_mentions({ids[one.content_hash]: one.mentions for one in fresh})
    return ids


def _outcome(one: Prepared, replaced: dict[str, int]) -> Outcome:
    return Outcome.UPDATED if one.content_hash in replaced else Outcome.IMPORTED


def _failure(batch: ImportBatch, refused: Refused) -> ImportItem:
    return ImportItem(
        batch=batch, path=refused.path, place=refused.place, outcome=Outcome.FAILED, reason=refused.reason
    )


def _item(batch: ImportBatch, one: Prepared, outcome: Outcome, article_id: int) -> ImportItem:
    notes = "; ".join(one.article.warnings)
    return ImportItem(batch=batch, path=one.path, place=one.place, outcome=outcome, reason=notes, article_id=article_id)
