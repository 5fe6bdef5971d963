"""From one file to the documents in it: what it is is told by its content, and archives are opened within limits.

Nothing is unpacked to disk but a ZIP inside another archive, into a temporary file without a name.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import IO, Final

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.opening.delimited import table_in, table_rows
from articles.importing.opening.feed_files import in_feed
from articles.importing.opening.file_kinds import FileKind, file_kind, why_unread
from articles.importing.opening.inner import Inner
from articles.importing.opening.json_records import json_array, json_lines, json_object
from articles.importing.opening.streams import Readable, head, plain
from articles.importing.opening.tars import in_packed, in_tar
from articles.importing.opening.unpack_limits import Budget, UnpackLimits, UnpackRefused
from articles.importing.opening.warcs import in_warc
from articles.importing.opening.zips import in_zip
from articles.importing.options import ImportOptions
from articles.importing.readers.decoding import beginning
from articles.importing.readers.record import looks_like_record
from articles.importing.readers.syndication import looks_like_feed

__all__ = ["Document", "Found", "RefusedDocument", "UnpackLimits", "open_file"]

_ARCHIVES: Final = frozenset(FileKind) - {FileKind.OTHER, FileKind.WARC}
_PACKED: Final = (FileKind.GZIP, FileKind.BZIP2, FileKind.XZ)
_PACKED_ENDS: Final = (".gz", ".bz2", ".xz")
_JSON_LINES: Final = (".jsonl", ".ndjson")
_IN_MEMORY: Final = 16 * 1024**2


def open_file(file: IO[bytes], path: str, options: ImportOptions, limits: UnpackLimits) -> Iterator[Found]:
    """Yield what is in a file that can be sought in; its path is the beginning of every path in it."""
    opener = _Opener(options, Budget(limits))
    try:
        yield from opener.open(file, path, seekable=file)
    except UnpackRefused as refusal:
        yield RefusedDocument(path, "", str(refusal))


@dataclass(frozen=True, slots=True)
class _Opener:
    options: ImportOptions
    budget: Budget
    depth: int = 0

    def open(self, stream: Readable, path: str, *, seekable: IO[bytes] | None = None) -> Iterator[Found]:
        """Yield what is in a stream; Refusal where it is nothing that is read."""
        looked = stream if isinstance(stream, BufferedReader) and seekable is None else plain(stream)
        what = file_kind(head(looked))
        if what in _ARCHIVES and self.depth >= self.budget.limits.depth:
            raise UnpackRefused(f"archives in archives, more than {self.budget.limits.depth} deep")
        deeper = _Opener(self.options, self.budget, self.depth + (what in _ARCHIVES))
        inner = Inner(self.options, self.budget, deeper.open)
        if what is FileKind.ZIP:
            yield from _zip(looked, seekable, path, inner)
        elif what in _PACKED:
            yield from in_packed(looked, what, path, inner)
        elif what is FileKind.TAR:
            yield from in_tar(looked, path, inner)
        elif what is FileKind.WARC:
            yield from in_warc(looked, path, inner)
        else:
            yield from _text(looked, path, inner)


def _zip(stream: BufferedReader, seekable: IO[bytes] | None, path: str, inner: Inner) -> Iterator[Found]:
    if seekable is not None:
        yield from in_zip(seekable, path, inner)
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        shutil.copyfileobj(stream, copy)
        yield from in_zip(copy, path, inner)


def _text(stream: BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    first = head(stream)
    if reason := why_unread(first):
        raise UnpackRefused(reason)
    text, encoding = beginning(first, inner.options.encoding)
    if _named(path, _JSON_LINES):
        yield from json_lines(stream, path, inner)
    elif looks_like_record(text):
        array = text.lstrip("\ufeff \t\r\n").startswith("[")
        yield from json_array(stream, path, inner, encoding) if array else json_object(stream, path, inner)
    elif looks_like_feed(text):
        yield from in_feed(stream, path, inner)
    elif table := table_in(text, path, inner.options):
        yield from table_rows(stream, table, path, inner, encoding)
    else:
        yield inner.whole(stream, path)


def _named(path: str, ends: tuple[str, ...]) -> bool:
    name = path.lower()
    for packed in _PACKED_ENDS:
        name = name.removesuffix(packed)
    return name.endswith(ends)
