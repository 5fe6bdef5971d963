"""Text of one character a letter, so that a tool's own normalising can't move an offset."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from articles.text.normal import nfc

Span = tuple[int, int]

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STAND_IN: Final = "x"


@dataclass(frozen=True, slots=True)
class PlainText:
    """`text` is what NFC leaves alone; character i of it is `clusters[i]` of the original, None for the same."""

    text: str
    clusters: tuple[Span, ...] | None

    def original(self, start: int, end: int) -> Span:
        """Return where characters `start` to `end`, at least one, are in the original."""
        if self.clusters is None:
            return start, end
        return self.clusters[start][0], self.clusters[end - 1][1]

    def originals(self, spans: list[Span]) -> list[Span]:
        """Return where each of many spans is in the original."""
        return spans if self.clusters is None else [self.original(*span) for span in spans]


def plain_text(text: str) -> PlainText:
    """Return `text` with each letter and its marks as one character.

    A letter that has no one-character form loses its marks, and one that would still change under NFC
    (Hangul jamo, lone surrogates) becomes a stand-in: the result is for reading by machine, not for showing.
    """
    if unicodedata.is_normalized("NFC", text) and not _SURROGATE.search(text):
        return PlainText(text, None)
    clusters = tuple(_clusters(text))
    return PlainText(_one_character_each(text[first:last] for first, last in clusters), clusters)


def _clusters(text: str) -> Iterator[Span]:
    """Yield each letter with the combining marks after it; a mark after white space stands alone."""
    start = 0
    for index in range(1, len(text)):
        if not unicodedata.combining(text[index]) or text[index - 1].isspace():
            yield start, index
            start = index
    yield start, len(text)


def _one_character_each(clusters: Iterator[str]) -> str:
    plain: list[str] = []
    for cluster in clusters:
        char = nfc(cluster)[0]
        before = plain[-1] if plain else ""
        # Hangul jamo and some Indic vowels compose with the letter before them.
        composes = nfc(before + char) != before + char
        plain.append(_STAND_IN if composes or _SURROGATE.match(char) else char)
    return "".join(plain)
