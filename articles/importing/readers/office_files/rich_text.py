"""Rich text (.rtf), of word processors and mail programs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.lines.line_blocks import plain_blocks
from articles.importing.readers.office_files.office_page import (
    likely_author,
    likely_day,
    office_page,
    table_blocks,
    with_notes,
    with_soft_letters,
)
from articles.importing.readers.office_files.rich_markup import CELL_END, CELL_LINE, NOTE, NOTE_END, visible_markup
from articles.importing.readers.page import Block, Page
from articles.text.written_dates import VIETNAM

# How rich text begins.
RICH: Final = b"{\\rtf"
_AUTHOR: Final = re.compile(r"\{\\author (?P<name>[^{}]{1,400})\}")
_MADE: Final = re.compile(r"\\creatim\\yr(\d{1,4})\\mo(\d{1,2})\\dy(\d{1,2})(?!\d)")
_NOTED: Final = re.compile(rf"({NOTE}[^{NOTE_END}]*{NOTE_END})")
# Where no number stands for a note, its writer has set a sign.
_NOTE_MARK: Final = re.compile(r"^[*†‡]+\s*")


def read_rich_text(data: bytes, options: ImportOptions) -> Page:
    """Read rich text; raises UnreadableDocument where it holds no text."""
    rich = data.decode("cp1252", "replace")
    blocks = with_notes(_parts(with_soft_letters(_text(rich))))
    if not blocks:
        raise UnreadableDocument("the document holds no text")
    return replace(office_page(blocks, options), **_properties(rich))


def rich_lines(data: bytes) -> str:
    """Return the lines of rich text; raises UnreadableDocument where it is damaged."""
    return clean_text(_text(data.decode("cp1252", "replace")))


def _text(rich: str) -> str:
    from striprtf.striprtf import destinations, rtf_to_text  # few imports need it

    try:
        return str(rtf_to_text(visible_markup(rich, destinations), errors="replace"))
    except Exception as error:  # striprtf lets through whatever a broken code raises
        raise UnreadableDocument(f"the rich text is damaged: {error}") from error


def _properties(rich: str) -> dict[str, Any]:
    """Return the likely author and day that the properties of a document give."""
    from striprtf.striprtf import rtf_to_text

    author, made = _AUTHOR.search(rich), _MADE.search(rich)
    name = rtf_to_text(f"{{\\rtf1\\ansi {author['name']}}}", errors="replace") if author else ""
    return {"likely_authors": likely_author(name), "likely_day": likely_day(_moment(made) if made else None)}


def _moment(made: re.Match[str]) -> datetime | None:
    year, month, day = map(int, made.groups())
    try:
        return datetime(year, month, day, tzinfo=VIETNAM)
    except ValueError:
        return None


def _parts(text: str) -> list[tuple[Block, list[Block]]]:
    """Return the blocks of a text, each with the notes that stand below it."""
    parts: list[tuple[Block, list[Block]]] = []
    for piece in _NOTED.split(text):
        is_note = bool(parts) and piece.startswith(NOTE)
        blocks = list(_blocks(piece.strip(NOTE + NOTE_END)))
        if is_note:
            parts[-1][1].extend(block.with_text(_NOTE_MARK.sub("", block.text)) for block in blocks)
        else:
            parts += [(block, []) for block in blocks]
    return parts


def _blocks(text: str) -> Iterator[Block]:
    for is_table, lines in groupby(text.split("\n"), key=lambda line: CELL_END in line):
        if is_table:
            yield from _table_blocks([_cells(line) for line in lines])
        else:
            yield from plain_blocks(clean_text("\n".join(lines).replace(CELL_LINE, "\n"), keep_tabs=True))


def _cells(row: str) -> list[str]:
    *cells, behind = row.replace(CELL_LINE, "\n").split(CELL_END)
    return [*cells, behind] if behind.strip() else cells


def _table_blocks(rows: list[list[str]]) -> Iterator[Block]:
    """Yield a form by lines, a table of data as one block, the lines in the cells of a layout as one each."""
    if told := table_blocks(rows, is_layout=False, least_rows=1):
        yield from told
        return
    lines = (line for row in rows for cell in row for line in cell.split("\n"))
    yield from (Block(text) for line in lines if (text := clean_line(line)))


READER: Final = DocumentReader(
    "rtf",
    _("rich text"),
    "rich text (.rtf)",
    read=lambda contents, options: read_rich_text(contents.data, options),
    matches=lambda contents: contents.data.startswith(RICH),
    binary=True,
)
