"""Readers: one module for each form of document. A form is recognised by content, never by a file's name."""

from dataclasses import replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.importing.file_kinds import why_unread
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers import plain, segmented_text, syndication
from articles.importing.readers.document_reader import Contents, DocumentReader
from articles.importing.readers.labelled import labelled_text
from articles.importing.readers.marked_text import markdown
from articles.importing.readers.messages import mail, saved_pages
from articles.importing.readers.office_files import docx, open_text, pdf, rich_text
from articles.importing.readers.page import Page
from articles.importing.readers.records import record
from articles.importing.readers.web import web_page

# Tried in this order; the last one reads any text.
READERS: Final[tuple[DocumentReader, ...]] = (
    syndication.READER,
    docx.READER,
    pdf.READER,
    rich_text.READER,
    open_text.READER,
    saved_pages.READER,
    mail.MAIL_READER,
    *record.RECORD_READERS,
    markdown.READER,
    web_page.READER,
    labelled_text.READER,
    segmented_text.READER,
    plain.READER,
)
_BY_FORM: Final = {reader.form: reader for reader in READERS}


def read_page(data: bytes, options: ImportOptions, form: str = "") -> Page:
    """Return what the reader of a form makes of a document; without a form, the first reader that matches.

    Raises UnreadableDocument where the document cannot be read.
    """
    # The opening hands on documents of a form that it decides (`Document.form`) as UTF-8 or as bytes.
    contents = Contents(data, "" if form else options.encoding)
    reader = _BY_FORM[form] if form else _reader_of(contents)
    page = segmented_text.as_printed(reader.read(contents, options))
    decoding = () if reader.binary else contents.decoded.warnings
    return replace(page, form=reader.form, warnings=(*decoding, *page.warnings))


def has_binary_reader(data: bytes) -> bool:
    """Tell whether a file that begins so is of a binary form that is read."""
    contents = Contents(data)
    return any(reader.matches(contents) for reader in READERS if reader.binary)


def form_labels() -> dict[str, Promise]:
    """Return the names, for editors, of the forms that an article can have, by their keys."""
    return {reader.form: reader.label for reader in READERS} | {"written": _("written in the archive")}


def _reader_of(contents: Contents) -> DocumentReader:
    for reader in READERS:
        if reader.binary and reader.matches(contents):
            return reader
    if reason := why_unread(contents.data):
        raise UnreadableDocument(reason)
    return next(reader for reader in READERS if not reader.binary and reader.matches(contents))
