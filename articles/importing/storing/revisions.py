"""Revisions: articles as they were before an import replaced them, restored when the import is undone."""

import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from articles.importing.storing.entity_linking import recognised_names, write_mentions
from articles.importing.storing.kept_columns import kept_value, lookup, restored_values
from articles.importing.storing.masking import mask_articles, unmask_articles
from articles.importing.storing.near_duplicates import leave, link
from articles.models import Article, ImportBatch, Outcome, Revision
from articles.nlp.annotation import RecognisedName
from articles.sources.credit_rows import write_credits

# Columns that an undo leaves as they are: the id, whether readers see the article, what Django sets, and the story,
# which is linked anew.
# Every other column of an article is restored.
NOT_RESTORED: Final = frozenset({"id", "withdrawn", "withdrawal_reason", "created_at", "updated_at", "story"})
_RESTORED: Final = tuple(field for field in Article._meta.concrete_fields if field.name not in NOT_RESTORED)


def remember(batch: ImportBatch, ids: Collection[int]) -> None:
    """Keep a revision of articles that the import is about to replace, except those that it wrote itself."""
    own = batch.items.filter(article__in=ids, outcome__in=[Outcome.IMPORTED, Outcome.UPDATED])
    others = set(ids) - set(own.values_list("article_id", flat=True))
    rows = Article.objects.filter(pk__in=others).values("pk", *map(lookup, _RESTORED))
    mentions = recognised_names(others)
    Revision.objects.bulk_create(
        Revision(batch=batch, article_id=row["pk"], packed=_pack(row, mentions[row["pk"]])) for row in rows
    )


def restore_revision(revision: Revision) -> list[int]:
    """Restore an article to its revision; return the ids of other articles whose story changes by that."""
    kept = _load(revision)
    pk = revision.article_id
    unmask_articles([pk])
    moved = leave([pk])
    Article.objects.filter(pk=pk).update(**_unpacked(kept), updated_at=timezone.now())
    write_mentions({pk: [RecognisedName(*mention) for mention in kept["mentions"]]})
    write_credits([pk])
    link([pk])
    mask_articles([pk])
    return moved


def in_the_way(revision: Revision) -> Article | None:
    """Return another article that now has the text or address of the revision, which only one article can have."""
    kept = _load(revision)
    others = Article.objects.exclude(pk=revision.article_id)
    found = others.filter(content_hash=kept["content_hash"]).first()
    return found or (others.filter(url=kept["url"]).first() if kept["url"] else None)


def _pack(row: Mapping[str, Any], mentions: Sequence[RecognisedName]) -> bytes:
    kept = {field.name: kept_value(field, row[lookup(field)]) for field in _RESTORED}
    return zlib.compress(
        json.dumps(kept | {"mentions": [astuple(mention) for mention in mentions]}, cls=DjangoJSONEncoder).encode()
    )


def _load(revision: Revision) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(zlib.decompress(bytes(revision.packed)))
    return kept


def _unpacked(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the columns. A revision lacks columns that are newer than it: those stay as they are."""
    return restored_values({field.name: kept[field.name] for field in _RESTORED if field.name in kept})
