"""Cuts what stands before a cue into its parts: adverbs, conjunctions, and the phrases between commas and dashes."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.word_lists import DATE, SPACES, either

Span = tuple[int, int]

# "bị" makes the passive, but not in "bị cáo".
BI: Final = r"bị(?![\s\xa0]+(?:cáo|can|hại|đơn)(?!\w))"
_ADVERBS: Final = re.compile(
    rf"(?:(?<=[\s\xa0,])|^)(?:{either('adverbs_before_cues', space=SPACES)}|{DATE}|\([^()]*\))[\s\xa0]*$",
    re.IGNORECASE,
)
_CONJUNCTION: Final = re.compile(
    r"(?<!\w)(?:nhưng|song|mà|thì|khi|rằng|biết|để|nên|vì|do|đồng thời|sau đó|trong khi|từ đó|qua đó|thấy|nghe|và)"
    r"(?!\w)[\s\xa0,]*"
)
_BREAK: Final = re.compile(r"[,;:]|(?<!TP\.)\n|[\s\xa0][-–][\s\xa0]")
_DASH: Final = re.compile(r"[ \xa0]*(?:\([^()]*\))?[ \xa0]*(?:(?<=[ \xa0])[-–—]|[-–—](?=[ \xa0]))[ \xa0]*")
_SENSING: Final = frozenset({"thấy", "nghe"})
# "Có nhiều ý kiến cho rằng", but not "có thể", "có tác dụng".
_THERE_ARE: Final = (
    r"có(?=[ \xa0](?:(?:rất[ \xa0])?(?:nhiều|một[ \xa0]số|không[ \xa0]ít|vài)[ \xa0])?(?:ý[ \xa0]kiến|người)(?!\w))"
)
# What may stand before a speaker at the start of a clause.
LEADING: Final = re.compile(
    rf"[\s\"“”'–*•-]*(?:(?:{DATE}|{either('words_before_speakers', space=SPACES)}|{_THERE_ARE})(?!\w)[\s\xa0,:]*)*",
    re.IGNORECASE,
)
_FURTHEST_ADVERB: Final = 60
_LONGEST_BRACKETS: Final = 120


class ClauseEnd(NamedTuple):
    """Where what stands before the adverbs of a cue ends, and the signs between: "", ",", "-" or both."""

    at: int
    signs: str


class ClauseParts:
    """The clauses of one article."""

    def __init__(self, names: ArticleNames) -> None:
        self._names = names
        self._text = names.text

    def without_adverbs(self, start: int, end: int) -> ClauseEnd:
        """Return where a clause that ends at a cue ends without the adverbs before the cue."""
        signs = ""
        while True:
            region = self._text[start:end]
            bare = region.rstrip(" \xa0,–-")
            signs += region[len(bare) :].strip(" \xa0")
            end = start + len(bare)
            match = _ADVERBS.search(self._text, max(start, end - _FURTHEST_ADVERB), end)
            if match is None or self._names.covering(end - 1) is not None:
                return ClauseEnd(end, signs)
            end = match.start()

    def after_conjunction(self, start: int, end: int) -> int:
        """Return where the clause begins that ends at `end`: after its last conjunction outside a name."""
        for match in _CONJUNCTION.finditer(self._text, start, end):
            word, is_last = match[0].strip(" ,\xa0"), match.end() == end
            joins_phrases = (word == "và" and not is_last) or (word in _SENSING and is_last)
            if not joins_phrases and self._names.covering(match.start()) is None:
                start = match.end()
        return min(start, end)

    def chunks(self, start: int, end: int) -> list[Span]:
        """Return the parts of a clause between its commas, brackets and dashes."""
        found: list[Span] = []
        for match in _BREAK.finditer(self._text, start, end):
            if self._names.covering(match.start()) is None and not self._is_in_brackets(start, match.start()):
                found.append((start, match.start()))
                start = match.end()
        found.append((start, end))
        return [chunk for chunk in found if self._text[chunk[0] : chunk[1]].strip(' \xa0"”')]

    def _is_in_brackets(self, start: int, at: int) -> bool:
        opened = self._text.rfind("(", start, at)
        return (
            opened >= 0
            and self._text.rfind(")", opened, at) < 0
            and self._text.find(")", at, at + _LONGEST_BRACKETS) > 0
        )

    def first_break(self, start: int, end: int) -> int:
        """Return where the first comma, bracket or dash of a clause stands, else `end`."""
        match = _BREAK.search(self._text, start, end)
        return match.start() if match else end

    def names_before_dashes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the mentions that a dash follows at once, the last first, each with where what is behind begins."""
        for number in reversed(list(self._names.within(start, end))):
            if dash := _DASH.match(self._text, self._names.mentions[number].end, end):
                yield number, dash.end()
