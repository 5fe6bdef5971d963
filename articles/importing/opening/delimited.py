"""Tables of articles: CSV and TSV, as programs and Excel write them."""

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.encodings import decode_as
from articles.importing.encodings.decoding import STREAMED, encoding_warning
from articles.importing.opening.inner import Inner, record_data
from articles.importing.opening.streams import DAMAGE
from articles.importing.opening.unpack_limits import UnpackRefused
from articles.importing.options import ImportOptions
from articles.importing.readers.records.record_names import are_field_names, columns_of_one_meaning

_SEPARATORS: Final = ",;\t|"
_TABLES: Final = (".csv", ".tsv", ".tab")
# Columns of a table that are read; those beyond them are left out.
MOST_COLUMNS: Final = 200
# Rows in which the names of the columns are looked for: above them may stand a title and what the table is of.
MOST_ABOVE: Final = 10
# What a row without any value consists of.
_BLANK: Final = " \t,;|\"'\ufeff\xa0\0"
# Rows with an open quotation mark that are mended in one table: each is looked for to its end.
_MOST_OPENED: Final = 20


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is written: its separator, and how many lines precede its row of names."""

    separator: str
    skipped: int = 0


def table_in(beginning: str, path: str, options: ImportOptions) -> Table | None:
    """Return how a table is written, by the beginning of a file; None where the first row names no fields.

    Raises UnpackRefused where the file's name ends like a table's all the same.
    """
    # A page on one line has commas too, and words that name fields.
    if beginning.lstrip(_BLANK).startswith("<") and not path.lower().endswith(_TABLES):
        return None
    lines = [text.replace("\0", "") for text in beginning.splitlines()]
    above = 1 if lines and lines[0].strip().lower().startswith("sep=") else 0
    filled = [n for n, text in enumerate(lines) if n >= above and text.strip(_BLANK)]
    most = MOST_ABOVE if path.lower().endswith(_TABLES) else 1
    for skipped in filled[:most]:
        rows = ((separator, next(csv.reader([lines[skipped]], delimiter=separator), [])) for separator in _SEPARATORS)
        named = [(len(row), separator) for separator, row in rows if len(row) > 1 and are_field_names(row, options)]
        if named:
            return Table(max(named)[1], skipped)
    first = lines[filled[0]] if filled else ""
    if path.lower().endswith(_TABLES):
        if not first.strip(_BLANK):
            raise UnpackRefused("the table is empty")
        raise UnpackRefused(f"no column of the table names a title or a text: {first.strip()[:200]}")
    return None


def table_rows(stream: io.BufferedReader, table: Table, path: str, inner: Inner, encoding: str) -> Iterator[Found]:
    """Yield the rows of a table as JSON records, with the names in its first row as keys.

    What a row has beyond the columns, and columns of one meaning, are warned of. Where a quotation mark is left open,
    the rows after it are read all the same.
    """
    csv.field_size_limit(inner.budget.limits.document_bytes)
    number = 0
    try:
        rows = _Rows(_lines(stream, encoding, inner), table)
        names = [_cell(name, encoding) for name in next(rows).cells][:MOST_COLUMNS]
        rows.columns = len(names)
        columns = columns_of_one_meaning(names, inner.options)
        for number, row in enumerate(rows, start=1):
            if row.warning and len(row.cells) != len(names):
                yield RefusedDocument(path, f"row {number}", row.warning)
            elif any(row.cells):
                warnings = (*_encoding_warnings(encoding), *columns, *_row_warnings(row, names))
                yield _document(zip(names, row.cells, strict=False), path, f"row {number}", warnings, encoding)
                columns = ()
        if not number:
            yield RefusedDocument(path, "", "the table has no rows below the names of its columns")
    except StopIteration:
        return
    except (csv.Error, UnicodeError, UnpackRefused, *DAMAGE) as error:
        yield RefusedDocument(path, f"after row {number}", f"the rest of the table cannot be read: {error}")


def _encoding_warnings(encoding: str) -> tuple[str, ...]:
    return () if encoding.startswith("utf") else (encoding_warning(encoding),)


def _row_warnings(row: "_Row", names: list[str]) -> tuple[str, ...]:
    more = [cell for cell in row.cells[len(names) :] if cell.strip()]
    beyond = f"cells beyond the last column, left out: {len(more)}" if more else ""
    return tuple(filter(None, (row.warning, beyond)))


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row; the warning is "" where its quotation marks are closed."""

    cells: list[str]
    warning: str = ""


class _Rows:
    """The rows of a table. A row whose quotation mark is left open ends with its line, as if it had no such marks."""

    def __init__(self, lines: Iterator[str], table: Table) -> None:
        self._lines, self._separator = lines, table.separator
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._opened = 0
        self.columns = 0
        for _ in range(table.skipped):
            next(lines, "")
        self._reader = csv.reader(iter(self._line, None), delimiter=self._separator)

    def __iter__(self) -> Iterator[_Row]:
        return self

    def __next__(self) -> _Row:
        self._taken.clear()
        cells = next(self._reader)
        if self._opened >= _MOST_OPENED or not self._is_left_open(cells):
            return _Row(cells)
        self._opened += 1
        self._again.extendleft(reversed(self._taken[1:]))
        self._reader = csv.reader(iter(self._line, None), delimiter=self._separator)
        alone = csv.reader(self._taken[:1], delimiter=self._separator, quoting=csv.QUOTE_NONE)
        return _Row(next(alone), "a quotation mark is left open in this row")

    def _line(self) -> str | None:
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is not None:
            self._taken.append(line)
        return line

    def _is_left_open(self, cells: list[str]) -> bool:
        """Tell whether a row of several lines has swallowed others: its marks or its cells do not come out even."""
        if not self.columns or (len(self._taken) < 2 and not self._is_short(cells, self._taken)):
            return False
        try:
            for _ in csv.reader(self._taken, delimiter=self._separator, strict=True):
                pass
        except csv.Error:
            return True
        return self._is_short(cells, self._taken[1:])

    def _is_short(self, cells: list[str], lines: list[str]) -> bool:
        """Tell whether a row has too few cells while one of these lines alone has as many as there are columns."""
        alone = csv.reader(lines, delimiter=self._separator, quoting=csv.QUOTE_NONE)
        return len(cells) < self.columns and any(len(row) == self.columns for row in alone)


def _lines(stream: io.BufferedReader, encoding: str, inner: Inner) -> Iterator[str]:
    """Yield the lines of a table. An encoding that cannot be decoded as a stream is read as Latin-1 (see `_cell`)."""
    longest = inner.budget.limits.document_bytes
    text = io.TextIOWrapper(stream, STREAMED.get(encoding, "latin-1"), newline="")
    while one := text.readline(longest):
        if len(one) == longest:
            raise UnpackRefused(f"a line {inner.budget.limits.too_large}")
        yield one.replace("\0", "")


def _document(
    row: Iterable[tuple[str, str]], path: str, place: str, warnings: tuple[str, ...], encoding: str
) -> Document:
    cells: dict[str, str] = {}
    for name, cell in row:
        if name and cell:
            cells.setdefault(name, _cell(cell, encoding))
    return Document(path, place, record_data(cells), form="table", warnings=warnings)


def _cell(text: str, encoding: str) -> str:
    return text if encoding in STREAMED else decode_as(text.encode("latin-1"), encoding)
