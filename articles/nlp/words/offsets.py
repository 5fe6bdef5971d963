"""Text with one character for each letter, so that offsets stay valid whatever normalising a tool does."""

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
    """A text that NFC leaves unchanged. Its character i is span `clusters[i]` of the original; None: the same."""

    text: str
    clusters: tuple[Span, ...] | None

    def original(self, start: int, end: int) -> Span:
        """Return the offsets in the original of characters `start` to `end`, at least one."""
        if self.clusters is None:
            return start, end
        return self.clusters[start][0], self.clusters[end - 1][1]

    def originals(self, spans: list[Span]) -> list[Span]:
        """Return the offsets in the original of each of many spans."""
        return spans if self.clusters is None else [self.original(*span) for span in spans]


def plain_text(text: str) -> PlainText:
    """Return `text` with each letter and its marks as one character.

    A letter without a one-character form loses its marks. One that NFC would still change (Hangul jamo, lone
    surrogates) is replaced by a stand-in: the result is for programs to read, not to be shown.
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
