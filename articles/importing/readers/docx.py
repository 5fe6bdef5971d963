"""Word documents (.docx): their paragraphs, in order, with roles by style and metadata from the properties."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, cast

import docx
from django.utils.translation import gettext_lazy as _
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph
from lxml import etree

from articles.importing.cleaning.byline_names import is_person
from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.encodings.decoding import mend
from articles.importing.file_kinds import is_word
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.label_notations import form_lines
from articles.importing.readers.labelled_text import looks_labelled, read_labelled
from articles.importing.readers.page import Block, Page, Role, holds_data, table_block
from articles.importing.readers.word_text import TABLE, blocks_in, cell_text, rows_of, text_of
from articles.text.written_dates import VIETNAM

# What blocks are joined by while they are repaired: no block contains an empty line.
_PARTED: Final = "\n\n"
_MOST_UNPACKED: Final = 200 * 1024**2
_MOST_RATIO: Final = 200
_HARMLESS: Final = 1024**2
# A table that holds one of these is a layout.
_NO_DATA: Final = (qn("w:drawing"), qn("w:pict"), TABLE)
# What a style or a table tells is lost in labelled text.
_TOLD: Final = frozenset({Role.CAPTION, Role.TABLE})
# Styles by their names in Word's English and Vietnamese.
_TITLE: Final = re.compile(r"title|tiêu đề|tên bài", re.IGNORECASE)
_HEADING: Final = re.compile(r"heading 1|đầu đề 1", re.IGNORECASE)
_CAPTION: Final = re.compile(r"caption|chú thích", re.IGNORECASE)
_SUBTITLE: Final = re.compile(r"subtitle|phụ đề|sapo", re.IGNORECASE)
# Word has written this form since 2006. Programs such as python-docx leave the date of their template.
_FIRST_YEAR: Final = 2006
_TEMPLATE: Final = datetime(2013, 12, 23, tzinfo=UTC).date()


def read_word(data: bytes, options: ImportOptions) -> Page:
    """Read a Word document, by its labels where it is labelled text.

    Raises UnreadableDocument where it is damaged, hostile, or without text.
    """
    try:
        _refuse_bomb(data)
        return _page(docx.Document(io.BytesIO(data)), options)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # python-docx lets through whatever a broken part raises
        raise UnreadableDocument(f"the Word document is damaged: {error!r}") from error


def _page(word: Word, options: ImportOptions) -> Page:
    blocks, warnings = _mended(list(_blocks(word)))
    if not blocks:
        raise UnreadableDocument("the Word document holds no text")
    text = _PARTED.join(block.text for block in blocks)
    is_labelled = all(block.role not in _TOLD for block in blocks) and looks_labelled(text)
    page = read_labelled(text, options) if is_labelled else Page(blocks)
    return replace(page, likely_authors=_author(word), likely_day=_made(word), warnings=(*warnings, *page.warnings))


def _refuse_bomb(data: bytes) -> None:
    """Raise UnreadableDocument where the parts unpack to too much: python-docx reads them all into memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    grown = any(p.file_size > max(_HARMLESS, _MOST_RATIO * p.compress_size) for p in parts)
    if grown or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableDocument("the Word document unpacks to many times its size")


def _blocks(word: Word) -> Iterator[Block]:
    titled = False
    for item in blocks_in(word.element.body):
        rows = [[cell_text(cell) for cell in row] for row in rows_of(item)] if item.tag == TABLE else []
        if lines := form_lines(rows):
            yield from map(Block, map(_filled_lines, lines))
            continue
        if _is_data(item, rows):
            yield table_block(rows)
            continue
        for paragraph in _paragraphs(item):
            block = _block(paragraph, word, titled=titled)
            titled = titled or block.role is Role.TITLE
            if block.text:
                yield block


def _is_data(table: etree._Element, rows: list[list[str]]) -> bool:
    """Tell whether the rows of a table hold data, not pictures with captions or paragraphs."""
    filled = [[text for cell in row if (text := cell.strip())] for row in rows]
    return holds_data(filled) and next(table.iterdescendants(*_NO_DATA), None) is None


def _paragraphs(item: etree._Element) -> Iterator[etree._Element]:
    """Yield a paragraph, or those in the cells of a table: papers lay out pictures and captions so."""
    if item.tag != TABLE:
        yield item
        return
    for cell in (cell for row in rows_of(item) for cell in row):
        for inner in blocks_in(cell):
            yield from _paragraphs(inner)


def _block(paragraph: etree._Element, word: Word, *, titled: bool) -> Block:
    text = _filled_lines(text_of(paragraph))
    styled = Paragraph(cast(CT_P, paragraph), word).style
    style = (styled.name if styled is not None else "") or ""
    if not titled and text and (_TITLE.fullmatch(style) or _HEADING.fullmatch(style)):
        return Block(text, Role.TITLE)
    if _SUBTITLE.fullmatch(style):
        return Block(text, Role.LEAD)
    return Block(text, Role.CAPTION if _CAPTION.fullmatch(style) else Role.TEXT)


def _filled_lines(text: str) -> str:
    return "\n".join(line for line in clean_text(text).split("\n") if line)


def _mended(blocks: list[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Repair letters of old fonts (.VnTime, VNI-Times) in the blocks; return the warnings too."""
    joined = mend(_PARTED.join(block.text for block in blocks))
    texts = (clean_text(text) for text in joined.text.split(_PARTED))
    return tuple(block.with_text(text) for block, text in zip(blocks, texts, strict=True)), joined.warnings


def _author(word: Word) -> tuple[str, ...]:
    """Return the author in the properties where it is a person's full name, not "Admin" or a computer's name."""
    name = clean_line(word.core_properties.author or "")
    return (name,) if is_person(name) else ()


def _made(word: Word) -> str:
    """Return the day of creation in the properties, "" where it cannot be true."""
    created = word.core_properties.created
    if created is None or created.year < _FIRST_YEAR or created.date() == _TEMPLATE:
        return ""
    moment = created if created.tzinfo else created.replace(tzinfo=UTC)
    return moment.astimezone(VIETNAM).date().isoformat() if moment <= datetime.now(UTC) else ""


READER: Final = DocumentReader(
    "word",
    _("Word document"),
    "a Word document (.docx): paragraphs and tables; its properties give an author (only a person's full name) or a "
    "day (never a template's) where the text gives none",
    read=lambda contents, options: read_word(contents.data, options),
    matches=lambda contents: is_word(contents.data),
    binary=True,
)
