"""Words that a hyphen divides at the end of a line of plain text."""

import re
from typing import Final

from articles.text.syllables import is_spelt_syllable

_DIVIDED: Final = re.compile(r"(?P<word>\w[\w-]*)-$")
_REST: Final = re.compile(r"[^\W\d_]+")
_SOFT: Final = "\u00ad"


def is_divided(line: str, below: str) -> bool:
    """Tell whether a line ends amid a word or a compound that goes on below it."""
    return line.endswith(_SOFT) or (_DIVIDED.search(line) is not None and below[:1].isalnum())


def undivided(line: str, below: str, text: str) -> str:
    """Return the two lines of a divided word as one, without the hyphen where only the end of the line put it there.

    A syllable of Vietnamese is whole again, and so is a word that the `text` has elsewhere. A compound keeps its
    hyphen: numbers, names, and two syllables that are no longer one ("xi-rô").
    """
    if line.endswith(_SOFT):
        return line.rstrip(_SOFT) + below
    divided, rest = _DIVIDED.search(line), _REST.match(below)
    if divided is None or rest is None or not rest[0].islower() or divided["word"][-1].isdigit():
        return line + below
    first, second = divided["word"], rest[0]
    return (line[:-1] if _is_one_word(first, second, text) else line) + below


def _is_one_word(first: str, second: str, text: str) -> bool:
    last = first.rpartition("-")[2]
    if is_spelt_syllable(last + second):
        return True
    if _has_word(text, f"{first}-{second}"):
        return False
    if _has_word(text, first + second):
        return True
    return "-" not in first and not (is_spelt_syllable(last) and is_spelt_syllable(second))


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None
