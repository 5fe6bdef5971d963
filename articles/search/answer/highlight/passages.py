"""A title, or the passage of an article that shows most of a query, as HTML with the query's words marked."""

from collections.abc import Iterable, Iterator, Sequence, Set
from html import escape
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from articles.search.answer.highlight.finding import MatchFinder, MatchSpan
from articles.search.answer.highlight.sought import HighlightTerms, Shown
from articles.text.packing import Span
from articles.text.running_text import BODY, CAPTION, LEAD, Part

# About two lines of a hit, in characters; and how far a passage may begin before the first word it shows.
_PASSAGE: Final = 240
_RUN_UP: Final = 60
_END: Final = "\u2029"  # Unicode's end of a paragraph


class Marker:
    """Marks in texts what is sought; made once for all hits of a page."""

    def __init__(self, sought: HighlightTerms) -> None:
        self._finder = MatchFinder(sought)
        self._neighbours = sought.neighbours

    def marked(self, text: str) -> SafeString:
        """Return the text as HTML, each run of sought words in one <mark>."""
        return _html(text, self._finder.found_in(text))

    def snippet(self, parts: Sequence[Part]) -> SafeString:
        """Return the best passage of lead, body and captions as HTML: whole words, the sought ones marked.

        The best is the one that shows most of the query's words, and of its neighbours together; the first of
        equals; without any, the beginning.
        """
        # All at once: to look through each paragraph alone takes twice the time.
        text = _END.join(part.text for part in parts if part.role in (LEAD, BODY, CAPTION))
        start = self._best_start(text)
        begin = text.rfind(_END, 0, start) + 1
        return self._cut(text[begin:].split(_END, 1)[0], start - begin)

    def _best_start(self, text: str) -> int:
        """Return where the passage that shows most begins."""
        found = self._finder.found_in(text)
        together = _together(found, text, self._neighbours)
        times: dict[Shown, int] = {}
        best_start, most, left = 0, 0, 0
        for right, place in enumerate(found):
            for shown in together[right]:
                times[shown] = times.get(shown, 0) + 1
            while left < right and not _in_one_passage(text, found[left].start, place.end):
                _take_out(times, together[left])
                left += 1
            if len(times) > most:
                best_start, most = found[left].start, len(times)
        return best_start

    def _cut(self, text: str, start: int) -> SafeString:
        """Return the passage around `start` with an ellipsis where text was left out, cut between words."""
        begin = max(0, start - _RUN_UP)
        if begin:
            begin = text.find(" ", begin, start) + 1 or start
        end = begin + _PASSAGE
        if end < len(text):
            end = max(text.rfind(" ", start + 1, end), start + 1)
        passage = self.marked(text[begin:end].strip())
        return mark_safe(("… " if begin else "") + passage + (" …" if end < len(text) else ""))  # noqa: S308


def _take_out(times: dict[Shown, int], gone: Iterable[Shown]) -> None:
    for shown in gone:
        times[shown] -= 1
        if not times[shown]:
            del times[shown]


def _in_one_passage(text: str, start: int, end: int) -> bool:
    return end - start <= _PASSAGE - _RUN_UP and _END not in text[start:end]


def _together(found: list[MatchSpan], text: str, neighbours: Set[tuple[str, str]]) -> list[frozenset[Shown]]:
    """Return what each place shows, and with the place before it, where only a space parts them."""
    shown = [place.shown for place in found[:1]]
    for before, place in pairwise(found):
        pair = (before.last, place.first)
        joined = pair in neighbours and text[before.end : place.start] == " "
        shown.append(place.shown | {pair} if joined else place.shown)
    return shown


def _html(text: str, found: Iterable[MatchSpan]) -> SafeString:
    pieces = []
    position = 0
    for start, end in _joined(text, found):
        pieces += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    return mark_safe("".join([*pieces, escape(text[position:])]))  # noqa: S308


def _joined(text: str, found: Iterable[MatchSpan]) -> Iterator[Span]:
    """Join places that overlap or that only a space parts, so that a name is marked as one."""
    start = end = -1
    for place in found:
        if end >= 0 and (place.start <= end or text[end : place.start].isspace()):
            end = max(end, place.end)
            continue
        if end >= 0:
            yield start, end
        start, end = place.start, place.end
    if end >= 0:
        yield start, end
