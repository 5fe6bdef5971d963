"""What articles were before an import replaced them: remembered with the import, and restored when it is undone."""

import json
import zlib
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.near_duplicates import leave, link
from articles.models import Article, ImportBatch, Mention, Outcome, Revision, Section, Source
from articles.nlp.annotation import RecognisedName
from articles.text.terms import name_key

_COLUMNS: Final = (
    "title",
    "lead",
    "body",
    "captions",
    "authors",
    "published_at",
    "published_on",
    "date_precision",
    "date_basis",
    "url",
    "record_id",
    "path",
    "form",
    "content_hash",
    "imported_hash",
    "annotated_by",
)
_BYTES: Final = ("words", "signature", "raw")
_NAMED: Final = {"source": Source, "section": Section}


def remember(batch: ImportBatch, ids: Collection[int]) -> None:
    """Keep articles as they are before the import replaces them, unless it wrote them itself."""
    own = batch.items.filter(article__in=ids, outcome__in=[Outcome.IMPORTED, Outcome.UPDATED])
    others = set(ids) - set(own.values_list("article_id", flat=True))
    rows = Article.objects.filter(pk__in=others).values("pk", *_COLUMNS, *_BYTES, *(f"{name}__name" for name in _NAMED))
    mentions = _mentions(others)
    Revision.objects.bulk_create(
        Revision(batch=batch, article_id=row["pk"], packed=_pack(row, mentions[row["pk"]])) for row in rows
    )


def restore_revision(revision: Revision) -> list[int]:
    """Make an article again what it was; return others whose story that changes."""
    kept = json.loads(zlib.decompress(bytes(revision.packed)))
    pk = revision.article_id
    moved = leave([pk])
    Article.objects.filter(pk=pk).update(**_unpacked(kept), updated_at=timezone.now())
    write_mentions({pk: [RecognisedName(*mention) for mention in kept["mentions"]]})
    link([pk])
    return moved


def in_the_way(revision: Revision) -> Article | None:
    """Return another article that has the text or address that the revision's article had, which both cannot."""
    kept = json.loads(zlib.decompress(bytes(revision.packed)))
    others = Article.objects.exclude(pk=revision.article_id)
    found = others.filter(content_hash=kept["content_hash"]).first()
    return found or (others.filter(url=kept["url"]).first() if kept["url"] else None)


def _mentions(ids: Collection[int]) -> dict[int, list[tuple[int, int, str, str, str]]]:
    texts = {article.pk: article.text for article in Article.objects.filter(pk__in=ids)}
    mentions: dict[int, list[tuple[int, int, str, str, str]]] = defaultdict(list)
    for mention in Mention.objects.filter(article__in=ids).select_related("recognised").order_by("start"):
        entity, text = mention.recognised, texts[mention.article_id][mention.start : mention.end]
        # An editor may have renamed it; the recogniser's own name leads to the same row.
        name = entity.name if name_key(entity.name) == entity.name_key else entity.name_key
        mentions[mention.article_id].append((mention.start, mention.end, entity.found_kind, text, name))
    return mentions


def _pack(row: Mapping[str, Any], mentions: list[tuple[int, int, str, str, str]]) -> bytes:
    kept = {column: row[column] for column in _COLUMNS}
    kept |= {column: b64encode(bytes(row[column])).decode() for column in _BYTES}
    kept |= {name: row[f"{name}__name"] for name in _NAMED} | {"mentions": mentions}
    return zlib.compress(json.dumps(kept, cls=DjangoJSONEncoder).encode())


def _unpacked(kept: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.name: field for field in Article._meta.fields}
    columns = {column: fields[column].to_python(kept[column]) for column in _COLUMNS}
    columns |= {column: b64decode(kept[column]) for column in _BYTES}
    return columns | {name: model.objects.named(kept[name]) if kept[name] else None for name, model in _NAMED.items()}
