"""Damage of plain text that shows on every line: numbers of lines, two columns side by side, signs of other fonts."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from articles.importing.readers.lines.line_widths import columns, goes_on
from articles.importing.readers.marked_text.outlines import whole_outline

_NUMBERED: Final = re.compile(r"[ \t]*(?P<number>\d{1,4})(?:[ \t]*[|:][ \t]?|[ \t]+|$)(?P<words>.*)")
_LEAST_NUMBERED: Final = 8  # lines
_SHARE: Final = 0.9  # of the lines that bear a number
# Bullets of the fonts of Word, which have no letter of their own, and a blank that was decoded as two letters.
_BULLET: Final = re.compile(r"^([ \t]*)[\uf000-\uf0ff][ \t]*", re.MULTILINE)
_BROKEN_BLANK: Final = re.compile(r"[ \t]?Â\u00a0[ \t]?|(?<=[\w.,;:!?”])Â(?= )")
# The lines with which teletypes begin and end a message.
_TELETYPE: Final = re.compile(r"^[ \t]*(?:ZCZC\b[^\n]*|NNNN)[ \t]*$", re.MULTILINE)
_GAP: Final = re.compile(r"(?:(?<=\S)|^)[ ]{3,}(?=\S)")
_NARROWEST: Final = 20  # characters of a column
_LEAST_ROWS, _ROWS_SHARE = 5, 0.6  # lines of two columns, the share of them whose second one begins at one place
_LEAST_GOING_ON: Final = 2  # sentences that go on in each column


def mended(text: str) -> str:
    """Return plain text without numbers of lines, the signs of teletypes and other fonts, its columns one by one."""
    if "ZCZC" in text or "NNNN" in text:
        text = _TELETYPE.sub("", text)
    if "Â" in text:
        text = _BROKEN_BLANK.sub(" ", text)
    lines = _without_numbers(whole_outline(_BULLET.sub(r"\1", text).split("\n")))
    if "   " in text:
        lines = _by_columns(lines)
    return "\n".join(lines)


def _without_numbers(lines: list[str]) -> list[str]:
    """Return lines without their numbers, where these count all lines, or all but the blank ones, from 1 on."""
    filled = [(place, line) for place, line in enumerate(lines) if line.strip()]
    if len(filled) < _LEAST_NUMBERED or not filled[0][1].strip().lstrip("0").startswith("1"):
        return lines
    found = {place: match for place, line in filled if (match := _NUMBERED.fullmatch(line.rstrip("\r")))}
    if len(found) < _SHARE * len(filled):
        return lines
    numbers = [int(match["number"]) for match in found.values()]
    words = [match["words"].strip() for match in found.values()]
    cut = sum(bool(one and two) and goes_on(one, two) for one, two in pairwise(words))
    if numbers != list(range(1, len(numbers) + 1)) or not cut:
        return lines
    return [found[place]["words"] if place in found else line for place, line in enumerate(lines)]


def _by_columns(lines: Sequence[str]) -> list[str]:
    """Return lines with those that stand in two columns side by side one below the other."""
    shown = [columns(line) for line in lines]
    gaps = {
        number: found[-1].end() for number, line in enumerate(shown) if len(found := list(_GAP.finditer(line))) == 1
    }
    if len(gaps) < _LEAST_ROWS:
        return list(lines)
    place, count = Counter(gaps.values()).most_common(1)[0]
    rows = [number for number, end in gaps.items() if end == place]
    first, end = rows[0], rows[-1] + 1
    while end < len(shown) and shown[end].strip() and _fits(shown[end], place):
        end += 1
    run = shown[first:end]
    filled = sum(bool(line.strip()) for line in run)
    parts = [_parted(line, place) for line in run]
    is_prose = all(_goes_on(side) for side in zip(*parts, strict=True))
    if count < max(_LEAST_ROWS, _ROWS_SHARE * filled) or not all(_fits(line, place) for line in run) or not is_prose:
        return list(lines)
    return [*lines[:first], *(left for left, _ in parts), *(right for _, right in parts), *lines[end:]]


def _fits(line: str, place: int) -> bool:
    """Tell whether no word of a line stands where the space between the columns is."""
    return not line[place - 2 : place].strip()


def _goes_on(column: Sequence[str]) -> bool:
    """Tell whether sentences go on from line to line of a column, which the cells of a table have not."""
    pairs = [(one.strip(), two.strip()) for one, two in pairwise(column) if one.strip() and two.strip()]
    going_on = sum(goes_on(*pair) for pair in pairs)
    return going_on >= max(_LEAST_GOING_ON, len(pairs) / 5)


def _parted(line: str, place: int) -> tuple[str, str]:
    return line[:place].rstrip(), line[place:].strip()
