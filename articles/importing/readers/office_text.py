"""Documents of other office programs: OpenDocument text (.odt) and rich text (.rtf)."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.file_kinds import OPEN_TEXT
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.line_blocks import plain_blocks
from articles.importing.readers.page import Block, Page, Role, holds_data, table_block
from articles.importing.readers.rich_markup import CELL_END, visible_markup
from articles.importing.readers.xml_elements import xml_parser

_RICH: Final = b"{\\rtf"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = f"{_TEXT}style-name"
_TITLES: Final = ("Title", "Heading_20_1")
_PARAGRAPHS: Final = frozenset({f"{_TEXT}h", f"{_TEXT}p"})
_BREAKS: Final = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": " ", f"{_TEXT}s": " "}
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAWING: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
# What tracked changes deleted, and what readers note in the margin.
_UNSEEN: Final = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation"})
# What stands apart from the sentence that it is in, beside boxes and pictures.
_APART: Final = _UNSEEN | {f"{_TEXT}note", f"{_TEXT}ruby-text"}
_MOST_UNPACKED: Final = 50 * 1024**2
# What a damaged ZIP raises.
_DAMAGE: Final = (OSError, EOFError, ValueError, KeyError, RuntimeError, zlib.error, zipfile.BadZipFile)


def read_rich_text(data: bytes) -> Page:
    """Read rich text; raises UnreadableDocument where it holds no text."""
    from striprtf.striprtf import destinations, rtf_to_text  # few imports need it

    try:
        text = rtf_to_text(visible_markup(data.decode("cp1252", "replace"), destinations), errors="replace")
    except Exception as error:  # striprtf lets through whatever a broken code raises
        raise UnreadableDocument(f"the rich text is damaged: {error}") from error
    blocks = tuple(_rich_blocks(text))
    if not blocks:
        raise UnreadableDocument("the document holds no text")
    return Page(blocks)


def _rich_blocks(text: str) -> Iterator[Block]:
    for is_table, lines in groupby(text.split("\n"), key=lambda line: CELL_END in line):
        if is_table:
            yield from _table_blocks([line.split(CELL_END) for line in lines])
        else:
            yield from plain_blocks(clean_text("\n".join(lines), keep_tabs=True))


def _table_blocks(rows: list[list[str]]) -> Iterator[Block]:
    """Yield a table of data as one block, the cells of a layout as one each."""
    filled = [[text for cell in row if (text := clean_line(cell))] for row in rows]
    if holds_data(filled, least_rows=1):
        yield table_block(rows)
    else:
        yield from (Block(cell) for row in filled for cell in row)


def read_open_text(data: bytes) -> Page:
    """Read an OpenDocument text; raises UnreadableDocument where it is damaged or holds no text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
            xml = content.read(_MOST_UNPACKED + 1)
        if len(xml) > _MOST_UNPACKED:
            raise UnreadableDocument("the document unpacks to many times its size")
        root = etree.fromstring(xml, xml_parser(recover=False))
    except (*_DAMAGE, etree.XMLSyntaxError) as error:
        raise UnreadableDocument(f"the OpenDocument file is damaged: {error}") from error
    blocks = [block for element in _paragraphs(root) if (block := _block(element)).text]
    if not blocks:
        raise UnreadableDocument("the document holds no text")
    return Page(tuple(blocks))


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the visible paragraphs in order; a paragraph is followed by those of its notes and boxes."""
    for child in element:
        if child.tag in _PARAGRAPHS:
            yield child
        if child.tag not in _UNSEEN:
            yield from _paragraphs(child)


def _block(element: etree._Element) -> Block:
    text = "\n".join(line for line in clean_text("".join(_written(element))).split("\n") if line)
    return Block(text, Role.TITLE if element.get(_STYLE) in _TITLES else Role.TEXT)


def _written(element: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph without that of its notes and boxes."""
    yield element.text or ""
    for child in element:
        if child.tag in _BREAKS:
            yield _BREAKS[str(child.tag)]
        elif isinstance(child.tag, str) and child.tag not in _APART and not child.tag.startswith(_DRAWING):
            yield from _written(child)
        yield child.tail or ""


RICH_TEXT: Final = DocumentReader(
    "rtf",
    _("rich text"),
    "rich text (.rtf)",
    read=lambda contents, _options: read_rich_text(contents.data),
    matches=lambda contents: contents.data.startswith(_RICH),
    binary=True,
)
OPEN_DOCUMENT: Final = DocumentReader(
    "odt",
    _("OpenDocument text"),
    "a text of LibreOffice or OpenOffice (.odt)",
    read=lambda contents, _options: read_open_text(contents.data),
    matches=lambda contents: OPEN_TEXT in contents.data[:200],
    binary=True,
)
