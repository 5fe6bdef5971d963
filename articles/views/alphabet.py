"""The order of names in the Vietnamese alphabet: a ă â b c d đ e ê ..., then by tone."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

T = TypeVar("T")

# Dictionaries order the tones so: none, grave, hook, tilde, acute, dot below.
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_LETTERS: Final = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_AFTER_DIGITS: Final = 0x3000

Key = tuple[tuple[int, ...], tuple[int, ...]]


def alphabetical(things: Iterable[T], name: Callable[[T], str] = str) -> list[T]:
    """Return things sorted by name: Ánh before Ân, Dung before Đạt, ma before mà."""
    return sorted(things, key=lambda thing: alphabet_key(name(thing)))


def alphabet_key(name: str) -> Key:
    """Return what a name is sorted by: its letters, then the tones on them."""
    decomposed = unicodedata.normalize("NFD", name.lower())
    tones = tuple(_TONES.index(c) + 1 if c in _TONES else 0 for c in decomposed)
    letters = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    return tuple(_rank(letter) for letter in letters), tones


def _rank(letter: str) -> int:
    return _AFTER_DIGITS + _LETTERS[letter] if letter in _LETTERS else ord(letter)
