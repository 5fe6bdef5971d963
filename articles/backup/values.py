"""The values of a row as JSON has them, and back; which columns a table has is read from its model."""

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

# Of an article, written in a form of their own: the words as offsets, the original as text.
_WRITTEN_OTHERWISE: Final = ("words", "raw")


class Unreadable(ValueError):
    """A line that is none of an export, or of another version of the archive."""


@cache
def fields(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    """Return the fields of a table that are written as they are."""
    otherwise = _WRITTEN_OTHERWISE if model is Article else ()
    return tuple(field for field in model._meta.concrete_fields if field.name not in otherwise)


def lookups(model: type[Model]) -> list[str]:
    """Return what to ask the database for: of sources, sections and accounts their names, of other rows the numbers."""
    return [f"{field.name}__{name}" if (name := _named_by(field)) else field.attname for field in fields(model)]


def _named_by(field: Field[Any, Any]) -> str:
    target = field.related_model if isinstance(field, ForeignKey) else None
    if not isinstance(target, type):
        return ""
    return "name" if issubclass(target, NamedModel) else "username" if issubclass(target, User) else ""


def as_json(model: type[Model], values: Sequence[Any]) -> Row:
    """Return the values of `lookups` as JSON, by the names of the fields."""
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
    """Return JSON with the names in its objects in one order: PostgreSQL keeps them in another than SQLite."""
    if isinstance(value, dict):
        return {name: _ordered(inner) for name, inner in sorted(value.items())}
    return [_ordered(inner) for inner in value] if isinstance(value, list) else value


class Rows:
    """Makes rows of what was written; looks each name of a source, section or account up once."""

    def __init__(self) -> None:
        self._ids: dict[tuple[type[Model], str], int] = {}

    def row(self, model: type[Model], values: Mapping[str, Any]) -> Any:
        """Return the row, not saved; fields that were not written have their defaults.

        Raises Unreadable where others were written, or a value that its field cannot hold.
        """
        known = {field.name: field for field in fields(model)}
        if unknown := values.keys() - known.keys():
            raise Unreadable(f"{model.__name__} has no {', '.join(sorted(unknown))}: a later version of the archive?")
        return model(**{known[name].attname: self._value(known[name], value) for name, value in values.items()})

    def _value(self, field: Field[Any, Any], value: Any) -> Any:
        try:
            if value is None:
                return None
            if name := _named_by(field):
                return self._id(field.related_model, name, value)
            return b64decode(value, validate=True) if isinstance(field, BinaryField) else field.to_python(value)
        except (ValueError, TypeError, ValidationError) as error:
            raise Unreadable(f"{field}: {value!r:.100} is no value of it") from error

    def _id(self, model: Any, field: str, name: str) -> int:
        if (model, name) not in self._ids:
            found = model.objects.filter(**{field: name}).values_list("pk", flat=True).first()
            self._ids[model, name] = found or self._new(model, name)
        return self._ids[model, name]

    def _new(self, model: Any, name: str) -> int:
        """Make the account of somebody who did something here, closed and without a password; sources are there."""
        if model is not User:
            raise Unreadable(f"there is no {model.__name__} {name!r}")
        return User.objects.create_user(name, is_active=False).pk
