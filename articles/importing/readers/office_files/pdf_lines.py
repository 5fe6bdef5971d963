"""The lines of a PDF by their places on its pages: what repeats at the edges of pages, and what is one paragraph."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from articles.importing.readers.lines.running_heads import repeated_lines

# Shares of the height of a page at its top and bottom where lines may be running heads.
_EDGE: Final = 0.12
# A line at such a share of the usual distance below another one begins a paragraph; sizes that differ so are others.
_GAP, _OTHER_SIZE = 1.35, 1.12
# Lines around one by which the edge of its column is told; the share of a word that must have found room.
_AROUND: Final = 5
_ROOM: Final = 1.1
# A line is indented by more than this share of the height of its letters.
_INDENT: Final = 0.8
_LARGE: Final = 1.2  # times the usual size of letters: a title
_LOOSE: Final = 2.4  # times the size of letters: the distance of lines that are paragraphs


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text: its page, its edges (points from left and bottom), its letters' size, the page's height."""

    text: str
    page: int
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    height: float = 0.0


def running_heads(lines: Sequence[PdfLine]) -> frozenset[str]:
    """Return the texts that stand at the edge of half of the pages or more, but for their numbers; none of one page."""
    edges = ((line.page, line.text) for line in lines if not _EDGE < line.bottom / (line.height or 1.0) < 1 - _EDGE)
    return repeated_lines(edges, len({line.page for line in lines}))


def joined_lines(lines: Sequence[PdfLine]) -> list[str]:
    """Return the paragraphs of lines: one ends at a gap, an indent, another size, or where a word had room."""
    if not lines:
        return []
    usual = median(line.size for line in lines)
    pitches = [one.bottom - two.bottom for one, two in pairwise(lines) if _is_below(one, two)]
    pitch = median(pitches) if pitches else 0.0
    is_loose = pitch > _LOOSE * usual > 0
    edges = _edges(lines)
    found = [lines[0].text]
    for index, (before, line) in enumerate(pairwise(lines)):
        is_large = min(before.size, line.size) > _LARGE * usual
        may_go_on = line.text[:1].islower() or not (is_loose or _had_room(before, line, edges[index]))
        if _is_initial(before, line):
            found[-1] += line.text
        elif _is_apart(before, line, lines[index + 2 : index + 3], pitch * max(1.0, line.size / (usual or 1.0))):
            found.append(line.text)
        elif is_large or may_go_on:
            found[-1] += f" {line.text}"
        else:
            found.append(line.text)
    return found


def _is_initial(before: PdfLine, line: PdfLine) -> bool:
    """Tell whether a line is the large first letter of the one behind it."""
    return len(before.text) == 1 and before.text.isupper() and before.size > line.size and line.text[0].islower()


def _is_below(before: PdfLine, line: PdfLine) -> bool:
    return before.page == line.page and line.bottom < before.bottom


def _is_apart(before: PdfLine, line: PdfLine, after: Sequence[PdfLine], pitch: float) -> bool:
    """Tell whether the places of two lines, and of the one after, show that they are of two paragraphs."""
    smaller, larger = sorted((before.size, line.size))
    if larger > _OTHER_SIZE * smaller:
        return True
    if not _is_below(before, line):
        return False
    beside = [before, *(one for one in after if _is_below(line, one))]
    is_indented = any(line.left - one.left > _INDENT * line.size for one in beside) and not line.text[:1].islower()
    return before.bottom - line.bottom > _GAP * pitch or is_indented


def _had_room(before: PdfLine, line: PdfLine, edge: float) -> bool:
    """Tell whether the first word of a line would have found room at the end of the line before."""
    letter = (before.right - before.left) / max(len(before.text), 1)
    return before.right + _ROOM * letter * (len(line.text.split(maxsplit=1)[0]) + 1) < edge


def _edges(lines: Sequence[PdfLine]) -> list[float]:
    """Return, for each line, the right edge of its column: that of the lines around it, up to those beside them."""
    pages = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    edges = []
    for index, line in enumerate(lines):
        around = [one for one in lines[max(0, index - _AROUND) : index + _AROUND + 1] if _is_in_column(one, line)]
        others = [one.left for one in pages[line.page] if _stands_beside(one, line, around)]
        limit = min(others, default=float("inf"))
        edges.append(max(one.right for one in around if one is line or one.right <= limit))
    return edges


def _stands_beside(one: PdfLine, line: PdfLine, around: Sequence[PdfLine]) -> bool:
    """Tell whether a line is of the next column: right of another one, on the height of a line around that."""
    return one.left >= line.right and any(
        abs(one.bottom - other.bottom) < other.size for other in around if other.right <= one.left
    )


def _is_in_column(one: PdfLine, line: PdfLine) -> bool:
    """Tell whether a line stands in the column of another one."""
    return one.page == line.page and abs(one.left - line.left) <= max(one.size, line.size, 1.0) * 3
