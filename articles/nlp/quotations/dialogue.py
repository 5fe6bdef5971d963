"""Who speaks in an interview: "* Question?" and "- Answer", "PV: ...?" and "Ông Thắng: ...", or bare questions."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeVar

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.cues import has_cue
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.guests import guest
from articles.nlp.quotations.speakers import Speakers
from articles.text.letter_classes import UPPER

# A turn begins a line, or stands behind the end of a sentence in a page whose paragraphs were joined.
_START: Final = r"(?:(?<=^)|(?<=\n)|(?:(?<=[.?!…])|(?<=[.?!…][”\"]))[ \xa0]+)[ \xa0]*"
_QUESTION: Final = re.compile(
    _START
    + r"(?:[*•][ \xa0]*|(?:[*•–-][ \xa0]*)?(?:PV|P\.V|Phóng viên|Hỏi|MC)(?:[ \xa0][^:?.\n]{0,40})?:[ \xa0]*)(?=[\w\"“])"
)
_DASH: Final = re.compile(_START + r"[-–—][ \xa0]*(?=[\w\"“])")
_NAMED: Final = re.compile(
    _START + rf"(?P<mark>[-–—*•]?)[ \xa0]*(?P<name>[{UPPER}][^:\n\"“”?!]{{1,110}}?)[ \xa0]*:[ \xa0]*(?=[^\s\d])"
)
# "Nhà thơ Bích Khê. Ảnh: tư liệu" is no answer.
_CREDIT: Final = re.compile(r"(?:Ảnh|Nguồn|Clip|Video|Đồ họa|Tin)[ \xa0]*$", re.IGNORECASE)
_LINE: Final = re.compile(r"[^\n]+")
_YOU: Final = re.compile(r"(?<!\w)(?:anh|chị|bạn|ông|bà|em|cô|thưa)(?!\w)", re.IGNORECASE)
_I: Final = re.compile(r"(?<!\w)(?:tôi|mình|em|tớ)(?!\w)", re.IGNORECASE)
_SELF: Final = re.compile(r"(?<!\w)(?<![Cc]húng )[Tt]ôi(?!\w)")
_QUOTED: Final = re.compile('["“”]')
# What a text tells of others between marks is no answer's own words.
_MARKED: Final = re.compile(r"[\"“][^\"“”]{1,2000}[\"”]")
# What ends an interview.
_THANKS: Final = re.compile(
    r"^[ \xa0*-]*(?:xin |rất |chân thành |trân trọng )*c[ảá]m ơn [^\n]{2,80}$", re.IGNORECASE | re.MULTILINE
)
_LONGEST_AUTHOR: Final = 5
_LEAST_TURNS, _LEAST_BARE = 2, 3
_LONGEST_NAME: Final = 8
# Characters between two turns of one interview.
_FURTHEST: Final = 4000

_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side of an interview says from `start` to `end`; `mark` is where its dash, star or name begins.

    `speaker` is who answers, where that is written before the answer. `is_first` tells that it begins an interview.
    """

    mark: int
    start: int
    end: int
    is_question: bool
    speaker: Speaker | None
    is_first: bool = False


def turns(names: ArticleNames, speakers: Speakers) -> list[Turn]:
    """Return the turns of the interviews of a text in order; none where it has no interview."""
    text = names.text
    marked = [_ended(text, run) for run in _near(_marked(text, speakers), lambda turn: turn.mark)]
    found = [
        replace(part, is_first=number == 0)
        for run in marked
        if _is_interview(text, run)
        for number, part in enumerate(part for turn in run for part in _without_question(text, turn))
    ]
    return found or _bare(names)


def _near(ones: Sequence[_One], place: Callable[[_One], int]) -> Iterator[list[_One]]:
    """Yield the runs of turns: those of one interview are near each other."""
    run: list[_One] = []
    for one in ones:
        if run and place(one) - place(run[-1]) > _FURTHEST:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _is_interview(text: str, run: Sequence[Turn]) -> bool:
    asked = sum(turn.is_question and "?" in text[turn.start : turn.end] for turn in run)
    answering = Counter(turn.speaker.name for turn in run if turn.speaker)
    return asked >= _LEAST_TURNS or (len(answering) < sum(answering.values()) and len(answering) <= _LEAST_TURNS)


def _marked(text: str, speakers: Speakers) -> list[Turn]:
    """Return the turns that a mark or name begins; what they end with is not known yet."""
    found = [Turn(_mark(match), match.end(), match.end(), True, None) for match in _QUESTION.finditer(text)]
    taken = {turn.mark for turn in found}
    found += [turn for turn in _named(text, speakers) if turn.mark not in taken]
    if not found:
        return []
    taken |= {turn.mark for turn in found}
    dashes = [Turn(_mark(match), match.end(), match.end(), False, None) for match in _DASH.finditer(text)]
    found = sorted(found + [turn for turn in dashes if turn.mark not in taken], key=lambda turn: turn.mark)
    # A dash behind no question begins an item of a list.
    return [turn for before, turn in pairwise([found[0], *found]) if turn is before or not _is_item(before, turn)]


def _is_item(before: Turn, turn: Turn) -> bool:
    return not turn.is_question and turn.speaker is None and not before.is_question


def _mark(match: re.Match[str]) -> int:
    return match.start() + len(match[0]) - len(match[0].lstrip())


def _named(text: str, speakers: Speakers) -> Iterator[Turn]:
    """Yield the answers that begin with who gives them: "Ông Thắng: Làm gì có chuyện đó"; a title has none."""
    for match in _NAMED.finditer(text, text.find("\n") + 1):
        if (len(match["name"].split()) > _LONGEST_NAME and "(" not in match["name"]) or has_cue(match["name"]):
            continue
        if _CREDIT.search(match["name"]):
            continue
        speaker = speakers.named(*match.span("name"))
        if speaker and speakers.is_person(speaker):
            yield Turn(_mark(match), match.end(), match.end(), False, speaker)


def _ended(text: str, begun: Sequence[Turn]) -> list[Turn]:
    """Return the turns each up to the next, the last one no longer than the longest of the others."""
    if not begun:
        return []
    sizes = [following.mark - one.start for one, following in pairwise(begun) if not one.is_question]
    if thanks := _THANKS.search(text, begun[-1].start, min(len(text), begun[-1].start + _FURTHEST)):
        sizes, last = [], thanks.start()
    else:
        last = _end_of_line(text, begun[-1].start)
    while last < len(text) and _end_of_line(text, last + 1) - begun[-1].start <= max(sizes, default=0):
        last = _end_of_line(text, last + 1)
    ends = [*(following.mark for following in begun[1:]), last]
    is_asked = [not (one.is_question or following.is_question) for one, following in pairwise(begun)]
    return [
        replace(one, end=_before_question(text, one.start, end) if asked else _trimmed(text, one.start, end))
        for one, end, asked in zip(begun, ends, [*is_asked, False], strict=True)
    ]


def _without_question(text: str, turn: Turn) -> list[Turn]:
    """Return a question, and the answer that follows it without a mark of its own."""
    if not turn.is_question:
        return [turn]
    at = text.rfind("?", turn.start, turn.end) if "\n" not in text[turn.start : turn.end] else -1
    for line in _LINE.finditer(text, turn.start, turn.end):
        if at < 0 and line.start() > turn.start and not line[0].rstrip().endswith("?"):
            return [replace(turn, end=line.start()), Turn(line.start(), line.start(), turn.end, False, None)]
    return [turn]


def _bare(names: ArticleNames) -> list[Turn]:
    """Return the answers of interviews whose questions are lines without a mark, and whose answers say "tôi".

    A guest may also speak of himself by his name: "Tú chưa quen với ống kính". Where the answers have his full name, a
    reporter asks himself.
    """
    lines = [line for line in _LINE.finditer(names.text) if line.start() and line[0].rstrip().endswith("?")]
    asked = [line for line in lines if _is_asked(line[0].strip())]
    runs = [run for run in _near(asked, lambda line: line.start()) if len(run) >= _LEAST_TURNS]
    return [turn for run in runs for turn in _answers(names, run)]


def _answers(names: ArticleNames, asked: Sequence[re.Match[str]]) -> list[Turn]:
    text = names.text
    limit = min(len(text), asked[-1].end() + _FURTHEST)
    with_whom = guest(names, None, limit)
    own_name = re.compile("|".join(map(re.escape, with_whom.name.split())) if with_whom else r"(?!)")
    thanks = _THANKS.search(text, asked[0].start(), limit)
    to_guest = sum(bool(_YOU.search(line[0]) or own_name.search(line[0])) for line in asked)
    if to_guest < (_LEAST_TURNS if thanks else _LEAST_BARE):
        return []
    last = _end_of_body(text, asked[-1].end()) if limit == len(text) else _end_of_line(text, asked[-1].end() + 1)
    ends = [*(line.start() for line in asked[1:]), thanks.start() if thanks else last]
    answers = [(line.end() + 1, end) for line, end in zip(asked, ends, strict=True) if line.end() + 1 < end]
    spoken = [_unmarked(text[start:end]) for start, end in answers]
    if with_whom and " " in with_whom.name and _are_of(with_whom.name, spoken):
        return []
    by_guest = sum(bool(_I.search(words) or own_name.search(words)) for words in spoken)
    if 2 * by_guest < len(asked):
        return []
    return [
        Turn(start, start, _before_question(text, start, end), False, None, is_first=number == 0)
        for number, (start, end) in enumerate(answers)
    ]


def _is_asked(line: str) -> bool:
    """Tell whether a reporter may ask what a line asks: it is not quoted, nor of whom asks it."""
    return not (_QUOTED.match(line) or _QUOTED.search(_unmarked(line)) or _SELF.search(line))


def _are_of(name: str, answers: Sequence[str]) -> bool:
    """Tell whether a reporter speaks of somebody in answers: by the full name, and not as somebody of himself."""
    himself = re.compile(rf"{_SELF.pattern}|(?<!\w){re.escape(name.split()[-1])}(?!\w)")
    by_full_name = sum(name in words for words in answers)
    return 2 * by_full_name >= len(answers) and not all(himself.search(words.replace(name, "")) for words in answers)


def _unmarked(words: str) -> str:
    """Return words without what stands between quotation marks."""
    return _MARKED.sub("", words)


def _end_of_body(text: str, start: int) -> int:
    """Return where a text ends, without a last line that is the author's name."""
    last = text.rfind("\n", start) if len(text[text.rfind("\n") + 1 :].split()) <= _LONGEST_AUTHOR else -1
    return len(text) if last < 0 else last


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _before_question(text: str, start: int, end: int) -> int:
    """Return where an answer ends without the lines behind it that ask the next question."""
    end = _trimmed(text, start, end)
    while text[end - 1 : end] == "?" and (line := text.rfind("\n", start, end)) > 0:
        end = _trimmed(text, start, line)
    return end


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \xa0\n.,"))
