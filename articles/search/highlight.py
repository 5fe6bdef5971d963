"""The query's words marked on the original text, and the passage of an article that shows most of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.query_language.tree import Query, words_of
from articles.text.layout import BODY, CAPTION, LEAD, Part
from articles.text.normal import fold
from articles.text.packing import Span
from articles.text.terms import Token, token_of

# About two lines of a hit, in characters; and how far a passage may begin before the first word it shows.
_PASSAGE = 240
_RUN_UP = 60


@dataclass(frozen=True, slots=True)
class Sought:
    """The terms that are marked: exact ones, and folded ones of words typed without marks or found with others."""

    exact: frozenset[str]
    folded: frozenset[str]

    @classmethod
    def of(cls, query: Query, *, strict: bool) -> "Sought":
        """Return the terms of what a query wants; with `strict`, only with their marks as typed."""
        syllables = [syllable for word in words_of(query.wanted) for syllable in word.syllables]
        return cls(
            frozenset(s.exact for s in syllables),
            frozenset() if strict else frozenset(s.folded for s in syllables),
        )

    def found_in(self, text: str) -> list[Token]:
        """Return the tokens of a text that are one of the terms, in order."""
        if not self.exact:
            return []
        candidates = _pattern(_folded(self.exact) | self.folded).finditer(text)
        tokens_found = (token_of(candidate) for candidate in candidates)
        return [token for token in tokens_found if token.exact in self.exact or token.folded in self.folded]


@lru_cache(maxsize=256)
def _folded(exact_terms: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, exact_terms))


@lru_cache(maxsize=256)
def _pattern(folded_terms: frozenset[str]) -> re.Pattern[str]:
    """Return what finds each word whose letters, whatever their marks, are those of a term.

    Finding candidates this way is ten times faster than making every token of a text; `found_in` then looks at
    the terms themselves.
    """
    words = ("".join(f"[{_VARIANTS.get(letter, letter)}]{_MARKS}*" for letter in term) for term in folded_terms)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?!{_MARKS}|[^\W_])", re.IGNORECASE)


def _variants() -> dict[str, str]:
    """Return for each bare letter all letters that fold to it; "i" and "y" stand for each other."""
    found: dict[str, str] = {}
    for letter in map(chr, range(ord("a"), 0x1F00)):
        bare = fold(letter)
        if letter.isalpha() and len(bare) == 1:
            found[bare] = found.get(bare, "") + letter
    found["i"] = found["y"] = found["i"] + found["y"]
    return found


_MARKS = "[\u0300-\u036f]"
_VARIANTS = _variants()


def marked(text: str, sought: Sought) -> SafeString:
    """Return the text as HTML, each run of sought words in one <mark>."""
    return _mark(text, _runs(text, sought.found_in(text)))


def snippet(parts: Sequence[Part], sought: Sought) -> SafeString:
    """Return the best passage of lead, body and captions as HTML: whole words, the sought ones marked.

    The best is the one with the most different sought words, the first of equals; without any, the beginning.
    """
    candidates = [part.text for part in parts if part.role in (LEAD, BODY, CAPTION)]
    best, best_start, most = next(iter(candidates), ""), 0, 0
    kinds_sought = len(_folded(sought.exact))
    for text in candidates:
        start, kinds = _best_window(text, sought)
        if kinds > most:
            best, best_start, most = text, start, kinds
        if most == kinds_sought:
            break
    return _cut(best, best_start, sought)


def _best_window(text: str, sought: Sought) -> tuple[int, int]:
    """Return where the passage with the most different sought words begins, and how many it has."""
    found = sought.found_in(text)
    best_start, most = 0, 0
    for i, first in enumerate(found):
        kinds = {token.folded for token in found[i : i + 40] if token.end - first.start <= _PASSAGE - _RUN_UP}
        if len(kinds) > most:
            best_start, most = first.start, len(kinds)
    return best_start, most


def _cut(text: str, start: int, sought: Sought) -> SafeString:
    """Return the passage around `start` with an ellipsis where text was left out, cut between words."""
    begin = max(0, start - _RUN_UP)
    if begin:
        begin = text.find(" ", begin, start) + 1 or start
    end = begin + _PASSAGE
    if end < len(text):
        end = max(text.rfind(" ", start + 1, end), start + 1)
    passage = marked(text[begin:end].strip(), sought)
    return mark_safe(("… " if begin else "") + passage + (" …" if end < len(text) else ""))  # noqa: S308


def _runs(text: str, found: list[Token]) -> Iterator[Span]:
    """Join neighbours that only a space parts, so that a name is marked as one."""
    start = end = -1
    for token in found:
        if end >= 0 and text[end : token.start].isspace():
            end = token.end
            continue
        if end >= 0:
            yield start, end
        start, end = token.start, token.end
    if end >= 0:
        yield start, end


def _mark(text: str, spans: Iterator[Span]) -> SafeString:
    pieces = []
    position = 0
    for start, end in spans:
        pieces += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    return mark_safe("".join([*pieces, escape(text[position:])]))  # noqa: S308
