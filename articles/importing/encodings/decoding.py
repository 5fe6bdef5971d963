"""Bytes to text. The encoding is an option, or else the one that makes the best Vietnamese of the bytes."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from articles.importing.encodings import decode_as, western_bytes
from articles.importing.parsed_article import UnreadableDocument
from articles.text.syllables import share_spelt

_BEFORE_UNICODE: Final = ("tcvn3", "vni", "windows-1258", "viscii", "vps")
# As editors know them; others go by their own names.
ENCODING_NAMES: Final = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "viscii": "VISCII", "vps": "VPS"}
# The encodings that Python can decode as a stream, and their codecs.
STREAMED: Final = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1258": "cp1258",
}
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Bytes by which an encoding is recognised.
_SAMPLE: Final = 32_768
_ENOUGH_SPELT: Final = 0.6
# UTF-8 is still read with one wrong byte among so many characters.
_FEW_WRONG: Final = 200
# Vietnamese letters that Latin-1 lacks, and combining marks.
_VIETNAMESE: Final = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u0323]")
_WESTERN: Final = re.compile("[\u0080-\u00ff]")
# Signs of English and other texts, which are letters in the old encodings.
_SIGNS: Final = re.compile("[\u00a0£§©«®°·»]")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document, and warnings about its encoding."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Return the text of `data` in `encoding`, or where that is "" in the encoding that makes it Vietnamese.

    Raises UnreadableDocument where it is empty, binary, or in no encoding that is known.
    """
    if not data.strip():
        raise UnreadableDocument("the document is empty")
    decoded = _in_encoding(data, encoding) if encoding else _recognised(data)
    if not decoded.text.strip("\ufeff \t\r\n\xa0"):
        raise UnreadableDocument("the document is empty")
    return decoded


def mend(text: str) -> Decoded:
    """Repair text in an old encoding, or in UTF-8, that was decoded as windows-1252; other text is returned unchanged.

    Word and old pages store text in the fonts .VnTime and VNI-Times like this ("Céng hoµ"); "Viá»‡t Nam" was UTF-8.
    """
    if (
        _VIETNAMESE.search(text)
        or not _WESTERN.search(_SIGNS.sub("", text))
        or (share_spelt(text) or 0) >= _ENOUGH_SPELT
    ):
        return Decoded(text)
    try:
        data = western_bytes(text)
    except UnicodeEncodeError:
        return Decoded(text)
    encoding = _best(data, ("utf-8", *_BEFORE_UNICODE))
    # Signs alone, as English has them, show no old encoding.
    if encoding != "utf-8" and not share_spelt(decode_as(data, encoding) if encoding else ""):
        return Decoded(text)
    return (
        Decoded(decode_as(data, encoding), (encoding_warning(encoding, "in Western letters"),))
        if encoding
        else Decoded(text)
    )


def beginning(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return the text that a file begins with and its encoding; `data` may end inside a letter.

    Returns ("", "") where it is binary or in no encoding that is known. UTF-16 without a byte order mark is
    "utf-16-le" or "utf-16-be".
    """
    encoding = _utf16_codec(data) if encoding == "utf-16" else encoding or _encoding(data)
    if encoding in STREAMED:
        return codecs.getincrementaldecoder(STREAMED[encoding])("replace").decode(data), encoding
    return (decode_as(data, encoding), encoding) if encoding else ("", "")


def _encoding(data: bytes) -> str:
    if data.startswith(_UTF16_MARKS):
        return "utf-16"
    try:
        if b"\x00" in data:
            return _unmarked_utf16(data)
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnreadableDocument:
        return ""
    except UnicodeDecodeError:
        return _best(data, _BEFORE_UNICODE) or "utf-8"
    return "utf-8"


def _utf16_codec(data: bytes) -> str:
    """Return the codec of data that is UTF-16 by option, with or without a byte order mark."""
    if data.startswith(_UTF16_MARKS):
        return "utf-16"
    return "utf-16-be" if data[:_SAMPLE:2].count(0) > data[1:_SAMPLE:2].count(0) else "utf-16-le"


def _in_encoding(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(_utf16_codec(data)) if encoding == "utf-16" else decode_as(data, encoding)
        return Decoded(text, (f"encoding: {encoding}, by import option",))
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"the document is not {encoding} text", f"byte {error.start}") from error


def _recognised(data: bytes) -> Decoded:
    if data.startswith(_UTF16_MARKS):
        return _utf16(data, "utf-16")
    if b"\x00" in data:
        return _utf16(data, _unmarked_utf16(data))
    try:
        return mend(decode_as(data, "utf-8"))
    except UnicodeDecodeError as error:
        return _before_unicode(data, error.start)


def _utf16(data: bytes, codec: str) -> Decoded:
    try:
        return Decoded(data.decode(codec))
    except UnicodeDecodeError as error:
        raise UnreadableDocument("the document is not UTF-16 text", f"byte {error.start}") from error


def _unmarked_utf16(data: bytes) -> str:
    """Return the codec of UTF-16 without a byte order mark, in which every second byte of plain letters is 0."""
    first, second = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    codec = "utf-16-be" if first > second else "utf-16-le"
    enough = max(first, second) * 2 >= min(len(data), _SAMPLE) * 0.3
    if not enough or _CONTROL.search(data[:_SAMPLE].decode(codec, "replace")):
        raise UnreadableDocument("the document is binary, not text", f"byte {data.find(0)}")
    return codec


def _before_unicode(data: bytes, first_wrong: int) -> Decoded:
    encoding = _best(data, _BEFORE_UNICODE)
    if not encoding:
        text = data.decode("utf-8-sig", "replace")
        wrong = text.count("\ufffd")
        if wrong * _FEW_WRONG < len(text) and (share_spelt(text) or 0) >= _ENOUGH_SPELT:
            return Decoded(text, (f"encoding: {wrong} places are not UTF-8 and stand as \ufffd",))
        raise UnreadableDocument(
            "the document is not UTF-8 text, nor in an older encoding of Vietnamese", f"byte {first_wrong}"
        )
    return Decoded(decode_as(data, encoding), (encoding_warning(encoding),))


def _best(data: bytes, encodings: tuple[str, ...]) -> str:
    """Return the encoding in which most words of `data` are spelt as Vietnamese, "" where too few are in any."""
    shares = {encoding: _share(data[:_SAMPLE], encoding) for encoding in encodings}
    best = max(encodings, key=lambda encoding: shares[encoding])
    return best if shares[best] >= _ENOUGH_SPELT else ""


def _share(data: bytes, encoding: str) -> float:
    try:
        share = share_spelt(decode_as(data, encoding))
    except UnicodeDecodeError:
        return 0
    # No word has marks: only the punctuation of Windows differs, which all encodings but UTF-8 share.
    return 1 if share is None else share


def encoding_warning(encoding: str, how: str = "") -> str:
    """Return the warning that a text was read in an encoding which is not Unicode, and how."""
    return f"encoding: {ENCODING_NAMES.get(encoding, encoding)} {how}".strip()
