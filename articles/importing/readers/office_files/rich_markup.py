"""The markup of rich text (RTF 1.9.1), made ready for striprtf, which keeps hidden text and drops notes and boxes."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

# What stands in the text that striprtf returns: at the end of each cell of a table, at a paragraph's end in a cell,
# around each note.
CELL_END: Final = "\x1f"
CELL_LINE: Final = "\x1e"
NOTE, NOTE_END = "\x1d", "\x1c"
_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}]+|\\",
    re.IGNORECASE | re.DOTALL,
)
# Text that is hidden, or that tracked changes deleted or moved away; "\v0" ends it.
_HIDING: Final = frozenset({"v", "deleted", "mvf"})
# What is read below the paragraph that it stands in, and the groups in which it may stand.
_NOTE: Final = "footnote"
_APART: Final = frozenset({_NOTE, "shptxt"})
_AROUND: Final = frozenset({"shp", "shpinst", "shpgrp"})
_CELL_ENDS: Final = frozenset({"cell", "nestcell"})
_PARAGRAPH_ENDS: Final = frozenset({"par", "row", "sect"})
_PAGE_ENDS: Final = frozenset({"page", "sect", "pagebb"})
_IN_TABLE: Final = frozenset({"intbl", "pard"})
_STATE: Final = frozenset({"f", "uc"})
# Text that is written twice: for older programs, and in Unicode.
_TWO_WAYS, _IN_UNICODE = "upr", "ud"
_FIELD: Final = "fldinst"
_BINARY: Final = "bin"


@dataclass(frozen=True, slots=True)
class _Group:
    """Where the text of a group goes; `is_left_out`: striprtf reads nothing in it; `is_apart`: a note or a box;
    `is_in_table`: the paragraph stands in a cell.
    """

    written: list[str]
    is_hidden: bool = False
    is_left_out: bool = False
    is_apart: bool = False
    is_in_table: bool = False


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
        elif word == _TWO_WAYS:
            self.group = replace(group, is_hidden=True)
        elif word == _IN_UNICODE:
            self.group = replace(group, is_hidden=False)
        elif word in _HIDING:
            self.group = replace(group, is_hidden=number != "0")
        elif word in _APART and not group.is_left_out:
            self.apart.append([f"{{\\pard {{{NOTE}}}" if word == _NOTE else "{\\pard "])
            self.group = _Group(self.apart[-1], group.is_hidden, is_apart=True)
        elif word and (self.is_starred or word in self.left_out) and word not in _AROUND:
            # striprtf writes the address that a field links to behind its words.
            self.group = replace(group, is_left_out=True, is_hidden=group.is_hidden or word == _FIELD)
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
            is_note = NOTE in inner.written[0]
            inner.written.append(f"{{{NOTE_END}}}\\par}}" if is_note else "\\par}")
        self.group.written.append("}")

    def _write(self, mark: str, word: str) -> None:
        group = self.group
        if word == "plain" and not group.is_left_out:
            self.group = replace(group, is_hidden=False)
        elif word in _IN_TABLE:
            self.group = replace(group, is_in_table=word != "pard")
        if group.is_hidden and word not in _STATE:
            return
        if word == "par" and group.is_in_table:
            group.written.append(f"{{{CELL_LINE}}}")
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


def rich_pages(rich: str) -> list[str]:
    """Return what stands above the first paragraph of rich text, then its pages as their breaks part them."""
    pages: list[str] = []
    start = at = depth = 0
    while match := _TOKEN.match(rich, at):
        at = match.end()
        word, number = (match["word"] or "").lower(), match["number"] or ""
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if word == _BINARY:
            at += max(int(number or "0"), 0)
        elif (word == "pard" and not pages and depth == 1) or (word in _PAGE_ENDS and pages):
            pages.append(rich[start : match.start()])
            start = match.start()
        if not depth:
            break
    return [*pages, rich[start : at - 1]]
