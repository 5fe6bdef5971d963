"""Columns of an article as JSON and back: sources and sections by name, so that what is kept outlives their rows."""

from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from django.db.models import BinaryField, ForeignKey

from articles.models import Article
from articles.models.revision import packed_values, unpacked_values
from articles.nlp.annotation import RecognisedName
from articles.text.quotation_spans import QuotationRow


def _lookup(field: Any) -> str:
    """Return how a query names the value that is kept of a column: of a source or section its name, not its id."""
    return f"{field.name}__name" if isinstance(field, ForeignKey) else field.name


def _kept_value(field: Any, value: Any) -> Any:
    """Return a value of `_lookup` as JSON can hold it."""
    return b64encode(bytes(value)).decode() if isinstance(field, BinaryField) else value


def _restored_value(field: Any, value: Any) -> Any:
    """Return the column's value of what was kept."""
    if isinstance(field, BinaryField):
        return b64decode(value)
    if isinstance(field, ForeignKey):
        model: Any = field.related_model
        return model.objects.named(value) if value else None
    return field.to_python(value)


def restored_values(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of kept values, by name."""
    return {name: _restored_value(Article._meta.get_field(name), value) for name, value in kept.items()}


def kept_values(ids: Collection[int], names: Collection[str]) -> dict[int, dict[str, Any]]:
    """Return the values of some columns of these articles, by the id of the article."""
    fields = [Article._meta.get_field(name) for name in names]
    rows = Article.objects.filter(pk__in=ids).values_list("pk", *map(_lookup, fields))
    return {
        pk: {field.name: _kept_value(field, value) for field, value in zip(fields, values, strict=True)}
        for pk, *values in rows
    }


def packed_article(
    kept: Mapping[str, Any], mentions: Sequence[RecognisedName], quotations: Sequence[QuotationRow]
) -> bytes:
    """Return kept values of an article, its mentions and its quotations as compressed JSON."""
    return packed_values({**kept, "mentions": [astuple(mention) for mention in mentions], "quotations": quotations})


def unpacked_article(packed: bytes) -> tuple[dict[str, Any], list[RecognisedName], list[QuotationRow]]:
    """Return the kept values, the mentions and the quotations in what `packed_article` returned."""
    kept = unpacked_values(packed)
    mentions = [RecognisedName.of(mention) for mention in kept.pop("mentions")]
    # A former text that an older archive kept has no quotations.
    return kept, mentions, [QuotationRow(*row) for row in kept.pop("quotations", ())]
