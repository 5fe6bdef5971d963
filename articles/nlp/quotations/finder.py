"""Finds the quotations in a text whose words and names are known."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.cues import Cue, Cues
from articles.nlp.quotations.dialogue import Turn, turns
from articles.nlp.quotations.found import FoundQuotation, QuotationKind, Speaker, apart
from articles.nlp.quotations.guests import guest
from articles.nlp.quotations.marks import Quoted, quoted_texts
from articles.nlp.quotations.reported_by import ReportedBy, sources
from articles.nlp.quotations.sentence_spans import end_of, sentence_spans, size, trimmed
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.subjects import Subjects
from articles.nlp.quotations.word_lists import either

Span = tuple[int, int]

NOBODY: Final = Speaker(None, None, "", None)
# Between a cue and what is said.
_LEAD_IN: Final = re.compile(
    r"[\s\xa0]*(?:với(?!\w)[^,:.;\"“”]{1,60}?(?=,|:|[\s\xa0]rằng(?!\w))|(?:trên|trong|tại|cho)(?!\w)[^,:.;\"“”]{1,60}?(?=:|"
    r"[\s\xa0](?:rằng|biết)(?!\w)))?"
    r"[\s\xa0]*(?:biết(?!\w))?[\s\xa0]*(?:thêm|rõ)?[\s\xa0]*[,:]?[\s\xa0]*(?:(?:rằng|là)(?!\w))?[\s\xa0]*[,:]?[\s\xa0]*"
)
_LATE_THAT: Final = re.compile(r"[^,.;:\"“”]{0,60}?(?<!\w)rằng(?!\w)[\s\xa0,:]*")
_ABOUT: Final = re.compile(r"về[\s\xa0]+(?=việc|lý do|chuyện|khả năng)")
_GOES_ON: Final = re.compile(
    r"[\s\xa0]*(?:(?:,|;)?[\s\xa0]*(?<!\w)(?:và|nhưng|song|đồng thời|cũng như|rồi)[\s\xa0]+"
    rf"(?:(?:{either('adverbs_before_cues')})[\s\xa0]+){{0,3}}|^[^\w]*(?:\w+\W+){{0,1}},[\s\xa0]*)$"
)
_STORY_GOES_ON: Final = re.compile(r",?[\s\xa0]+(?:nhưng|song|rồi|tuy nhiên)[\s\xa0]")
_STATEMENT: Final = re.compile(
    r"(?<!\w)(?:đã|sẽ|đang|là|có|không|được|bị|phải|cần|nên|chưa|vẫn|cũng|rất|rằng|việc|do|vì|nếu|khi|sau|mình|tôi|anh|cô|ông|bà|họ)(?!\w)"
)
_MADE_PASSIVE: Final = re.compile(r"(?<!\w)(?:được|bị|do)[\s\xa0]+(?:[\w.]+[\s\xa0]+){0,4}$")
_AFTER_QUOTE: Final = re.compile(r"[\s\xa0]*[,.;–-]*[\s\xa0]*")
_NO_SPEECH: Final = re.compile(
    r"(?<!\w)(?:tên|khẩu hiệu|chủ đề|ca khúc|bài hát|cuốn|phim|danh hiệu|cụm từ|từ|gọi là|ảnh|dòng chữ)[\s\xa0]*:?$",
    re.IGNORECASE,
)
# A quotation of so many syllables that begins with a capital is a sentence wherever it stands.
_LONG: Final = 12
_MIN_DIRECT, _MIN_INDIRECT, _MIN_ALONE = 2, 3, 6


@dataclass(frozen=True, slots=True)
class _Attribution:
    """Who said a text in quotation marks, by which cue; the cue may be empty."""

    quoted: Quoted
    speaker: Speaker
    cue: Span


def find_quotations(text: str, words: Sequence[Span], mentions: Sequence[NamedSpan]) -> list[FoundQuotation]:
    """Return the quotations of a text, one paragraph a line, in order.

    `words` and `mentions` are those of the text, in its characters. The text is in NFC.
    """
    return _Finder(text, words, mentions).found()


class _Finder:
    def __init__(self, text: str, words: Sequence[Span], mentions: Sequence[NamedSpan]) -> None:
        self._text = text
        self._quoted = quoted_texts(text)
        self._sentences = sentence_spans(text, self._quoted)
        names = ArticleNames(text, mentions, self._sentences)
        self._cues = Cues(text, words, lambda at: names.covering(at) is not None)
        self._names = names
        self._speakers = Speakers(names)
        self._subjects = Subjects(names, self._speakers)
        # Whom an interview is with.
        self._guest: Speaker | None = None

    def found(self) -> list[FoundQuotation]:
        found: list[FoundQuotation] = []
        spoken = turns(self._names, self._speakers)
        for start, end in self._sentences:
            if turn := next((one for one in spoken if one.mark < end and start < one.end), None):
                answers = [one for one in spoken if start <= one.mark < end]
                found += [quotation for one in answers for quotation in self._answers(one)]
                if turn.mark <= start or answers:
                    continue
            here = list(self._in_sentence(start, end))
            if here:
                last = max(here, key=lambda one: one.start)
                self._speakers.last, self._speakers.last_at = last.speaker, last.end
            found += here
        return list(apart(found))

    def _answers(self, turn: Turn) -> Iterator[FoundQuotation]:
        """Yield what is answered in an interview, by whom the line names, else by whoever answered or spoke before.

        Before the first answer that is whoever the article introduces most.
        """
        if turn.is_question or size(self._text, turn.start, turn.end) < _MIN_INDIRECT:
            return
        last = self._guest or guest(self._names, self._speakers.last, turn.mark) or NOBODY
        self._guest = turn.speaker or last
        speaker = turn.speaker or Speaker(None, None, last.name, last.mention)
        self._speakers.last, self._speakers.last_at = speaker, turn.end
        yield FoundQuotation(turn.start, turn.end, "direct", speaker, turn.start, turn.start)

    def _in_sentence(self, start: int, end: int) -> Iterator[FoundQuotation]:
        quoted = [one for one in self._quoted if start <= one.outer_start and one.outer_start < end]
        spoken = self._attributed(start, end, quoted)
        for one in spoken:
            yield FoundQuotation(one.quoted.start, one.quoted.end, "direct", one.speaker, *one.cue)
        taken = {one.cue for one in spoken}
        bounds = [start, *(edge for one in spoken for edge in (one.quoted.outer_start, one.quoted.outer_end)), end]
        embedded = [one for one in quoted if all(one is not other.quoted for other in spoken)]
        for left, right in zip(bounds[::2], bounds[1::2], strict=True):
            before = next((one.speaker for one in reversed(spoken) if one.quoted.outer_end <= left), None)
            yield from self._indirect(left, min(right, end), taken, embedded, before)

    # Direct speech

    def _attributed(self, start: int, end: int, quoted: Sequence[Quoted]) -> list[_Attribution]:
        found: list[_Attribution] = []
        at = start
        for index, one in enumerate(quoted):
            following = quoted[index + 1].outer_start if index + 1 < len(quoted) else end
            attribution = (
                self._from_left(at, one, goes_on=bool(found))
                or self._from_right(at, one, following)
                or self._continued(at, one, following, found)
            )
            if attribution:
                found.append(attribution)
                at = one.outer_end
        return found

    def _from_left(self, start: int, one: Quoted, *, goes_on: bool) -> _Attribution | None:
        """Return who says a quotation by the words before it: 'ông nói: "..."', 'Theo ông Bình: "..."', 'Trump: "..."'.

        `goes_on` tells that the sentence began with another part of it: '"...", ông nói, "..."'.
        """
        before = self._text[start : one.outer_start].rstrip()
        if not before or _syllables(self._text, one) < _MIN_DIRECT or _NO_SPEECH.search(before):
            return None
        with_colon = before.endswith(":")
        inside = [*self._cues.within(start, start + len(before))]
        cue = inside[-1] if inside else None
        if cue and self._is_right_before(cue, start + len(before), with_colon):
            if not (with_colon or goes_on or self._is_whole(one)):
                return None
            speaker = self._speaker_of(start, cue.start)
            return _Attribution(one, speaker or self._speakers.last or NOBODY, (cue.start, cue.end))
        if not with_colon:
            return None
        source = next(sources(self._text, start, start + len(before), self._subjects), None)
        if source:
            return _Attribution(one, source.speaker, source.cue)
        speaker = self._subjects.before(start, start + len(before) - 1)
        fits = speaker and speaker.start is not None and _syllables(self._text, one) >= _MIN_ALONE
        return _Attribution(one, speaker, (one.start, one.start)) if fits and speaker else None

    def _is_right_before(self, cue: Cue, end: int, with_colon: bool) -> bool:
        between = self._text[cue.end : end].strip(" \xa0:,")
        if not with_colon:
            return between in ("", "rằng", "là", "thêm", "là:")
        return len(between) < 120

    def _from_right(self, start: int, one: Quoted, end: int) -> _Attribution | None:
        """Return who says a quotation by the words after it: '"...", ông nói'."""
        is_long = self._text[one.start].isupper() and _syllables(self._text, one) >= _LONG
        if not self._is_whole(one) or (self._text[start : one.outer_start].strip(" \xa0-–,.*") and not is_long):
            return None
        begin = end_of(_AFTER_QUOTE, self._text, one.outer_end, end)
        if cue := next(self._cues.spans(begin, end), None):
            speaker = self._subjects.before(begin, cue[0]) or self._speakers.phrase(begin, cue[0])
            return _Attribution(one, speaker, cue) if speaker and speaker.start is not None else None
        source = next(sources(self._text, begin, end, self._subjects), None)
        return _Attribution(one, source.speaker, source.cue) if source else None

    def _continued(self, start: int, one: Quoted, end: int, before: list[_Attribution]) -> _Attribution | None:
        """Return who says a quotation that is a sentence of its own: the speaker before."""
        left = self._text[start : one.outer_start].strip(" \xa0-–,.")
        left = "" if before and left in ("và", "rằng", "và rằng") else left
        right = self._text[one.outer_end : end].strip(' \xa0.,;!?"”')
        last = before[-1].speaker if before else self._speakers.last
        if left or right or last is None or _syllables(self._text, one) < _MIN_ALONE or not self._is_whole(one):
            return None
        return _Attribution(one, Speaker(None, None, last.name, last.mention), (one.start, one.start))

    def _is_whole(self, one: Quoted) -> bool:
        """Tell whether a quotation is a sentence rather than a word in quotation marks."""
        size = _syllables(self._text, one)
        return size >= 5 or (size >= _MIN_DIRECT and self._text[one.start].isupper())

    # Indirect speech

    def _indirect(
        self, start: int, end: int, taken: Set[Span], embedded: Sequence[Quoted], before: Speaker | None
    ) -> Iterator[FoundQuotation]:
        source = next((one for one in sources(self._text, start, end, self._subjects) if one.cue not in taken), None)
        found = list(self._by_verbs(start, end, taken, source, embedded, before))
        if source and not self._has_inner_speaker(source, found):
            found = [self._quotation(source.content, source.speaker, source.cue, embedded)]
        yield from (one for one in found if size(self._text, one.start, one.end) >= _MIN_INDIRECT)

    def _has_inner_speaker(self, source: ReportedBy, found: Sequence[FoundQuotation]) -> bool:
        """Tell whether somebody speaks in what a paper reports, so that the paper does not count."""
        return bool(found) and source.may_report_others and all(one.speaker.start is not None for one in found[:1])

    def _by_verbs(
        self,
        start: int,
        end: int,
        taken: Set[Span],
        source: ReportedBy | None,
        embedded: Sequence[Quoted],
        before: Speaker | None,
    ) -> Iterator[FoundQuotation]:
        pending: tuple[Cue, Speaker, int] | None = None
        last_speaker = before
        end = source.cue[0] if source and source.is_behind else end
        for cue in self._cues.within(start, end):
            if (
                (cue.start, cue.end) in taken
                or not cue.is_strong
                or any(one.start <= cue.start < one.end for one in embedded)
            ):
                continue
            if pending and (cue.start < pending[2] or not _GOES_ON.search(self._text[pending[2] : cue.start])):
                continue
            speaker = self._speaker_of(start, cue.start, last_speaker, is_sure=cue.is_sure)
            if speaker is None or (pending and speaker.start is not None and speaker.start > pending[2]):
                continue
            if not self._reports(cue, speaker, end):
                continue
            if pending:
                yield from self._said(pending, self._content_end(pending[2], cue.start), embedded)
            pending, last_speaker = (cue, speaker, self._content_start(cue, end)), speaker
        if pending:
            yield from self._said(pending, end, embedded)

    def _said(
        self, pending: tuple[Cue, Speaker, int], end: int, embedded: Sequence[Quoted]
    ) -> Iterator[FoundQuotation]:
        cue, speaker, start = pending
        if start < end:
            if cue.is_request and (match := _STORY_GOES_ON.search(self._text, start, end)):
                end = match.start()
            yield self._quotation((start, end), speaker, (cue.start, cue.end), embedded)

    def _reports(self, cue: Cue, speaker: Speaker, end: int) -> bool:
        """Tell whether a cue reports what is behind it: a statement, and no bare topic ("nói về bạn gái")."""
        at = self._content_start(cue, end)
        if self._text[cue.start : cue.end].lower() == "cho thấy" and not self._speakers.is_report(speaker):
            return False
        if self._text.startswith(("về ", "cho "), at) or (
            speaker.start is not None
            and _MADE_PASSIVE.search(self._text, max(0, speaker.start - 40), self._name_start(speaker))
        ):
            return False
        if not cue.is_weak or self._text[cue.end : at].strip():
            return True
        following = " ".join(self._text[at:end].split()[:14])
        return bool(_STATEMENT.search(following))

    def _name_start(self, speaker: Speaker) -> int:
        return self._speakers.name_start(speaker)

    def _quotation(self, content: Span, speaker: Speaker, cue: Span, embedded: Sequence[Quoted]) -> FoundQuotation:
        start, end = trimmed(self._text, *content)
        inner = [one for one in embedded if start <= one.outer_start + 1 and one.end <= end]
        kind: QuotationKind = "mixed" if inner else "indirect"
        if len(inner) == 1 and inner[0].outer_start <= start and inner[0].end >= end - 1:
            kind, start, end = "direct", inner[0].start, inner[0].end
        return FoundQuotation(start, end, kind, speaker, *cue)

    def _content_start(self, cue: Cue, end: int) -> int:
        at = end_of(_LEAD_IN, self._text, cue.end, end)
        if late := _LATE_THAT.match(self._text, at, end):
            at = late.end()
        about = _ABOUT.match(self._text, at, end)
        return about.end() if about else at

    def _content_end(self, start: int, cue: int) -> int:
        match = _GOES_ON.search(self._text[start:cue])
        return start + match.start() if match else cue

    # Cues and speakers

    def _speaker_of(
        self, start: int, cue: int, before: Speaker | None = None, *, is_sure: bool = False
    ) -> Speaker | None:
        """Return who says what a cue reports; one that the sentence does not name is the speaker before."""
        speaker = self._subjects.before(start, cue)
        if speaker is None and is_sure:
            return self._subjects.any_subject(start, cue)
        if speaker is None or speaker.start is not None:
            return speaker
        last = before or self._subjects.subject(start, cue) or self._speakers.last
        return Speaker(None, None, last.name, last.mention) if last else None


def _syllables(text: str, one: Quoted) -> int:
    return size(text, one.start, one.end)
