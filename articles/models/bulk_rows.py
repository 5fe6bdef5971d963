"""Many small rows written and looked up at once: an article has a hundred of them."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection, models

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


def look_up_by_index() -> None:
    """Have PostgreSQL look thousands of keys up in an index until this transaction ends.

    As it is shipped it weighs such a look-up as on a turning disk, and rather reads tables of a million rows whole.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL random_page_cost = 1.1")


def _add(model: type[models.Model], names: Sequence[str], rows: list[Sequence[Any]], on_conflict: str) -> None:
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
