"""Where the title ends in segmented text that runs from title to lead without a mark between them."""

import re
from typing import Final

from articles.importing.cleaning.names import SENTENCE_OPENERS
from articles.importing.cleaning.phrases import phrases

_USUAL: Final = range(9, 18)  # syllables of most titles in Vietnamese papers
_MIN_TITLE, _MAX_TITLE, _MIN_LEAD = 4, 26, 8
_UNFINISHED: Final = phrases("unfinished")
_OFFICES: Final = phrases("offices")
_OPENING: Final = "“\"'(‘"
_CLOSING: Final = "”\"'’)"


def title_length(words: list[str]) -> int:
    """Return how many of `words` (joined syllables, marks attached) are the title; 0 where no place is likely.

    A place is likely where a word begins with a capital that a name would not have, where what stands before it
    can end a title, and where the title gets a usual length.
    """
    scores = {place: score for place in range(1, len(words)) if (score := _score(words, place)) is not None}
    return max(scores, key=lambda place: scores[place], default=0)


def _score(words: list[str], place: int) -> float | None:
    before, word = words[place - 1], words[place]
    title = sum(map(_syllables, words[:place]))
    if not (_MIN_TITLE <= title <= _MAX_TITLE) or sum(map(_syllables, words[place : place + 30])) < _MIN_LEAD:
        return None
    bare = word.lstrip(_OPENING)
    if not bare or not (bare[0].isupper() or bare[0].isdigit()) or before[-1] in ",;:-–(“/" or before in _OPENING:
        return None
    if _inside_quotes(words[:place]):
        return None
    return _capital(bare, words[place + 1 : place + 2]) + _ending(before) - _unusual(title)


def _unusual(syllables: int) -> float:
    """How far a title's length is from usual, in points of score."""
    return 0.45 * max(0, _USUAL[0] - syllables) + 0.3 * max(0, syllables - _USUAL[-1])


def _capital(word: str, after: list[str]) -> float:
    """How much the capital of `word` looks like a sentence's and not a name's."""
    syllables = word.rstrip(",:").split("_")
    if word[0].isdigit():
        return -1.0
    if word.isupper() and len(word) > 1:
        return 0.0
    if len(syllables) > 1 and all(s[0].isupper() for s in syllables if s):
        return 1.0
    if len(syllables) > 1:
        return 2.0 if word.lower() in _OFFICES else 3.0
    if word.lower().rstrip(",") in SENTENCE_OPENERS:
        return 4.0
    return 1.0 if after and after[0][0].islower() else 0.0


def _ending(word: str) -> float:
    """How well `word` can end a title."""
    if word.lower() in _UNFINISHED:
        return -4.0
    if word[-1] in "?!…" or word.endswith("..."):
        return 6.0
    if word[-1] in _CLOSING:
        return 0.5
    if word[0].isupper() and "_" not in word:
        return -0.3
    return 0.3


def _syllables(word: str) -> int:
    return word.count("_") + 1 if re.search(r"\w", word) else 0


def _inside_quotes(words: list[str]) -> bool:
    text = " ".join(words)
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”") or text.count("(") > text.count(")")
