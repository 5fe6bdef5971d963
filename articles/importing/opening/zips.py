"""ZIP archives: their members, one by one. Some ZIP files are Word documents, some are files of other programs."""

import io
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import IO, Final

from articles.importing.document import Found, RefusedDocument
from articles.importing.file_kinds import BOOK_PART, OPEN_TEXT, WORD_PART, WORKBOOK_PART, is_passed_over, why_unread_zip
from articles.importing.opening.digests import in_digest
from articles.importing.opening.inner import Inner, inside
from articles.importing.opening.streams import DAMAGE, unpacked
from articles.importing.opening.unpack_limits import Exhausted, UnpackLimits, UnpackRefused
from articles.importing.opening.workbooks import workbook_rows

# The end record of a ZIP's directory, with the number of its bytes and of its members (APPNOTE 4.3.16).
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LONGEST_COMMENT: Final = 65_535
_ENTRY_MARK: Final = b"PK\x01\x02"
# Bytes of the end record of ZIP64, which stands between the directory and its end record.
_ZIP64_END: Final = 76
_WORD_ENDS: Final = (".docx", ".docm", ".dotx")
_CHUNK: Final = 1024**2
# The chapters of an e-book, and the bytes by which an OpenDocument file tells what it is.
_CHAPTERS: Final = (".xhtml", ".html", ".htm")
_LONGEST_HEAD: Final = 200
_HARMLESS: Final = 1024**2


def in_zip(file: IO[bytes], path: str, inner: Inner) -> Iterator[Found]:
    """Yield the documents of a seekable ZIP, or the ZIP itself where it is a Word document."""
    refuse_crowded(file, path, inner.budget.limits)
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        raise UnpackRefused(_damaged(path, str(error))) from error
    with archive:
        names = frozenset(archive.namelist())
        if WORD_PART in names:
            yield from in_digest(_word(file, path, inner), inner)
        elif {WORKBOOK_PART, BOOK_PART} & names and (reason := _unsafe(archive, inner.budget.limits)):
            raise UnpackRefused(reason)
        elif WORKBOOK_PART in names:
            yield from workbook_rows(file, path, inner)
        elif BOOK_PART in names:
            yield from _members(archive, path, inner, endings=_CHAPTERS)
        elif _begins_as_open_text(file):
            file.seek(0)
            yield from in_digest(inner.whole(file, path, form="odt"), inner)
        elif reason := why_unread_zip(names):
            raise UnpackRefused(reason)
        else:
            yield from _members(archive, path, inner)


def _unsafe(archive: zipfile.ZipFile, limits: UnpackLimits) -> str:
    """Return why a file of an office program is not opened, "" where all of its members are harmless."""
    return next((reason for member in archive.infolist() if (reason := _why_not(member, limits))), "")


def _begins_as_open_text(file: IO[bytes]) -> bool:
    file.seek(0)
    return OPEN_TEXT in file.read(_LONGEST_HEAD)


def _damaged(path: str, how: str) -> str:
    """Return the reason for a damaged ZIP, in the words of the kind of file that its name says it is."""
    if path.lower().endswith(_WORD_ENDS):
        return f"the Word document is damaged, open it in Word and save it again: {how}"
    return f"the ZIP file is damaged: {how}"


def refuse_crowded(file: IO[bytes], path: str, limits: UnpackLimits) -> None:
    """Raise UnpackRefused where a ZIP's directory lists more files than the limit.

    zipfile reads the whole directory into memory, so the entries are counted before it does.
    """
    end = file.seek(0, io.SEEK_END)
    tail_at = file.seek(max(0, end - _LONGEST_COMMENT - _END.size))
    tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise UnpackRefused(_damaged(path, "it has no end"))
    size = _END.unpack_from(tail, at)[5]
    start = max(0, tail_at + at - size - _ZIP64_END)
    if _entries(file, start, tail_at + at) > limits.files:
        raise UnpackRefused(f"it holds more than {limits.files} files")


def _entries(file: IO[bytes], start: int, end: int) -> int:
    """Return how often the mark of an entry occurs between two offsets: the most entries that can be there."""
    file.seek(start)
    count, kept = 0, b""
    while (left := end - file.tell()) > 0 and (chunk := file.read(min(left, _CHUNK))):
        count += (kept + chunk).count(_ENTRY_MARK)
        kept = chunk[-len(_ENTRY_MARK) + 1 :]
    return count


def _word(file: IO[bytes], path: str, inner: Inner) -> Found:
    file.seek(0)
    return inner.whole(file, path, form="word")


def _members(archive: zipfile.ZipFile, path: str, inner: Inner, endings: tuple[str, ...] = ("",)) -> Iterator[Found]:
    for member in archive.infolist():
        if member.filename.endswith("/") or not member.filename.lower().endswith(endings):
            continue
        inner.budget.take_file()
        if is_passed_over(name := inside(member.filename)):
            inner.budget.passed_over.take(name)
        else:
            yield from _in_member(archive, member, f"{path}/{name}", inner)


def _in_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: str, inner: Inner) -> Iterator[Found]:
    if reason := _why_not(member, inner.budget.limits):
        yield RefusedDocument(path, "", reason)
        return
    try:
        with archive.open(member) as stream:
            yield from inner.open(unpacked(stream, inner.budget, lambda: member.compress_size), path)
    except Exhausted:
        raise
    except UnpackRefused as refusal:
        yield RefusedDocument(path, "", str(refusal))
    except DAMAGE as error:
        yield RefusedDocument(path, "", f"cannot be unpacked: {error}")


def _why_not(member: zipfile.ZipInfo, limits: UnpackLimits) -> str:
    if member.flag_bits & 1:
        return "protected by a password"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link, which is not followed"
    if member.file_size > limits.ratio * max(1, member.compress_size) and member.file_size > _HARMLESS:
        return f"unpacks to {member.file_size // max(1, member.compress_size)} times its size"
    return ""
