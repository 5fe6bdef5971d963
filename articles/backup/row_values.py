"""Converts rows to JSON and back; the columns of a table are read from its model."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import BinaryField, Field, ForeignKey, Model
from django.utils import timezone

from articles.models import Article
from articles.models.source import NamedModel

Row = dict[str, Any]

# Columns of Article that are written in another form: words and protected names as offsets, the original as text.
_CONVERTED: Final = ("words", "protected_names", "raw")


class InvalidExport(ValueError):
    """The file is not an export, is damaged, or comes from another version of the archive."""


@cache
def fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    """Return the fields of a table that are written without conversion."""
    converted = _CONVERTED if model is Article else ()
    return tuple(field for field in model._meta.concrete_fields if field.name not in converted)


def lookups(model: type[Model]) -> list[str]:
    """Return the columns to read: sources, sections and accounts by name, other rows by primary key."""
    return [f"{field.name}__{name}" if (name := _key_field(field)) else field.attname for field in fields(model)]


def _key_field(field: Field[Any, Any]) -> str:
    # A row that refers to another of its own table may come before it, so that one is known by its primary key.
    target = field.related_model if isinstance(field, ForeignKey) and field.related_model is not field.model else None
    if not isinstance(target, type):
        return ""
    return "name" if issubclass(target, NamedModel) else "username" if issubclass(target, User) else ""


def as_json(model: type[Model], values: Sequence[Any]) -> Row:
    """Return the values of `lookups` as JSON, by field name."""
    return {field.name: _plain(value) for field, value in zip(fields(model), values, strict=True)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    return _ordered(value)


def _ordered(value: Any) -> Any:
    """Sort the keys of JSON objects, which PostgreSQL and SQLite keep in different orders."""
    if isinstance(value, dict):
        return {name: _ordered(inner) for name, inner in sorted(value.items())}
    return [_ordered(inner) for inner in value] if isinstance(value, list) else value


class RowBuilder:
    """Makes model instances of exported rows; caches the ids of sources, sections and accounts."""

    def __init__(self) -> None:
        self._ids: dict[tuple[type[Model], str], int] = {}

    def build(self, model: type[Model], values: Mapping[str, Any]) -> Any:
        """Return an unsaved instance; fields that are missing in `values` have their defaults.

        Raises InvalidExport for an unknown field, or a value that its field cannot hold.
        """
        known = {field.name: field for field in fields(model)}
        if unknown := values.keys() - known.keys():
            raise InvalidExport(
                f"{model.__name__} has no {', '.join(sorted(unknown))}: a later version of the archive?"
            )
        return model(**{known[name].attname: self._value(known[name], value) for name, value in values.items()})

    def _value(self, field: Field[Any, Any], value: Any) -> Any:
        try:
            if value is None:
                return None
            if name := _key_field(field):
                return self._id(field.related_model, name, value)
            return b64decode(value, validate=True) if isinstance(field, BinaryField) else field.to_python(value)
        except (ValueError, TypeError, ValidationError) as error:
            raise InvalidExport(f"{field}: {value!r:.100} is not a valid value") from error

    def _id(self, model: Any, field: str, name: str) -> int:
        if (model, name) not in self._ids:
            found = model.objects.filter(**{field: name}).values_list("pk", flat=True).first()
            self._ids[model, name] = found or self._new(model, name)
        return self._ids[model, name]

    def _new(self, model: Any, name: str) -> int:
        """Create an inactive account without a password; sources and sections must exist already."""
        if model is not User:
            raise InvalidExport(f"there is no {model.__name__} {name!r}")
        return User.objects.create_user(name, is_active=False).pk
