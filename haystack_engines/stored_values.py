"""Stored values that JSON has no type for, and how they are read back."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.dateparse import parse_date, parse_datetime

from haystack_engines.indexed_documents import Fields

_PARSERS: Final[Mapping[str, Callable[[str], Any]]] = {"date": parse_date, "datetime": parse_datetime}


def stored_parsers(fields: Fields) -> dict[str, Callable[[str], Any]]:
    """Return for each stored field of dates or times what reads its values from text."""
    return {
        name: _PARSERS[field.field_type]
        for name, field in fields.items()
        if field.stored and field.field_type in _PARSERS
    }
