"""Documents that programs put into a Word document as they are, in place of its own text ("altChunk"): mostly HTML."""

from collections.abc import Callable, Iterator
from typing import Final

from docx.document import Document as Word
from docx.oxml.ns import qn
from lxml import etree

from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers import plain
from articles.importing.readers.document_reader import Contents
from articles.importing.readers.messages import saved_pages
from articles.importing.readers.office_files import rich_text
from articles.importing.readers.office_files.office_packages import is_word_file
from articles.importing.readers.office_files.word_text import EMBEDDED
from articles.importing.readers.page import Block, Page
from articles.importing.readers.web import web_page

_ID: Final = qn("r:id")
_READERS: Final = (rich_text.READER, saved_pages.READER, web_page.READER, plain.READER)


def embedded_pages(
    word: Word, options: ImportOptions, read_word: Callable[[bytes, ImportOptions], Page]
) -> dict[str, Page]:
    """Return what the documents in a Word document hold, by the ids of their places; those that hold nothing are none.

    `read_word` reads a Word document in another, none in that one. Of the places of one document all but the first are
    taken away: many would be as many copies of it.
    """
    found: dict[str, Page] = {}
    parts: set[str] = set()
    for place in list(word.element.body.iter(EMBEDDED)):
        relation = word.part.rels.get(place.get(_ID, ""))
        if relation is None or relation.is_external:
            continue
        if (part := relation.target_part.partname) in parts:
            place.getparent().remove(place)
            continue
        parts.add(part)
        data = relation.target_part.blob
        try:
            found[place.get(_ID, "")] = read_word(data, options) if is_word_file(data) else _read(data, options)
        except UnreadableDocument:
            continue
    return found


def _read(data: bytes, options: ImportOptions) -> Page:
    contents = Contents(data)
    return next(reader for reader in _READERS if reader.matches(contents)).read(contents, options)


def embedded_blocks(place: etree._Element, pages: dict[str, Page]) -> Iterator[Block]:
    """Yield the blocks of the document at a place."""
    if page := pages.get(place.get(_ID, "")):
        yield from page.blocks
