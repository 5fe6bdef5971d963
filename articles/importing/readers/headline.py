"""Where the title ends in segmented text that has nothing between title and lead."""

import re
from typing import Final

from articles.importing.cleaning.byline_names import SENTENCE_OPENERS
from articles.importing.cleaning.phrases import phrases

_USUAL: Final = range(9, 18)  # syllables of most titles in Vietnamese newspapers
_MIN_TITLE, _MAX_TITLE, _MIN_LEAD = 4, 26, 8
# Scores, fitted on titles and leads of 1,500 articles; of 500 others 93 in 100 were split correctly.
_OPENER, _COMPOUND, _OFFICE, _SYLLABLE = 6.5, 3.3, 2.7, 1.3
_SYLLABLE_OF_NAME, _NAME, _ACRONYM, _DIGIT = 0.0, -1.5, -1.5, -3.2
_STOP_END, _NAME_END, _QUOTE_END, _PLAIN_END, _SYLLABLE_END, _NO_END = 6.0, 0.6, 0.5, 0.3, -1.0, -4.0
_AGAIN, _TOO_SHORT, _TOO_LONG = 2.5, 0.65, 0.45
_UNFINISHED: Final = phrases("unfinished")
_OFFICES: Final = phrases("offices")
_OPENING: Final = "“\"'(‘"
_CLOSING: Final = "”\"'’)"


def title_length(words: list[str]) -> int:
    """Return how many of `words` (joined syllables, punctuation attached) are the title; 0 where none can be.

    The lead begins where a word has the capital of a sentence rather than of a name, where the word before it can end
    a title, and where the title gets a usual length.
    """
    places = range(1, min(len(words), 2 * _MAX_TITLE))
    scores = {place: score for place in places if (score := _score(words, place)) is not None}
    return max(scores, key=lambda place: scores[place], default=0)


def _score(words: list[str], place: int) -> float | None:
    """Score how likely the lead begins at `words[place]`; None where it cannot."""
    before, word = words[place - 1], words[place].lstrip(_OPENING)
    title = sum(map(_syllables, words[:place]))
    if not (_MIN_TITLE <= title <= _MAX_TITLE) or sum(map(_syllables, words[place : place + 30])) < _MIN_LEAD:
        return None
    if not word or not (word[0].isupper() or word[0].isdigit()) or before[-1] in ",;:-–(“/" or before in _OPENING:
        return None
    if _inside_quotes(words[:place]):
        return None
    again = _AGAIN if word == words[0] else 0.0
    return _capital(word, words[place + 1]) + again + _ending(before) - _unusual(title)


def _unusual(syllables: int) -> float:
    """Score how far the length of a title is from a usual one."""
    return _TOO_SHORT * max(0, _USUAL[0] - syllables) + _TOO_LONG * max(0, syllables - _USUAL[-1])


def _capital(word: str, after: str) -> float:
    """Score how much the capital of `word` looks like that of a sentence rather than of a name."""
    bare = word.rstrip(",:").lower()
    syllables = word.rstrip(",:").split("_")
    if word[0].isdigit():
        return _DIGIT
    if bare in _OFFICES:
        return _OFFICE
    if word.isupper() and len(word) > 1:
        return _ACRONYM
    if bare in SENTENCE_OPENERS:
        return _OPENER
    if len(syllables) > 1:
        return _NAME if all(s[:1].isupper() for s in syllables) else _COMPOUND
    return _SYLLABLE if after[0].islower() else _SYLLABLE_OF_NAME


def _ending(word: str) -> float:
    """Score how well `word` can end a title."""
    if word.lower() in _UNFINISHED:
        return _NO_END
    if word[-1] in "?!…" or word.endswith("..."):
        return _STOP_END
    if word[-1] in _CLOSING:
        return _QUOTE_END
    if word[0].isupper():
        return _SYLLABLE_END if "_" not in word else _NAME_END
    return _PLAIN_END


def _syllables(word: str) -> int:
    return word.count("_") + 1 if re.search(r"\w", word) else 0


def _inside_quotes(words: list[str]) -> bool:
    text = " ".join(words)
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”") or text.count("(") > text.count(")")
