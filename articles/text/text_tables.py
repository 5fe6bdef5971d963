"""Tables within a text: a line for each row, its cells separated by bars with blanks around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

BETWEEN_CELLS: Final = " | "

_BAR: Final = re.compile(r"(?<!\S)\|(?!\S)")
_NUMBER: Final = re.compile(r"[^\w\s]*[0-9][0-9.,:/%()+–-]*(?:\s?[^\W\d_]{1,4})?")

# Start and end of a cell in the text of the table, without the blanks around it.
CellSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextTable:
    """The cells of a table, by their offsets in its text; () for a caption or header that it does not have."""

    caption: tuple[CellSpan, ...]
    header: tuple[CellSpan, ...]
    rows: tuple[tuple[CellSpan, ...], ...]

    @property
    def columns(self) -> int:
        """The cells of the longest row."""
        return max(map(len, (self.header, *self.rows)))


def text_table(text: str) -> TextTable | None:
    """Return the table that a paragraph holds; None where fewer than two, or less than half of its lines have cells.

    Lines of one cell at its beginning are its caption. The first row is a header where it is filled, has no number,
    and stands above a column of numbers.
    """
    rows = _rows(text)
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2 or 2 * len(several) < len(rows):
        return None
    first = rows.index(several[0])
    caption = tuple(cell for row in rows[:first] for cell in row)
    body = rows[first:]
    has_header = _is_header(text, body[0], body[1:])
    return TextTable(caption, body[0] if has_header else (), tuple(body[has_header:]))


def _rows(text: str) -> list[tuple[CellSpan, ...]]:
    rows, start = [], 0
    for line in text.split("\n"):
        bounds = [0, *(edge for bar in _BAR.finditer(line) for edge in bar.span()), len(line)]
        rows.append(tuple(_cell(line, start, *bounds[i : i + 2]) for i in range(0, len(bounds), 2)))
        start += len(line) + 1
    return rows


def _cell(line: str, offset: int, start: int, end: int) -> CellSpan:
    inside = line[start:end]
    start += len(inside) - len(inside.lstrip())
    return offset + start, offset + max(start, start + len(inside.strip()))


def _is_header(text: str, first: Sequence[CellSpan], below: Sequence[Sequence[CellSpan]]) -> bool:
    names = [text[start:end] for start, end in first]
    if not all(names[1:]) or any(_NUMBER.fullmatch(name) for name in names):
        return False
    full = [row for row in below if len(row) == len(first)]
    return any(
        all(_NUMBER.fullmatch(text[slice(*row[column])]) for row in full) for column in range(len(first)) if full
    )
