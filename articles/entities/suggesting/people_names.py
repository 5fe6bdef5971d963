"""What of a person's name its forms have or not: the middle word "Thị" or "Văn", a by-name behind it."""

import re
from typing import Final

from articles.text.edit_distance import is_within_one_edit
from articles.text.normal import fold
from articles.text.syllables import is_unmarked_syllable

_MIDDLES: Final = ("thị", "văn")
_MIDDLE_AT: Final = 1
_SHORTEST: Final = 2
# The show that made a singer known, behind the name.
_BY_NAME: Final = re.compile(r"\sIdol$")


def is_without_middle(short: str, full: str) -> bool:
    """Tell whether a name is another's without "Thị" or "Văn": "Bùi Kim Thu" of "Bùi Thị Kim Thu"."""
    words = full.lower().split()
    has_middle = len(words) > _SHORTEST and words[_MIDDLE_AT] in _MIDDLES and all(map(is_unmarked_syllable, words))
    return has_middle and short.lower().split() == [words[0], *words[_MIDDLE_AT + 1 :]]


def without_middle(folded: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a name without "thi" or "van" behind the first one."""
    middle = folded[_MIDDLE_AT : _MIDDLE_AT + 1]
    is_middle = middle in (("thi",), ("van",)) and len(folded) > _SHORTEST
    return (folded[0], *folded[_MIDDLE_AT + 1 :]) if is_middle else folded


def is_with_by_name(short: str, full: str) -> bool:
    """Tell whether a name is another's with a by-name behind it: "Trung Quân Idol"."""
    return _BY_NAME.sub("", full) == short != full


def is_form_of_first_name(one: str, other: str) -> bool:
    """Tell whether two first names are forms of one: "Juergen" and "Jürgen", "Petr" and "Petro", "Max" and "M."."""
    short, full = sorted((fold(name.split()[0]).replace("ue", "u").rstrip(".") for name in (one, other)), key=len)
    return full.startswith(short) or is_within_one_edit(short, full)
