"""An export read back into an empty archive: all of it or, where anything is wrong with it, nothing."""

import gzip
import json
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any, Final

from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from articles.backup.tables import HEAD, VERSION, is_empty, name, tables
from articles.backup.values import Row, Rows, Unreadable
from articles.backup.writing import is_first_line
from articles.models import Article, Entity, EntityAlias, Mention, NameStart, StoryKey
from articles.text.packing import pack

_AT_ONCE: Final = 500
_GZIP: Final = b"\x1f\x8b"

Numbered = tuple[int, Row]
# Told how many rows were read since it was told last.
Progress = Callable[[int], object]


def is_export(path: Path) -> bool:
    """Tell whether a file is an export of a whole archive, by its first line."""
    if not path.is_file():
        return False
    try:
        with _opened(path) as stream:
            return is_first_line(stream.readline(1000))
    except (OSError, EOFError, zlib.error):
        return False


def restore(path: Path, *, progress: Progress = lambda count: None) -> int:
    """Read an export into the archive, which must be empty; return how many articles it held.

    In one transaction, so that nothing is there where it was cut off. The search index is left as it is. Raises
    Unreadable, with the line, where the file is no whole export of this version or the archive is not empty, and
    OSError where the file cannot be read.
    """
    try:
        with _opened(path) as stream, transaction.atomic():
            if not is_empty():
                raise Unreadable("the archive is not empty: an export is read into a new one, of another DATA_DIR")
            _restore(_numbered(stream), progress)
            _go_on_numbering()
    except (EOFError, zlib.error) as error:
        raise Unreadable(f"the file is damaged or ends early: {error}") from error
    except IntegrityError as error:
        raise Unreadable(f"its rows contradict each other: {error}") from error
    return Article.objects.count()


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
        file.seek(0)
        if is_packed:
            with gzip.open(file) as stream:
                yield stream  # type: ignore[misc]  # its own type, with the same methods
        else:
            yield file


def _numbered(stream: IO[bytes]) -> Iterator[Numbered]:
    for number, line in enumerate(stream, start=1):
        try:
            yield number, dict(json.loads(line))
        except (ValueError, TypeError, RecursionError) as error:
            raise Unreadable(f"line {number}: {error}") from error


def _restore(lines: Iterator[Numbered], progress: Progress) -> None:
    _, head = next(lines, (0, {}))
    if head.get(HEAD) != VERSION:
        raise Unreadable(f"line 1: no export of version {VERSION}")
    models = {name(model): model for model in tables()}
    rows, done, ended = Rows(), 0, False
    for table, chunk in _chunks(lines):
        if ended:
            raise Unreadable(f"line {chunk[0][0]}: the export should have ended before")
        if table in models:
            _insert(models[table], chunk, rows)
            done += len(chunk)
            progress(len(chunk))
        else:
            _check_end(chunk, done)
            ended = True
    if not ended:
        raise Unreadable(f"the file ends early, after {done} rows")


def _chunks(lines: Iterator[Numbered]) -> Iterator[tuple[str, list[Numbered]]]:
    """Yield some rows of one table at a time."""
    for table, of_table in groupby(lines, key=lambda line: str(line[1].get("table", ""))):
        while chunk := list(islice(of_table, _AT_ONCE)):
            yield table, chunk


def _check_end(chunk: list[Numbered], done: int) -> None:
    number, row = chunk[0]
    if HEAD not in row:
        raise Unreadable(f"line {number}: there is no table {row.get('table')!r}")
    if row != {HEAD: VERSION, "end": done} or len(chunk) > 1:
        raise Unreadable(f"line {number}: the export should end here with {row.get('end')} rows; {done} were read")


def _insert(model: Any, chunk: list[Numbered], rows: Rows) -> None:
    made = []
    for number, values in chunk:
        try:
            made.append(_made(model, values, rows))
        except (Unreadable, KeyError, TypeError, ValueError) as error:
            raise Unreadable(f"line {number}: {error}") from error
    moments = {field.attname for field in model._meta.concrete_fields if _is_set_by_itself(field)}
    written = [{moment: getattr(row, moment) for moment in moments} for row in made]
    model.objects.bulk_create(made)
    if moments:  # which bulk_create set to now
        for row, before in zip(made, written, strict=True):
            vars(row).update(before)
        model.objects.bulk_update(made, moments)
    _insert_what_follows(model, chunk)


def _is_set_by_itself(field: Any) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _made(model: type[Model], values: Row, rows: Rows) -> Any:
    plain = {field: value for field, value in values.items() if field != "table"}
    if model is not Article:
        return rows.row(model, plain)
    words, original = plain.pop("words"), plain.pop("original")
    del plain["mentions"], plain["story_keys"]
    article = rows.row(Article, plain)
    article.words, article.raw = pack([(start, end) for start, end in words]) if words else b"", _raw(original)
    return article


def _raw(original: str | Row | None) -> bytes:
    if original is None:
        return b""
    return zlib.compress(original.encode() if isinstance(original, str) else b64decode(original["base64"]))


def _insert_what_follows(model: type[Model], chunk: list[Numbered]) -> None:
    """Insert what is written with a row, or made of it."""
    if model is Article:
        _insert_what_belongs(chunk)
    elif model is Entity:
        NameStart.objects.add((row["id"], row["name"]) for _, row in chunk)
    elif model is EntityAlias:
        NameStart.objects.add((row["entity"], row["text"]) for _, row in chunk)


def _insert_what_belongs(chunk: list[Numbered]) -> None:
    columns = ("start", "end", "entity", "recognised")
    Mention.objects.bulk_create(
        Mention(article_id=row["id"], start=start, end=end, entity_id=entity, recognised_id=recognised)
        for _, row in chunk
        for start, end, entity, recognised in ([mention[column] for column in columns] for mention in row["mentions"])
    )
    StoryKey.objects.bulk_create(
        StoryKey(article_id=row["id"], key=key) for _, row in chunk for key in row["story_keys"]
    )


def _go_on_numbering() -> None:
    """Have the database give new rows numbers beyond those that were read."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [*tables(), Mention]):
            cursor.execute(statement)
