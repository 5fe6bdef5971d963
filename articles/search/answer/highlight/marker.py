"""Marks a title, or the passage of an article that shows most of a query, as HTML."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from operator import attrgetter
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from articles.search.answer.highlight.highlight_terms import HighlightTerms, QueryPart
from articles.search.answer.highlight.matching import MatchFinder, MatchSpan
from articles.text.markup import marked_html
from articles.text.packing import Span
from articles.text.running_text import BODY, CAPTION, LEAD, Part

# The length of a passage in characters, about two lines; and how far it may begin before the first match.
_PASSAGE: Final = 240
_RUN_UP: Final = 60
_PARAGRAPH: Final = "\u2029"  # Unicode's paragraph separator


# Names to mark beside the words of a query: start, end and the number of the entity.
Names = Sequence[tuple[int, int, int]]


class Marker:
    """Marks the matches of one query in any number of texts."""

    def __init__(self, terms: HighlightTerms) -> None:
        self._finder = MatchFinder(terms)
        self._neighbours = terms.neighbours

    def spans(self, text: str, names: Names = ()) -> list[Span]:
        """Return where the text has matches and names, those side by side as one."""
        return list(_joined(text, self._found(text, names)))

    def marked(self, text: str, names: Names = ()) -> SafeString:
        """Return the text as HTML, matches and names side by side in one <mark>."""
        return mark_safe(marked_html(text, self.spans(text, names)))  # noqa: S308

    def marks(self, texts: Iterable[str]) -> bool:
        """Tell whether anything in any of the texts is marked."""
        return any(map(self._finder.matches, texts))

    def snippet(self, parts: Sequence[Part], names: Names = ()) -> SafeString:
        """Return the best passage of lead, body and captions as HTML: whole words, its matches and names marked.

        The best passage shows most of the names, and with them most of the query's words and of its neighbours side
        by side; of several the first, and without any match the beginning. `names` are offsets into the running text.
        """
        shown = [part for part in parts if part.role in (LEAD, BODY, CAPTION)]
        if not shown:
            return SafeString("")
        # Joined, since searching each paragraph alone takes twice the time. One character separates them, as in the
        # running text.
        text = _PARAGRAPH.join(part.text for part in shown)
        names = _moved(names, shown[0].start)
        start = self._best_start(text, names)
        begin = text.rfind(_PARAGRAPH, 0, start) + 1
        return self._cut(text[begin:].split(_PARAGRAPH, 1)[0], start - begin, _moved(names, begin))

    def _found(self, text: str, names: Names) -> list[MatchSpan]:
        """Return the matches of the query and the names inside the text, in order."""
        named = [
            MatchSpan(start, end, frozenset([_name_part(entity)]), "", "")
            for start, end, entity in names
            if start >= 0 and end <= len(text)
        ]
        matches = self._finder.matches(text)
        return sorted((*matches, *named), key=attrgetter("start")) if named else matches

    def _best_start(self, text: str, names: Names) -> int:
        """Return the start of the first match in the best passage: a window that slides over all matches."""
        matches = self._found(text, names)
        parts = _parts(matches, text, self._neighbours)
        named = {_name_part(entity) for _, _, entity in names}
        times: dict[QueryPart, int] = {}
        best_start, most, left = 0, (0, 0), 0
        for right, match in enumerate(matches):
            for part in parts[right]:
                times[part] = times.get(part, 0) + 1
            while left < right and not _in_one_passage(text, matches[left].start, match.end):
                _take_out(times, parts[left])
                left += 1
            shown = (sum(part in named for part in times) if named else 0, len(times))
            if shown > most:
                best_start, most = matches[left].start, shown
        return best_start

    def _cut(self, text: str, start: int, names: Names) -> SafeString:
        """Return the passage around `start`, cut between words, with an ellipsis where text was left out."""
        begin = max(0, start - _RUN_UP)
        if cut := begin > 0:
            begin = text.find(" ", begin, start) + 1 or start
        end = begin + _PASSAGE
        if end < len(text):
            end = max(text.rfind(" ", start + 1, end), start + 1)
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        passage = self.marked(text[begin:end].rstrip(), _moved(names, begin))
        return mark_safe(("… " if cut else "") + passage + (" …" if end < len(text) else ""))  # noqa: S308


def _name_part(entity: int) -> QueryPart:
    """Return an entity as a part of a query, which no words of a query are."""
    return "", str(entity)


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


def _moved(names: Names, by: int) -> Names:
    """Return the names as offsets into a text that begins `by` characters later."""
    return [(start - by, end - by, entity) for start, end, entity in names]


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
