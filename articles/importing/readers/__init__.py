"""Readers: one file a form of document. The form is recognised by the document's content, never by its name."""

import re
from dataclasses import replace
from typing import Final

from articles.importing.encodings.decoding import decode
from articles.importing.file_kinds import is_word, why_unread
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.docx import read_word
from articles.importing.readers.html import read_web
from articles.importing.readers.page import Page
from articles.importing.readers.plain import read_plain
from articles.importing.readers.record import looks_like_record, read_record
from articles.importing.readers.segmented_text import read_segmented
from articles.importing.readers.syndication import read_entry
from articles.text.segmented import is_segmented

_STRUCTURE: Final = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|p|div|h[1-6]|article|section|main|figure|figcaption|ul|ol|table|span|header)\b[^<>]*)>",
    re.IGNORECASE,
)


def read_page(data: bytes, options: ImportOptions, form: str) -> Page:
    """Return what the one reader of the document's form makes of it; UnreadableDocument where none can read it.

    `form` is as in `Document`.
    """
    if form == "feed":
        return read_entry(data)
    if form == "word" or is_word(data):
        return read_word(data)
    if reason := why_unread(data):
        raise UnreadableDocument(reason)
    decoded = decode(data, "" if form else options.encoding)
    page = _read_text(decoded.text, options)
    return replace(page, form=form or page.form, warnings=(*decoded.warnings, *page.warnings))


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
