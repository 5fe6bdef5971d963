"""Where paragraphs end in a text of cut lines that has neither blank lines nor indents between them.

There the last line of a paragraph is shorter than others; one that is as long by chance hides the end.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from articles.importing.readers.lines.line_widths import is_stopped

_LEAST_TIGHT: Final = 2  # ends of paragraphs that only a short line tells
_LONGER: Final = 1.3  # than the longest of the others
_LEAST_OTHERS: Final = 2


def parted_paragraphs(paragraphs: Sequence[range], lines: Sequence[str], indents: Sequence[int]) -> list[range]:
    """Return the places of the lines of each paragraph, one that is too long for the text parted at a sentence's end.

    Only a text whose other paragraphs stand one below the other is changed.
    """
    if sum(_is_tight(*pair, indents) for pair in pairwise(paragraphs)) < _LEAST_TIGHT:
        return list(paragraphs)
    ends = {places: _possible_ends(places, lines) for places in paragraphs}
    sure = [len(places) for places in paragraphs if len(places) > 1 and not ends[places]]
    if len(sure) < _LEAST_OTHERS:
        return list(paragraphs)
    parted: list[range] = []
    for places in paragraphs:
        if ends[places] and len(places) >= _LONGER * max(sure):
            end = min(ends[places], key=lambda one: abs(2 * one - places[0] - places[-1]))
            parted += [range(places[0], end + 1), range(end + 1, places[-1] + 1)]
        else:
            parted.append(places)
    return parted


def _is_tight(places: range, below: range, indents: Sequence[int]) -> bool:
    """Tell whether nothing but a short line parts two paragraphs of several lines."""
    is_beside = below[0] == places[-1] + 1 and indents[below[0]] == indents[places[-1]]
    return is_beside and len(places) > 1 and len(below) > 1


def _possible_ends(places: range, lines: Sequence[str]) -> list[int]:
    """Return the places of lines that end a sentence, with two lines or more on both sides."""
    return [
        place
        for place in places[1:-2]
        if is_stopped(line := lines[place].strip()) and line[-1] != ":" and not lines[place + 1].strip()[0].islower()
    ]
