"""What a reader makes of a document: its text in blocks, and the metadata that the document states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from articles.importing.cleaning.characters import clean_line
from articles.importing.metadata import Metadata
from articles.text.text_tables import BETWEEN_CELLS

# Words of the cells of a table of data, on average.
LONGEST_CELL: Final = 25
_LEAST_ROWS: Final = 2
# A letter or a message holds an article where it has so many characters in so many paragraphs.
_LEAST_TEXT, _LEAST_PARAGRAPHS, _PARAGRAPH = 400, 3, 60


class Role(Enum):
    """What a block is, as far as a tag, a field or a layout says; TEXT where none does.

    A TABLE block is a whole table of the article: a line for each row (see `table_block`).
    """

    TEXT = "text"
    TITLE = "title"
    LEAD = "lead"
    CAPTION = "caption"
    BYLINE = "byline"
    TABLE = "table"

    # That of Enum runs Python code, for every line and rule.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of clean text. `gap`: a blank line or a tag separates it from the block before it."""

    text: str
    role: Role = Role.TEXT
    gap: bool = True
    credit: str = ""

    def with_text(self, text: str) -> "Block":
        """Return the same block with another text."""
        return self if text == self.text else Block(text, self.role, self.gap, self.credit)

    def with_role(self, role: Role) -> "Block":
        """Return the same block in another role."""
        return self if role is self.role else Block(self.text, role, self.gap, self.credit)

    def below_gap(self, gap: bool) -> "Block":
        """Return the same block, with a gap before it where there is one."""
        return self if self.gap or not gap else Block(self.text, self.role, True, self.credit)


def holds_data(rows: Sequence[Sequence[str]], longest: float = LONGEST_CELL, least_rows: int = _LEAST_ROWS) -> bool:
    """Tell whether the rows of a table hold data, and do not lay out pictures or paragraphs.

    Data are two rows or more (`least_rows`) of several cells each, the cells short on average: `longest` words.
    """
    cells = [cell for row in rows for cell in row]
    is_table = sum(len(row) > 1 for row in rows) >= least_rows
    return is_table and sum(len(cell.split()) for cell in cells) <= longest * len(cells)


def table_block(rows: Iterable[Sequence[str]]) -> Block:
    """Return a table as one block: a line for each row that is not empty, its cells separated by " | "."""
    lines = (BETWEEN_CELLS.join(map(clean_line, row)).rstrip(" |") for row in rows)
    return Block("\n".join(" ".join(line.split()) for line in lines if line), Role.TABLE)


@dataclass(frozen=True, slots=True)
class Page(Metadata):
    """A document that is read but not yet parsed, with the metadata that it states apart from its text.

    Stated metadata outranks what the text says. The likely authors, source and day come from what is often wrong (a
    file's properties, or the site that took an article over from another paper): the text outranks them.
    `outside` are lines of the document that the reader has left out, `kept` those that are of the article whatever a
    model takes them for; `form` is set by `read_page`.
    """

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    likely_authors: tuple[str, ...] = ()
    likely_source: str = ""
    likely_day: str = ""
    outside: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()
    form: str = ""


def holds_article(page: Page) -> bool:
    """Tell whether the text of a letter or a message, without what stands around it, is as long as an article."""
    paragraphs = [block.text for block in page.blocks if len(block.text) >= _PARAGRAPH]
    return sum(map(len, paragraphs)) >= _LEAST_TEXT and len(paragraphs) >= _LEAST_PARAGRAPHS
