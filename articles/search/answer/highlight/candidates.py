"""A regular expression for the words of a text that may match a query: ten times faster than making all tokens."""

import re
from functools import lru_cache
from itertools import groupby
from typing import Final

from articles.text.normal import fold

_MARKS: Final = "\u0300-\u036f"


def _variants() -> dict[str, str]:
    """Return for each bare letter all letters that fold to it; "i" and "y" have the same ones."""
    found: dict[str, str] = {}
    for letter in map(chr, range(ord("A"), 0x1F00)):
        bare = fold(letter)
        if letter.isalpha() and len(bare) == 1:
            found[bare] = found.get(bare, "") + letter
    found["i"] = found["y"] = found["i"] + found["y"]
    return found


_VARIANTS: Final = _variants()


@lru_cache(maxsize=256)
def candidates(words: frozenset[str], prefixes: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of all words that fold to one of the folded words, or begin like one of the folded prefixes.

    The pattern begins with a character set, without flags or conditions, so that `re` skips all other characters fast.
    """
    ends = [*((word, "") for word in words), *((word, rf"[^\W_]*(?:[{_MARKS}]+[^\W_]*)*") for word in prefixes)]
    # A mark typed alone folds to nothing.
    by_letter = groupby(sorted(end for end in ends if end[0]), key=lambda one: one[0][0])
    branches = [(_letter(first), "|".join(_rest(*one) for one in group)) for first, group in by_letter]
    letters = "".join(first for first, _ in branches)
    tried = "|".join(f"(?<=[{first}])(?:{rest})" for first, rest in branches)
    return re.compile(rf"[{letters}](?<![^\W_].)(?<![{_MARKS}].)(?:{tried})(?![^\W_]|[{_MARKS}])")


def _letter(letter: str) -> str:
    return _VARIANTS.get(letter, re.escape(letter))


def _rest(word: str, end: str) -> str:
    return f"[{_MARKS}]*" + "".join(f"[{_letter(letter)}][{_MARKS}]*" for letter in word[1:]) + end
