"""From the files and folders that an import is given to the documents in them.

The kind of a file is recognised by its content. No more than one document is in memory at a time, and nothing is
unpacked to disk but a ZIP or an SQL dump inside another archive, into a temporary file without a name.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Final

from articles.importing.document import Found, RefusedDocument
from articles.importing.encodings.decoding import beginning
from articles.importing.file_kinds import FileKind, file_kind, is_of_system, is_passed_over, why_unread
from articles.importing.opening.delimited import table_in, table_rows
from articles.importing.opening.digests import in_digest
from articles.importing.opening.inner import Inner, storable
from articles.importing.opening.json_records import holds_document, json_array, json_lines, json_object
from articles.importing.opening.labelled_texts import labelled_texts
from articles.importing.opening.mailboxes import in_mailbox, looks_like_mailbox
from articles.importing.opening.sql_records import looks_like_sql, sql_records
from articles.importing.opening.streams import Readable, head, plain
from articles.importing.opening.tars import in_packed, in_tar
from articles.importing.opening.unpack_limits import Budget, PassedOver, UnpackLimits, UnpackRefused
from articles.importing.opening.web_files import in_feed, in_warc
from articles.importing.opening.xml_records import looks_like_xml, xml_records
from articles.importing.opening.yaml_records import looks_like_yaml, yaml_records
from articles.importing.opening.zips import in_zip
from articles.importing.options import ImportOptions
from articles.importing.readers import has_binary_reader
from articles.importing.readers.labelled.labelled_text import looks_labelled
from articles.importing.readers.records.record import looks_like_record
from articles.importing.readers.syndication import looks_like_feed
from articles.importing.readers.web.html import looks_like_html
from articles.text.segmenters import is_word_xml

_ARCHIVES: Final = frozenset(FileKind) - {FileKind.OTHER, FileKind.WARC}
_PACKED: Final = (FileKind.GZIP, FileKind.BZIP2, FileKind.XZ)
_PACKED_ENDS: Final = (".gz", ".bz2", ".xz")
# Where the files that are passed over stand in the report: beside the outcome of the file that they are in.
_PASSED_OVER: Final = "passed over"
_JSON_LINES: Final = (".jsonl", ".ndjson")
# Bytes of a ZIP or a dump in another archive that are kept in memory; a larger one goes to a temporary file.
_IN_MEMORY: Final = 16 * 1024**2


def find_documents(paths: Iterable[Path], options: ImportOptions | None = None) -> Iterator[Found]:
    """Yield the documents of files and folders, in the order given; those of a folder by name.

    What cannot be opened is yielded as a `RefusedDocument`, and the rest goes on. Hidden files, and those of an
    operating system, are passed over and counted in one `RefusedDocument` for each path.
    """
    for _path, documents in documents_by_file(paths, options or ImportOptions(), UnpackLimits.of_settings()):
        yield from documents


def documents_by_file(
    paths: Iterable[Path], options: ImportOptions, limits: UnpackLimits
) -> Iterator[tuple[str, Iterator[Found]]]:
    """Yield for each file that `find_documents` opens the path to show for it, and the documents in it."""
    for path in paths:
        passed_over = PassedOver()
        for file, name in _files(path, passed_over):
            shown = storable(name)
            yield shown, _documents_of(file, shown, options, limits)
        shown = storable(path.resolve().name)
        yield shown, _told(shown, passed_over)


def open_file(file: IO[bytes], path: str, options: ImportOptions, limits: UnpackLimits) -> Iterator[Found]:
    """Yield the documents of one seekable file; their paths begin with `path`."""
    budget = Budget(limits)
    opener = _Opener(options, budget)
    try:
        yield from opener.open(file, path, seekable=file)
    except UnpackRefused as refusal:
        yield RefusedDocument(path, "", str(refusal))
    yield from _told(path, budget.passed_over)


def _told(path: str, passed_over: PassedOver) -> Iterator[RefusedDocument]:
    if passed_over.count:
        yield RefusedDocument(path, _PASSED_OVER, str(passed_over), passed_over=True)


def _files(path: Path, passed_over: PassedOver) -> Iterator[tuple[Path, str]]:
    """Yield a file, or the files of a folder, with the names to show for them. Links in a folder are not followed."""
    if not path.is_dir():
        if is_of_system(path.name):
            passed_over.take(storable(path.name))
        else:
            yield path, path.name
        return
    root = path.resolve().name
    for folder, below, names in os.walk(path):
        for name in sorted(name for name in below if is_passed_over(f"{name}/")):
            passed_over.take(f"{storable(name)}/")
        below[:] = sorted(name for name in below if not is_passed_over(f"{name}/"))
        for name in sorted(names):
            file = Path(folder, name)
            if is_passed_over(name):
                passed_over.take(storable(name))
            elif file.is_file() and not file.is_symlink():
                yield file, f"{root}/{file.relative_to(path).as_posix()}"


def _documents_of(file: Path, path: str, options: ImportOptions, limits: UnpackLimits) -> Iterator[Found]:
    try:
        with file.open("rb") as stream:
            yield from open_file(stream, path, options, limits)
    except OSError as error:
        yield RefusedDocument(path, "", f"the file cannot be read: {error.strerror or error}")


@dataclass(frozen=True, slots=True)
class _Opener:
    options: ImportOptions
    budget: Budget
    depth: int = 0

    def open(self, stream: Readable, path: str, *, seekable: IO[bytes] | None = None) -> Iterator[Found]:
        """Yield the documents of a stream; raises UnpackRefused where it is of no kind that can be read."""
        peekable = stream if isinstance(stream, BufferedReader) and seekable is None else plain(stream)
        kind = file_kind(head(peekable))
        if kind in _ARCHIVES and self.depth >= self.budget.limits.depth:
            raise UnpackRefused(f"archives in archives, more than {self.budget.limits.depth} deep")
        deeper = _Opener(self.options, self.budget, self.depth + (kind in _ARCHIVES))
        inner = Inner(self.options, self.budget, deeper.open)
        if kind is FileKind.ZIP:
            with _as_seekable(peekable, seekable) as file:
                yield from in_zip(file, path, inner)
        elif kind in _PACKED:
            yield from in_packed(peekable, kind, path, inner)
        elif kind is FileKind.TAR:
            yield from in_tar(peekable, path, inner)
        elif kind is FileKind.WARC:
            yield from in_warc(peekable, path, inner)
        else:
            yield from _text(peekable, seekable, path, inner)


@contextmanager
def _as_seekable(stream: BufferedReader, seekable: IO[bytes] | None) -> Iterator[IO[bytes]]:
    """Give the file that a stream reads at its beginning, or a copy of the stream where it is no file."""
    if seekable is not None:
        seekable.seek(0)
        yield seekable
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield copy


def _text(stream: BufferedReader, seekable: IO[bytes] | None, path: str, inner: Inner) -> Iterator[Found]:
    first = head(stream)
    if (reason := why_unread(first)) and not has_binary_reader(first):
        raise UnpackRefused(reason)
    if looks_like_mailbox(first):
        yield from in_mailbox(stream, path, inner)
        return
    text, encoding = beginning(first, inner.options.encoding)
    if _has_ending(path, _JSON_LINES):
        yield from json_lines(stream, path, inner)
    elif looks_like_yaml(text, _unpacked(path), inner.options):
        yield from yaml_records(stream, path, inner, encoding)
    elif looks_like_record(text):
        yield from _in_json(stream, text, path, inner, encoding)
    elif looks_like_feed(text):
        yield from in_feed(stream, path, inner)
    elif is_word_xml(text):
        yield inner.whole(stream, path, form="segmented")
    elif looks_like_xml(text) and not has_binary_reader(first):
        yield from xml_records(stream, path, inner)
    elif looks_like_sql(text, _unpacked(path)):
        with _as_seekable(stream, seekable) as file:
            yield from sql_records(file, path, inner, encoding)
    elif table := table_in(text, path, inner.options):
        yield from table_rows(stream, table, path, inner, encoding)
    elif not (has_binary_reader(first) or looks_like_html(text)) and looks_labelled(text):
        yield from labelled_texts(stream, path, inner)
    else:
        yield from in_digest(inner.whole(stream, path), inner)


def _in_json(stream: BufferedReader, text: str, path: str, inner: Inner, encoding: str) -> Iterator[Found]:
    if not text.lstrip("\ufeff \t\r\n").startswith("["):
        yield from json_object(stream, path, inner)
    elif holds_document(text):
        yield inner.whole(stream, path, form="json")
    else:
        yield from json_array(stream, path, inner, encoding)


def _has_ending(path: str, endings: tuple[str, ...]) -> bool:
    """Tell whether a path, without the ending of a packed file, has one of the endings."""
    return _unpacked(path).endswith(endings)


def _unpacked(path: str) -> str:
    """Return a path in small letters without the ending of a packed file."""
    name = path.lower()
    for packed in _PACKED_ENDS:
        name = name.removesuffix(packed)
    return name
