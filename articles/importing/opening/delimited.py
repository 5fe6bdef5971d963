"""Tables of articles: CSV and TSV, as programs and Excel write them."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.encodings import decode_as
from articles.importing.encodings.decoding import STREAMED
from articles.importing.opening.inner import Inner
from articles.importing.opening.streams import DAMAGE
from articles.importing.opening.unpack_limits import UnpackRefused
from articles.importing.options import ImportOptions
from articles.importing.readers.record import are_field_names

_SEPARATORS: Final = ",;\t|"
_TABLES: Final = (".csv", ".tsv", ".tab")
_MOST_COLUMNS: Final = 200


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is written: its separator, and how many lines precede its row of names."""

    separator: str
    skipped: int = 0


def table_in(beginning: str, path: str, options: ImportOptions) -> Table | None:
    """Return how a table is written, by the beginning of a file; None where the first row names no fields.

    Raises UnpackRefused where the file's name ends like a table's all the same.
    """
    lines = beginning.splitlines()[:2] or [""]
    skipped = 1 if lines[0].strip().lower().startswith("sep=") else 0
    first = lines[skipped].replace("\0", "") if skipped < len(lines) else ""
    table_rows = ((separator, next(csv.reader([first], delimiter=separator), [])) for separator in _SEPARATORS)
    named = [(len(row), separator) for separator, row in table_rows if len(row) > 1 and are_field_names(row, options)]
    if named:
        return Table(max(named)[1], skipped)
    if path.lower().endswith(_TABLES):
        raise UnpackRefused(f"no column of the table names a title or a text: {first.strip()[:200]}")
    return None


def table_rows(stream: io.BufferedReader, table: Table, path: str, inner: Inner, encoding: str) -> Iterator[Found]:
    """Yield the rows of a table as JSON records, with the names in its first row as keys."""
    csv.field_size_limit(inner.budget.limits.document_bytes)
    reader = csv.reader(_lines(stream, encoding, inner), delimiter=table.separator)
    warnings = () if encoding.startswith("utf") else (f"encoding: {encoding}",)
    number = 0
    try:
        for _ in range(table.skipped):
            next(reader, [])
        names = [_cell(name, encoding) for name in next(reader, [])][:_MOST_COLUMNS]
        for number, row in enumerate(reader, start=1):
            if any(row):
                yield _document(dict(zip(names, row, strict=False)), path, f"row {number}", warnings, encoding)
    except (csv.Error, UnicodeError, UnpackRefused, *DAMAGE) as error:
        yield RefusedDocument(path, f"after row {number}", f"the rest of the table cannot be read: {error}")


def _lines(stream: io.BufferedReader, encoding: str, inner: Inner) -> Iterator[str]:
    """Yield the lines of a table. An encoding that cannot be decoded as a stream is read as Latin-1 (see `_cell`)."""
    longest = inner.budget.limits.document_bytes
    text = io.TextIOWrapper(stream, STREAMED.get(encoding, "latin-1"), newline="")
    while one := text.readline(longest):
        if len(one) == longest:
            raise UnpackRefused(f"a line {inner.budget.limits.too_large}")
        yield one.replace("\0", "")


def _document(row: dict[str, str], path: str, place: str, warnings: tuple[str, ...], encoding: str) -> Document:
    cells = {name: _cell(cell, encoding) for name, cell in row.items() if name and cell}
    data = json.dumps(cells, ensure_ascii=False).encode("utf-8", "replace")
    return Document(path, place, data, form="table", warnings=warnings)


def _cell(text: str, encoding: str) -> str:
    return text if encoding in STREAMED else decode_as(text.encode("latin-1"), encoding)
