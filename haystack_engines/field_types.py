"""How each field of a Haystack index is indexed, and its values as terms, keywords and sort keys."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from haystack.fields import CharField, FacetField, MultiValueField, SearchField

from haystack_engines.clauses import Ordered

# Letters and digits, with combining marks that have no composed form. There are no stop words.
_WORD = re.compile(r"[\w\u0300-\u036f]+")


class FieldType(Enum):
    """How a field is indexed.

    TEXT: split into words, with positions, scored. PLACED: terms at given positions, for the links of a chain. BAG:
    whole terms without positions, scored. KEYWORD: whole values, matched and counted in facets. ORDERED: numbers and
    dates, compared and sorted. STORED: only returned with a result.
    """

    TEXT = "text"
    PLACED = "placed"
    BAG = "bag"
    KEYWORD = "keyword"
    ORDERED = "ordered"
    STORED = "stored"


class PlacedField(MultiValueField):
    """Terms at positions of another field's text: where its sentences begin, say.

    A value has for each term its positions in order: {"sentence": [0, 12, 30]}.
    """


def field_type(field: SearchField) -> FieldType:
    """Return the type of a Haystack field: by its class, STORED where it has `indexed=False`."""
    if not field.indexed:
        return FieldType.STORED
    if isinstance(field, FacetField):
        return FieldType.KEYWORD
    if isinstance(field, PlacedField):
        return FieldType.PLACED
    if isinstance(field, MultiValueField):
        return FieldType.BAG
    if field.field_type in {"integer", "long", "float", "date", "datetime"}:
        return FieldType.ORDERED
    return FieldType.TEXT if isinstance(field, CharField) else FieldType.KEYWORD


def words(text: str) -> list[str]:
    """Return the words of a text, composed (NFC) and in lower case: the analysis of text fields and of queries."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def index_value(value: Any) -> str:
    """Return a Python value as a keyword."""
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
    return str(value)


def order_key(value: Ordered) -> float:
    """Return a number that sorts as the value does. Dates and times become seconds since 1970, naive ones as UTC."""
    match value:
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
        case date():
            return datetime.combine(value, time(), UTC).timestamp()
    return float(value)
