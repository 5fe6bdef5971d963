"""The words that report speech."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.nlp.quotations.word_lists import phrases
from articles.text.normal import small_letters

Span = tuple[int, int]

_SPACE: Final = r"[\s\xa0]+"


def _any_of(words: Iterable[str]) -> str:
    """Return an expression for any of these phrases, the longest first, by first letters: tried at each word."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(words, key=lambda phrase: (-len(phrase), phrase)):
        by_letter[phrase[0]].append(_SPACE.join(map(re.escape, phrase[1:].split(" "))))
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()) + ")"


_STRONG: Final = phrases("cues")
_SURE: Final = phrases("sure_cues")
_WEAK: Final = phrases("weak_cues")
_REQUESTS: Final = phrases("requests")
_BEFORE_THAT: Final = phrases("cues_before_that")
# What was said before, and no subject of what is said: "khẳng định điều này tại cuộc họp".
_THIS_ALONE: Final = (
    rf"điều{_SPACE}(?:này|đó)(?=[\s\xa0]*(?:$|[^\w\s]|{_any_of(phrases('words_behind_topics'))}(?!\w)))"
)
# "Ông Tâm cho phóng viên báo Lao Động biết"
_LET_KNOW: Final = rf"cho{_SPACE}(?:pv|phóng viên|chúng tôi|báo|tờ|hãng)(?:{_SPACE}[\w.]+){{0,6}}?{_SPACE}(?:biết|hay)"
_VERB: Final = re.compile(
    rf"(?<!\w)(?:{_LET_KNOW}|{_any_of(_STRONG | _BEFORE_THAT | phrases('cues_before_marks'))})(?!\w)"
    rf"(?:{_SPACE}(?:thêm|rõ|lại)(?!\w))?+"
    rf"(?!{_SPACE}(?:như vậy|như thế|{_THIS_ALONE}|đó(?=[\s\xa0]*[,.;])|thế(?!{_SPACE}giới)|của)(?!\w))"
)
_SAID_SO: Final = re.compile(rf"(?<!\w)(?P<cue>{_any_of(_STRONG)}){_SPACE}(?:như vậy|như thế|như trên)(?!\w)")
_NO_CUE: Final = re.compile(rf"{_any_of(phrases('no_cues'))}(?!\w)")
_COMPOUND: Final = re.compile(rf"(?<!\w){_any_of(phrases('compounds_with_cues'))}$")
_THAT: Final = re.compile(rf"[\s\xa0]*[,:]|{_SPACE}(?:rằng|là)(?!\w)")
_BEGINS: Final = re.compile(r"(?:^|[\n.?!…:\"“”'‘’(*•–-])[\s\xa0]*$")
_SYLLABLE_BEFORE: Final = re.compile(r"[\w.]+(?=[ \xa0]$)")
_LET_KNOWN: Final = re.compile(r"^cho .+ biết(?= |$)")
_ADDED: Final = re.compile(r" (?:thêm|rõ|lại)$")
_LAST_WORDS: Final = re.compile(r"(?:(?P<first>[\w-]+)[\s\xa0]+)?(?P<last>[\w-]+)[\s\xa0]*$")
_DUTY: Final = re.compile(r"(?<!\w)(?:phải|cần|nên|hãy)(?!\w)[^,.;:]{0,40}\s(?:và|hoặc)\s+$")
_UNSAYING: Final = phrases("words_that_unsay")
# "Anh không phản bác hay phân trần gì" reports neither.
_DENIED: Final = re.compile(r"(?<!\w)(?<!hàng )không[\s\xa0]+(?:(?:\w+[\s\xa0]+){1,3}(?:hay|hoặc)[\s\xa0]+)?$")
_DENIABLE: Final = phrases("deniable_cues")
# "bản" unsays a cue, but not in "có văn bản yêu cầu".
_DOCUMENT: Final = "văn bản"
# Characters before a cue in which the words that unsay it stand.
_BEFORE: Final = 80
_LONGEST_COMPOUND: Final = 30


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports speech, by its span.

    `is_strong` where it does without quotation marks too, `is_sure` where any subject of it speaks, `is_weak` where a
    bare topic may follow it as well, and `is_request` where it says what somebody asks for.
    """

    start: int
    end: int
    is_strong: bool
    is_sure: bool
    is_weak: bool
    is_request: bool


class Cues:
    """The cues of a text.

    One of a single syllable is a word of its own, or stands behind a name that the words have it joined with; none is
    part of a name.
    """

    def __init__(self, text: str, words: Sequence[Span], is_in_name: Callable[[int], bool]) -> None:
        self._text = small_letters(text)
        self._original = text
        self._word_starts, ends = {start for start, _ in words}, {end for _, end in words}
        self._spans = [
            match.span()
            for match in _VERB.finditer(self._text)
            if not (match[0].isalpha() and not (match.end() in ends and self._begins_word(match.start())))
            and not _NO_CUE.match(self._text, match.start())
            and not is_in_name(match.start())
            and not self._is_compound(*match.span())
        ]
        self._starts = [start for start, _ in self._spans]

    def _begins_word(self, start: int) -> bool:
        """Tell whether a cue begins a word: also behind a capital within a sentence, in "ông Sơn khai"."""
        if start in self._word_starts:
            return True
        before = _SYLLABLE_BEFORE.search(self._original, max(0, start - _LONGEST_COMPOUND), start)
        is_capital = before is not None and before[0][0].isupper()
        return bool(
            is_capital and before and not _BEGINS.search(self._original, max(0, before.start() - 4), before.start())
        )

    def of_what_was_said(self, start: int, end: int) -> Iterator[Span]:
        """Yield the cues that stand for what was said before: "ông Minh khẳng định như vậy"."""
        for match in _SAID_SO.finditer(self._text, start, end):
            yield match.span("cue")

    def _is_compound(self, start: int, end: int) -> bool:
        """Tell whether a cue is the end of a compound or of a title: "hệ thống cảnh báo", "Trưởng phòng Dự báo"."""
        compound = _COMPOUND.search(self._text, max(0, start - _LONGEST_COMPOUND), end)
        if compound and compound.start() < start:
            return True
        is_capital = self._original[start].isupper() and not self._original[start:end].isupper()
        return is_capital and not _BEGINS.search(self._original, max(0, start - 4), start)

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans of the cues between two offsets, whatever stands before them."""
        at = bisect_left(self._starts, start)
        while at < len(self._spans) and self._spans[at][1] <= end:
            yield self._spans[at]
            at += 1

    def within(self, start: int, end: int) -> Iterator[Cue]:
        """Yield the cues between two offsets; none where the words before it make it no report of speech."""
        for span in self.spans(start, end):
            if self._reports(start, span):
                yield self._cue(span)

    def last(self, start: int, end: int) -> Cue | None:
        """Return the last cue between two offsets; None where the words before each make it no report of speech."""
        for at in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._spans[at][0] < start:
                return None
            if self._spans[at][1] <= end and self._reports(start, self._spans[at]):
                return self._cue(self._spans[at])
        return None

    def _reports(self, start: int, span: Span) -> bool:
        before = self._text[max(start, span[0] - _BEFORE) : span[0]]
        is_denied = _DENIED.search(before) and self._text[slice(*span)] not in _DENIABLE
        return not is_denied and not _is_unsaid(before)

    def _cue(self, span: Span) -> Cue:
        word = _LET_KNOWN.sub("cho biết", " ".join(self._text[slice(*span)].split()))
        forms = {word, _ADDED.sub("", word)}
        strong = _STRONG | _BEFORE_THAT if _THAT.match(self._text, span[1]) else _STRONG
        return Cue(*span, *(not kind.isdisjoint(forms) for kind in (strong, _SURE, _WEAK, _REQUESTS)))


def has_cue(words: str) -> bool:
    """Tell whether a few words have a cue among them."""
    return bool(_VERB.search(small_letters(words)))


def _is_unsaid(before: str) -> bool:
    """Tell whether the words before a cue make it a noun, a wish or a duty: "việc khẳng định", "cần khẳng định"."""
    if _DUTY.search(before):
        return True
    match = _LAST_WORDS.search(before)
    if match is None or f"{match['first']} {match['last']}" == _DOCUMENT:
        return False
    return match["last"] in _UNSAYING or f"{match['first']} {match['last']}" in _UNSAYING
