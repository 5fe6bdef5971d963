"""The markup of rich text (RTF 1.9.1), made ready for striprtf, which keeps hidden text and drops notes and boxes."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

# Stands at the end of each cell of a table in what striprtf returns.
CELL_END: Final = "\x1f"
_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}]+|\\",
    re.IGNORECASE | re.DOTALL,
)
# Text that is hidden, or that tracked changes deleted or moved away; "\v0" ends it.
_HIDING: Final = frozenset({"v", "deleted", "mvf"})
# What is read below the paragraph that it stands in, and the groups in which it may stand.
_APART: Final = frozenset({"footnote", "shptxt"})
_AROUND: Final = frozenset({"shp", "shpinst", "shpgrp"})
_CELL_ENDS: Final = frozenset({"cell", "nestcell"})
_PARAGRAPH_ENDS: Final = frozenset({"par", "row", "sect"})
_STATE: Final = frozenset({"f", "uc"})
_BINARY: Final = "bin"


@dataclass(frozen=True, slots=True)
class _Group:
    """Where the text of a group goes; `is_left_out`: striprtf reads nothing in it; `is_apart`: a note or a box."""

    written: list[str]
    is_hidden: bool = False
    is_left_out: bool = False
    is_apart: bool = False


@dataclass(slots=True)
class _Markup:
    """Rich text that is written again: each note and box below its paragraph, nothing hidden, the ends of cells."""

    left_out: frozenset[str]
    apart: list[list[str]] = field(default_factory=list)
    outer: list[_Group] = field(default_factory=list)
    group: _Group = field(default_factory=lambda: _Group([]))
    is_starred: bool = False

    def add(self, mark: str, word: str, number: str) -> None:
        group = self.group
        if mark == "{":
            self.outer.append(group)
            group.written.append(mark)
        elif mark == "}":
            self._close()
        elif word in _HIDING:
            self.group = replace(group, is_hidden=number != "0")
        elif word in _APART and not group.is_left_out:
            self.apart.append(["{\\pard "])
            self.group = _Group(self.apart[-1], group.is_hidden, is_apart=True)
        elif word and (self.is_starred or word in self.left_out) and word not in _AROUND:
            self.group = replace(group, is_left_out=True)
            group.written.append(mark)
        else:
            self._write(mark, word)
        self.is_starred = mark == "\\*"

    def end(self) -> str:
        """Return the text as it is written, with what still stands apart below it."""
        while self.outer:
            self._close()
        return "".join((*self.group.written, "\\par ", *self._notes()))

    def _close(self) -> None:
        inner, self.group = self.group, self.outer.pop() if self.outer else self.group
        if inner.written is not self.group.written:
            inner.written.append("\\par}")
        self.group.written.append("}")

    def _write(self, mark: str, word: str) -> None:
        group = self.group
        if word == "plain":
            self.group = replace(group, is_hidden=False)
        if group.is_hidden and word not in _STATE:
            return
        group.written.append(f"{{{CELL_END}}}" if word in _CELL_ENDS else mark)
        if word in _PARAGRAPH_ENDS and not group.is_apart and not group.is_left_out:
            group.written.extend(self._notes())

    def _notes(self) -> list[str]:
        notes, self.apart = self.apart, []
        return ["".join(note) for note in notes]


def visible_markup(rich: str, left_out: frozenset[str]) -> str:
    """Return rich text whose text is all visible, notes and text boxes as paragraphs below the one they stand in.

    `left_out` are the destinations whose text is not read. Pictures in bytes are left out.
    """
    markup = _Markup(left_out)
    at = 0
    while match := _TOKEN.match(rich, at):
        at = match.end()
        word, number = (match["word"] or "").lower(), match["number"] or ""
        if word == _BINARY:
            at += max(int(number or "0"), 0)
            continue
        markup.add(match[0], word, number)
    return markup.end()
