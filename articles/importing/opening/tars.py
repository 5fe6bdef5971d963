"""Tar archives, read from front to back, and what is packed by gzip, bzip2 or xz."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Iterator
from typing import IO, Final, cast

from articles.importing.document import Found, RefusedDocument
from articles.importing.file_kinds import FileKind
from articles.importing.opening.inner import Inner, inside
from articles.importing.opening.streams import DAMAGE, Readable, plain, unpacked
from articles.importing.opening.unpack_limits import Exhausted, UnpackRefused

# xz may ask for gigabytes to unpack; a text packed at its highest setting needs 65 MB.
_XZ_MEMORY: Final = 128 * 1024**2
_HEADERS: Final = frozenset(
    {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
)
_LONGEST_HEADER: Final = 1024**2


def in_packed(stream: Readable, kind: FileKind, path: str, inner: Inner) -> Iterator[Found]:
    """Yield what is in a stream packed by gzip, bzip2 or xz; it keeps the path of the packed file."""
    packed = _Told(stream)
    try:
        yield from inner.open(unpacked(_unpacking(packed, kind), inner.budget, packed.tell), path)
    except Exhausted:
        raise
    except UnpackRefused as refusal:
        yield RefusedDocument(path, "", str(refusal))
    except DAMAGE as error:
        yield RefusedDocument(path, "", f"the {kind.value} file is damaged: {error}")


class _Told(io.RawIOBase):
    """A stream that tells how many bytes were read from it; it cannot be sought in."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self._read = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        self._read += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._read


def _unpacking(packed: _Told, kind: FileKind) -> Readable:
    if kind is FileKind.GZIP:
        return gzip.GzipFile(fileobj=packed, mode="rb")
    return bz2.BZ2File(packed) if kind is FileKind.BZIP2 else _Xz(packed)


class _Xz:
    """An xz stream unpacked within a bound of memory, which lzma.open has none of."""

    def __init__(self, packed: _Told) -> None:
        self._packed = packed
        self._unpacker = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def read(self, size: int) -> bytes:
        while not self._unpacker.eof:
            piece = (self._packed.read(65_536) or b"") if self._unpacker.needs_input else b""
            if not piece and self._unpacker.needs_input:
                raise EOFError("it ends before its end mark")
            if data := self._unpacker.decompress(piece, size):
                return data
        return b""


class _Member(tarfile.TarInfo):
    """A member whose long name or attributes, which tarfile reads into memory, are of a bearable size."""

    def _proc_member(self, archive: tarfile.TarFile) -> "tarfile.TarInfo | None":
        if self.type in _HEADERS and self.size > _LONGEST_HEADER:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


def in_tar(stream: Readable, path: str, inner: Inner) -> Iterator[Found]:
    """Yield what is in the files of a tar archive; links and devices are refused, folders passed over."""
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", tarinfo=_Member) as archive:
            for member in archive:
                # tarfile remembers every member, which a million of them must not cost.
                archive.members = []  # type: ignore[attr-defined]
                if not member.isdir():
                    inner.budget.take_file()
                    yield from _in_member(archive, member, f"{path}/{inside(member.name)}", inner)
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
