"""Bytes to text: UTF-8 with or without a byte order mark, and UTF-16 with one."""

import codecs

from articles.importing.parsed import UnreadableDocument


def decode(data: bytes) -> str:
    """Return the text of `data`; UnreadableDocument where it is empty, binary or in another encoding."""
    if not data.strip():
        raise UnreadableDocument("the document is empty")
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not utf16 and b"\x00" in data:
        raise UnreadableDocument("the document is binary, not text", f"byte {data.index(0)}")
    encoding = "utf-16" if utf16 else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"the document is not {encoding[:6].upper().rstrip('-')} text", f"byte {error.start}"
        ) from error
    if not text.strip("\ufeff \t\r\n\xa0"):
        raise UnreadableDocument("the document is empty")
    return text
