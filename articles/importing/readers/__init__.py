"""Readers: one file a form of document. The form is recognised by the document's content, never by its name."""

import re
from dataclasses import replace
from typing import Final

from articles.importing.options import ImportOptions
from articles.importing.readers.decoding import decode
from articles.importing.readers.page import Page
from articles.importing.readers.plain import read_plain
from articles.importing.readers.record import looks_like_record, read_record
from articles.importing.readers.segmented import read_segmented
from articles.importing.readers.web import read_web
from articles.text.segmented import is_segmented

_STRUCTURE: Final = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|p|div|h[1-6]|article|section|main|figure|figcaption|ul|ol|table|span|header)\b[^<>]*)>",
    re.IGNORECASE,
)


def read(data: bytes, options: ImportOptions) -> Page:
    """Return what the one reader of the document's form makes of it; UnreadableDocument where none can read it."""
    decoded = decode(data, options.encoding)
    page = _read_text(decoded.text, options)
    return replace(page, warnings=(*decoded.warnings, *page.warnings))


def _read_text(text: str, options: ImportOptions) -> Page:
    if looks_like_record(text):
        return read_record(text, options)
    if _is_html(text):
        return read_web(text)
    if is_segmented(text):
        return read_segmented(text)
    return read_plain(text)


def _is_html(text: str) -> bool:
    """Tell HTML from text into which a stray tag was copied: it begins with a tag, or has its structure in tags."""
    tags = len(_STRUCTURE.findall(text))
    return tags >= 2 and (text.lstrip("\ufeff \t\r\n").startswith("<") or tags > text.count("\n\n"))
