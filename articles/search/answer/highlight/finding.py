"""Where in a text the words of a query stand."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Final, NamedTuple

from articles.search.answer.highlight.candidates import candidates
from articles.search.answer.highlight.sought import AdjacentPair, HighlightTerms, Run, Shown
from articles.text.normal import fold
from articles.text.terms import TextToken, token_of, tokens

# What lies between two words and is longer, for each word that it may hold, is not looked at.
_LONGEST_WORD: Final = 40


class MatchSpan(NamedTuple):
    """A place of a text, in characters, what of the query it shows, and the folded words it begins and ends with."""

    start: int
    end: int
    shown: frozenset[Shown]
    first: str
    last: str


class MatchFinder:
    """Finds in texts what is sought; made once for all texts of a page."""

    def __init__(self, sought: HighlightTerms) -> None:
        slots = list(sought.slots)
        words, beginnings = frozenset(s.folded for s in slots), frozenset(fold(s.letters) for s in slots if s.letters)
        self._candidates = candidates(words, beginnings) if slots else None
        self._pairs = sought.pairs
        self._beginning = [run for run in sought.runs if run.slots[0].letters]
        self._runs: dict[str, list[Run]] = {}
        for run in sought.runs:
            self._runs.setdefault(run.slots[0].folded, []).append(run)

    def found_in(self, text: str) -> list[MatchSpan]:
        """Return the places where runs stand and words are near each other, in order; some lie within others."""
        if self._candidates is None:
            return []
        words = [token_of(match) for match in self._candidates.finditer(text)]
        found = list(self._standing(words, text))
        if self._pairs:
            near = chain.from_iterable(_near(pair, words, text) for pair in self._pairs)
            found = sorted((*found, *near), key=attrgetter("start"))
        return found

    def _standing(self, words: list[TextToken], text: str) -> Iterator[MatchSpan]:
        for place, word in enumerate(words):
            for run in self._runs.get(word.folded, ()) if not self._beginning else self._all_runs(word):
                if end := _end(run, words, place, text):
                    yield MatchSpan(word.start, end, run.shown, word.folded, run.slots[-1].folded)

    def _all_runs(self, word: TextToken) -> Iterable[Run]:
        return (*self._runs.get(word.folded, ()), *self._beginning)


def _end(run: Run, words: list[TextToken], place: int, text: str) -> int:
    """Return where a run ends that begins with a word, 0 where it does not stand there."""
    first = words[place]
    if not run.slots[0].fits(first, text):
        return 0
    end = first.end
    for i, slot in enumerate(run.slots[1:], place + 1):
        if i == len(words) or not slot.fits(words[i], text) or tokens(text[end : words[i].start]):
            return 0
        end = words[i].end
    return end


def _near(pair: AdjacentPair, words: list[TextToken], text: str) -> Iterator[MatchSpan]:
    """Yield the words of a pair that have the nearest other one before or behind them near enough."""
    first, second = ([word for word in words if slot.fits(word, text)] for slot in pair.slots)
    for left, right in (*_nearest(first, second), *_nearest(second, first)):
        if _between(left, right, text, pair.distance):
            yield from (MatchSpan(w.start, w.end, frozenset([w.folded]), w.folded, w.folded) for w in (left, right))


def _nearest(before: list[TextToken], behind: list[TextToken]) -> Iterator[tuple[TextToken, TextToken]]:
    """Yield each token of one list with the first behind it of the other."""
    following = iter(behind)
    right = next(following, None)
    for left in before:
        while right and right.start < left.end:
            right = next(following, None)
        if right:
            yield left, right


def _between(left: TextToken, right: TextToken, text: str, most: int) -> bool:
    gap = right.start - left.end
    return gap <= _LONGEST_WORD * (most + 1) and len(tokens(text[left.end : right.start])) <= most
