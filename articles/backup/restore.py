"""Restores an empty archive from an export: completely, or not at all where anything is wrong with it."""

import gzip
import json
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO, Any, Final

from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from articles.backup.export import is_first_line
from articles.backup.row_values import InvalidExport, Row, RowBuilder
from articles.backup.tables import FORMAT, VERSION, is_empty, table_name, tables
from articles.models import Article, Entity, EntityAlias, Mention, NameStart, Quotation, StatementKey, StoryKey
from articles.models.bulk_rows import in_chunks
from articles.text.packing import pack

_CHUNK: Final = 500
_GZIP: Final = b"\x1f\x8b"

# A row with the number of its line.
Numbered = tuple[int, Row]
# Called with the number of rows read since the last call.
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
    """Read an export into the archive, which must be empty; return the number of articles.

    Runs in one transaction, so that an interrupted restore leaves the archive empty. Does not touch the search index.
    Raises InvalidExport, with the line, where the file is not a complete export of this version or the archive is not
    empty, and OSError where the file cannot be read.
    """
    try:
        with _opened(path) as stream, transaction.atomic():
            if not is_empty():
                raise InvalidExport("the archive is not empty: restore the export into a new one (another DATA_DIR)")
            _restore(_numbered(stream), progress)
            _reset_sequences()
    except (EOFError, zlib.error) as error:
        raise InvalidExport(f"the file is damaged or ends early: {error}") from error
    except IntegrityError as error:
        raise InvalidExport(f"its rows contradict each other: {error}") from error
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
            raise InvalidExport(f"line {number}: {error}") from error


def _restore(lines: Iterator[Numbered], progress: Progress) -> None:
    _, head = next(lines, (0, {}))
    if head.get(FORMAT) != VERSION:
        raise InvalidExport(f"line 1: not an export of version {VERSION}")
    models = {table_name(model): model for model in tables()}
    builder, done, ended = RowBuilder(), 0, False
    for table, chunk in _chunks(lines):
        if ended:
            raise InvalidExport(f"line {chunk[0][0]}: unexpected line after the end of the export")
        if table in models:
            _insert(models[table], chunk, builder)
            done += len(chunk)
            progress(len(chunk))
        else:
            _check_end(chunk, done)
            ended = True
    if not ended:
        raise InvalidExport(f"the file ends early, after {done} rows")


def _chunks(lines: Iterator[Numbered]) -> Iterator[tuple[str, list[Numbered]]]:
    """Yield chunks of rows, each of one table, with the name of the table."""
    for table, of_table in groupby(lines, key=lambda line: str(line[1].get("table", ""))):
        yield from ((table, chunk) for chunk in in_chunks(of_table, _CHUNK))


def _check_end(chunk: list[Numbered], done: int) -> None:
    number, row = chunk[0]
    if FORMAT not in row:
        raise InvalidExport(f"line {number}: there is no table {row.get('table')!r}")
    if row != {FORMAT: VERSION, "end": done} or len(chunk) > 1:
        raise InvalidExport(f"line {number}: the export should end here with {row.get('end')} rows; {done} were read")


def _insert(model: Any, chunk: list[Numbered], builder: RowBuilder) -> None:
    made = []
    for number, values in chunk:
        try:
            made.append(_built(model, values, builder))
        except (InvalidExport, KeyError, TypeError, ValueError) as error:
            raise InvalidExport(f"line {number}: {error}") from error
    times = {field.attname for field in model._meta.concrete_fields if _is_set_on_save(field)}
    written = [{time: getattr(row, time) for time in times} for row in made]
    model.objects.bulk_create(made)
    if times:  # bulk_create has set them to now
        for row, before in zip(made, written, strict=True):
            vars(row).update(before)
        model.objects.bulk_update(made, times)
    _insert_dependent_rows(model, chunk)


def _is_set_on_save(field: Any) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _built(model: type[Model], values: Row, builder: RowBuilder) -> Any:
    plain = {field: value for field, value in values.items() if field != "table"}
    if model is not Article:
        return builder.build(model, plain)
    words, protected, original = plain.pop("words"), plain.pop("protected_names", []), plain.pop("original")
    del plain["mentions"], plain["story_keys"]
    plain.pop("quotations", None)  # a line of an older archive has none
    article = builder.build(Article, plain)
    article.words, article.protected_names, article.raw = _packed(words), _packed(protected), _raw(original)
    return article


def _packed(spans: list[list[int]]) -> bytes:
    return pack([(start, end) for start, end in spans]) if spans else b""


def _raw(original: str | Row | None) -> bytes:
    if original is None:
        return b""
    return zlib.compress(original.encode() if isinstance(original, str) else b64decode(original["base64"]))


def _insert_dependent_rows(model: type[Model], chunk: list[Numbered]) -> None:
    """Insert the rows that are written inside a line, or derived from it."""
    if model is Article:
        _insert_article_parts(chunk)
    elif model is Entity:
        NameStart.objects.add((row["id"], row["name"]) for _, row in chunk)
    elif model is EntityAlias:
        NameStart.objects.add((row["entity"], row["text"]) for _, row in chunk)


def _insert_article_parts(chunk: list[Numbered]) -> None:
    columns = ("start", "end", "entity", "recognised")
    Mention.objects.bulk_create(
        Mention(article_id=row["id"], start=start, end=end, entity_id=entity, recognised_id=recognised)
        for _, row in chunk
        for start, end, entity, recognised in ([mention[column] for column in columns] for mention in row["mentions"])
    )
    Quotation.objects.bulk_create(
        Quotation(article_id=row["id"], **quotation) for _, row in chunk for quotation in row.get("quotations", ())
    )
    StoryKey.objects.bulk_create(
        StoryKey(article_id=row["id"], key=key) for _, row in chunk for key in row["story_keys"]
    )
    StatementKey.objects.renew(
        {row["id"]: [(one["start"], one["end"]) for one in row.get("quotations", ())] for _, row in chunk}
    )


def _reset_sequences() -> None:
    """Make the ids of new rows start after the highest id that was read."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [*tables(), Mention, Quotation]):
            cursor.execute(statement)
