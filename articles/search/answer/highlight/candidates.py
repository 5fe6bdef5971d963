"""A regular expression for the words of a text that may match a query: ten times faster than making all tokens."""

import re
from functools import lru_cache
from itertools import groupby
from typing import Final

from articles.text.normal import fold


def _bare_letters() -> dict[int, str]:
    """Return the table from each letter to the bare one that it folds to; "y" becomes "i", which it may stand for."""
    letters = [letter for letter in map(chr, range(ord("A"), 0x1F00)) if letter.isalpha()]
    bare = {ord(letter): fold(letter) for letter in letters if len(fold(letter)) == 1}
    return {letter: "i" if one == "y" else one for letter, one in bare.items()}


_BARE: Final = _bare_letters()


def with_bare_letters(text: str) -> str:
    """Return a text of the usual letters, each with its mark in one character, without marks and of the same length."""
    return text.translate(_BARE)


@lru_cache(maxsize=256)
def candidates(words: frozenset[str], prefixes: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of all words that fold to one of the folded words, or begin like one of the folded prefixes.

    It is for a text `with_bare_letters`. It begins with a character set, without flags or conditions, so that `re`
    skips all other characters fast.
    """
    bare = {
        *((with_bare_letters(word), "") for word in words),
        *((with_bare_letters(one), r"[^\W_]*") for one in prefixes),
    }
    # A mark typed alone folds to nothing.
    by_letter = groupby(sorted(one for one in bare if one[0]), key=lambda one: one[0][0])
    branches = [(re.escape(first), "|".join(_rest(*one) for one in group)) for first, group in by_letter]
    letters = "".join(first for first, _ in branches)
    tried = "|".join(f"(?<=[{first}])(?:{rest})" for first, rest in branches)
    return re.compile(rf"[{letters}](?<![^\W_].)(?:{tried})(?![^\W_])")


def _rest(word: str, end: str) -> str:
    return re.escape(word[1:]) + end
