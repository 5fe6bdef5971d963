"""Word documents (.docx): their paragraphs, in order, with roles by style and metadata from the properties."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import docx
from django.utils.translation import gettext_lazy as _
from docx.document import Document as Word
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from articles.importing.cleaning.byline_names import is_person
from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.encodings.decoding import mend
from articles.importing.file_kinds import is_word
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.page import Block, Page, Role, holds_data, table_block
from articles.text.written_dates import VIETNAM

# What blocks are joined by while they are repaired: no block contains an empty line.
_PARTED: Final = "\n\n"
_MOST_UNPACKED: Final = 200 * 1024**2
_MOST_RATIO: Final = 200
_HARMLESS: Final = 1024**2
# How Word marks a cell that continues the merged cell above it.
_COVERED: Final = "continue"
# Styles by their names in Word's English and Vietnamese.
_TITLE: Final = re.compile(r"title|tiêu đề|tên bài", re.IGNORECASE)
_HEADING: Final = re.compile(r"heading 1|đầu đề 1", re.IGNORECASE)
_CAPTION: Final = re.compile(r"caption|chú thích", re.IGNORECASE)
_SUBTITLE: Final = re.compile(r"subtitle|phụ đề|sapo", re.IGNORECASE)
# Word has written this form since 2006. Programs such as python-docx leave the date of their template.
_FIRST_YEAR: Final = 2006
_TEMPLATE: Final = datetime(2013, 12, 23, tzinfo=UTC).date()


def read_word(data: bytes) -> Page:
    """Read a Word document; raises UnreadableDocument where it is damaged, hostile, or without text."""
    try:
        _refuse_bomb(data)
        return _page(docx.Document(io.BytesIO(data)))
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # python-docx lets through whatever a broken part raises
        raise UnreadableDocument(f"the Word document is damaged: {error!r}") from error


def _page(word: Word) -> Page:
    blocks, warnings = _mended(list(_blocks(word)))
    if not blocks:
        raise UnreadableDocument("the Word document holds no text")
    return Page(blocks, likely_authors=_author(word), likely_day=_made(word), warnings=warnings)


def _refuse_bomb(data: bytes) -> None:
    """Raise UnreadableDocument where the parts unpack to too much: python-docx reads them all into memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    grown = any(p.file_size > max(_HARMLESS, _MOST_RATIO * p.compress_size) for p in parts)
    if grown or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableDocument("the Word document unpacks to many times its size")


def _blocks(word: Word) -> Iterator[Block]:
    titled = False
    for item in word.iter_inner_content():
        if isinstance(item, Table) and _is_data(item):
            yield table_block([[cell.text for cell in row] for row in _rows(item)])
            continue
        for paragraph in _paragraphs(item) if isinstance(item, Table) else [item]:
            block = _block(paragraph, titled=titled)
            titled = titled or block.role is Role.TITLE
            if block.text:
                yield block


def _is_data(table: Table) -> bool:
    """Tell whether a table holds data, not pictures with captions or paragraphs."""
    rows = [[cell.text for cell in row if cell.text.strip()] for row in _rows(table)]
    return holds_data(rows) and not table._tbl.xpath(
        "./w:tr/w:tc//w:drawing | ./w:tr/w:tc//w:pict | ./w:tr/w:tc//w:tbl"
    )


def _rows(table: Table) -> list[list[_Cell]]:
    """Return the cells of each row as they are written: a merged cell once, without the places that it covers.

    python-docx would repeat a cell for each column that it says to span, and climb up from each row that a cell is
    merged into.
    """
    return [[_Cell(tc, table) for tc in row.tc_lst if tc.vMerge != _COVERED] for row in table._tbl.tr_lst]


def _paragraphs(table: Table) -> Iterator[Paragraph]:
    """Yield the paragraphs of a table's cells, and of tables in them. Papers lay out pictures and captions so."""
    for cell in (cell for row in _rows(table) for cell in row):
        for item in cell.iter_inner_content():
            yield from _paragraphs(item) if isinstance(item, Table) else [item]


def _block(paragraph: Paragraph, *, titled: bool) -> Block:
    text = "\n".join(line for line in clean_text(paragraph.text).split("\n") if line)
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    if not titled and text and (_TITLE.fullmatch(style) or _HEADING.fullmatch(style)):
        return Block(text, Role.TITLE)
    if _SUBTITLE.fullmatch(style):
        return Block(text, Role.LEAD)
    return Block(text, Role.CAPTION if _CAPTION.fullmatch(style) else Role.TEXT)


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
    read=lambda contents, _options: read_word(contents.data),
    matches=lambda contents: is_word(contents.data),
    binary=True,
)
