"""The terms that text is indexed and searched by; index and queries both get them here, and nowhere else.

A syllable gives an exact term (its accepted spelling, marks kept) and a folded one (no marks). Two
neighbours give a folded pair; a word of several syllables gives a compound. Change VERSION with any
rule below: an index stamped with another version is rebuilt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from articles.text.normal import fold, nfc, spelling
from articles.text.packing import Span

VERSION: Final = "1"

# A run of letters and digits; the marks of decomposed text belong to the letter before them.
_SYLLABLE: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


class Token(NamedTuple):
    """A syllable or number of a text: its place there, in characters, and its two terms."""

    start: int
    end: int
    exact: str
    folded: str


def tokens(text: str) -> list[Token]:
    """Return the syllables and numbers of a text in order; any text whatever is accepted."""
    return [token_of(match) for match in _SYLLABLE.finditer(text)]


def token_of(match: re.Match[str]) -> Token:
    """Return the token that a regular expression found."""
    return Token(*match.span(), *_terms(match[0]))


@lru_cache(maxsize=200_000)
def _terms(syllable: str) -> tuple[str, str]:
    exact = spelling(syllable)
    return exact, fold(exact)


def pairs(text_tokens: Sequence[Token]) -> list[str]:
    """Return a folded term for each two neighbours: "Bùi Thanh Sơn" -> bui_thanh, thanh_son."""
    folded = [token.folded for token in text_tokens]
    return [f"{first}_{second}" for first, second in pairwise(folded)]


def compounds(text: str, words: Iterable[Span]) -> Iterator[str]:
    """Yield an exact term for each word of several syllables: "đường sắt" -> đường_sắt.

    `words` are (start, end) offsets into `text`, as segmentation gave them.
    """
    for start, end in words:
        if " " in (word := text[start:end]) and len(syllables := tokens(word)) > 1:
            yield compound(syllables)


def compound(syllables: Sequence[Token]) -> str:
    """Return the term of the compound that these syllables make."""
    return "_".join(token.exact for token in syllables)


def name_key(name: str) -> str:
    """Return the form under which two spellings of a name are one: case, spaces and tone placement aside."""
    return " ".join(token.exact for token in tokens(name)) or nfc(name).strip().lower()
