"""Lines of plain text that a program cut at one width: mail, copies from paper, files for narrow screens."""

import re
from itertools import pairwise
from typing import Final

from articles.importing.cleaning.byline_names import are_names

# The widths at which programs cut lines, and how many of the lines are cut then.
_CUT_AT: Final = range(30, 121)
_LEAST_CUT, _FEWEST_CUT = 0.7, 4
# Mail programs cut at 78 characters at most (RFC 5322, 2.1.1). Verse is narrow too, but its lines begin with a capital.
_LIKE_MAIL: Final = range(60, 81)
_LEAST_GOING_ON: Final = 0.5
_LISTED: Final = re.compile(r"\s*(?:[-–—•*+]|\d{1,2}[.)])\s")
_STOPPED: Final = re.compile(r"[.!?…][\"”’»)]?\s*$")
_INDENTED: Final = re.compile(r"(?:[^\S\n]{2,}|\t)\S")


def joined_lines(text: str) -> str:
    """Return a text with the lines whole again that a program cut at its width.

    A line is cut where the first word of the next one had no room in it; a name below a sentence stays alone.
    """
    lines = text.split("\n")
    pairs = [(line, below) for line, below in pairwise(lines) if line.strip() and below.strip()]
    width = max((len(line) for line, _ in pairs), default=0)
    if width not in _CUT_AT:
        return text
    cut = [below for line, below in pairs if _is_cut(line, below, width)]
    if len(cut) < max(_FEWEST_CUT, _LEAST_CUT * len(pairs)):
        return text
    if width not in _LIKE_MAIL and sum(not below[0].isupper() for below in cut) < _LEAST_GOING_ON * len(cut):
        return text
    joined = lines[:1]
    for line, below in pairwise(lines):
        if _is_cut(line, below, width):
            joined[-1] += f" {below}"
        else:
            joined.append(below)
    return "\n".join(joined)


def _is_cut(line: str, below: str, width: int) -> bool:
    words = below.split(maxsplit=1)
    if not line.strip() or not words or len(line) + 1 + len(words[0]) <= width or _LISTED.match(below):
        return False
    return not (_STOPPED.search(line) and are_names(below.strip()))


def parted_by_indents(text: str) -> str:
    """Return a text with a blank line above each indented line, and with its cut lines whole again.

    Lines are measured with their indents, so this comes before the spaces are cleaned. A text of which most lines are
    indented, or two one after another, stays as it is: lists, verse.
    """
    lines = text.splitlines()
    indented = [_INDENTED.match(line) is not None for line in lines if line.strip()]
    is_rare = any(indented) and 2 * sum(indented) < len(indented)
    if not is_rare or any(line and below for line, below in pairwise(indented)):
        return text
    return joined_lines("\n".join(f"\n{line}" if _INDENTED.match(line) else line for line in lines))
