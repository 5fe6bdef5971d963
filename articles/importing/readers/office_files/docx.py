"""Word documents (.docx): their paragraphs, in order, with roles by style and metadata from the properties."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, cast

from django.utils.translation import gettext_lazy as _
from docx.document import Document as Word
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.text.paragraph import Paragraph
from lxml import etree

from articles.importing.file_kinds import is_word
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.office_files.office_packages import is_word_file, usual_word
from articles.importing.readers.office_files.office_page import (
    filled_lines,
    likely_author,
    likely_day,
    office_page,
    paragraph_blocks,
    style_role,
    table_blocks,
    with_notes,
    with_soft_letters,
)
from articles.importing.readers.office_files.word_changes import hidden_styles, settle
from articles.importing.readers.office_files.word_embedded import embedded_blocks, embedded_pages
from articles.importing.readers.office_files.word_text import (
    EMBEDDED,
    NOTE_KINDS,
    TABLE,
    blocks_in,
    cell_text,
    notes_in,
    rows_of,
    text_of,
)
from articles.importing.readers.page import Block, Page
from articles.importing.readers.xml_elements import xml_parser

_MOST_UNPACKED: Final = 200 * 1024**2
_MOST_RATIO: Final = 200
_HARMLESS: Final = 1024**2
# A table that holds one of these is a layout.
_NO_DATA: Final = (qn("w:drawing"), qn("w:pict"), TABLE)
_ALSO_WORD: Final = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
_EMBEDDED_ALONE: Final = "the Word document holds a document of another form alone: save it in Word"
_EMBEDDED_WARNING: Final = "a document of another form inside the Word document is not read"
_ID: Final = qn("w:id")
_COMMENTS: Final = "comments"


def read_word(data: bytes, options: ImportOptions) -> Page:
    """Read a Word document, by its labels where it is labelled text.

    Raises UnreadableDocument where it is damaged, hostile, or without text.
    """
    try:
        return _page(open_word(data), options)
    except (UnreadableDocument, MemoryError):
        raise
    except Exception as error:  # python-docx lets through whatever a broken part raises
        raise UnreadableDocument(f"the Word document is damaged: {error!r}") from error


def _refuse_bomb(data: bytes) -> None:
    """Raise UnreadableDocument where the parts unpack to too much: python-docx reads them all into memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    grown = any(p.file_size > max(_HARMLESS, _MOST_RATIO * p.compress_size) for p in parts)
    if grown or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableDocument("the Word document unpacks to many times its size")


def open_word(data: bytes) -> Word:
    """Open a document as python-docx does, which knows no documents with macros and no templates.

    Raises UnreadableDocument, or what python-docx lets through.
    """
    if is_word(data):
        _refuse_bomb(data)
    for kind in _ALSO_WORD:
        PartFactory.part_type_for.setdefault(kind, DocumentPart)
    part = Package.open(io.BytesIO(usual_word(data))).main_document_part
    if not isinstance(part, DocumentPart):
        raise UnreadableDocument("the main part of the Word document is of no known kind")
    return cast(Word, part.document)


def _page(word: Word, options: ImportOptions, *, is_inner: bool = False) -> Page:
    margin = _beside(word)
    body = word.element.body
    unseen = settle(body, margin.hidden)
    margin.embedded = {} if is_inner else embedded_pages(word, options, _read_inner)
    blocks = with_notes(_parts(word, body, margin))
    unread = any(place.get(qn("r:id")) not in margin.embedded for place in body.iter(EMBEDDED))
    if not blocks:
        raise UnreadableDocument(_EMBEDDED_ALONE if unread else "the Word document holds no text")
    properties = word.core_properties
    inner = next(iter(margin.embedded.values()), None)
    is_alone = inner is not None and len(blocks) == len(inner.blocks)
    page = inner if inner is not None and is_alone else office_page(blocks, options)
    return replace(
        page,
        likely_authors=likely_author(properties.author or ""),
        likely_day=likely_day(properties.created),
        outside=(*page.outside, *dict.fromkeys((*unseen, *margin.comments))),
        warnings=(*page.warnings, *([_EMBEDDED_WARNING] if unread else ())),
    )


def _read_inner(data: bytes, options: ImportOptions) -> Page:
    """Read a Word document that stands in another one."""
    return _page(open_word(data), options, is_inner=True)


@dataclass(slots=True)
class _Beside:
    """What stands beside the text: the styles that hide text, notes by kind and number, comments, other documents."""

    hidden: frozenset[str]
    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    embedded: dict[str, Page] = field(default_factory=dict)


def _beside(word: Word) -> _Beside:
    beside = _Beside(hidden_styles(word.styles.element))
    for relation in word.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external or kind not in {_COMMENTS, *NOTE_KINDS.values()}:
            continue
        root = etree.fromstring(relation.target_part.blob, xml_parser(recover=True))
        settle(root, beside.hidden)
        if kind == _COMMENTS:
            beside.comments += [text for comment in root if (text := filled_lines(cell_text(comment)))]
        else:
            beside.notes |= {(kind, note.get(_ID, "")): note for note in root}
    return beside


def _parts(word: Word, element: etree._Element, beside: _Beside) -> Iterator[tuple[Block, list[Block]]]:
    """Yield the blocks in a body or a cell, each with its notes."""
    for item in blocks_in(element):
        if item.tag == EMBEDDED:
            yield from ((block, []) for block in embedded_blocks(item, beside.embedded))
            continue
        notes = [Block(text) for text in _note_texts(item, beside)]
        if item.tag != TABLE:
            blocks = _blocks(item, word)
            yield from ((block, notes if block is blocks[-1] else []) for block in blocks)
            yield from ((note, []) for note in notes if not blocks)
            continue
        rows = rows_of(item)
        texts = [[with_soft_letters(cell_text(cell)) for cell in row] for row in rows]
        is_layout = next(item.iterdescendants(*_NO_DATA), None) is not None
        if told := table_blocks(texts, is_layout=is_layout):
            yield from ((block, notes if block is told[-1] else []) for block in told)
            continue
        # Papers lay out pictures and captions in tables.
        for cell in (cell for row in rows for cell in row):
            yield from _parts(word, cell, beside)


def _note_texts(item: etree._Element, beside: _Beside) -> Iterator[str]:
    """Yield the paragraphs of the notes that a paragraph or a table refers to."""
    for key in notes_in(item):
        note = beside.notes.get(key)
        paragraphs = blocks_in(note) if note is not None else ()
        yield from (text for one in paragraphs if one.tag != TABLE and (text := filled_lines(_text(one))))


def _text(paragraph: etree._Element) -> str:
    return with_soft_letters(text_of(paragraph))


def _blocks(paragraph: etree._Element, word: Word) -> list[Block]:
    return paragraph_blocks(_text(paragraph), style_role(style_name(paragraph, word)))


def style_name(paragraph: etree._Element, word: Word) -> str:
    """Return the name of the style of a paragraph."""
    style = Paragraph(cast(CT_P, paragraph), word).style
    return (style.name if style is not None else "") or ""


READER: Final = DocumentReader(
    "word",
    _("Word document"),
    "a Word document (.docx, also a strict one, or in one file of XML): paragraphs and tables; its properties give an "
    "author (only a person's full name) or a day (never a template's) where the text gives none",
    read=lambda contents, options: read_word(contents.data, options),
    matches=lambda contents: is_word_file(contents.data),
    binary=True,
)
