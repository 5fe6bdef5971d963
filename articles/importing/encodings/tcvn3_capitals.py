"""Capitals of TCVN3, stored as small letters and shown by a font of capitals (.VnTimeH): "Hµ NéI" is "HÀ NỘI"."""

import re
from enum import Enum
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
# TCVN3 has capitals of "ăâêôơưđ", so a small one of these really is small.
_SENTENCE: Final = re.compile(r"(?:^|(?<=[.!?…])[ \t]+)[“\"'(]*[^\W\d_a-zăâêôơưđ]", re.MULTILINE)


class _Case(Enum):
    SMALL = "small"  # has a plain small letter: "Nam"
    CAPITAL = "capital"  # plain capitals, with letters between that could not be: "NộI"
    OPEN = "open"  # nothing decides: "ở", "Hà", "UBND"


def restore_capitals(text: str) -> str:
    """Restore capitals where the plain letters show them: in words of capitals, and at the beginning of a sentence.

    A word without such letters ("Hà", "ở") becomes capital beside a word of capitals, unless a word of small letters
    is on its other side.
    """
    lines = "\n".join(_line(line) for line in text.split("\n"))
    return _SENTENCE.sub(lambda begin: begin[0].upper(), lines)


def _line(line: str) -> str:
    cases = [_case(word) for word in _WORD.findall(line)]
    if _Case.CAPITAL not in cases:
        return line
    if _Case.SMALL not in cases:
        return line.upper()
    capitals = iter([_is_capital(cases, index) for index in range(len(cases))])
    return _WORD.sub(lambda word: word[0].upper() if next(capitals) else word[0], line)


def _case(word: str) -> _Case:
    plain = [letter for letter in word if letter.isascii()]
    if any(letter.islower() for letter in plain):
        return _Case.SMALL
    return _Case.CAPITAL if len(plain) > 1 and not word.isupper() else _Case.OPEN


def _is_capital(cases: list[_Case], index: int) -> bool:
    if cases[index] is not _Case.OPEN:
        return cases[index] is _Case.CAPITAL
    beside = cases[max(0, index - 1) : index] + cases[index + 1 : index + 2]
    return _Case.CAPITAL in beside and _Case.SMALL not in beside
