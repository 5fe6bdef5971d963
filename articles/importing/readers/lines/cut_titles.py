"""A title that stands on several lines at the top of a plain text, as columns of print have it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from articles.importing.cleaning.byline_names import is_person
from articles.importing.cleaning.imprints import paper_called
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.readers.lines.line_widths import goes_on, is_stopped

_LINES: Final = range(2, 5)
_LEAST_WORDS: Final = 3  # of the first line of a title in capitals
_LONGEST: Final = 60  # characters of a line
_DAY: Final = re.compile(r"\d[-/.]\d|\d{4}")


def with_whole_title(lines: Sequence[str]) -> list[str]:
    """Return the lines of a text, with the title on one line where it has several of its own at the top.

    Each of them goes on with a small letter, or all are in capitals; a blank line stands below, and none is a sentence.
    The line of an issue may stand above.
    """
    first, end = _block(lines, 0)
    if end == first + 1 and _DAY.search(lines[first]):
        first, end = _block(lines, end)
    title = [line.strip() for line in lines[first:end]]
    if len(title) not in _LINES or not all(_is_of_title(*pair) for pair in pairwise(title)) or is_stopped(title[-1]):
        return list(lines)
    return [*lines[:first], " ".join(title), *lines[end:]]


def _block(lines: Sequence[str], place: int) -> tuple[int, int]:
    """Return where the first lines with words from a place on begin and end."""
    first = next((one for one in range(place, len(lines)) if lines[one].strip()), len(lines))
    return first, next((one for one in range(first, len(lines)) if not lines[one].strip()), len(lines))


def _is_of_title(line: str, below: str) -> bool:
    """Tell whether two lines may be of one title: in capitals none is a paper, a section, a name or a day."""
    if max(len(line), len(below)) > _LONGEST or is_stopped(line):
        return False
    if goes_on(line, below):
        return True
    is_other = paper_called(line) or is_section_name(line) or is_person(line) or is_person(below)
    is_long = len(line.split()) >= _LEAST_WORDS and not _DAY.search(f"{line} {below}")
    return line.isupper() and below.isupper() and is_long and not is_other
