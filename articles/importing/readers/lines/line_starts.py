"""Lines that stay on their own in a text whose lines were cut: verse, items, rows of a table, labels, names."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from articles.importing.cleaning.byline_names import are_names
from articles.importing.readers.labelled.label_notations import label_field
from articles.importing.readers.lines.line_widths import Width, are_justified, goes_on, is_stopped
from articles.importing.readers.messages.letters import HEADERS

_MARK: Final = re.compile(r"(?:[-–—•*+·▪●◦○►✓➢]|\d{1,2}[.)]|[a-zđ]\))\s+(?=\S)")
_NUMBER: Final = re.compile(r"(\d{1,2})[.)]\s")
_CELLS: Final = re.compile(r"\S(?:[ ]{3,}|\s*\t\s*|\s+\|\s+)\S")
# In lines that double spaces make equally long, only wider gaps part cells.
_CELLS_OF_JUSTIFIED: Final = re.compile(r"\S(?:[ ]{8,}|\s*\t\s*|\s+\|\s+)\S")
_RULE: Final = re.compile(r"\s*[\W_]{3,}\s*")
_HEADER: Final = re.compile(rf"(?:{HEADERS}):\s", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_OPENING: Final = "“\"‘'«(*_"
# Verse: so many lines one after another that begin with capitals, of so many words, some shorter than the width.
_LEAST_VERSE, _LEAST_SHORT, _VERSE_WORDS = 3, 2, range(2, 13)
_MOST_STOPPED: Final = 0.34


def is_item(text: str) -> bool:
    """Tell whether a line is an item of a list, or of a dialogue: a mark or a number stands before it."""
    return _MARK.match(text) is not None


def begins_item(line: str, below: str, head: str) -> bool:
    """Tell whether the line below is an item, and not a sentence that goes on with a dash or a number.

    `head` is the first line of the paragraph above it.
    """
    if not is_item(below) or is_stopped(line):
        return is_item(below)
    if number := _NUMBER.match(below):
        above = _NUMBER.match(head)
        return above is not None and int(number[1]) == int(above[1]) + 1
    return is_item(head) or not below.lstrip("-–— ")[0].islower()


def is_labelled(text: str) -> bool:
    """Tell whether a line is the label of a field with its value, the head of an e-mail or an address alone."""
    has_label = ":" in text and (_HEADER.match(text) is not None or bool(label_field(text)))
    return has_label or _ADDRESS.fullmatch(text) is not None


def rows_of(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of rules, and of the rows of tables: wide spaces, tabs or bars part their cells."""
    filled = [line for line in lines if line.strip()]
    cells = _CELLS_OF_JUSTIFIED if are_justified(filled) else _CELLS
    return frozenset(place for place, line in enumerate(lines) if cells.search(line) or _RULE.fullmatch(line))


def verse_of(lines: Sequence[str], width: Width) -> frozenset[int]:
    """Return the places of the lines of verse: a run of short lines that all begin with a capital, most without a stop.

    Lines of prose begin so by chance alone, and then they are as long as the width lets them be.
    """
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    lines = [" " * margin + line.strip() for line in lines]
    found: set[int] = set()
    run: list[int] = []
    for place, line in enumerate([*lines, ""]):
        if _may_be_verse(line):
            run.append(place)
            continue
        # The line above one with a small letter is the first of a paragraph.
        if run and line.strip() and goes_on(lines[run[-1]].strip(), line.strip()):
            run.pop()
        if run and _is_below_open(lines, run[0]):
            del run[0]
        if _is_verse([lines[one] for one in run], width):
            found.update(run)
        run = []
    return frozenset(found)


def _is_below_open(lines: Sequence[str], place: int) -> bool:
    """Tell whether the line above one has no stop: a paragraph goes on there."""
    above = lines[place - 1].strip() if place else ""
    return bool(above) and not is_stopped(above) and above[-1] != ","


def _may_be_verse(line: str) -> bool:
    bare = line.strip().lstrip(_OPENING)
    return bare[:1].isupper() and len(bare.split()) in _VERSE_WORDS


def _is_verse(run: Sequence[str], width: Width) -> bool:
    if len(run) < _LEAST_VERSE:
        return False
    stopped = sum(line.rstrip()[-1] in ".?!:" for line in run[:-1])
    short = sum(not width.is_full(line, below) and not is_stopped(line) for line, below in pairwise(run))
    return short >= _LEAST_SHORT and stopped <= _MOST_STOPPED * len(run)


def stands_alone(line: str, below: str, *, is_last: bool) -> bool:
    """Tell whether the line below a sentence is a heading or a name: no stop is at its end, and nothing goes on."""
    return is_stopped(line) and (are_names(below) or (is_last and not is_stopped(below)))
