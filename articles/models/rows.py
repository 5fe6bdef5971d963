"""Many small rows written at once, without an object for each: an article has a hundred of them."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connections, models, router

# Rows of one statement on PostgreSQL, where they travel as an array a column.
_AT_ONCE: Final = 10_000


def add_rows(
    model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[object]], *, ignore_known: bool = False
) -> None:
    """Insert rows of the values of these fields, as the database takes them; the other fields must have no default.

    With `ignore_known` rows that a constraint keeps out are passed over. Raises django.db.Error as the database does.
    """
    waiting = list(rows)
    for start in range(0, len(waiting), _AT_ONCE):
        _add(model, fields, waiting[start : start + _AT_ONCE], "ON CONFLICT DO NOTHING" if ignore_known else "")


def _add(model: type[models.Model], names: Sequence[str], rows: list[Sequence[Any]], on_conflict: str) -> None:
    connection = connections[router.db_for_write(model) or DEFAULT_DB_ALIAS]
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    insert = f"INSERT INTO {quoted(model._meta.db_table)} ({columns})"
    # Names of a model alone are written into the statements.
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
            values = [list(column) for column in zip(*rows, strict=True)]
            cursor.execute(f"{insert} SELECT * FROM unnest({arrays}) {on_conflict}", values)  # noqa: S608
        else:
            marks = ", ".join("%s" for _ in fields)
            cursor.executemany(f"{insert} VALUES ({marks}) {on_conflict}", rows)
