"""The lines of plain text as blocks: a line is a heading, a paragraph or a caption; lines with tabs are a table."""

import re
from itertools import groupby
from typing import Final

from articles.importing.cleaning.characters import part_sentences
from articles.importing.readers.page import Block, holds_data, table_block

# A line of a list, whose mark and text are parted by a tab: no row of a table.
_BULLET: Final = re.compile(r"\s*(?:[-–—•*+o]|\w{1,3}[.)])\t[^\t]*")


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
    return line.count("\t") if "\t" in line and "\t" in line.strip() else 0
