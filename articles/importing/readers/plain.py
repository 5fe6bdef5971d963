"""A page copied as plain text: a line is a heading, a paragraph or a caption."""

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.characters import clean_text, drop_stray_tags
from articles.importing.cleaning.furniture import strip_null
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.page import Block, Page


def read_plain(text: str) -> Page:
    """Read a copied page or other plain text: every line that is not blank is a block."""
    return Page(plain_blocks(strip_null(clean_text(drop_stray_tags(text)))))


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of clean text as blocks; `gap` marks those after a blank line."""
    blocks: list[Block] = []
    gap = True
    for line in text.split("\n"):
        if line:
            blocks.append(Block(" ".join(line.split()), gap=gap))
        gap = not line
    return tuple(blocks)


READER = DocumentReader(
    "raw",
    _("copied text"),
    "text copied from a web page, with its junk, or clean text: title, lead and paragraphs on lines of their own",
    read=lambda contents, _options: read_plain(contents.text),
    matches=lambda contents: True,
)
