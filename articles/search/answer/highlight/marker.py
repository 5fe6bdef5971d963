"""Marks a title, or the passage of an article that shows most of a query, as HTML."""

from collections.abc import Iterable, Iterator, Sequence, Set
from html import escape
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from articles.search.answer.highlight.highlight_terms import HighlightTerms, QueryPart
from articles.search.answer.highlight.matching import MatchFinder, MatchSpan
from articles.text.packing import Span
from articles.text.running_text import BODY, CAPTION, LEAD, Part

# The length of a passage in characters, about two lines; and how far it may begin before the first match.
_PASSAGE: Final = 240
_RUN_UP: Final = 60
_PARAGRAPH: Final = "\u2029"  # Unicode's paragraph separator


class Marker:
    """Marks the matches of one query in any number of texts."""

    def __init__(self, terms: HighlightTerms) -> None:
        self._finder = MatchFinder(terms)
        self._neighbours = terms.neighbours

    def marked(self, text: str) -> SafeString:
        """Return the text as HTML, neighbouring matches in one <mark>."""
        return _html(text, self._finder.matches(text))

    def marks(self, texts: Iterable[str]) -> bool:
        """Tell whether anything in any of the texts is marked."""
        return any(map(self._finder.matches, texts))

    def snippet(self, parts: Sequence[Part]) -> SafeString:
        """Return the best passage of lead, body and captions as HTML: whole words, its matches marked.

        The best passage shows most of the query's words and of its neighbours side by side; of several the first, and
        without any match the beginning.
        """
        # Joined, since searching each paragraph alone takes twice the time.
        text = _PARAGRAPH.join(part.text for part in parts if part.role in (LEAD, BODY, CAPTION))
        start = self._best_start(text)
        begin = text.rfind(_PARAGRAPH, 0, start) + 1
        return self._cut(text[begin:].split(_PARAGRAPH, 1)[0], start - begin)

    def _best_start(self, text: str) -> int:
        """Return the start of the first match in the best passage: a window that slides over all matches."""
        matches = self._finder.matches(text)
        parts = _parts(matches, text, self._neighbours)
        times: dict[QueryPart, int] = {}
        best_start, most, left = 0, 0, 0
        for right, match in enumerate(matches):
            for part in parts[right]:
                times[part] = times.get(part, 0) + 1
            while left < right and not _in_one_passage(text, matches[left].start, match.end):
                _take_out(times, parts[left])
                left += 1
            if len(times) > most:
                best_start, most = matches[left].start, len(times)
        return best_start

    def _cut(self, text: str, start: int) -> SafeString:
        """Return the passage around `start`, cut between words, with an ellipsis where text was left out."""
        begin = max(0, start - _RUN_UP)
        if begin:
            begin = text.find(" ", begin, start) + 1 or start
        end = begin + _PASSAGE
        if end < len(text):
            end = max(text.rfind(" ", start + 1, end), start + 1)
        passage = self.marked(text[begin:end].strip())
        return mark_safe(("… " if begin else "") + passage + (" …" if end < len(text) else ""))  # noqa: S308


def _take_out(times: dict[QueryPart, int], parts: Iterable[QueryPart]) -> None:
    for part in parts:
        times[part] -= 1
        if not times[part]:
            del times[part]


def _in_one_passage(text: str, start: int, end: int) -> bool:
    return end - start <= _PASSAGE - _RUN_UP and _PARAGRAPH not in text[start:end]


def _parts(matches: list[MatchSpan], text: str, neighbours: Set[tuple[str, str]]) -> list[frozenset[QueryPart]]:
    """Return the parts of the query that each match shows, alone and with the match right before it."""
    parts = [match.parts for match in matches[:1]]
    for before, match in pairwise(matches):
        pair = (before.last, match.first)
        joined = pair in neighbours and text[before.end : match.start] == " "
        parts.append(match.parts | {pair} if joined else match.parts)
    return parts


def _html(text: str, matches: Iterable[MatchSpan]) -> SafeString:
    html = []
    position = 0
    for start, end in _joined(text, matches):
        html += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    return mark_safe("".join([*html, escape(text[position:])]))  # noqa: S308


def _joined(text: str, matches: Iterable[MatchSpan]) -> Iterator[Span]:
    """Join matches that overlap or that only spaces part, so that a name is marked as one."""
    start = end = -1
    for match in matches:
        if end >= 0 and (match.start <= end or text[end : match.start].isspace()):
            end = max(end, match.end)
            continue
        if end >= 0:
            yield start, end
        start, end = match.start, match.end
    if end >= 0:
        yield start, end
