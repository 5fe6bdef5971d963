"""What a sentence has from whom by "theo": "Theo ông Bình, ...", "..., theo Reuters"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.clause_parts import LEADING
from articles.nlp.quotations.cues import has_cue
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.sentence_spans import end_of
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.subjects import Subjects
from articles.nlp.quotations.word_lists import either
from articles.text.letter_classes import UPPER
from articles.text.papers import paper_named

Span = tuple[int, int]

_SPACE: Final = r"[\s\xa0]+"
# "Theo" of a verb: "theo dõi", to watch.
_NO_VERB: Final = r"(?![\s\xa0]+(?:dõi|đuổi|chân|kịp|sát|gót)(?!\w))"
_ACCORDING_TO: Final = re.compile(
    rf"(?:(?<=^)|(?<=[\s,.(“\"]))(?P<cue>theo{_NO_VERB}(?:[\s\xa0]+(?:lời[\s\xa0]+(?:kể|khai)|thông tin|tin))?|"
    r"thông tin trên|dẫn theo|như)(?!\w)"
    rf"(?:{_SPACE}(?:ban đầu|lời|thông tin(?: ban đầu)?|nguồn tin|tin|báo cáo|thống kê|số liệu|đánh giá)(?!\w))*"
    rf"(?:{_SPACE}(?:của|từ)(?!\w))?{_SPACE}",
    re.IGNORECASE,
)
_NONE: Final = re.compile(rf"(?:{either('sources_that_are_none')}|luật(?! (?:sư|gia)))(?!\w)", re.IGNORECASE)
# What may stand before "theo" at the start of a clause.
_BEFORE: Final = re.compile(
    r"^[\s\xa0\"”*–-]*(?:[^,]{0,100}[,:])?[\s\xa0]*"
    r"(?:cũng|còn|vẫn|lý do,|trong khi(?: đó)?,?|tuy nhiên,?|nhưng|và)?[\s\xa0]*$",
    re.IGNORECASE,
)
_STOP: Final = re.compile(r"[,:]|[\s\xa0][-–][\s\xa0]")
_PAPER: Final = re.compile(r"(?:báo|tờ|hãng|trang|tạp chí|kênh|đài|thông tấn xã)(?!\w)", re.IGNORECASE)
_REPORTED: Final = re.compile(r"(?:đã\s)?(?:phản ánh|đưa tin|thông tin|đăng tải)(?!\w)[\s\xa0,:]*")
# "VTV thông tin, ...", "Báo Tiền Phong đưa tin: ..."
_PAPER_REPORTS: Final = re.compile(
    r"(?P<who>(?!thông tin)[^,.:;\n]{2,60}?)[\s\xa0](?:đã[\s\xa0])?(?P<cue>đưa tin|thông tin|đăng tải)"
    r"(?:[\s\xa0]+(?:rằng|là)(?!\w)|[\s\xa0]*[,:])"
)
# "..., Dailymail đưa tin hôm 5/5."
_PAPER_REPORTED: Final = re.compile(
    r",[\s\xa0]+(?P<who>[^,.:;\n]{2,40}?)[\s\xa0](?:đã[\s\xa0])?(?P<cue>đưa tin|dẫn tin)"
    r"(?:[\s\xa0](?:hôm|ngày|sáng|chiều|tối)(?!\w)[^,.:;\n]{0,20})?[\s\xa0.]*$"
)
_DOCUMENT: Final = re.compile(rf"(?:các |những |một |trong )?{either('documents')}(?!\w)", re.IGNORECASE)
_OF: Final = re.compile(r"[\s\xa0](?:\w+[\s\xa0]){0,3}?(?:của|từ)(?!\w)")
_THEN: Final = re.compile(r"(?P<source>[^,:.\n]{2,120}?)[\s\xa0]thì[\s\xa0]")
_THIS_ONE: Final = re.compile(r"(?:\w+[\s\xa0]){1,4}?(?:này|đó|trên)(?!\w)")
_BEGINS_WITH_IS: Final = re.compile(r"[\s\xa0]*là(?!\w)")
_IS: Final = re.compile(r"(?<=\w[ \xa0])(?<!hiện )(?<!từng )(?<!vốn )(?<!nguyên )(?<!đang )(?<!đã )là(?!\w)")
# "Theo nhiều người dân cho biết, ..."
_SAYS: Final = re.compile(
    r"[\s\xa0](?:đã |chứng kiến )?(?:cho biết|cho hay|kể lại|chia sẻ|đăng tải|phản ánh)[\s\xa0]*$"
)
# Of a byline: "Theo Quang Hòa (Báo Bóng đá)", "Theo Thế Anh/Người đưa tin".
_BYLINE: Final = re.compile(
    rf"[ \xa0]*(?:\([^()]*\)|(?:-[ \xa0]*)?(?:[{UPPER}][^,.:/]{{0,30}})?/[^,.:/\d]{{2,30}})[ \xa0./]*"
)
# Whom an interview asks: "Theo anh, tình trạng này có giảm không?"
_YOU: Final = re.compile(r"(?:anh|chị|ông|bà|cô|bạn|thầy)[ \xa0]*,", re.IGNORECASE)
# A sentence without any of these names no source.
_SIGNS: Final = ("theo", "thông tin", "đưa tin", "dẫn tin", "đăng tải", "như")
_MOST_WORDS: Final = 22
_MOST_PHRASES: Final = 4
# Characters between "theo" and the name that it has.
_NEAR: Final = 40


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


class Sources:
    """Finds the sources that the sentences of one article name."""

    def __init__(self, names: ArticleNames, speakers: Speakers, subjects: Subjects) -> None:
        self._names = names
        self._text = names.text
        self._speakers = speakers
        self._clauses = subjects.clauses
        self._appositions = subjects.appositions

    def within(self, start: int, end: int) -> Iterator[ReportedBy]:
        """Yield the sources named in a sentence from `start` to `end`."""
        words = self._text[start:end].lower()
        if not any(sign in words for sign in _SIGNS):
            return
        yield from self._papers(start, end)
        for match in _ACCORDING_TO.finditer(self._text, start, end):
            if _NONE.match(self._text, match.end(), end) or not match[0].strip():
                continue
            before = self._text[start : match.start()]
            is_apart = before.rstrip(" \xa0(").endswith((",", "...", "…"))
            behind = is_apart and len(self._text[match.end() : end].split()) <= 12
            if behind and len(before.split()) > 4 and "," not in self._text[match.end() : end].rstrip(",. "):
                yield from self._behind(start, match, end)
            elif _BEFORE.match(before):
                yield from self._in_front(match, end)

    def _papers(self, start: int, end: int) -> Iterator[ReportedBy]:
        """Yield the paper that a sentence begins with: "VTV thông tin, ..."."""
        told = _PAPER_REPORTED.search(self._text, start, end)
        if told and (speaker := self._speakers.named(*told.span("who"))):
            content = start, told.start()
            yield ReportedBy(speaker, told.span("cue"), content, is_behind=True, may_report_others=True)
        match = _PAPER_REPORTS.match(self._text, end_of(LEADING, self._text, start, end), end)
        if match is None or has_cue(self._names.words_between(*match.span("who"))):
            return
        if speaker := self._speakers.named(*match.span("who")):
            is_person = self._speakers.is_person(speaker)
            yield ReportedBy(
                speaker, match.span("cue"), (match.end(), end), is_behind=False, may_report_others=not is_person
            )

    def _behind(self, start: int, match: re.Match[str], end: int) -> Iterator[ReportedBy]:
        if match["cue"].lower() == "như":
            return
        stop = match.end() + len(self._text[match.end() : end].rstrip(" .\xa0)/"))
        speaker = self._speakers.named(match.end(), stop)
        if speaker:
            yield ReportedBy(speaker, match.span("cue"), (start, match.start()), is_behind=True, may_report_others=True)

    def _in_front(self, match: re.Match[str], end: int) -> Iterator[ReportedBy]:
        speaker, at = self._source_at(match.end(), end)
        if speaker is None:
            return
        if match["cue"].lower() == "như":
            reported = _REPORTED.match(self._text, at + len(self._text[at:end]) - len(self._text[at:end].lstrip()), end)
            if reported is None:
                return
            at = reported.end()
        is_question = self._text[at:end].rstrip().endswith("?") and _YOU.match(self._text, match.end())
        if is_question or _BYLINE.fullmatch(self._text, at, end):
            return
        is_paper = bool(_PAPER.match(self._text, match.end()) or paper_named(speaker.name))
        yield ReportedBy(speaker, match.span("cue"), (at, end), is_behind=False, may_report_others=is_paper)

    def _source_at(self, start: int, end: int) -> tuple[Speaker | None, int]:
        """Return who is named behind "theo", and where what they say begins."""
        if match := _THEN.match(self._text, start, end):
            return self._speakers.named(*match.span("source")), match.end()
        chunks = self._clauses.chunks(start, end)
        speaker = self._of_chunk(*chunks[0]) if len(chunks) > 1 else None
        if speaker is None or len(self._text[slice(*chunks[0])].split()) > _MOST_WORDS:
            return self._without_comma(start, end)
        at = 1
        if len(chunks) > 2 and self._appositions.explains(chunks[0]) and (named := self._person_alone(chunks[1])):
            speaker, at = named, 2
        is_explained = self._speakers.is_person(speaker) or self._speakers.is_initialled(speaker)
        while is_explained and at + 1 < len(chunks) and at < _MOST_PHRASES and self._explains(chunks[at]):
            at += 1
        return speaker, chunks[at][0]

    def _explains(self, chunk: Span) -> bool:
        if self._appositions.is_body_alone(chunk):
            return True
        is_said = _BEGINS_WITH_IS.match(self._text, *chunk) or _IS.search(self._text, *chunk)
        return self._appositions.explains(chunk) and not is_said

    def _of_chunk(self, start: int, end: int) -> Speaker | None:
        if said := _SAYS.search(self._text, start, end):
            end = said.start()
        if next(self._names.within(start, end), None) is None and (document := self._document(start, end)):
            return document
        return self._speakers.named(start, end) or self._document(start, end)

    def _person_alone(self, chunk: Span) -> Speaker | None:
        """Return the person whose name is all of a phrase: "Theo Bộ trưởng Tài chính Đức, Wolfgang Schaeuble, ..."."""
        begin = chunk[0] + len(self._text[slice(*chunk)]) - len(self._text[slice(*chunk)].lstrip())
        number = self._names.covering(begin)
        if number is None or self._names.mentions[number].kind != "person":
            return None
        return self._speakers.named(begin, chunk[1]) if self._names.mentions[number].end >= chunk[1] - 1 else None

    def _document(self, start: int, end: int) -> Speaker | None:
        """Return what a phrase behind "theo" names as a source: "cáo trạng", "đơn tố giác"."""
        phrase = " ".join(self._text[start:end].split())
        return Speaker(start, end, phrase, None) if _DOCUMENT.match(phrase) and len(phrase.split()) <= 10 else None

    def _without_comma(self, start: int, end: int) -> tuple[Speaker | None, int]:
        """Return a source and what follows it where no comma stands between: "Theo cáo trạng ngày ..."."""
        if match := _THIS_ONE.match(self._text, start, end):
            return self._speakers.named(start, match.end()), match.end()
        document = _DOCUMENT.match(self._text, start, end)
        if document and not _OF.match(self._text, document.end(), end):
            return self._document(*document.span()), document.end()
        number = next(self._names.within(start, self._clauses.first_break(start, end)), None)
        if number is None or self._names.mentions[number].start - start > _NEAR:
            return None, end
        at = self._names.mentions[number].end
        return self._speakers.named(start, at), at
