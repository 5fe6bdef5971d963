"""Writes the archive: a first line with format and counts, a line for each row, and a last line with the total."""

import json
import zlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction

from articles.backup.row_values import Row, as_json, lookups
from articles.backup.tables import FORMAT, VERSION, table_name, tables
from articles.models import Article, Mention, Quotation, StoryKey
from articles.text.packing import unpack
from articles.text.quotation_spans import QuotationRow

_CHUNK: Final = 200


@contextmanager
def snapshot() -> Iterator[None]:
    """Read one state of the database within, while others go on writing; do not write within.

    Inside a transaction, that transaction's own isolation holds.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _sqlite_snapshot():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _sqlite_snapshot() -> Iterator[None]:
    """Begin a transaction without the write lock that the settings have Django's own transactions take."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def count_lines() -> int:
    """Return how many lines `export_lines` yields."""
    return int(sum(model.objects.count() for model in tables())) + 2


def export_lines() -> Iterator[str]:
    """Yield the lines of the whole archive with few rows in memory; docs/backup.md describes them.

    Call it within `snapshot`.
    """
    counts = {table_name(model): model.objects.count() for model in tables()}
    yield _line({FORMAT: VERSION, "rows": counts})
    for model in tables():
        for row in _articles() if model is Article else _rows(model):
            yield _line({"table": table_name(model)} | row)
    yield _line({FORMAT: VERSION, "end": sum(counts.values())})


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _rows(model: Any) -> Iterator[Row]:
    for chunk in _chunks(model, lookups(model)):
        for values in chunk:
            yield as_json(model, values)


def _chunks(model: Any, wanted: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield chunks of rows with the wanted columns, in order of the primary key."""
    last = 0
    while chunk := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", *wanted)[:_CHUNK]):
        last = chunk[-1][0]
        yield [values[1:] for values in chunk]


def _articles() -> Iterator[Row]:
    """Yield articles with their words, mentions, story keys and original."""
    wanted = lookups(Article)
    id_column = wanted.index("id")
    for chunk in _chunks(Article, [*wanted, "words", "protected_names", "raw"]):
        ids = [values[id_column] for values in chunk]
        mentions, quotations, keys = _mentions(ids), _quotations(ids), _story_keys(ids)
        for *values, words, protected, raw in chunk:
            pk = values[id_column]
            yield as_json(Article, values) | {
                "words": unpack(bytes(words)),
                "protected_names": unpack(bytes(protected)),
                "mentions": mentions[pk],
                "quotations": quotations[pk],
                "story_keys": keys[pk],
                "original": _original(bytes(raw)),
            }


def _mentions(ids: list[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    columns = ("article", "start", "end", "entity", "recognised", "entity__kind", "entity__name")
    rows = Mention.objects.filter(article__in=ids).order_by("article", "start").values_list(*columns)
    for article, start, end, entity, recognised, kind, entity_name in rows:
        mention = {"start": start, "end": end, "entity": entity, "recognised": recognised}
        found[article].append(mention | {"kind": kind, "name": entity_name})
    return found


def _quotations(ids: list[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    rows = Quotation.objects.filter(article__in=ids).order_by("article", "start")
    for article, *values in rows.values_list("article", *QuotationRow._fields):
        found[article].append(QuotationRow(*values)._asdict())
    return found


def _story_keys(ids: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for article, key in StoryKey.objects.filter(article__in=ids).order_by("key").values_list("article", "key"):
        found[article].append(key)
    return found


def _original(raw: bytes) -> str | Row | None:
    """Return the original document: as text where it is UTF-8, else its bytes in base 64; None where there is none."""
    if not raw:
        return None
    original = zlib.decompress(raw)
    try:
        return original.decode()
    except UnicodeDecodeError:
        return {"base64": b64encode(original).decode()}


def is_first_line(line: bytes) -> bool:
    """Tell whether a file with this first line is an export."""
    return line.startswith(b'{"' + FORMAT.encode() + b'": ')
