"""What is spelt as a Vietnamese syllable, marks and all; `nlp.syllables` asks less, of names without their marks."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
# Syllables that end in a stop take the tones sắc and nặng alone.
_TONES_OF_STOPS: Final = "\u0301\u0323"
_SYLLABLE: Final = re.compile(
    r"(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:(?P<open>a|e|ê|i|o|ô|ơ|u|ư|y|ai|ay|ây|ao|au|âu|eo|êu|ia|iu|iêu|yêu|oi|ôi|ơi|oa|oai|oay|oao|oe|oeo|ua|uê|uơ|uy|uya"
    r"|uyu|uây|ui|uôi|ưa|ưi|ưu|ươi|ươu)"
    r"|(?P<closed>a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|oa|oă|oe|oo|uâ|uê|uô|uy|uyê|ươ)(?:ng|nh|m|n|(?P<stop>ch|c|p|t)))"
)


_FALLING: Final = frozenset(["ai", "ay", "ây", "ao", "au", "âu", "eo", "êu", "iu", "oi", "ôi", "ơi", "ui", "ưi", "ưu"])


@lru_cache(maxsize=50_000)
def is_spelt(word: str) -> bool:
    """Tell whether `word` is spelt as one Vietnamese syllable is, with its hats, horns and one tone where due."""
    tones, bare = _apart(word.lower())
    match = _SYLLABLE.fullmatch(bare)
    if match is None or len(tones) > 1:
        return False
    return not tones or _may_bear(match, *tones[0])


def _apart(word: str) -> tuple[list[tuple[int, str]], str]:
    """Return the tones of a word, each with the place of the letter it stands on, and the word without them."""
    tones: list[tuple[int, str]] = []
    bare = ""
    for letter in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", letter)
        tones += [(len(bare), part) for part in parts if part in _TONES]
        bare += unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return tones, bare


def _may_bear(match: re.Match[str], place: int, tone: str) -> bool:
    """Tell whether a syllable may have its tone there: before a coda the last vowel has it, in "ai" the first."""
    if match["closed"]:
        return place == match.end("closed") - 1 and (not match["stop"] or tone in _TONES_OF_STOPS)
    return place == match.start("open") or match["open"] not in _FALLING


_WORD: Final = re.compile(r"[^\s!-@\[-`{-~\xa0…“”‘’–—•«»©®°]+")


def share_spelt(text: str) -> float | None:
    """Return which share of the words with marks (any letters beyond ASCII) are spelt as Vietnamese; None without such.

    The words may hold signs that are no letters: text read in a wrong encoding is full of them.
    """
    marked = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_spelt, marked)) / len(marked) if marked else None
