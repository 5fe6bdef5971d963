"""What a journalist types, read into words, phrases, and what must not be there.

    bui thanh son            words, with marks or without
    "đường sắt" tốc độ       a phrase between quotes, and words
    bóng đá -"World Cup"     without the word or phrase behind "-"

Whatever is typed can be read: an open quote is closed at the end, a lone sign is passed over.
"""

import re
from dataclasses import dataclass
from typing import Final

from articles.text.normal import has_marks, nfc
from articles.text.terms import Token, tokens

# Typographic quotes are quotes; "-" excludes only at the start of a word, so that GD-ĐT stays a word.
_PIECE: Final = re.compile(
    r"""(?P<minus>(?<!\S)-(?=\S))?(?:["“”„](?P<phrase>[^"“”„]*)(?:["“”„]|$)|(?P<word>[^\s"“”„]+))"""
)
MAX_WORDS: Final = 32


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of a query: its syllables, and for each whether it was typed with a mark."""

    syllables: tuple[Token, ...]
    marked: tuple[bool, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted, in the order typed, and what is excluded."""

    wanted: tuple[Word, ...]
    excluded: tuple[Word, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The wanted words that stand outside quotes, a syllable each."""
        return tuple(word for word in self.wanted if not word.quoted)

    @property
    def phrases(self) -> tuple[Word, ...]:
        """The wanted phrases between quotes."""
        return tuple(word for word in self.wanted if word.quoted)


def read(text: str) -> Query:
    """Read any string as a query; words beyond the first MAX_WORDS are passed over."""
    wanted: list[Word] = []
    excluded: list[Word] = []
    for piece in _PIECE.finditer(nfc(text)):
        for word in _words(piece):
            (excluded if piece["minus"] else wanted).append(word)
    return Query(tuple(wanted[:MAX_WORDS]), tuple(excluded[:MAX_WORDS]))


def _words(piece: re.Match[str]) -> list[Word]:
    quoted = piece["phrase"] is not None
    text = piece["phrase"] if quoted else piece["word"]
    syllables = tokens(text)
    if not syllables:
        return []
    if quoted or piece["minus"]:
        return [_word(text, syllables, quoted=quoted)]
    return [_word(text, [syllable], quoted=False) for syllable in syllables]


def _word(text: str, syllables: list[Token], *, quoted: bool) -> Word:
    marked = tuple(has_marks(text[syllable.start : syllable.end]) for syllable in syllables)
    return Word(tuple(syllables), marked, quoted)
