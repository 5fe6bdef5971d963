"""The order of names in the Vietnamese alphabet: a ă â b c d đ e ê ..., then by tone."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from articles.text.lookalikes import plain_letters

T = TypeVar("T")

# Dictionaries order the tones so: none, grave, hook, tilde, acute, dot below.
_TONES: Final = {mark: str(rank) for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
# Breve, circumflex and horn make letters of their own; other marks are ignored.
_LETTER_MARKS: Final = "\u0306\u0302\u031b"
LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS: Final = {letter: f"{rank:02}" for rank, letter in enumerate(f" 0123456789{LETTERS}", start=10)}
_OTHER_SCRIPT: Final = "99"
_END: Final = "00"
# Letters of a name that count: names that agree in all of them are in no particular order.
_SORTED: Final = 40
SORT_KEY_LENGTH: Final = 3 * _SORTED + len(_END)
# The initial of names that do not begin with a letter of the alphabet.
NO_LETTER: Final = "#"


def alphabetical(things: Iterable[T], name: Callable[[T], str] = str) -> list[T]:
    """Return things sorted by name: Ánh before Ân, Dung before Đạt, ma before mà."""
    return sorted(things, key=lambda thing: sort_key(name(thing)))


def sort_key(name: str) -> str:
    """Return the key that sorts a name: its letters, then their tones.

    The key has only digits, at most SORT_KEY_LENGTH, so that every database sorts it alike, whatever its collation.
    """
    letters = _letters(name)[:_SORTED]
    ranks = "".join(_RANKS.get(letter, _OTHER_SCRIPT) for letter, _ in letters)
    return ranks + _END + "".join(tone for _, tone in letters)


def initial(name: str) -> str:
    """Return the capital under which an index lists a name: "Đ" for "Đà Nẵng", "Ă" for "ắc quy", "#" for "24h"."""
    letter = next((letter for letter, _ in _letters(name)), "")
    return letter.upper() if letter and letter in LETTERS else NO_LETTER


def _letters(name: str) -> list[tuple[str, str]]:
    """Return each letter or digit of a name with its tone ("0" for none); anything between them is one space."""
    found: list[tuple[str, str]] = []
    for sign in unicodedata.normalize("NFD", plain_letters(name).lower()):
        if sign in _TONES and found:
            found[-1] = found[-1][0], _TONES[sign]
        elif sign in _LETTER_MARKS and found:
            found[-1] = unicodedata.normalize("NFC", found[-1][0] + sign), found[-1][1]
        elif unicodedata.combining(sign):
            continue
        elif sign.isalnum():
            found.append((sign, "0"))
        elif found and found[-1][0] != " ":
            found.append((" ", "0"))
    return found[:-1] if found and found[-1][0] == " " else found
