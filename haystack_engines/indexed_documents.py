"""Objects as an engine indexes them: Haystack prepares their fields, each is then converted by its field type."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SkipDocument
from haystack.fields import SearchField
from haystack.indexes import SearchIndex

from haystack_engines.field_types import FieldType, field_type, index_value, order_key, words

Fields = Mapping[str, SearchField]


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """What is written of one object.

    Values are by field: `terms` of text and bag fields in order, `placed` with the positions of each term, `keywords`,
    and `ordered` as sort keys. `stored` is returned with a SearchResult. `model` is "app.model", `identifier`
    "app.model.pk".
    """

    identifier: str
    model: str
    pk: str
    terms: dict[str, list[str]] = field(default_factory=dict)
    placed: dict[str, Mapping[str, Sequence[int]]] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    ordered: dict[str, float] = field(default_factory=dict)
    stored: dict[str, Any] = field(default_factory=dict)


def documents(index: SearchIndex, objects: Iterable[Any], fields: Fields) -> Iterator[IndexedDocument]:
    """Yield the documents of objects, without those that their Haystack index skips (SkipDocument)."""
    types = {name: field_type(search_field) for name, search_field in fields.items()}
    stored = [name for name, search_field in fields.items() if search_field.stored]
    for obj in objects:
        with suppress(SkipDocument):
            yield _document(index.full_prepare(obj), types, stored)


def _document(prepared: Mapping[str, Any], types: Mapping[str, FieldType], stored: Iterable[str]) -> IndexedDocument:
    document = new_document(prepared)
    for name, type_ in types.items():
        add_field(document, name, type_, prepared.get(name))
    document.stored.update({name: prepared[name] for name in stored if prepared.get(name) is not None})
    return document


def new_document(prepared: Mapping[str, Any]) -> IndexedDocument:
    """Return a document with its ids alone, no fields."""
    document = IndexedDocument(prepared[ID], prepared[DJANGO_CT], prepared[DJANGO_ID])
    document.keywords[DJANGO_CT] = [document.model]
    document.stored[ID] = document.identifier
    return document


def add_field(document: IndexedDocument, name: str, type_: FieldType, value: Any) -> None:
    """Add the value of a field, as Haystack prepared it; None adds nothing."""
    if value is None:
        return
    match type_:
        case FieldType.TEXT:
            # A list is text that the Haystack index has already split into words.
            document.terms[name] = value if isinstance(value, list) else words(value)
        case FieldType.PLACED:
            document.placed[name] = value
        case FieldType.BAG:
            document.terms[name] = _keywords(value)
        case FieldType.KEYWORD:
            document.keywords[name] = _keywords(value)
        case FieldType.ORDERED:
            document.ordered[name] = order_key(value)


def _keywords(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple | set) else [value]
    if set(map(type, values)) == {str}:  # much faster than a check of each value, and bags have a thousand
        return list(values)
    return [item if isinstance(item, str) else index_value(item) for item in values]
