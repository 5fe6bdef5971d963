"""The schema of a Tantivy index, and documents as its columns."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any, Final

import tantivy
from django.core.serializers.json import DjangoJSONEncoder
from haystack.constants import DJANGO_CT, ID

from haystack_engines.field_types import FieldType, field_type
from haystack_engines.indexed_documents import Fields, IndexedDocument

# The column with all that is read back of a document, as JSON.
DOCUMENT: Final = "_document"
# Numbers and dates have two more columns to sort by, so that documents without a value come last in both orders.
UP, DOWN = "{}__up", "{}__down"
# How what is kept of a document begins, where its key needs no escapes.
_BEGINNING: Final = re.compile(r'\{"model": "(?P<model>[\w.]+)", "pk": "?(?P<pk>[\w-]+)"?, "')
_SPACE: Final = re.compile(r"\s")


def schema(fields: Fields) -> tantivy.Schema:
    """Return the schema of an index of these fields."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(DJANGO_CT, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field(DOCUMENT, stored=True, tokenizer_name="raw", index_option="basic")
    for name, field in fields.items():
        match field_type(field):
            case FieldType.TEXT:
                builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
            case FieldType.PLACED:
                builder.add_text_field(name, tokenizer_name="raw", index_option="position")
            case FieldType.BAG:
                builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
            case FieldType.KEYWORD:
                builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
            case FieldType.ORDERED:
                for column in (name, UP.format(name), DOWN.format(name)):
                    builder.add_float_field(column, fast=True)
    return builder.build()


def columns(document: IndexedDocument, ordered: Iterable[str]) -> dict[str, Any]:
    """Return the columns of a document by name, each a list of values. `ordered` names the fields of that type."""
    texts = {name: [_joined(terms)] for name, terms in document.terms.items()}
    given: dict[str, Any] = {ID: [document.identifier], **texts, **document.keywords}
    for name in ordered:
        given |= _ordered_columns(name, document.ordered.get(name))
    kept = {"model": document.model, "pk": document.pk, "stored": document.stored}
    given[DOCUMENT] = [json.dumps(kept, cls=DjangoJSONEncoder)]
    return given


def identifier(kept: str) -> str:
    """Return the identifier of a document by what is kept of it, without reading all of that."""
    if match := _BEGINNING.match(kept):
        return f"{match['model']}.{match['pk']}"
    document = json.loads(kept)
    return f"{document['model']}.{document['pk']}"


def placed(terms: Mapping[str, Sequence[int]]) -> tantivy.PreTokenizedString:
    """Return terms with their positions as Tantivy takes them."""
    pairs = sorted((position, term) for term, positions in terms.items() for position in positions)
    return tantivy.PreTokenizedString("", [tantivy.Token(term, position, 0) for position, term in pairs])


def _joined(values: list[str]) -> str:
    """Return terms as one text. Tantivy takes eight times as long for a list of five hundred terms."""
    joined = " ".join(values)
    # The space is the only white space that is printable.
    is_plain = joined.count(" ") == len(values) - 1 and joined.isprintable()
    return joined if is_plain else " ".join(map(without_spaces, values))


def without_spaces(value: str) -> str:
    """Return a term with a control character for each space, so that the text of all terms is split between terms."""
    return _SPACE.sub("\x1f", value)


def _ordered_columns(name: str, key: float | None) -> dict[str, list[float]]:
    if key is None:
        return {UP.format(name): [inf], DOWN.format(name): [-inf]}
    return {column: [key] for column in (name, UP.format(name), DOWN.format(name))}
