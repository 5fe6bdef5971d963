"""How an engine treats the fields of a Haystack index, and what it makes of their values."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

from haystack.fields import CharField, FacetField, MultiValueField, SearchField

from haystack_engines.clauses import Ordered

# Letters and digits with their combining marks: no English stop words, and decomposed text stays whole.
_WORD = re.compile(r"[\w\u0300-\u036f]+")


class FieldType(Enum):
    """What is done with a field.

    Text is split into words and scored; a bag holds whole terms that are scored; a keyword is matched whole and
    counted in facets; an ordered value is compared; a stored one is only given back.
    """

    TEXT = "text"
    BAG = "bag"
    KEYWORD = "keyword"
    ORDERED = "ordered"
    STORED = "stored"


def field_type(field: SearchField) -> FieldType:
    """Return how a Haystack field is treated, by its class, and by `indexed=False`."""
    if not field.indexed:
        return FieldType.STORED
    if isinstance(field, FacetField):
        return FieldType.KEYWORD
    if isinstance(field, MultiValueField):
        return FieldType.BAG
    if field.field_type in {"integer", "long", "float", "date", "datetime"}:
        return FieldType.ORDERED
    return FieldType.TEXT if isinstance(field, CharField) else FieldType.KEYWORD


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case and composed: how text fields are analysed, at both ends."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def index_value(value: Any) -> str:
    """Return a Python value as the keyword it is indexed under."""
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
    return str(value)


def order_key(value: Ordered) -> float:
    """Return a number that sorts as the value does: a date or time gives its seconds since 1970 (UTC if naive)."""
    match value:
        case datetime():
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
        case date():
            return datetime.combine(value, time(), UTC).timestamp()
    return float(value)
