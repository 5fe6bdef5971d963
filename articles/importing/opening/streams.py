"""Streams that can be peeked into before they are read, and that end where an archive unpacks to too much."""

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import Final, Protocol

from warcio.exceptions import ArchiveLoadFailed

from articles.importing.opening.unpack_limits import Budget, TooLong, UnpackRefused

# What the libraries raise that open damaged or hostile archives.
DAMAGE: Final = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    ArchiveLoadFailed,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
HEAD: Final = 65_536
# Bytes below which no ratio of unpacked to packed size does harm.
_HARMLESS: Final = 1024**2


class Readable(Protocol):
    """A stream that is read from its beginning to its end."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, b"" at the end."""
        ...


class _Whole(io.RawIOBase):
    """A raw stream that fills the whole buffer while there is anything to read, so that a peek sees enough.

    What could be read before damage is returned first; the next read raises.
    """

    def __init__(self, stream: Readable) -> None:
        # read1, where there is one, returns what was unpacked before damage; read would lose it.
        self._read = getattr(stream, "read1", stream.read)
        self._damage: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if self._damage:
            raise self._damage
        view, filled = memoryview(buffer), 0
        try:
            while filled < len(view) and (chunk := self._read(len(view) - filled)):
                view[filled : filled + len(chunk)] = chunk
                filled += len(chunk)
        except DAMAGE as error:
            if not filled:
                raise
            self._damage = error
        return self._counted(filled)

    def _counted(self, number: int) -> int:
        return number


class _Unpacked(_Whole):
    """What an archive unpacks to, counted. Raises UnpackRefused beyond the ratio, Exhausted beyond the whole budget."""

    def __init__(self, stream: Readable, budget: Budget, packed: Callable[[], int]) -> None:
        super().__init__(stream)
        self._budget, self._packed, self._given = budget, packed, 0

    def _counted(self, number: int) -> int:
        self._given += number
        ratio = self._budget.limits.ratio
        if self._given > _HARMLESS and self._given > ratio * max(1, self._packed()):
            raise UnpackRefused(f"unpacks to more than {ratio} times its size")
        self._budget.take_bytes(number)
        return number


def plain(stream: Readable) -> io.BufferedReader:
    """Return a stream that can be peeked into."""
    return io.BufferedReader(_Whole(stream), HEAD)


def unpacked(stream: Readable, budget: Budget, packed: Callable[[], int]) -> io.BufferedReader:
    """Return the stream of what an archive unpacks; `packed` returns how many packed bytes it has used so far."""
    return io.BufferedReader(_Unpacked(stream, budget, packed), HEAD)


def head(stream: io.BufferedReader) -> bytes:
    """Return the first HEAD bytes of a stream, or all of a shorter one, without consuming them."""
    return stream.peek(HEAD)[:HEAD]


def line(stream: io.BufferedReader, budget: Budget) -> bytes:
    """Return the next line, b"" at the end. Raises TooLong, after skipping it, where it is longer than a document."""
    text = stream.readline(budget.limits.document_bytes + 1)
    if len(text) <= budget.limits.document_bytes:
        return text
    while text and not text.endswith(b"\n"):
        text = stream.readline(HEAD)
    raise TooLong(budget.limits.too_large)
