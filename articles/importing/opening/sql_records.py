"""SQL dumps of the databases of newspapers: the rows of their tables of articles, as records.

A table of articles is told by its columns, which INSERT, COPY or CREATE TABLE names. The rows of other tables are
counted, and so are those that were never posted.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from typing import IO, Any, Final

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.encodings import decode_as
from articles.importing.encodings.decoding import STREAMED
from articles.importing.opening.inner import Inner, record_data, told_not_posted
from articles.importing.opening.joined_tables import JoinedTables
from articles.importing.opening.sql_tokens import Columns, SqlDump
from articles.importing.opening.streams import DAMAGE
from articles.importing.opening.unpack_limits import UnpackRefused
from articles.importing.readers.records.posting import why_not_posted

_DUMP: Final = re.compile(
    r"(?:[\ufeff\s]*+(?:--[^\n]*+|#[^\n]*+|(?>/\*.*?\*/);?))*+[\ufeff\s]*+(?:INSERT|REPLACE|CREATE|DROP|SET|USE|BEGIN|START|PRAGMA|COPY"
    r"|LOCK|ALTER|SELECT|GO|DELETE|TRUNCATE|IF|EXEC|\\connect|\\restrict)\b",
    re.DOTALL | re.IGNORECASE,
)
_HAS_ROWS: Final = re.compile(
    r"(?:^|[\n;])\s*(?:(?:INSERT|REPLACE)\b[^;']{0,4000}?\bVALUES?\s*\(|COPY\s[^;']{1,4000}?\bFROM\s+stdin"
    r"|CREATE\s+TABLE\b)",
    re.IGNORECASE,
)
_ENDINGS: Final = (".sql", ".dump")
# Characters of a dump that are searched for names: six seconds of it.
_MOST_SEARCHED: Final = 256 * 1024**2
_NAMED: Final = 5  # of the other tables, those that are named


def looks_like_sql(text: str, path: str) -> bool:
    """Tell whether a file that begins with `text` is an SQL dump: statements, and rows or tables among them."""
    if _DUMP.match(text) is None:
        return False
    return path.lower().endswith(_ENDINGS) or _HAS_ROWS.search(text) is not None


def sql_records(stream: IO[bytes], path: str, inner: Inner, encoding: str) -> Iterator[Found]:
    """Yield the rows of tables of articles as records, then a line for what is passed over.

    The stream is seekable: it is read twice, first for the names that articles have by number.
    """
    left_out = _LeftOut()
    number = 0
    try:
        joined = _joined(stream, inner, encoding)
        stream.seek(0)
        for record in _records(_dump(stream, inner, encoding), joined, left_out):
            number += 1
            yield _document(record, path, f"record {number}", inner, encoding)
    except (UnpackRefused, UnicodeError, *DAMAGE) as error:
        yield RefusedDocument(path, f"after record {number}", f"the rest of the dump cannot be read: {error}")
    else:
        if not number and not left_out.kinds:
            yield RefusedDocument(path, "", left_out.why_nothing())
            return
    yield from left_out.told(path)


def _dump(stream: IO[bytes], inner: Inner, encoding: str, most: int = 0) -> SqlDump:
    # A wrapper would close the stream with itself.
    text = codecs.getreader(STREAMED.get(encoding, "latin-1"))(stream, "replace")
    return SqlDump(text, inner.budget.limits.document_bytes, most)


def _joined(stream: IO[bytes], inner: Inner, encoding: str) -> JoinedTables:
    """Return what the tables of people, of sections and of heads say, those in the first part of a very large dump."""
    joined = JoinedTables(inner.options)
    columns: dict[str, tuple[str, ...]] = {}
    try:
        for part in _dump(stream, inner, encoding, _MOST_SEARCHED).parts():
            if isinstance(part, Columns):
                columns[part.table] = part.names
            else:
                joined.take(part.table, part.names or columns.get(part.table, ()), part.values)
    except (UnpackRefused, UnicodeError, *DAMAGE):  # the second reading says so, and where
        pass
    return joined


def _document(record: dict[str, Any], path: str, place: str, inner: Inner, encoding: str) -> Found:
    if encoding in STREAMED:
        return inner.document(path, place, record_data(record), form="sql")
    decoded = {
        name: decode_as(value.encode("latin-1"), encoding) if isinstance(value, str) else value
        for name, value in record.items()
    }
    found = inner.document(path, place, record_data(decoded), form="sql")
    if not isinstance(found, Document):
        return found
    return Document(path, place, found.data, form="sql", warnings=(f"encoding: {encoding}",))


class _LeftOut:
    """Rows that are passed over: those of other tables, by table, and those that were not posted, by kind."""

    def __init__(self) -> None:
        self.tables: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()

    def told(self, path: str) -> Iterator[RefusedDocument]:
        """Yield a line for each kind of rows that were not posted, and one for those of other tables."""
        yield from told_not_posted(path, self.kinds)
        if self.tables:
            reason = f"rows of other tables, passed over: {self.tables.total()} ({self._tables()})"
            yield RefusedDocument(path, "other tables", reason, passed_over=True)

    def why_nothing(self) -> str:
        """Return why a dump gives no record."""
        tables = self._tables()
        return f"no table of the dump names a title and a text: {tables}" if tables else "the dump holds no rows"

    def _tables(self) -> str:
        tables = ", ".join(f"{table} {count}" for table, count in self.tables.most_common(_NAMED))
        return tables + (", …" if len(self.tables) > _NAMED else "")


def _records(dump: SqlDump, joined: JoinedTables, left_out: _LeftOut) -> Iterator[dict[str, Any]]:
    columns: dict[str, tuple[str, ...]] = {}
    for part in dump.parts():
        if isinstance(part, Columns):
            columns[part.table] = part.names
            continue
        names = part.names or columns.get(part.table, ())
        if not joined.are_articles(part.table, names):
            left_out.tables[part.table] += sum(1 for _ in part.values)
            continue
        for values in part.values:
            record = joined.record(names, values)
            if record is None:
                left_out.tables[part.table] += 1
            elif kind := why_not_posted(record):
                left_out.kinds[kind] += 1
            else:
                yield record
