"""What a reader makes of a document: its text in blocks, with what the form itself says of each."""

from dataclasses import dataclass, replace
from enum import Enum


class Role(Enum):
    """What a block is, as far as the form (a tag, a field, a layout) says; TEXT where it does not."""

    TEXT = "text"
    TITLE = "title"
    LEAD = "lead"
    CAPTION = "caption"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of clean text. `gap`: something (a blank line, a tag) parts it from the block before."""

    text: str
    role: Role = Role.TEXT
    gap: bool = True
    credit: str = ""

    def with_text(self, text: str) -> "Block":
        """Return the same block with another text."""
        return replace(self, text=text)

    def with_role(self, role: Role) -> "Block":
        """Return the same block in another role."""
        return replace(self, role=role)


@dataclass(frozen=True, slots=True)
class Page:
    """A document read but not yet understood; the facts are those that the form states apart from the text.

    The likely ones are from what is often wrong (a file's properties); the text's own go before them.
    """

    form: str
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    source: str = ""
    section: str = ""
    published: str = ""
    url: str = ""
    key: str = ""
    warnings: tuple[str, ...] = ()
    likely_authors: tuple[str, ...] = ()
    likely_day: str = ""
