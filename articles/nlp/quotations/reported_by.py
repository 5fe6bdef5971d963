"""What a sentence has from whom by "theo": "Theo ông Bình, ...", "..., theo Reuters"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.subjects import Subjects
from articles.nlp.quotations.word_lists import either
from articles.text.papers import paper_named

Span = tuple[int, int]

_SPACE: Final = r"[\s\xa0]+"
_ACCORDING_TO: Final = re.compile(
    r"(?:(?<=^)|(?<=[\s,.(“\"]))(?P<cue>theo(?:[\s\xa0]+(?:lời[\s\xa0]+(?:kể|khai)|thông tin|tin))?|"
    r"thông tin trên|dẫn theo|như)(?!\w)"
    rf"(?:{_SPACE}(?:ban đầu|lời|thông tin(?: ban đầu)?|nguồn tin|tin|báo cáo|thống kê|số liệu|đánh giá)(?!\w))*"
    rf"(?:{_SPACE}(?:của|từ)(?!\w))?{_SPACE}",
    re.IGNORECASE,
)
_NONE: Final = re.compile(rf"{either('sources_that_are_none')}(?!\w)", re.IGNORECASE)
# What may stand before "theo" at the start of a clause.
_BEFORE: Final = re.compile(
    r"^[\s\xa0\"”*–-]*(?:[^,]{0,100}[,:])?[\s\xa0]*(?:cũng|còn|lý do,|trong khi đó,?|tuy nhiên,?|nhưng|và)?[\s\xa0]*$",
    re.I,
)
_STOP: Final = re.compile(r"[,:]|[\s\xa0][-–][\s\xa0]")
_PAPER: Final = re.compile(r"(?:báo|tờ|hãng|trang|tạp chí|kênh|đài|thông tấn xã)(?!\w)", re.IGNORECASE)
_REPORTED: Final = re.compile(r"(?:đã\s)?(?:phản ánh|đưa tin|thông tin|đăng tải)(?!\w)[\s\xa0,:]*")


@dataclass(frozen=True, slots=True)
class ReportedBy:
    """Whom a sentence has its content from; `is_behind` where the source is named last.

    `may_report_others` where the source is a paper or body: somebody else may speak in the content.
    """

    speaker: Speaker
    cue: Span
    content: Span
    is_behind: bool
    may_report_others: bool


def sources(text: str, start: int, end: int, subjects: Subjects) -> Iterator[ReportedBy]:
    """Yield the sources named in a sentence from `start` to `end`."""
    for match in _ACCORDING_TO.finditer(text, start, end):
        if _NONE.match(text, match.end(), end) or not match[0].strip():
            continue
        before = text[start : match.start()]
        behind = before.rstrip(" \xa0(").endswith(",") and len(text[match.end() : end].split()) <= 12
        if behind and len(before.split()) > 4 and "," not in text[match.end() : end].rstrip(",. "):
            yield from _behind(text, start, match, end, subjects)
        elif _BEFORE.match(before):
            yield from _in_front(text, match, end, subjects)


def _behind(text: str, start: int, match: re.Match[str], end: int, subjects: Subjects) -> Iterator[ReportedBy]:
    stop = match.end() + len(text[match.end() : end].rstrip(" .\xa0)/"))
    speaker = subjects.named(match.end(), stop)
    if speaker:
        yield ReportedBy(speaker, match.span("cue"), (start, match.start()), is_behind=True, may_report_others=True)


def _in_front(text: str, match: re.Match[str], end: int, subjects: Subjects) -> Iterator[ReportedBy]:
    speaker, at = subjects.source_at(match.end(), end)
    if speaker is None:
        return
    if match["cue"].lower() == "như":
        reported = _REPORTED.match(text, at + len(text[at:end]) - len(text[at:end].lstrip()), end)
        if reported is None:
            return
        at = reported.end()
    yield ReportedBy(
        speaker, match.span("cue"), (at, end), is_behind=False, may_report_others=_is_paper(text, match.end(), speaker)
    )


def _is_paper(text: str, start: int, speaker: Speaker) -> bool:
    return bool(_PAPER.match(text, start) or paper_named(speaker.name))
