"""A Haystack object as an engine indexes it: each field's value prepared by the field's field_type."""

from collections.abc import Iterable, Iterator, Mapping
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
    """What is written of one object. `terms` holds text and bag fields; `stored` what a SearchResult gets back."""

    identifier: str
    model: str
    pk: str
    terms: dict[str, list[str]] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    ordered: dict[str, float] = field(default_factory=dict)
    stored: dict[str, Any] = field(default_factory=dict)


def documents(index: SearchIndex, objects: Iterable[Any], fields: Fields) -> Iterator[IndexedDocument]:
    """Prepare objects by their Haystack index; those that it skips (SkipDocument) are left out."""
    treatments = {name: field_type(search_field) for name, search_field in fields.items()}
    kept = [name for name, search_field in fields.items() if search_field.stored]
    for obj in objects:
        with suppress(SkipDocument):
            yield _document(index.full_prepare(obj), treatments, kept)


def _document(prepared: dict[str, Any], treatments: Mapping[str, FieldType], kept: Iterable[str]) -> IndexedDocument:
    document = IndexedDocument(prepared[ID], prepared[DJANGO_CT], prepared[DJANGO_ID])
    document.keywords[DJANGO_CT] = [document.model]
    document.stored[ID] = document.identifier
    for name, how in treatments.items():
        if (value := prepared.get(name)) is None:
            continue
        match how:
            case FieldType.TEXT:
                # An index that has split its text already gives the words as a list.
                document.terms[name] = value if isinstance(value, list) else words(value)
            case FieldType.BAG:
                document.terms[name] = _values(value)
            case FieldType.KEYWORD:
                document.keywords[name] = _values(value)
            case FieldType.ORDERED:
                document.ordered[name] = order_key(value)
    document.stored.update({name: prepared[name] for name in kept if prepared.get(name) is not None})
    return document


def _values(value: Any) -> list[str]:
    several = value if isinstance(value, list | tuple | set) else [value]
    if set(map(type, several)) == {str}:  # the thousand terms of a bag need no look one by one
        return list(several)
    return [one if isinstance(one, str) else index_value(one) for one in several]
