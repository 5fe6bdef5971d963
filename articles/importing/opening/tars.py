"""Tar archives, read from beginning to end, and files packed by gzip, bzip2 or xz."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Iterator
from typing import IO, Final, cast

from articles.importing.document import Found, RefusedDocument
from articles.importing.file_kinds import FileKind, is_passed_over
from articles.importing.opening.inner import Inner, inside
from articles.importing.opening.streams import DAMAGE, Readable, plain, unpacked
from articles.importing.opening.unpack_limits import Exhausted, UnpackRefused

# An xz file may demand gigabytes to be unpacked; one packed at the highest setting needs 65 MB.
_XZ_MEMORY: Final = 128 * 1024**2
_HEADERS: Final = frozenset(
    {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
)
_LONGEST_HEADER: Final = 1024**2


def in_packed(stream: Readable, kind: FileKind, path: str, inner: Inner) -> Iterator[Found]:
    """Yield the documents of a file packed by gzip, bzip2 or xz, under the path of the packed file."""
    packed = _CountedStream(stream)
    try:
        yield from inner.open(unpacked(_unpacking(packed, kind), inner.budget, packed.tell), path)
    except Exhausted:
        raise
    except UnpackRefused as refusal:
        yield RefusedDocument(path, "", str(refusal))
    except DAMAGE as error:
        yield RefusedDocument(path, "", f"the {kind.value} file is damaged: {error}")


class _CountedStream(io.RawIOBase):
    """A stream, not seekable, that counts the bytes read from it (`tell`)."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self._read = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._read += len(chunk)
        return len(chunk)

    def tell(self) -> int:
        return self._read


def _unpacking(packed: _CountedStream, kind: FileKind) -> Readable:
    if kind is FileKind.GZIP:
        return gzip.GzipFile(fileobj=packed, mode="rb")
    return bz2.BZ2File(packed) if kind is FileKind.BZIP2 else _Xz(packed)


class _Xz:
    """An xz stream unpacked within a limit of memory, which lzma.open does not have."""

    def __init__(self, packed: _CountedStream) -> None:
        self._packed = packed
        self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def read(self, size: int) -> bytes:
        while not self._unpacker.eof:
            chunk = (self._packed.read(65_536) or b"") if self._unpacker.needs_input else b""
            if not chunk and self._unpacker.needs_input:
                raise EOFError("it ends before its end mark")
            if data := self._unpacker.decompress(chunk, size):
                return data
        return b""


class _Member(tarfile.TarInfo):
    """A member whose long name or attributes have a limited size: tarfile reads them into memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> "tarfile.TarInfo | None":
        if self.type in _HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


def in_tar(stream: Readable, path: str, inner: Inner) -> Iterator[Found]:
    """Yield the documents of a tar archive; links and devices are refused, folders skipped."""
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", tarinfo=_Member) as archive:
            for member in archive:
                # tarfile keeps every member, which would fill the memory where there are a million.
                archive.members = []  # type: ignore[attr-defined]
                if member.isdir():
                    continue
                inner.budget.take_file()
                if is_passed_over(name := inside(member.name)):
                    inner.budget.passed_over.take(name)
                else:
                    yield from _in_member(archive, member, f"{path}/{name}", inner)
    except UnpackRefused:
        raise
    except DAMAGE as error:
        yield RefusedDocument(path, "", f"the tar file is damaged: {error}")


def _in_member(archive: tarfile.TarFile, member: tarfile.TarInfo, path: str, inner: Inner) -> Iterator[Found]:
    content = archive.extractfile(member) if member.isreg() else None
    if content is None:
        yield RefusedDocument(
            path, "", "a link, which is not followed" if member.issym() or member.islnk() else "no file"
        )
        return
    try:
        yield from inner.open(plain(content), path)
    except Exhausted:
        raise
    except UnpackRefused as refusal:
        yield RefusedDocument(path, "", str(refusal))
