"""Where the sentences of a text are; a quotation of several sentences is part of the one that it stands in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from articles.nlp.quotations.marks import Quoted
from articles.text.letter_classes import LOWER, UPPER
from articles.text.sentences import sentences

_CONNECTIVES: Final = ("Tuy nhiên", "Thực tế", "Được biết", "Ngoài ra", "Bên cạnh đó", "Trước đó", "Theo đó", "Mới đây")
# How sentences begin, with a small letter or a number behind: where a page had a picture between two paragraphs.
_BEGINNINGS: Final = (
    *("Theo", "Hôm", "Liên quan đến", "Liên quan tới", "Phát biểu tại", "Phát biểu sau", "Phát biểu trước"),
    *("Trả lời phỏng vấn", "Trao đổi với", "Sau khi", "Trước khi", "Mặc dù", "Bên cạnh", "Đáp lại", "Về phần mình"),
)
_SAYS: Final = (
    "cho biết|cho rằng|cho hay|khẳng định|nói|chia sẻ|nhấn mạnh|yêu cầu|viết|đề nghị|bày tỏ|cảm ơn|tiết lộ|thừa nhận|"
    "đánh giá(?: rất)? cao"
)
# Two spaces before a capital stand where a page had two paragraphs, or a picture between them; "TTO - Bộ trưởng" begins
# an article.
_GAP: Final = re.compile(
    rf"(?<=\S)[ \xa0]{{2,}}(?=[{UPPER}])"
    rf"|(?<=\s)Ảnh:[^.,:;\n]{{2,40}}/(?:TTXVN|[{UPPER}]{{2,}}\w*)\s+(?=[{UPPER}])"
    rf"|(?<=[{LOWER}])[ \xa0](?=(?:{'|'.join(_CONNECTIVES)}),[ \xa0])"
    rf"|(?<=[\w)])[ \xa0](?=(?:{'|'.join(_BEGINNINGS)})[ \xa0][{LOWER}\d])"
    rf"|(?<=\w)[ \xa0](?=(?:HLV|Ông|Bà|Anh|Chị|Cô)[ \xa0](?:[{UPPER}]\w+[ \xa0]){{1,4}}(?:đã |cũng )?(?:{_SAYS})(?!\w))"
    rf"|(?<=[{LOWER}]{{4}}\.)(?=[{UPPER}][{LOWER}]+[ \xa0])|(?<=[”\d]\.)(?=[{UPPER}][{LOWER}]+[ \xa0])"
    rf"|(?<!\w)[{UPPER}]{{2,3}}O[ \xa0][-–][ \xa0](?=[{UPPER}])"
    rf"|(?<=[.!?…])[ \xa0]+[*•][ \xa0]*(?=[{UPPER}])"
    rf"|(?<=[{LOWER}\d)]\.)[ \xa0](?=(?:ông|bà)[ \xa0][{UPPER}])"
    rf"|(?<=TP\.)[ \xa0](?=(?:{'|'.join(_CONNECTIVES)}|Riêng|Do đó|Vì vậy|(?:Ông|Bà)[ \xa0][{UPPER}])[,\w \xa0])"
    r"|[ \xa0]*>>[ \xa0]*"
    r"|\((?:Ảnh|Nguồn|Clip|Video)[^()]{,60}\)\s*"
)
# A sentence without any of these has no gap.
_GAP_SIGNS: Final = (
    *("  ", "\xa0", "Ảnh", "(Nguồn", "(Clip", "(Video", "*", "•", "O -", "O –", ">>"),
    *(f"{word}," for word in _CONNECTIVES),
    *(f" {words} " for words in (*_BEGINNINGS, "HLV", "Ông", "Bà", "Anh", "Chị", "Cô")),
    *("TP. ", ". ông ", ". bà "),
)
# A full stop without a space behind it.
_RUN_ON: Final = re.compile(rf"[”\w]\.[{UPPER}]")
_ENDED: Final = re.compile(r"[.!?…][\s\xa0]+$")
# A longer sentence is cut at a space: what is written so is a list, or made to be slow.
_LONGEST: Final = 4000
_SYLLABLE: Final = re.compile(r"\w+")
_INITIALS: Final = re.compile(rf"(?<!\w)(?:[{UPPER}]\.)+[{UPPER}]\.[\s\xa0]+$")
# A line that ends within a sentence, behind initials: "ông Ph.\nbị thương", "ông P.\n(SN 1987) bị thương"; or
# "TP.\nHà Nội".
_CITIES: Final = "HCM|Hồ Chí Minh|Hà Nội|Hải Phòng|Đà Nẵng|Cần Thơ|Huế"
_BROKEN: Final = re.compile(rf"((?<!\w)[{UPPER}]\w{{0,2}}\.(?=\n[{LOWER}(])|(?<!\w)TP\.(?=\n(?:{_CITIES})(?!\w)))\n")
_INNER_END: Final = re.compile(r"[.!?…\n]")


def sentence_spans(text: str, quoted: Sequence[Quoted]) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text`, in order."""
    starts = [one.outer_start for one in quoted if _ENDED.search(text, max(0, one.outer_start - 5), one.outer_start)]
    spans: list[tuple[int, int]] = []
    for start, end in _spans(_without_ends_within(text, quoted)):
        cuts = [start, *starts[bisect_right(starts, start) : bisect_left(starts, end)], end]
        spans += [(left, right) for left, right in pairwise(cuts) if text[left:right].strip()]
    return spans


def _without_ends_within(text: str, quoted: Sequence[Quoted]) -> str:
    """Return the text with a comma for each sign that ends a sentence within quotation marks, but the last one."""
    pieces: list[str] = []
    at = 0
    for one in quoted:
        if one.start > at:
            last = text[one.end : one.outer_end].replace("\n", " ")
            pieces += [text[at : one.start], _INNER_END.sub(",", text[one.start : one.end]), last]
            at = one.outer_end
    return _BROKEN.sub(r"\1 ", "".join([*pieces, text[at:]]))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    signs = [sign for sign in _GAP_SIGNS if sign in text]
    for line in text.split("\n"):
        at = start
        for sentence in _with_initials(sentences(line)):
            yield from _pieces(sentence, at, signs)
            at += len(sentence)
        start += len(line) + 1


def _with_initials(found: Sequence[str]) -> Iterator[str]:
    """Yield sentences, those joined again that were parted within initials: "chị L.T. Q. D"."""
    start = ""
    for sentence in found:
        start += sentence
        if not _INITIALS.search(start):
            yield start
            start = ""
    if start:
        yield start


def _pieces(sentence: str, start: int, signs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence between its gaps; `signs` are those of gaps that its text has."""
    at = 0
    has_gap = any(sign in sentence for sign in signs) or _RUN_ON.search(sentence) is not None
    for gap in _GAP.finditer(sentence) if has_gap else ():
        yield from _cut(sentence, start, at, gap.start())
        at = gap.end()
    yield from _cut(sentence, start, at, len(sentence))


def _cut(sentence: str, start: int, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span of a sentence, in parts where it is too long."""
    while end - at > _LONGEST:
        space = sentence.rfind(" ", at + 1, at + _LONGEST)
        yield start + at, start + (space if space > 0 else at + _LONGEST)
        at = space if space > 0 else at + _LONGEST
    yield start + at, start + end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the signs and spaces at its ends."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip(" \xa0\n,:"))
    return start, start + len(text[start:end].rstrip(" \xa0\n,.;:/-–"))


def size(text: str, start: int, end: int) -> int:
    """Return how many syllables a span has."""
    return sum(1 for _ in _SYLLABLE.finditer(text, start, end))


def end_of(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Return where what a pattern matches at `start` ends; `start` itself where it does not match."""
    match = pattern.match(text, start, end)
    return match.end() if match else start
