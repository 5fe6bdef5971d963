"""Lines of plain text that a program cut at one width: mail, copies from paper, files for narrow screens."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from articles.importing.readers.lines.cut_paragraphs import parted_paragraphs
from articles.importing.readers.lines.cut_titles import with_whole_title
from articles.importing.readers.lines.divided_words import is_divided, undivided
from articles.importing.readers.lines.line_starts import (
    begins_item,
    is_item,
    is_labelled,
    rows_of,
    stands_alone,
    verse_of,
)
from articles.importing.readers.lines.line_widths import Width, columns, goes_on, is_stopped, width_of

_SENTENCE_START: Final = re.compile(r"(?:\A|\n[ \t]*\n|[.!?…:][”\"]?\s)[\s“\"(–-]*\w")
_LEAST_DOUBLED: Final = 8  # lines
# The number of a page, where a text was cut into pages; a bare one may be the heading of a part.
_MARKED_NUMBER: Final = re.compile(
    r"[-–—]\s*\d{1,3}\s*[-–—]|(?:trang|page)\s*\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE
)
_BESIDE_BREAK: Final = re.compile(r"(?m)^[ \t]*\d{1,3}[ \t]*\n*\f|\f\s*\d{1,3}[ \t]*$")
# What stands between two pages amid a sentence.
_PAGE_NUMBER: Final = re.compile(r"\W*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?\W*", re.IGNORECASE)
_MOST_BETWEEN_PAGES: Final = 6  # lines


def whole_lines(text: str) -> str:
    """Return a text with the lines whole again that a program cut at its width, and a blank line around these.

    A line is cut where the first word of the next one had no room in it. Verse, lists, rows of tables, headings and
    names keep their lines. Lines are measured with their indents, so this comes before the spaces are cleaned. A text
    whose lines were not cut stays as it is.
    """
    lowered = _in_sentence_case(text) if text.isupper() else ""
    # Of a text in capitals, what goes on below a line is told by the words that no sentence begins with.
    return _joined(lowered).upper() if lowered.upper() == text else _joined(text)


def _joined(text: str) -> str:
    lines = with_whole_title((_BESIDE_BREAK.sub("", text) if "\f" in text else text).splitlines())
    if (width := width_of(lines)) is None:
        lines = _without_doubled_ends(lines)
        width = width_of(lines) if lines else None
    return "\n".join(_CutText(_without_page_numbers(lines, width), width).joined()) if width else text


def _in_sentence_case(text: str) -> str:
    """Return a text in capitals with small letters but where a sentence or a line below a blank one begins."""
    return _SENTENCE_START.sub(lambda start: start[0].upper(), text.lower())


def _without_doubled_ends(lines: Sequence[str]) -> list[str]:
    """Return lines without the blank one that stands below each of them; none where others stand side by side."""
    filled = sum(map(bool, map(str.strip, lines)))
    if filled < _LEAST_DOUBLED or any(line.strip() and below.strip() for line, below in pairwise(lines)):
        return []
    kept: list[str] = []
    is_after_text = False
    for line in lines:
        if line.strip() or not is_after_text:
            kept.append(line)
        is_after_text = bool(line.strip())
    return kept


def _without_page_numbers(lines: Sequence[str], width: Width) -> list[str]:
    """Return lines without the numbers of pages, and without the blank lines around one that stands amid a sentence."""
    lines = [line for line in lines if not _MARKED_NUMBER.fullmatch(line.strip())]
    kept: list[str] = []
    place = 0
    while place < len(lines):
        kept.append(lines[place])
        place += 1
        if not lines[place - 1].strip():
            continue
        between = place
        while between < len(lines) and _is_between_pages(lines[between]) and between - place < _MOST_BETWEEN_PAGES:
            between += 1
        if place < between < len(lines) and _goes_on_over(lines[place - 1], lines[between], width):
            place = between
    return kept


def _is_between_pages(line: str) -> bool:
    return not line.strip() or _PAGE_NUMBER.fullmatch(line.strip()) is not None


def _goes_on_over(line: str, below: str, width: Width) -> bool:
    return goes_on(line.strip(), below.strip()) and width.is_full(line, below)


@dataclass(slots=True)
class _CutText:
    """The lines of a text that were cut at a width, and what of them begins a paragraph or stands alone."""

    lines: list[str]
    width: Width
    _indents: list[int] = field(init=False)
    _below: int = field(init=False)
    _alone: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self._indents = [len(shown) - len(shown.lstrip()) for shown in map(columns, self.lines)]
        self._below = self._indent_below()
        self._alone = verse_of(self.lines, self.width) | rows_of(self.lines)

    def _indent_below(self) -> int:
        """Return the indent of most lines on which a sentence goes on, but for those below the mark of an item."""
        going_on = Counter[int]()
        item: int | None = None
        for place in range(1, len(self.lines)):
            line, below = self.lines[place - 1].strip(), self.lines[place].strip()
            if is_item(line):
                item = self._indents[place - 1]
            if not below or (item is not None and self._indents[place] <= item):
                item = None
            if item is None and line and below and goes_on(line, below):
                going_on[self._indents[place]] += 1
        return max(going_on, key=lambda indent: going_on[indent], default=0)

    def joined(self) -> list[str]:
        """Return the lines, those of a paragraph as one with a blank line above and below it."""
        text = "\n".join(self.lines)
        shown: list[str] = []
        before: range | None = None
        for places in parted_paragraphs(self._paragraphs(), self.lines, self._indents):
            is_parted = len(places) > 1 or (before is not None and len(before) > 1)
            is_listed = is_item(self.lines[places[0]].strip())
            if before is not None and (places[0] > before[-1] + 1 or (is_parted and not is_listed)):
                shown += [""] * max(1, places[0] - before[-1] - 1)
            shown.append(self._whole(places, text))
            before = places
        return shown

    def _paragraphs(self) -> list[range]:
        """Return the places of the lines of each paragraph."""
        found: list[range] = []
        for place, line in enumerate(self.lines):
            if found and found[-1][-1] == place - 1 and self._continues(place - 1, found[-1][0]):
                found[-1] = range(found[-1][0], place + 1)
            elif line.strip():
                found.append(range(place, place + 1))
        return found

    def _whole(self, places: range, text: str) -> str:
        first = self.lines[places[0]]
        whole = first.lstrip() if self.width.is_hard else first.strip()
        for place in places[1:]:
            whole = self._put_below(whole, place, text)
        return whole.rstrip()

    def _has_below(self, place: int) -> bool:
        return place + 1 < len(self.lines) and bool(self.lines[place + 1].strip())

    def _put_below(self, above: str, place: int, text: str) -> str:
        line = self.lines[place]
        if self.width.is_hard:
            is_whole = self.width.measure(self.lines[place - 1]) == self.width.columns
            return above + ("" if is_whole else " ") + (line if is_whole else line.lstrip())
        below = line.strip()
        return undivided(above, below, text) if is_divided(above, below) else f"{above} {below}"

    def _continues(self, place: int, head: int) -> bool:
        """Tell whether the line below one continues its paragraph, which begins with the line `head`."""
        if not self._has_below(place) or place in self._alone or place + 1 in self._alone:
            return False
        line, below = self.lines[place].strip(), self.lines[place + 1].strip()
        if is_labelled(below):
            return False
        if begins_item(line, below, self.lines[head].strip()):
            return False
        is_beside = self._indents[place + 1] == self._below or (self.width.is_hard and self._indents[place + 1] <= 1)
        if not is_beside:
            return self._continues_block(place, head)
        if is_divided(line, below):
            return below[0].islower() or self.width.is_near(self.lines[place])
        return self.width.is_full(self.lines[place], self.lines[place + 1]) and self._is_same(place)

    def _continues_block(self, place: int, head: int) -> bool:
        """Tell whether a line continues an item of a list below its mark, or a paragraph indented as a whole."""
        line, below = self.lines[place], self.lines[place + 1]
        is_below_mark = is_item(self.lines[head].strip()) and self._indents[place + 1] > self._indents[head]
        is_block = self._indents[place + 1] == self._indents[place] > self._below
        if not (is_below_mark or is_block):
            return False
        if goes_on(line.strip(), below.strip()):
            return self.width.is_near(line)
        return self.width.is_full(line, below) and (is_below_mark or not is_stopped(line.strip()))

    def _is_same(self, place: int) -> bool:
        """Tell whether a line below a full one is of the same paragraph."""
        line, below = self.lines[place].strip(), self.lines[place + 1].strip()
        if goes_on(line, below):
            return True
        if line.isupper() and not below.isupper():
            return False
        is_last = not self._has_below(place + 1) or not self.width.is_full(*self.lines[place + 1 : place + 3])
        if stands_alone(line, below, is_last=is_last):
            return False
        return self.width.is_even or not is_stopped(line) or self.width.measure(self.lines[place]) >= self.width.columns
