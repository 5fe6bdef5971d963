"""What a mistyped syllable may have been: Telex or VNI keys left in it, sounds confused, one letter wrong."""

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

from articles.text.normal import fold, nfc
from articles.text.syllables import is_syllable_shaped

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES: Final = {
    **dict(zip("sfrxj", [_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT], strict=True)),
    **dict(zip("12345", [_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT], strict=True)),
}
# The keys of marked vowels and of đ, in the order in which they are tried.
_KEYS: Final = (
    (re.compile(r"d([^\W\d]*)9|dd"), r"đ\1"),
    (re.compile(r"uow|uo([^\W\d]*)7"), rf"u{_HORN}o{_HORN}\1"),
    (re.compile(r"([aeo])\1|([aeo])([^\W\d]*)6"), rf"\1\2{_HAT}\3"),
    (re.compile(r"aw|a([^\W\d]*)8"), rf"a{_BREVE}\1"),
    (re.compile(r"([ou])w|([ou])([^\W\d]*)7"), rf"\1\2{_HORN}\3"),
)
_TONE_KEY: Final = re.compile(r"(?P<before>.*[aeiouy][\u0302\u0306\u031b]?)(?P<after>[^\W\d]*?)(?P<key>[sfrxj1-5])$")
_VOWELS: Final = re.compile(
    r"(?<=[^aeiouy])(?:(?<=q)u|(?<=g)i(?=[aeouy]))?(?P<vowels>(?:[aeiouy][\u0302\u0306\u031b]?)+)"
)
_VOWEL: Final = re.compile(r"[aeiouy][\u0302\u0306\u031b]?")
# Onsets and codas that sound alike in some regions.
_ONSETS: Final = (("ch", "tr"), ("s", "x"), ("d", "gi", "r"), ("l", "n"))
_CODAS: Final = (("n", "ng"), ("c", "t"))


def decoded(typed: str) -> str:
    """Return the syllable that Telex or VNI keys stand for: "ddoongj" -> "động"; "" without such keys."""
    letters = unicodedata.normalize("NFD", typed.lower())
    for keys, mark in _KEYS:
        letters = keys.sub(mark, letters, count=1)
    if found := _TONE_KEY.fullmatch(letters):
        letters = _with_tone(found["before"] + found["after"], _TONES[found["key"]])
    syllable = nfc(letters)
    return syllable if syllable != nfc(typed).lower() and is_syllable_shaped(fold(syllable)) else ""


def _with_tone(letters: str, tone: str) -> str:
    """Return letters with a tone: on the vowel that has a mark, else on the one that the coda decides."""
    found = _VOWELS.search(f" {letters}")
    if found is None:
        return letters
    vowels = [(one.start(), one.end()) for one in _VOWEL.finditer(found["vowels"])]
    start = found.start("vowels") - 1
    marked = [end for begin, end in vowels if end - begin > 1]
    closed = start + len(found["vowels"]) < len(letters)
    place = marked[-1] if marked else vowels[-1 if closed or len(vowels) == 1 else len(vowels) - 2][1]
    return letters[: start + place] + tone + letters[start + place :]


def sounds_alike(folded: str) -> Iterator[str]:
    """Yield the syllables that are pronounced alike, without marks: "xut" -> "sut"."""
    for group in _ONSETS:
        if onset := max((one for one in group if folded.startswith(one)), key=len, default=""):
            yield from (other + folded[len(onset) :] for other in group if other != onset)
    for group in _CODAS:
        if coda := max((one for one in group if folded.endswith(one)), key=len, default=""):
            yield from (folded[: -len(coda)] + other for other in group if other != coda)


def letter_missing(word: str) -> Iterator[str]:
    """Yield the words with one letter more, or with two neighbours swapped: nothing that was typed is dropped."""
    splits = _splits(word)
    yield from (before + letter + after for before, after in splits for letter in ascii_lowercase)
    yield from (before + after[1] + after[0] + after[2:] for before, after in splits if len(after) > 1)


def letter_amiss(word: str) -> Iterator[str]:
    """Yield the words with one letter changed or left out."""
    splits = _splits(word)
    yield from (before + letter + after[1:] for before, after in splits if after for letter in ascii_lowercase)
    yield from (before + after[1:] for before, after in splits if after)


def _splits(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at:]) for at in range(len(word) + 1)]
