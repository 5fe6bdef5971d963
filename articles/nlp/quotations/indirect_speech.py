"""What a sentence reports as said without quotation marks around it."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from articles.nlp.quotations.bare_topics import is_bare, is_bare_topic, is_statement
from articles.nlp.quotations.clause_parts import BI
from articles.nlp.quotations.cues import Cue, Cues, has_cue
from articles.nlp.quotations.found import FoundQuotation, QuotationKind, Speaker
from articles.nlp.quotations.marks import Quoted
from articles.nlp.quotations.reported_by import ReportedBy, Sources
from articles.nlp.quotations.reported_content import besides, content_end, content_start, goes_on, request_end
from articles.nlp.quotations.sentence_spans import size, trimmed
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.subjects import Subjects
from articles.nlp.quotations.word_lists import DATE
from articles.text.letter_classes import UPPER

Span = tuple[int, int]

# "như những gì HLV Hữu Thắng đã nhắc nhở", "số liệu mà bị cáo Hùng nêu": what is behind that was not said.
_WHAT_HE_SAID: Final = re.compile(r"(?<!\w)những gì[ \xa0]+(?:\w+[ \xa0]+){0,4}$")
_THAT_HE_NAMED: Final = re.compile(r"(?<!\w)(?<!nhưng )mà[ \xa0]+(?:\w+[ \xa0]+){0,4}$")
# "Việc tổng cục đề xuất xả trạm là do bộ yêu cầu": a fact is named, and told something of.
_FACT: Final = re.compile(r"(?:việc|sự việc|chuyện)(?!\w)", re.IGNORECASE)
_NAMING: Final = frozenset({"nêu", "chia sẻ", "yêu cầu", "thông báo", "công bố", "đúc kết", "chỉ ra"})
_FURTHEST: Final = 40
_MADE_PASSIVE: Final = re.compile(
    rf"(?<!\w)(?:(?:được|{BI}|do)[ \xa0]+(?:\w+[ \xa0]+){{0,4}}|(?:chờ|mời|nhờ)[ \xa0]+(?:\w+[ \xa0]+)?|"
    r"(?:buộc|ép|đòi|yêu cầu|đề nghị|kêu gọi|mong|muốn|(?<!vụ )(?<!sự )việc)[ \xa0]+(?:\w+[ \xa0]+){0,2})$"
)
# The verb "giao", and no part of "ngoại giao" or "giao thông".
_CHARGES: Final = r"(?<!ngoại )(?<!bàn )(?<!được )giao(?! (?:thông|dịch|lưu|tiếp))"
# What is done by somebody else than the one named: "ông Chung đã giao sở đánh giá kết quả".
_HAS_DONE: Final = re.compile(
    rf"(?<!\w)(?:{_CHARGES}|phân công|biểu dương|chủ trì|buộc|ép)[ \xa0][^,;:.]{{2,70}}$",
    re.IGNORECASE,
)
# What somebody is charged with besides: "ông Tuyến giao sở phối hợp các đơn vị rà soát dự án, đề xuất các nội dung".
_CHARGED: Final = re.compile(
    rf"(?<!\w){_CHARGES}[ \xa0][^;:.]{{2,240}}(?:,|[ \xa0]và)[ \xa0]$",
    re.IGNORECASE,
)
_TASKS: Final = frozenset({"đề xuất", "kiến nghị", "báo cáo", "tham mưu"})
# "... nhưng “đâu phải ai cũng hư” - nữ diễn viên nói thêm": who says so is no part of it.
_SAYS_AGAIN: Final = re.compile(r"(?<=[”\"])[ \xa0]*[-–,][ \xa0](?P<who>[^-–,.;:“”\"]{4,50})$")
# "..., Đài truyền hình CCTV đưa tin": nor who reports it.
_REPORTED: Final = re.compile(r",[ \xa0][^,.;:“”\"]{2,70}[ \xa0](?:đưa tin|dẫn tin|tường thuật)$")
_NEWS: Final = " đưa tin"
_WHEN_ALONE: Final = re.compile(r"(?:sau|trước|ngay|trong) khi[ \xa0]$", re.IGNORECASE)
# Whom somebody thanks, and not for what: "gửi lời cảm ơn đến người tiền nhiệm".
_WHOM_ALONE: Final = re.compile(
    r"(?:sâu sắc |chân thành |trân trọng )?(?:đến|tới)(?!\w)(?!.*(?<!\w)(?:vì|đã|về|rằng|khi|do)(?!\w)).*$", re.DOTALL
)
# Where or when somebody speaks, and nothing else: "phát biểu chỉ đạo tại hội nghị".
_PLACE_ALONE: Final = re.compile(
    rf"(?:{DATE}[ \xa0]?)?(?:tại|trong|ở|trước|sau)(?:[ \xa0]\w+){{1,5}}$|{DATE}$|"
    r"(?:(?:ngay |sau |trước )*khi|(?:tại|trong) (?:cuộc|buổi|hội nghị|phiên|kỳ họp|lễ))(?!\w)"
    r"(?!.*(?<!\w)(?:thì|là|phải|cần|nên|sẽ|không|có|được|đã)(?!\w))[^,;:]*$",
    re.IGNORECASE,
)
# A line that says what is news: "HLV Hữu Thắng chỉ ra “chìa khóa” thành công, Messi ... là những tin chính sáng nay".
_BULLETIN: Final = re.compile(r"(?<!\w)là (?:những|các) (?:thông )?tin (?:chính|nổi bật|đáng chú ý)(?!\w)")
# Where a clause begins that only says when.
_WHEN: Final = re.compile(
    r"(?:^|[\n.!?”\"])[\s\xa0]*(?:(?:Và|Nhưng|Thế nhưng|Còn) khi|Sau khi|Trước khi|Khi|Ngay khi)[ \xa0]"
)
_BEFORE: Final = 12
# "... tuyên bố hôm 4/5", "... nói trong cuộc họp báo sáng 3/5 tại Washington".
_NOTHING_BEHIND: Final = re.compile(
    rf"(?:,?[ \xa0]{DATE})?(?:[ \xa0](?:với|tại|trong|ở|trước|trên)[ \xa0][^,.:;\n]{{2,60}})?[\s\xa0.”]*$"
)
# What only leads up to a cue: "Trao đổi với chúng tôi, ông Tâm nói."
_LEADS_UP: Final = re.compile(
    r"[\s\xa0]*(?:tại|trong|trước|khi|sau|trao đổi|trả lời|nói|về|theo|chia sẻ|phát biểu|liên quan|gặp|tiếp xúc)(?!\w)",
    re.IGNORECASE,
)
# Who does it is explained before a cue in the passive: "tin đã được ông Ferrand, Chủ tịch Hạ viện, thông báo".
_BY_HIM: Final = re.compile(rf"(?<!\w)(?:được|{BI}|do)(?:[ \xa0]\w+)?(?:[ \xa0][{UPPER}]\w+)+$")
_LEAST_TOLD: Final = 8
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class _Reported:
    """A cue whose subject speaks; what it reports begins at `start`."""

    cue: Cue
    speaker: Speaker
    start: int


@dataclass(frozen=True, slots=True)
class UnquotedPart:
    """A part of a sentence, between its quotations: the cues that were used, marks inside, who speaks in it before."""

    start: int
    end: int
    taken: Set[Span]
    embedded: Sequence[Quoted]
    before: Speaker | None


class IndirectSpeech:
    """Finds the indirect speech of one article."""

    def __init__(self, text: str, cues: Cues, speakers: Speakers, subjects: Subjects, sources: Sources) -> None:
        self._text = text
        self._cues = cues
        self._speakers = speakers
        self._subjects = subjects
        self._sources = sources

    def within(self, one: UnquotedPart) -> Iterator[FoundQuotation]:
        """Yield what a part of a sentence reports as said."""
        named = self._sources.within(one.start, one.end)
        source = next((source for source in named if source.cue not in one.taken), None)
        found = list(self._by_verbs(one, source))
        if source and not self._has_inner_speaker(source, found):
            found = [self._quotation(source.content, source.speaker, source.cue, one.embedded)]
        if not found and (told := self._told_behind(one)):
            found = [told]
        yield from (quotation for quotation in found if size(self._text, quotation.start, quotation.end) >= _LEAST)

    def _told_behind(self, one: UnquotedPart) -> FoundQuotation | None:
        """Return what a sentence tells before it names who says so: "..., ông Tâm nói với Reuters."."""
        for cue in self._cues.within(one.start, one.end):
            comma = self._text.rfind(",", one.start, cue.start)
            told = self._text[one.start : max(one.start, comma)]
            ends = cue.is_strong and _NOTHING_BEHIND.match(self._text, cue.end, one.end)
            speaker = self._subjects.before(comma + 1, cue.start) if ends and _is_told(told) else None
            if speaker and speaker.start is not None and self._speakers.is_person(speaker):
                return self._quotation((one.start, comma), speaker, (cue.start, cue.end), one.embedded)
        return None

    def _has_inner_speaker(self, source: ReportedBy, found: Sequence[FoundQuotation]) -> bool:
        """Tell whether somebody speaks in what a paper reports, so that the paper does not count."""
        return bool(found) and source.may_report_others and all(one.speaker.start is not None for one in found[:1])

    def _by_verbs(self, one: UnquotedPart, source: ReportedBy | None) -> Iterator[FoundQuotation]:
        pending: _Reported | None = None
        last_speaker = one.before
        end = source.cue[0] if source and source.is_behind else one.end
        for cue in self._cues.within(one.start, end):
            if self._is_used(cue, one) or (pending and not self._may_follow(pending, cue)):
                continue
            speaker = self._subjects.speaker_of(one.start, cue.start, last_speaker, is_sure=cue.is_sure)
            if speaker is None or (pending and speaker.start is not None and speaker.start > pending.start):
                continue
            if not self._reports(cue, speaker, end):
                continue
            if pending:
                yield from self._said(pending, content_end(self._text, pending.start, cue.start), one.embedded)
            pending, last_speaker = _Reported(cue, speaker, content_start(self._text, cue.end, end)), speaker
        if pending:
            yield from self._said(pending, end, one.embedded)

    def _is_used(self, cue: Cue, stretch: UnquotedPart) -> bool:
        """Tell whether a cue cannot report indirect speech: it has its quotation, needs one, or stands in one."""
        return (
            (cue.start, cue.end) in stretch.taken
            or not cue.is_strong
            or any(one.start <= cue.start < one.end for one in stretch.embedded)
        )

    def _may_follow(self, pending: _Reported, cue: Cue) -> bool:
        return cue.start >= pending.start and goes_on(self._text, pending.start, cue.start)

    def _said(self, pending: _Reported, end: int, embedded: Sequence[Quoted]) -> Iterator[FoundQuotation]:
        cue, start = pending.cue, pending.start
        if start < end:
            end = besides(self._text, start, self._clause_end(pending, end))
            end = request_end(self._text, start, end) if cue.is_request else end
            start, end = trimmed(self._text, start, end)
            is_thanks = self._text[cue.start : cue.end].lower().startswith("gửi lời")
            is_bulletin = _BULLETIN.search(self._text, start, end)
            if is_bulletin or (_WHOM_ALONE if is_thanks else _PLACE_ALONE).fullmatch(self._text, start, end):
                return
            yield self._quotation((start, end), pending.speaker, (cue.start, cue.end), embedded)

    def _clause_end(self, pending: _Reported, end: int) -> int:
        """Return where what is said ends that the story goes on behind: "Sau khi ông Phong yêu cầu dừng, Sở đã ..."."""
        begin = pending.speaker.start
        if begin is None or not _WHEN.search(self._text, max(0, begin - _BEFORE), begin + _BEFORE):
            return end
        comma = self._text.find(",", pending.start, end)
        return end if comma < 0 else comma

    def _reports(self, cue: Cue, speaker: Speaker, end: int) -> bool:
        """Tell whether a cue reports what is behind it: a statement, and no bare topic ("nói về bạn gái")."""
        at = content_start(self._text, cue.end, end)
        if self._text[cue.start : cue.end].lower() == "cho thấy" and not self._speakers.is_report(speaker):
            return False
        if self._is_named_so(cue, self._speakers.name_start(speaker)):
            return False
        if speaker.start is not None and _FACT.match(self._text, speaker.start):
            return False
        if is_bare_topic(self._text, at, end) or self._is_made_passive(speaker) or self._is_left_out(cue, speaker):
            return False
        if self._is_had_done(cue, speaker):
            return False
        return not is_bare(self._text, (cue.start, cue.end), at, end, is_weak=cue.is_weak)

    def _is_left_out(self, cue: Cue, speaker: Speaker) -> bool:
        """Tell whether a cue without a subject only says when: "Sau khi nêu hàng loạt ví dụ, ông Nhân cho rằng ..."."""
        return speaker.start is None and bool(_WHEN_ALONE.search(self._text, max(0, cue.start - _BEFORE), cue.start))

    def _is_had_done(self, cue: Cue, speaker: Speaker) -> bool:
        """Tell whether a speaker has somebody else do what a cue says: "ông Chung đã giao cơ quan này đánh giá"."""
        if speaker.start is None:
            return False
        behind = self._speakers.words_behind_name(speaker, cue.start)
        is_task = self._text[cue.start : cue.end].lower() in _TASKS
        return bool(_HAS_DONE.search(behind) or (is_task and _CHARGED.search(behind)))

    def _is_named_so(self, cue: Cue, name_start: int) -> bool:
        """Tell whether a cue says of something else what somebody said of it: "những gì ông ấy nói"."""
        start = max(0, name_start - _FURTHEST)
        is_naming = self._text[cue.start : cue.end].lower() in _NAMING
        found = _WHAT_HE_SAID.search(self._text, start, name_start)
        return bool(found or (is_naming and _THAT_HE_NAMED.search(self._text, start, name_start)))

    def _is_made_passive(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is who does something in the passive: "được ông Minh cho biết"."""
        if speaker.start is None:
            return False
        start = max(0, speaker.start - 40)
        return bool(_MADE_PASSIVE.search(self._text, start, self._speakers.name_start(speaker)))

    def _quotation(self, content: Span, speaker: Speaker, cue: Span, embedded: Sequence[Quoted]) -> FoundQuotation:
        start, end = trimmed(self._text, *content)
        if (again := _SAYS_AGAIN.search(self._text, start, end)) and has_cue(again["who"]):
            end = again.start()
        # The cue itself may end what is said.
        behind = end + len(_NEWS) if self._text.startswith(_NEWS, end) else end
        if reported := _REPORTED.search(self._text, start, behind):
            end = reported.start()
        inner = [one for one in embedded if start <= one.outer_start + 1 and one.end <= end]
        kind: QuotationKind = "mixed" if inner else "indirect"
        if len(inner) == 1 and inner[0].outer_start <= start and inner[0].end >= end - 1:
            kind, start, end = "direct", inner[0].start, inner[0].end
        return FoundQuotation(start, end, kind, speaker, *cue)


def _is_told(words: str) -> bool:
    """Tell whether the words before a speaker and a cue are a statement."""
    if len(words.split()) < _LEAST_TOLD or _LEADS_UP.match(words) or _BY_HIM.search(words):
        return False
    return is_statement(words)
