"""A page copied as plain text: a line is a heading, a paragraph or a caption."""

from articles.importing.cleaning.characters import clean_text, drop_stray_tags
from articles.importing.cleaning.furniture import strip_null
from articles.importing.readers.page import Block, Page


def read_plain(text: str) -> Page:
    """Read a copied page or plain text; every line that is not blank becomes a block."""
    return Page("raw", plain_blocks(strip_null(clean_text(drop_stray_tags(text)))))


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of clean text as blocks, each marked where a blank line goes before it."""
    blocks: list[Block] = []
    gap = True
    for line in text.split("\n"):
        if line:
            blocks.append(Block(" ".join(line.split()), gap=gap))
        gap = not line
    return tuple(blocks)
