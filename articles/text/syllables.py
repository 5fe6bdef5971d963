"""Syllables of Vietnamese: one table of the orthography, and three tests that ask more or less of a word.

- `is_syllable_shaped` takes bare letters as somebody types them, slips and all: an onset, one to three vowels of any
  kind, a coda. For correcting queries, and to tell short forms ("ubnd") from words.
- `is_unmarked_syllable` leaves the marks off and wants vowels that Vietnamese has: it tells Vietnamese names from
  foreign ones, also in text without marks. The recogniser's models are trained with it.
- `is_spelt_syllable` wants the marks of letters and the tone where they belong: it tells Vietnamese text from text
  read in a wrong encoding.

Each accepts all that the next one does, once marks are off.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from articles.text.normal import fold, spelling
from articles.text.phrase_lists import entries

_ONSETS: Final = (
    *("b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh"),
    *("p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
# What a syllable without a coda ends in.
_OPEN_RIMES: Final = (
    *("a", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ay", "ây", "ao", "au", "âu", "eo", "êu"),
    *("ia", "iu", "iêu", "yêu", "oi", "ôi", "ơi", "oa", "oai", "oay", "oao", "oe", "oeo", "ua", "uê", "uơ"),
    *("uy", "uya", "uyu", "uây", "ui", "uôi", "ưa", "ưi", "ưu", "ươi", "ươu"),
)
# The vowels that may stand before a coda.
_CLOSED_VOWELS: Final = (
    *("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "iê", "yê", "oa", "oă", "oe", "oo"),
    *("uâ", "uê", "uô", "uy", "uyê", "ươ"),
)
_STOPS: Final = ("c", "ch", "p", "t")
_NASALS: Final = ("m", "n", "ng", "nh")
# Diphthongs that end in a glide have the tone on their first vowel.
_FALLING: Final = frozenset(("ai", "ay", "ây", "ao", "au", "âu", "eo", "êu", "iu", "oi", "ôi", "ơi", "ui", "ưi", "ưu"))
# No rime of the table has these vowels, but the models were trained with them.
_TRAINED_VOWELS: Final = ("uai",)

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
# Syllables that end in a stop take the tones sắc and nặng alone.
_TONES_OF_STOPS: Final = "\u0301\u0323"
_LITTLE_WORDS: Final = Path(__file__).parent / "data" / "little_words.txt"
_WORD: Final = re.compile(r"[^\s!-@\[-`{-~\xa0…“”‘’–—•«»©®°]+")


def _either(parts: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(parts))


_UNMARKED_ONSETS: Final = _either(map(fold, _ONSETS))
_UNMARKED_VOWELS: Final = _either([*map(fold, (*_OPEN_RIMES, *_CLOSED_VOWELS)), *_TRAINED_VOWELS])
_CODAS: Final = _either((*_STOPS, *_NASALS))

_SHAPED: Final = re.compile(rf"(?:{_UNMARKED_ONSETS})?[aeiouy]{{1,3}}(?:{_CODAS})?")
_UNMARKED: Final = re.compile(rf"(?:{_UNMARKED_ONSETS})?(?:{_UNMARKED_VOWELS})(?:{_CODAS})?")
_SPELT: Final = re.compile(
    rf"(?:{_either(_ONSETS)})?(?:(?P<open>{_either(_OPEN_RIMES)})"
    rf"|(?P<closed>{_either(_CLOSED_VOWELS)})(?:{_either(_NASALS)}|(?P<stop>{_either(_STOPS)})))"
)


def is_syllable_shaped(folded: str) -> bool:
    """Tell whether letters without marks have the shape of a syllable: "nghieng" has, "ubnd" has not."""
    return _SHAPED.fullmatch(folded) is not None


@lru_cache(maxsize=100_000)
def is_unmarked_syllable(word: str) -> bool:
    """Tell whether a word is a Vietnamese syllable, its marks left off: "Nguyễn" and "Nguyen" are, "Borrell" is not."""
    return _UNMARKED.fullmatch(fold(word)) is not None


@lru_cache(maxsize=50_000)
def is_spelt_syllable(word: str) -> bool:
    """Tell whether a word is spelt as a Vietnamese syllable is, with its marks and at most one tone in its place."""
    tones, toneless = _without_tones(word.lower())
    match = _SPELT.fullmatch(toneless)
    if match is None or len(tones) > 1:
        return False
    return not tones or _may_bear(match, *tones[0])


@cache
def little_words() -> frozenset[str]:
    """Return the syllables, in their normal spelling, that join the words which tell what a text is about: ở, của."""
    return frozenset(map(spelling, entries(_LITTLE_WORDS)))


def share_spelt(text: str) -> float | None:
    """Return the share of spelt syllables among the words with a letter beyond ASCII; None without such words.

    Words may hold signs that are no letters: text read in a wrong encoding is full of them.
    """
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_spelt_syllable, marked)) / len(marked) if marked else None


def _without_tones(word: str) -> tuple[list[tuple[int, str]], str]:
    """Return the tones of a word, each with the index of the letter that bears it, and the word without them."""
    tones: list[tuple[int, str]] = []
    toneless = ""
    for letter in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", letter)
        tones += [(len(toneless), part) for part in parts if part in _TONES]
        toneless += unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return tones, toneless


def _may_bear(match: re.Match[str], index: int, tone: str) -> bool:
    """Tell whether a syllable may have its tone there: before a coda on the last vowel, in "ai" on the first."""
    if match["closed"]:
        return index == match.end("closed") - 1 and (not match["stop"] or tone in _TONES_OF_STOPS)
    return index == match.start("open") or match["open"] not in _FALLING
