"""OpenDocument texts (.odt): their visible paragraphs and tables in order, with roles by style."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _
from lxml import etree

from articles.importing.file_kinds import OPEN_TEXT
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.office_files.office_packages import is_flat_open_text
from articles.importing.readers.office_files.office_page import (
    likely_author,
    likely_day,
    office_page,
    paragraph_blocks,
    table_blocks,
    with_notes,
    with_soft_letters,
)
from articles.importing.readers.office_files.open_styles import OpenStyles
from articles.importing.readers.page import Block, Page, Role
from articles.importing.readers.xml_elements import xml_parser
from articles.text.written_dates import VIETNAM

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLES: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAWING: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_PARAGRAPHS: Final = frozenset({f"{_TEXT}h", f"{_TEXT}p"})
_TABLE, _ROW, _CELL = f"{_TABLES}table", f"{_TABLES}table-row", f"{_TABLES}table-cell"
_NOTE, _BOX, _IMAGE = f"{_TEXT}note", f"{_DRAWING}text-box", f"{_DRAWING}image"
_COMMENT: Final = f"{_OFFICE}annotation"
_HIDDEN_PARAGRAPH: Final = f"{_TEXT}hidden-paragraph"
_IS_HIDDEN: Final = f"{_TEXT}is-hidden"
_BREAKS: Final = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": " ", f"{_TEXT}s": " "}
# What is no text of the document, though it holds text.
_NO_TEXT: Final = frozenset(
    {
        *(f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "ruby-text", "placeholder", "script")),
        *(f"{_TEXT}{name}" for name in ("table-of-content", "index-title")),
        *(f"{_OFFICE}{name}" for name in ("forms", "scripts")),
    }
)
_MOST_UNPACKED: Final = 50 * 1024**2
# What a damaged ZIP raises.
_DAMAGE: Final = (OSError, EOFError, ValueError, KeyError, RuntimeError, zlib.error, zipfile.BadZipFile)


def read_open_text(data: bytes, options: ImportOptions) -> Page:
    """Read an OpenDocument text; raises UnreadableDocument where it is damaged or holds no text."""
    try:
        content, styles, meta = _flat(data) if is_flat_open_text(data) else _unpacked(data)
    except (*_DAMAGE, etree.XMLSyntaxError) as error:
        raise UnreadableDocument(f"the OpenDocument file is damaged: {error}") from error
    reading = _Reading(OpenStyles(*(() if styles is None else (styles,)), content))
    body = content.find(f"{_OFFICE}body")
    blocks = with_notes(reading.parts(content if body is None else body))
    if not blocks:
        raise UnreadableDocument("the document holds no text")
    page = office_page(blocks, options)
    return replace(
        page,
        likely_authors=likely_author(_property(meta, "initial-creator")),
        likely_day=likely_day(_moment(_property(meta, "creation-date"))),
        outside=(*page.outside, *dict.fromkeys(filter(None, reading.unseen))),
    )


_Parts = tuple[etree._Element, etree._Element | None, etree._Element | None]


def _unpacked(data: bytes) -> _Parts:
    """Return the content, the styles and the properties in a ZIP, None for what it lacks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        others = {name: archived_part(archive, name) for name in ("styles.xml", "meta.xml") if name in names}
        return archived_part(archive, "content.xml"), others.get("styles.xml"), others.get("meta.xml")


def _flat(data: bytes) -> _Parts:
    root = etree.fromstring(data, xml_parser(recover=False))
    return root, None, root


def archived_part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Return the root of a part of a ZIP; raises UnreadableDocument where it is too large."""
    with archive.open(name) as part:
        xml = part.read(_MOST_UNPACKED + 1)
    if len(xml) > _MOST_UNPACKED:
        raise UnreadableDocument("the document unpacks to many times its size")
    return etree.fromstring(xml, xml_parser(recover=False))


def _property(meta: etree._Element | None, name: str) -> str:
    return "" if meta is None else next((one.text or "" for one in meta.iter(f"{_META}{name}")), "")


def _moment(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written[:19]).replace(tzinfo=VIETNAM)
    except ValueError:
        return None


class _Reading:
    """Reads the visible text of one document, and collects what is hidden and what is noted in its margin."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self.unseen: list[str] = []

    def parts(self, element: etree._Element, *, in_picture: bool = False) -> Iterator[tuple[Block, list[Block]]]:
        """Yield the blocks in an element in order, each with its notes; a paragraph is followed by its boxes."""
        for child in self._visible(element):
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child, in_picture=in_picture)
            elif child.tag == _TABLE:
                yield from self._table(child)
            elif child.tag != _NOTE:
                yield from self.parts(child, in_picture=in_picture or _is_framed_picture(child))

    def _paragraph(self, element: etree._Element, *, in_picture: bool) -> Iterator[tuple[Block, list[Block]]]:
        role = self._styles.role(element)
        role = Role.CAPTION if in_picture and role is Role.TEXT else role
        blocks = paragraph_blocks(with_soft_letters("".join(self._written(element))), role)
        notes = [part for note in self._notes(element) for part, _ in self.parts(note)]
        yield from ((block, notes if block is blocks[-1] else []) for block in blocks)
        yield from ((note, []) for note in notes if not blocks)
        yield from self.parts(element)

    def _table(self, table: etree._Element) -> Iterator[tuple[Block, list[Block]]]:
        cells = [list(self._inner(row, _CELL)) for row in self._inner(table, _ROW)]
        rows = [["\n".join(block.text for block, _ in self.parts(cell)) for cell in row] for row in cells]
        is_layout = any(next(cell.iter(_IMAGE, _TABLE), None) is not None for row in cells for cell in row)
        if told := table_blocks(rows, is_layout=is_layout):
            notes = [part for note in self._notes(table) for part, _ in self.parts(note)]
            yield from ((block, notes if block is told[-1] else []) for block in told)
            return
        for cell in (cell for row in cells for cell in row):
            yield from self.parts(cell)

    def _inner(self, element: etree._Element, wanted: str) -> Iterator[etree._Element]:
        """Yield the outermost elements of a kind in an element."""
        for child in self._visible(element):
            if child.tag == wanted:
                yield child
            elif child.tag not in _PARAGRAPHS:
                yield from self._inner(child, wanted)

    def _notes(self, element: etree._Element) -> Iterator[etree._Element]:
        for child in self._visible(element):
            if child.tag == _NOTE:
                yield child
            elif not str(child.tag).startswith(_DRAWING):
                yield from self._notes(child)

    def _written(self, element: etree._Element) -> Iterator[str]:
        """Yield the text of a paragraph without that of its notes and boxes."""
        yield element.text or ""
        for child in element:
            if child.tag in _BREAKS:
                yield _BREAKS[str(child.tag)]
            elif self._is_seen(child) and child.tag != _NOTE and not str(child.tag).startswith(_DRAWING):
                yield from self._written(child)
            yield child.tail or ""

    def _visible(self, element: etree._Element) -> Iterator[etree._Element]:
        return (child for child in element if self._is_seen(child))

    def _is_seen(self, element: etree._Element) -> bool:
        """Tell whether an element is text to be seen; collect the words of one that is not."""
        if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
            return False
        if element.tag != _COMMENT and not self._is_hidden(element):
            return True
        paragraphs = list(element.iter(*_PARAGRAPHS)) or [element]
        self.unseen += ["".join(one.itertext("*")).strip() for one in paragraphs]
        return False

    def _is_hidden(self, element: etree._Element) -> bool:
        states = (element.get(_IS_HIDDEN) == "true", element.get(f"{_TEXT}display") == "none")
        holds_mark = element.tag in _PARAGRAPHS and any(
            mark.get(_IS_HIDDEN) == "true" for mark in element.iterchildren(_HIDDEN_PARAGRAPH)
        )
        return any(states) or holds_mark or self._styles.hides(element)


def _is_framed_picture(element: etree._Element) -> bool:
    """Tell whether an element is a box with a picture and one line, which is its caption."""
    if element.tag != _BOX or next(element.iter(_IMAGE), None) is None:
        return False
    return sum(1 for one in element.iter(*_PARAGRAPHS) if "".join(one.itertext("*")).strip()) == 1


READER: Final = DocumentReader(
    "odt",
    _("OpenDocument text"),
    "a text of LibreOffice or OpenOffice (.odt, .fodt)",
    read=lambda contents, options: read_open_text(contents.data, options),
    matches=lambda contents: OPEN_TEXT in contents.data[:200] or is_flat_open_text(contents.data),
    binary=True,
)
