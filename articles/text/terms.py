"""The terms that text is indexed and searched by; index and queries both get them here, and nowhere else.

A syllable gives an exact term (its accepted spelling, marks kept) and a folded one (no marks). Two
neighbours give a folded pair; a word of several syllables gives a compound, and so may two neighbours: its folded
form, then its exact one, so that the dictionary tells in what markings it is written. Change VERSION with any
rule below: an index stamped with another version is rebuilt.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from articles.text.normal import fold, nfc, spelling
from articles.text.packing import Span

VERSION: Final = "2"

_MARKED_AS: Final = "="

# A run of letters and digits; the marks of decomposed text belong to the letter before them.
_SYLLABLE: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


class TextToken(NamedTuple):
    """A syllable or number of a text: its place there, in characters, and its two terms."""

    start: int
    end: int
    exact: str
    folded: str


class TextTerms(NamedTuple):
    """The exact and the folded terms of a text, one of each for every syllable, in order."""

    exact: list[str]
    folded: list[str]


def tokens(text: str) -> list[TextToken]:
    """Return the syllables and numbers of a text in order; any text whatever is accepted."""
    return [token_of(match) for match in _SYLLABLE.finditer(text)]


def token_of(match: re.Match[str]) -> TextToken:
    """Return the token that a regular expression found."""
    return TextToken(*match.span(), _EXACT[match[0]], _FOLDED[match[0]])


def terms(text: str) -> TextTerms:
    """Return the terms of `tokens` without their places: what indexing needs, in a sixth of the time."""
    found = _SYLLABLE.findall(text)
    return TextTerms(list(map(_EXACT.__getitem__, found)), list(map(_FOLDED.__getitem__, found)))


def adjacent_pairs(text_tokens: Sequence[TextToken]) -> list[str]:
    """Return a folded term for each two neighbours: "Bùi Thanh Sơn" -> bui_thanh, thanh_son."""
    return folded_pairs([token.folded for token in text_tokens])


def folded_pairs(folded: Sequence[str]) -> list[str]:
    """Return the pairs of folded terms that follow each other."""
    return list(map("_".join, pairwise(folded)))


def compounds(text: str, words: Iterable[Span]) -> Iterator[str]:
    """Return an exact term for each word of several syllables: "đường sắt" -> duong_sat=đường_sắt.

    `words` are (start, end) offsets into `text`, as segmentation gave them.
    """
    spaced = [word for start, end in words if " " in (word := text[start:end])]
    return filter(None, map(_COMPOUNDS.__getitem__, spaced))


def compound(syllables: Sequence[TextToken]) -> str:
    """Return the term of the compound that these syllables make."""
    return _marked([token.folded for token in syllables], [token.exact for token in syllables])


def markings(syllables: Sequence[str]) -> str:
    """Return what the terms of all compounds begin with that are these folded syllables in any marking."""
    return "_".join(syllables) + _MARKED_AS


def marking(compound_term: str) -> tuple[str, ...]:
    """Return the exact syllables of a compound's term."""
    return tuple(compound_term.partition(_MARKED_AS)[2].split("_"))


def marked_pairs(found: TextTerms) -> list[str]:
    """Return the terms of each two neighbours as if they were a compound."""
    pairs_folded, pairs_exact = folded_pairs(found.folded), folded_pairs(found.exact)
    return [f"{folded}{_MARKED_AS}{exact}" for folded, exact in zip(pairs_folded, pairs_exact, strict=True)]


def _marked(folded: Sequence[str], exact: Sequence[str]) -> str:
    return f"{markings(folded)}{'_'.join(exact)}"


def name_key(name: str) -> str:
    """Return the form under which two spellings of a name are one: case, spaces and tone placement aside."""
    return _KEYS[name]


class _Kept(dict[str, str]):
    """What a function makes of strings, kept: `map` looks it up without a call in Python for each string."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, string: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        made = self[string] = self._make(string)
        return made


def _compound_of(word: str) -> str:
    syllables = tokens(word)
    return compound(syllables) if len(syllables) > 1 else ""


def _key_of(name: str) -> str:
    return " ".join(map(_EXACT.__getitem__, _SYLLABLE.findall(name))) or nfc(name).strip().lower()


_MOST_KEPT: Final = 100_000
_EXACT: Final = _Kept(spelling)
_FOLDED: Final = _Kept(lambda syllable: fold(spelling(syllable)))
_COMPOUNDS: Final = _Kept(_compound_of)
_KEYS: Final = _Kept(_key_of)
