"""What stands within quotation marks: “ ”, « », „ ‟, " and, within a line, ‘ ’ and '."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# A quotation that no mark closes in so many characters is none.
_LONGEST: Final = 3000
_DOUBLE: Final = re.compile("[“”„‟\"«»]|``|''")
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”‟»")
_LINE_START: Final = re.compile(r"(?:^|\n)[ \xa0\t]*$")
# Marks that are looked at behind an open one: of four pairs within it, and its own end.
_MOST_MARKS: Final = 9
# Characters before a mark in which its line begins, where it begins with the mark.
_INDENT: Final = 8
_SENTENCE_SIGNS: Final = frozenset(".,!?;")
_BEHIND: Final = re.compile(r"[ \xa0]*(?:[.,;:!?)]|\n|$)")
_SINGLE: Final = re.compile(
    r"(?:(?<=[\s:(])|^)[‘'][ \xa0]?(?P<inner>\S[^‘’'\n]{6,400}?)[’'](?=[\s.,;:!?)]|$)", re.MULTILINE
)
# Between the marks of words within a quotation: "Có 151 dự án " treo " trong tỉnh", ông nói.
_COMMA: Final = re.compile(r"[ \xa0]*,[ \xa0]*\w")
# Words of a quotation that has no mark at its beginning.
_WORDS: Final = 8
_WITHIN: Final = re.compile(r"[ \xa0]*\w+(?:[ \xa0](?:[-–][ \xa0])?\w+){0,4}[ \xa0]*$")
_BESIDE: Final = re.compile(r"[ \xa0]*(?:và|hay|hoặc|rồi|với|là|rằng|nhưng)[ \xa0]*$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text in quotation marks: what stands within them, from `start` to `end`, and the span with the marks."""

    outer_start: int
    start: int
    end: int
    outer_end: int


def quoted_texts(text: str) -> list[Quoted]:
    """Return the texts in quotation marks, in order; marks within others are not returned."""
    found = list(_doubles(text))
    starts, ends = [one.outer_start for one in found], [one.outer_end for one in found]
    for match in _SINGLE.finditer(text):
        if bisect_left(starts, match.end()) == bisect_right(ends, match.start()):
            found.append(_trimmed(text, match.start(), *match.span("inner"), match.end()))
    return sorted((one for one in found if one.start < one.end), key=lambda one: one.start)


def _doubles(text: str) -> Iterator[Quoted]:
    """Yield the texts in double marks; one that stays open to the end of a paragraph may go on in the next."""
    opened: re.Match[str] | None = None
    marks = list(_DOUBLE.finditer(text))
    inner_end = 0
    for number, mark in enumerate(marks):
        if mark.start() < inner_end:
            continue
        if opened and _is_inner(text, opened, marks[number : number + _MOST_MARKS]):
            inner_end = marks[number + 1].end()
        elif opened is None and (found := _without_beginning(text, mark)):
            yield found
        elif opened is None:
            opened = mark if _opens(text, mark) else None
        elif _starts_anew(text, opened, mark):
            if found := _left_open(text, opened):
                yield found
            opened = mark
        elif _closes(text, opened, mark):
            yield _trimmed(text, opened.start(), opened.end(), mark.start(), mark.end())
            opened = None
    if opened and (found := _left_open(text, opened)):
        yield found


def _is_inner(text: str, opened: re.Match[str], marks: list[re.Match[str]]) -> bool:
    """Tell whether a mark begins a quotation within the open one: its own end and that of the open one follow."""
    if len(marks) < 3 or "\n" in text[marks[0].end() : marks[1].start()]:
        return False
    if opened[0] in _OPENING and _is_pair(marks[0], marks[1]):
        is_curved = marks[0][0] in _OPENING
        before = text[opened.end() : marks[0].start()].rstrip()[-1:]
        return (is_curved or before not in _SENTENCE_SIGNS) and _is_closed_behind_pairs(text, marks)
    return _is_straight_inner(text, opened, marks[:3])


def _is_closed_behind_pairs(text: str, marks: list[re.Match[str]]) -> bool:
    """Tell whether a closing mark follows the first pair, or further pairs of words or within the same paragraph."""
    at = 2
    while at + 2 < len(marks) and _is_pair(marks[at], marks[at + 1]):
        at += 2
    are_words = all(_WITHIN.match(text[marks[n].end() : marks[n + 1].start()]) for n in range(0, at, 2))
    is_near = at == 2 or are_words or "\n" not in text[marks[0].start() : marks[at - 1].start()]
    return is_near and marks[at][0] in _CLOSING


def _is_pair(first: re.Match[str], second: re.Match[str]) -> bool:
    """Tell whether one mark may close another: curved ones, or two straight ones."""
    return (first[0] in _OPENING and second[0] not in _OPENING) or first[0] == second[0] == '"'


def _is_straight_inner(text: str, opened: re.Match[str], marks: list[re.Match[str]]) -> bool:
    """Tell the same of straight marks: words without a sign stand between two, within a paragraph or behind a colon."""
    if any(mark[0] in _OPENING or mark[0] in _CLOSING for mark in (opened, *marks)):
        return False
    inner = text[marks[0].end() : marks[1].start()]
    ended = text[opened.end() : marks[0].start()].rstrip()[-1:]
    goes_on = _BEHIND.match(text, marks[1].end()) or text[marks[1].end() : marks[1].end() + 2].strip()[:1].islower()
    return bool(
        (_begins_line(text, opened.start()) or _is_after_colon(text, opened.start()))
        and ("\n" not in text[opened.end() : marks[2].start()] or goes_on)
        and ended not in _SENTENCE_SIGNS
        and _WITHIN.match(inner)
        and not _BESIDE.match(inner)
    )


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in _OPENING:
        return True
    # What begins with a comma is behind a quotation: its beginning had no mark.
    if not mark.end() < len(text) or _BEHIND.match(text, mark.end()):
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return mark[0] not in _CLOSING or (before in ("", " ", "\n") and after.isalnum())


def _closes(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Tell whether a mark closes the open one; a straight one within curved ones does where no word follows it."""
    if mark[0] in _OPENING:
        return False
    return mark[0] in _CLOSING or opened[0] not in _OPENING or not text[mark.end() : mark.end() + 1].isalnum()


def _starts_anew(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """Tell whether a mark begins another quotation, as at the start of a paragraph: none closes the open one."""
    if mark.start() - opened.start() > _LONGEST:
        return True
    in_other_line = "\n" in text[opened.end() : mark.start()]
    begins_line = in_other_line and _begins_line(text, mark.start()) and not _BEHIND.match(text, mark.end())
    return mark[0] not in _CLOSING and (begins_line or _is_after_colon(text, mark.start()))


def _begins_line(text: str, at: int) -> bool:
    return bool(_LINE_START.search(text, max(0, at - _INDENT), at)) and (
        at <= _INDENT or "\n" in text[at - _INDENT : at]
    )


def _is_after_colon(text: str, at: int) -> bool:
    return text[max(0, at - 3) : at].rstrip().endswith(":")


def _without_beginning(text: str, mark: re.Match[str]) -> Quoted | None:
    """Return a quotation from the start of its paragraph to a first mark with a comma behind: "Nhà thầu chậm ", ...."""
    furthest = max(0, mark.start() - _LONGEST)
    start = text.rfind("\n", furthest, mark.start()) + 1
    is_whole = _COMMA.match(text, mark.end()) and (start or not furthest)
    if not is_whole or _DOUBLE.search(text, start, mark.start()) or len(text[start : mark.start()].split()) < _WORDS:
        return None
    return _trimmed(text, start, start, mark.start(), mark.end())


def _left_open(text: str, opened: re.Match[str]) -> Quoted | None:
    """Return a quotation that ends with its paragraph, where it began the paragraph or stands after a colon."""
    if not (_begins_line(text, opened.start()) or _is_after_colon(text, opened.start())):
        return None
    furthest = min(len(text), opened.end() + _LONGEST)
    end = text.find("\n", opened.end(), furthest)
    if end < 0 and furthest < len(text):
        return None
    end = len(text) if end < 0 else end
    return _trimmed(text, opened.start(), opened.end(), end, end)


def _trimmed(text: str, outer_start: int, start: int, end: int, outer_end: int) -> Quoted:
    """Return a quotation without white space, and without a comma or full stop at its end."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return Quoted(outer_start, start, start + len(inner.strip().rstrip(" ,.;\n\xa0")), outer_end)
