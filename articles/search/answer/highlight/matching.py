"""Finds where in a text the words of a query stand."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Final, NamedTuple

from articles.search.answer.highlight.candidates import candidates, with_bare_letters
from articles.search.answer.highlight.highlight_terms import HighlightTerms, NearPair, QueryPart, SyllableRun
from articles.text.lookalikes import has_lookalikes
from articles.text.normal import fold
from articles.text.terms import TextToken, token_at, tokens
from haystack_engines import check_time, checked_often

# Characters for each word that may stand between two near words. A longer gap is not cut into tokens.
_LONGEST_WORD: Final = 40

_COMBINING_MARK: Final = re.compile("[\u0300-\u036f]")
# What makes digits a part of a number with a sign for decimals or thousands.
_BEFORE_DIGITS: Final = re.compile(r"\d[.,]$")
_AFTER_DIGITS: Final = re.compile(r"[.,]\d")


class MatchSpan(NamedTuple):
    """A match in a text, in characters; the parts of the query that it shows; its first and last folded word."""

    start: int
    end: int
    parts: frozenset[QueryPart]
    first: str
    last: str


class MatchFinder:
    """Finds the matches of one query in any number of texts."""

    def __init__(self, terms: HighlightTerms) -> None:
        slots = list(terms.slots)
        words, prefixes = frozenset(s.folded for s in slots), frozenset(fold(s.letters) for s in slots if s.letters)
        self._candidates = candidates(words, prefixes) if slots else None
        self._pairs = terms.pairs
        self._prefix_runs = [run for run in terms.runs if run.slots[0].letters]
        self._runs: dict[str, list[SyllableRun]] = {}
        for run in terms.runs:
            self._runs.setdefault(run.slots[0].folded, []).append(run)

    def matches(self, text: str) -> list[MatchSpan]:
        """Return the matches of runs and near pairs in order of their starts; they may overlap."""
        check_time()
        if self._candidates is None:
            return []
        # The pattern knows the usual letters alone, each with its marks in one character.
        usual = not (has_lookalikes(text) or _COMBINING_MARK.search(text))
        found = self._candidates.finditer(with_bare_letters(text)) if usual else ()
        words = [token_at(text, *match.span()) for match in found] if usual else tokens(text)
        spans = list(self._run_matches(words, text))
        if self._pairs:
            near = chain.from_iterable(_near_matches(pair, words, text) for pair in self._pairs)
            spans = sorted((*spans, *near), key=attrgetter("start"))
        return spans

    def _run_matches(self, words: list[TextToken], text: str) -> Iterator[MatchSpan]:
        for i, word in enumerate(checked_often(words)):
            for run in self._runs.get(word.folded, ()) if not self._prefix_runs else self._all_runs(word):
                if end := _end(run, words, i, text):
                    yield MatchSpan(word.start, end, run.parts, word.folded, run.slots[-1].folded)

    def _all_runs(self, word: TextToken) -> Iterable[SyllableRun]:
        return (*self._runs.get(word.folded, ()), *self._prefix_runs)


def _end(run: SyllableRun, words: list[TextToken], i: int, text: str) -> int:
    """Return the end of a run that starts with the i-th word, 0 where it does not match there."""
    first = words[i]
    if not run.slots[0].fits(first, text):
        return 0
    end = first.end
    for j, slot in enumerate(run.slots[1:], i + 1):
        if j == len(words) or not slot.fits(words[j], text) or tokens(text[end : words[j].start]):
            return 0
        end = words[j].end
    return 0 if _is_part_of_number(text, first.start, end) else end


def _is_part_of_number(text: str, start: int, end: int) -> bool:
    """Tell whether what begins or ends with digits is only a part of a number: "5 triệu" in "1,5 triệu"."""
    if text[start].isdecimal() and _BEFORE_DIGITS.search(text, max(0, start - 2), start):
        return True
    return text[end - 1].isdecimal() and _AFTER_DIGITS.match(text, end) is not None


def _near_matches(pair: NearPair, words: list[TextToken], text: str) -> Iterator[MatchSpan]:
    """Yield the words of a pair, each that has the nearest other word before or behind it within the distance."""
    first, second = ([word for word in words if slot.fits(word, text)] for slot in pair.slots)
    for left, right in checked_often((*_nearest(first, second), *_nearest(second, first))):
        if _is_near(left, right, text, pair.distance):
            yield from (MatchSpan(w.start, w.end, frozenset([w.folded]), w.folded, w.folded) for w in (left, right))


def _nearest(before: list[TextToken], behind: list[TextToken]) -> Iterator[tuple[TextToken, TextToken]]:
    """Yield each token of one list with the next token behind it of the other list."""
    following = iter(behind)
    right = next(following, None)
    for left in before:
        while right and right.start < left.end:
            right = next(following, None)
        if right:
            yield left, right


def _is_near(left: TextToken, right: TextToken, text: str, distance: int) -> bool:
    gap = right.start - left.end
    return gap <= _LONGEST_WORD * (distance + 1) and len(tokens(text[left.end : right.start])) <= distance
