"""The terms that text is indexed and searched by. The index and the queries both make them here.

A syllable gives an exact term (its normal spelling, with marks) and a folded one (without marks). Two neighbours give
a folded pair. A word of several syllables gives a compound, its folded form followed by its exact one, so that the
index can list the markings of a folded form; two neighbours may be made a compound too. Change VERSION with any rule
below: an index of another version is rebuilt.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple, TypeVar

from articles.text.lookalikes import INVISIBLE
from articles.text.normal import fold, nfc, spelling
from articles.text.packing import Span

VERSION: Final = "3"

T = TypeVar("T")

_MARKED_AS: Final = "="

# A run of letters and digits; the marks of decomposed text belong to the letter before them, and invisible characters
# do not part a word.
_SYLLABLE: Final = re.compile(rf"[^\W_]+(?:(?:[\u0300-\u036f]+|[{INVISIBLE}]+(?=[^\W_]))[^\W_]*)*")


class TextToken(NamedTuple):
    """A syllable or number of a text: its offsets, in characters, and its two terms."""

    start: int
    end: int
    exact: str
    folded: str


class TextTerms(NamedTuple):
    """The exact and the folded terms of a text: one of each for every syllable, in order."""

    exact: list[str]
    folded: list[str]


def tokens(text: str) -> list[TextToken]:
    """Return the syllables and numbers of any text, in order."""
    return [token_at(text, *match.span()) for match in _SYLLABLE.finditer(text)]


def token_at(text: str, start: int, end: int) -> TextToken:
    """Return the token of the syllable or number between two offsets of a text."""
    written = text[start:end]
    return TextToken(start, end, (exact := _EXACT[written]), _FOLDED[exact])


def terms(text: str) -> TextTerms:
    """Return the terms of `tokens` without offsets: all that indexing needs, in a tenth of the time."""
    exact = list(chain.from_iterable(map(_TERMS_OF_WRITTEN.__getitem__, text.split())))
    return TextTerms(exact, list(map(_FOLDED.__getitem__, exact)))


def count_terms(text: str) -> int:
    """Return how many `terms` a text has."""
    return sum(map(len, map(_TERMS_OF_WRITTEN.__getitem__, text.split())))


def term_starts(text: str) -> list[int]:
    """Return where each of the `terms` of a text begins, in characters."""
    return [match.start() for match in _SYLLABLE.finditer(text)]


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
    """Return the term of the compound of these syllables."""
    return _marked([token.folded for token in syllables], [token.exact for token in syllables])


def compound_term(exact: Sequence[str]) -> str:
    """Return the term of the compound that these exact syllables make: đường, sắt -> duong_sat=đường_sắt."""
    return _marked([fold(syllable) for syllable in exact], exact)


def markings(syllables: Sequence[str]) -> str:
    """Return the prefix shared by the terms of all compounds of these folded syllables, however they are marked."""
    return "_".join(syllables) + _MARKED_AS


def marking(compound_term: str) -> tuple[str, ...]:
    """Return the exact syllables in the term of a compound."""
    return tuple(compound_term.partition(_MARKED_AS)[2].split("_"))


def marked_pairs(found: TextTerms) -> list[str]:
    """Return a compound term for each two neighbours."""
    pairs_folded, pairs_exact = folded_pairs(found.folded), folded_pairs(found.exact)
    return [f"{folded}{_MARKED_AS}{exact}" for folded, exact in zip(pairs_folded, pairs_exact, strict=True)]


def _marked(folded: Sequence[str], exact: Sequence[str]) -> str:
    return f"{markings(folded)}{'_'.join(exact)}"


def name_key(name: str) -> str:
    """Return the key that spellings of one name share: case, spaces and the placement of tones do not count."""
    return _KEYS[name]


class _Cached(dict[str, T]):
    """A function of strings with its results cached: `map` reads them without a Python call for each string."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, string: str) -> T:
        made = self._make(string)
        if len(string) <= _LONGEST_CACHED:
            if len(self) >= _MOST_CACHED:
                self.clear()
            self[string] = made
        return made


def _compound_of(word: str) -> str:
    found = terms(word)
    return _marked(found.folded, found.exact) if len(found.exact) > 1 else ""


def _key_of(name: str) -> str:
    return " ".join(map(_EXACT.__getitem__, _SYLLABLE.findall(name))) or nfc(name).strip().lower()


def _terms_of_written(written: str) -> tuple[str, ...]:
    return tuple(map(_EXACT.__getitem__, _SYLLABLE.findall(written)))


_MOST_CACHED: Final = 100_000
_LONGEST_CACHED: Final = 100
_EXACT: Final = _Cached(spelling)
# The exact terms of what stands between two spaces, none of which a syllable has: "Nội," -> nội. And the folded terms.
_TERMS_OF_WRITTEN: Final = _Cached(_terms_of_written)
_FOLDED: Final = _Cached(fold)
_COMPOUNDS: Final = _Cached(_compound_of)
_KEYS: Final = _Cached(_key_of)
