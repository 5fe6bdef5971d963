"""From what an import is given (files, folders, ZIPs, JSON Lines) to the documents in it, one after another.

Nothing is unpacked to disk, and no more than one document is in memory. What cannot be opened is told as
`Refused`, with its place and the reason; the rest goes on.
"""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from articles.importing.facts import NO_FACTS, Facts
from articles.importing.options import ImportOptions

# An article with its page around it is below 1 MB; what is larger is something else.
MAX_DOCUMENT_BYTES: Final = 20 * 1024 * 1024
# Text rarely packs better than 1:20; an archive member that unpacks to far more is a bomb.
_MAX_RATIO: Final = 200
_GZIP_MAGIC: Final = b"\x1f\x8b"
_JSON_LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document, the file it came in ("a.zip/b.txt"), its place in that file ("line 12"), and what
    is known of it otherwise."""

    path: str
    place: str
    data: bytes
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that could not be opened as a document, and why."""

    path: str
    place: str
    reason: str


Found = Document | Refused


def documents(paths: Iterable[Path], options: ImportOptions | None = None) -> Iterator[Found]:
    """Yield what is in the files and folders, in the order given; a folder's files by name, hidden ones left out."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if _is_wanted(file, path):
                    yield from _in_file(file, f"{path.resolve().name}/{file.relative_to(path).as_posix()}")
        else:
            yield from _in_file(path, path.name)


def _is_wanted(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.is_file() and not file.is_symlink() and not hidden


def _in_file(file: Path, name: str) -> Iterator[Found]:
    path = _storable(name)
    try:
        with file.open("rb") as stream:
            yield from _in_stream(stream, path)
    except OSError as error:
        yield Refused(path, "", f"the file cannot be read: {error.strerror or error}")


def _storable(name: str) -> str:
    """Return a file name with the bytes that are no UTF-8, which Linux allows, written out as \\xNN."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _in_stream(stream: IO[bytes], path: str) -> Iterator[Found]:
    """Recognise an archive by what it holds; JSON Lines by name, since one record alone is a document anyway."""
    if path.lower().endswith(_JSON_LINES):
        yield from _json_lines(stream, path)
    elif zipfile.is_zipfile(stream):
        yield from _in_zip(stream, path)
    else:
        stream.seek(0)
        yield _whole(stream, path)


def _whole(stream: IO[bytes], path: str) -> Found:
    data = stream.read(MAX_DOCUMENT_BYTES + 1)
    if data.startswith(_GZIP_MAGIC):
        return _unpacked(data, path)
    return Document(path, "", data) if len(data) <= MAX_DOCUMENT_BYTES else Refused(path, "", _too_large())


def _unpacked(data: bytes, path: str) -> Found:
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            plain = stream.read(MAX_DOCUMENT_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        return Refused(path, "", f"the gzip file is damaged: {error}")
    return Document(path, "", plain) if len(plain) <= MAX_DOCUMENT_BYTES else Refused(path, "", _too_large())


def _too_large() -> str:
    return f"larger than {MAX_DOCUMENT_BYTES // 1024**2} MB, which no article is"


def _json_lines(stream: IO[bytes], path: str) -> Iterator[Found]:
    lines: IO[bytes] = gzip.GzipFile(fileobj=stream) if path.lower().endswith(".gz") else stream  # type: ignore[assignment]
    number = 0
    try:
        while line := lines.readline(MAX_DOCUMENT_BYTES + 1):
            number += 1
            if len(line) > MAX_DOCUMENT_BYTES:
                yield Refused(path, f"line {number}", _too_large())
                _skip_line(lines)
            elif line.strip():
                yield _json_line(line, path, f"line {number}")
    except (OSError, EOFError, zlib.error) as error:
        yield Refused(path, f"after line {number}", f"the gzip file is damaged: {error}")


def _skip_line(lines: IO[bytes]) -> None:
    while (rest := lines.readline(MAX_DOCUMENT_BYTES)) and not rest.endswith(b"\n"):
        pass


def _json_line(line: bytes, path: str, place: str) -> Found:
    try:
        json.loads(line)
    except ValueError as error:
        return Refused(path, place, f"not a JSON record: {error}")
    return Document(path, place, line)


def _in_zip(stream: IO[bytes], path: str) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist():
                if not member.is_dir():
                    yield from _in_member(archive, member, f"{path}/{member.filename}")
    except (zipfile.BadZipFile, OSError) as error:
        yield Refused(path, "", f"the ZIP file is damaged: {error}")


def _in_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str) -> Iterator[Found]:
    if reason := _why_not(member):
        yield Refused(path, "", reason)
        return
    try:
        with archive.open(member) as stream:
            lines = path.lower().endswith(_JSON_LINES)
            yield from _json_lines(stream, path) if lines else [_whole(stream, path)]
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as error:
        yield Refused(path, "", f"cannot be unpacked: {error}")


def _why_not(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & 1:
        return "protected by a password"
    if member.file_size > _MAX_RATIO * max(1, member.compress_size) and member.file_size > 1024**2:
        return f"unpacks to {member.file_size // max(1, member.compress_size)} times its size"
    return ""
