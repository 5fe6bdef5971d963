"""The XML of feeds as programs write it: with bare ampersands, entities of HTML and a wrong encoding declared."""

import codecs
import re
from html.entities import html5
from typing import IO, Final

# Bytes by which the encoding is recognised.
_SAMPLE: Final = 256 * 1024
_DECLARED: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)")
_UTF_16_OR_32: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<", b"\0\0")
_CDATA: Final = re.compile(rb"(<!\[CDATA\[|\]\]>)")
_AMPERSAND: Final = re.compile(rb"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][\w.-]{0,30});)?")
_OF_XML: Final = (b"amp", b"lt", b"gt", b"quot", b"apos")
# What may go on in the next bytes: an entity, or an edge of CDATA; and its greatest length.
_UNFINISHED: Final = re.compile(rb"(?:&[#\w.-]{0,32}|<[!\[CDAT]{0,7}|\]{1,2})\Z")
_LONGEST_UNFINISHED: Final = 33


class FeedXml:
    """A stream of a feed's XML, mended on the way.

    A bare "&" becomes "&amp;", and an entity of HTML ("&nbsp;") its number. `encoding` is "utf-8" where the bytes are
    UTF-8 although they declare another encoding, else None: as declared.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._kept, self._in_cdata = stream, b"", False
        self._sample = stream.read(_SAMPLE)
        self._wide = self._sample.startswith(_UTF_16_OR_32)
        self._has_entities = b"<!ENTITY" in self._sample
        self.encoding = "utf-8" if _is_undeclared_utf_8(self._sample) else None

    def read(self, size: int) -> bytes:
        """Return the next bytes, roughly `size` of them; none at the end alone."""
        while True:
            chunk = self._next(size)
            if self._wide:
                return chunk
            text = self._kept + chunk
            unfinished = _UNFINISHED.search(text, max(0, len(text) - _LONGEST_UNFINISHED)) if chunk else None
            end = unfinished.start() if unfinished else len(text)
            self._kept = text[end:]
            if end or not chunk:
                return b"".join(self._mended(part) for part in _CDATA.split(text[:end]))

    def _next(self, size: int) -> bytes:
        if not self._sample:
            return self._stream.read(size)
        chunk, self._sample = self._sample[:size], self._sample[size:]
        return chunk

    def _mended(self, part: bytes) -> bytes:
        if _CDATA.fullmatch(part):
            self._in_cdata = part.startswith(b"<")
            return part
        return _AMPERSAND.sub(self._reference, part)

    def _reference(self, found: re.Match[bytes]) -> bytes:
        name: bytes | None = found[1]
        if name is not None and (name.startswith(b"#") or name in _OF_XML):
            return found[0]
        if letters := html5.get(f"{name.decode()};") if name else None:
            return "".join(f"&#{ord(letter)};" for letter in letters).encode()
        is_own = name is not None and self._has_entities
        return found[0] if self._in_cdata or is_own else b"&amp;" + found[0][1:]


def _is_undeclared_utf_8(sample: bytes) -> bool:
    """Tell whether bytes that declare an encoding of single bytes are UTF-8, with letters beyond ASCII."""
    declared = _DECLARED.match(sample)
    if declared is None or declared[1].lower().startswith(b"ut") or sample.isascii():
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True
