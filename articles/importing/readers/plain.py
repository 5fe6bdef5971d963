"""A page copied as plain text: a line is a heading, a paragraph or a caption; lines with tabs are a table."""

import re
from itertools import groupby
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.characters import clean_text, drop_stray_tags, part_sentences
from articles.importing.cleaning.furniture import strip_null
from articles.importing.parsed_article import XML_UNKNOWN, UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.page import Block, Page, holds_data, table_block
from articles.importing.readers.text_kinds import no_article
from articles.importing.readers.xml_elements import declares_xml

# A line of a list, whose mark and text are parted by a tab: no row of a table.
_BULLET: Final = re.compile(r"\s*(?:[-–—•*+o]|\w{1,3}[.)])\t[^\t]*")


def read_plain(text: str) -> Page:
    """Read a copied page or other plain text: every line that is not blank is a block, but for tables.

    Raises UnreadableDocument where the text is no article.
    """
    # What the readers of XML know they have taken before.
    if kind := XML_UNKNOWN if declares_xml(text) else no_article(text):
        raise UnreadableDocument(kind)
    return Page(plain_blocks(strip_null(clean_text(drop_stray_tags(text), keep_tabs=True))))


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of clean text as blocks; `gap` marks those after a blank line.

    Lines one after another with equally many cells, separated by tabs, are one table.
    """
    blocks: list[Block] = []
    gap = True
    for tabs, lines in groupby(text.split("\n"), key=_tabs):
        some = list(lines)
        rows = [line.split("\t") for line in some] if tabs else []
        if holds_data(rows) and not all(map(_BULLET.fullmatch, some)):
            blocks.append(table_block(rows))
            gap = True
            continue
        for line in some:
            if words := line.split():
                blocks.append(Block(part_sentences(" ".join(words)), gap=gap))
            gap = not words
    return tuple(blocks)


def _tabs(line: str) -> int:
    """Return how many tabs separate the cells of a line; one that only indents it separates none."""
    return line.count("\t") if "\t" in line.strip() else 0


READER = DocumentReader(
    "raw",
    _("copied text"),
    "text copied from a web page, with its junk, or clean text: title, lead and paragraphs on lines of their own",
    read=lambda contents, _options: read_plain(contents.text),
    matches=lambda contents: True,
)
