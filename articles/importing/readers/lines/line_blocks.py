"""The lines of plain text as blocks: a line is a heading, a paragraph or a caption; lines with tabs are a table."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from articles.importing.cleaning.characters import part_sentences
from articles.importing.readers.lines.line_widths import goes_on
from articles.importing.readers.page import Block, holds_data, table_block
from articles.text.sentences import ends_sentence

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
        if holds_data(rows) and not (all(map(_BULLET.fullmatch, some)) or _is_prose(rows)):
            blocks.append(table_block(rows))
            gap = True
            continue
        for line in some:
            if words := line.split():
                blocks.append(Block(part_sentences(" ".join(words)), gap=gap))
            gap = not words
    return tuple(blocks)


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether tabs stand for spaces within sentences: most of what follows them goes on in small letters."""
    pairs = [(cell.strip(), below.strip()) for row in rows for cell, below in pairwise(row)]
    going_on = sum(bool(cell and below) and goes_on(cell, below) for cell, below in pairs)
    return 2 * going_on > len(pairs) and all(ends_sentence(row[-1].strip()) for row in rows)


def _tabs(line: str) -> int:
    """Return how many tabs separate the cells of a line; one that only indents it separates none."""
    return line.count("\t") if "\t" in line and "\t" in line.strip() else 0
