"""Who says the texts in quotation marks, and by which cue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from articles.nlp.quotations.beside import SentencesBeside
from articles.nlp.quotations.cues import Cue, Cues
from articles.nlp.quotations.found import NOBODY, Speaker
from articles.nlp.quotations.marks import Quoted
from articles.nlp.quotations.reported_by import Sources
from articles.nlp.quotations.sentence_spans import end_of, size
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.subjects import Subjects
from articles.text.letter_classes import LOWER

Span = tuple[int, int]

_AFTER_QUOTE: Final = re.compile(r"[\s\xa0]*[,.;–-]*[\s\xa0]*")
_NO_SPEECH: Final = re.compile(
    r"(?<!\w)(?:tên|khẩu hiệu|chủ đề|ca khúc|bài hát|cuốn|phim|danh hiệu|cụm từ|từ|gọi là|ảnh|dòng chữ|như|"
    r"câu (?:thơ|hát|ca(?: xưa)?)|tục ngữ|ca dao)[\s\xa0]*:?$",
    re.IGNORECASE,
)
# "Trả lời câu hỏi của tòa: “...”" is followed by the question.
_QUESTION: Final = re.compile(r"(?<!\w)câu hỏi(?!\w)")
_SIGN: Final = re.compile(r"[,.!?…]")
_PASSIVE: Final = re.compile(r"(?<!\w)được[ \xa0]+$")
_SHORT_WORD: Final = 8
_LINE_START: Final = re.compile(r"\n[ \xa0]*$")
_LINE_END: Final = re.compile(r"[ \xa0”\"]*\n")
# Characters between a cue and a colon.
_FURTHEST: Final = 120
# A quotation of so many syllables that begins with a capital is a sentence wherever it stands.
_LONG: Final = 12
_LEAST, _LEAST_UNSIGNED, _LEAST_ALONE = 2, 5, 6
# Cues behind a quotation that may be the one of its speaker: "kết luận nhấn mạnh".
_MOST_CUES: Final = 2


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a text in quotation marks, by which cue; the cue may be empty."""

    quoted: Quoted
    speaker: Speaker
    cue: Span

    @property
    def begin(self) -> int:
        """Where the words of this attribution begin: those that report it, or the quotation."""
        starts = (self.cue[0], self.speaker.start if self.speaker.start is not None else self.cue[0])
        return min(self.quoted.outer_start, *starts)


_GOES_ON: Final = re.compile(rf"[ \xa0][{LOWER}]")


class DirectSpeech:
    """Tells who says the texts in quotation marks of one article."""

    def __init__(
        self, text: str, cues: Cues, speakers: Speakers, subjects: Subjects, sources: Sources, beside: SentencesBeside
    ) -> None:
        self._text = text
        self._cues = cues
        self._speakers = speakers
        self._subjects = subjects
        self._sources = sources
        self._beside = beside

    def attributed(self, start: int, end: int, quoted: Sequence[Quoted]) -> list[Attribution]:
        """Return who says which of the texts in quotation marks of a sentence; those that nobody says are left out."""
        found: list[Attribution] = []
        at = start
        told = next(self._sources.within(start, end), None)
        is_told = told is not None and not told.is_behind and not told.may_report_others
        for index, one in enumerate(quoted):
            following = quoted[index + 1].outer_start if index + 1 < len(quoted) else end
            attribution = (
                self._from_left(at, one, goes_on=bool(found), is_told=is_told)
                or self._from_right(at, one, following)
                or self._continued(at, one, following, found)
            )
            if attribution:
                found.append(attribution)
                at = one.outer_end
        return found

    def _from_left(self, start: int, one: Quoted, *, goes_on: bool, is_told: bool) -> Attribution | None:
        """Return who says a quotation by the words before it: 'ông nói: "..."', 'Theo ông Bình: "..."', 'Trump: "..."'.

        `goes_on` tells that the sentence began with another part of it: '"...", ông nói, "..."'; `is_told` that
        somebody tells all of it: 'Theo ông Bình, sở kết luận "..." là sai'.
        """
        before = self._text[start : one.outer_start].rstrip()
        if not before or self._size(one) < _LEAST or _NO_SPEECH.search(before) or self._is_begun(one):
            return None
        with_colon = before.endswith(":")
        if with_colon and (told := self._beside.opened(start, start + len(before))):
            return Attribution(one, *told)
        cue = self._cues.last(start, start + len(before))
        if cue and self._is_right_before(cue, start + len(before), with_colon):
            if not (with_colon or goes_on or (self._is_whole(one) and not is_told)):
                return None
            speaker = self._subjects.speaker_of(start, cue.start)
            if not (speaker or self._speakers.last or with_colon):
                return None
            if with_colon and self._is_passive_before(speaker, cue, start + len(before)):
                return self._from_colon(start, start + len(before), one)
            if speaker is None and with_colon:
                speaker = self._subjects.unknown_name(start, cue.start) or self._subjects.of_sentence(start, cue.start)
            return Attribution(one, speaker or self._speakers.last or NOBODY, (cue.start, cue.end))
        return self._from_colon(start, start + len(before), one) if with_colon else None

    def _is_begun(self, one: Quoted) -> bool:
        """Tell whether a word in marks begins a sentence that goes on: 'báo cáo: “Nghi án” xe đâm học sinh'."""
        return self._size(one) < _LEAST_UNSIGNED and bool(_GOES_ON.match(self._text, one.outer_end))

    def _is_passive_before(self, speaker: Speaker | None, cue: Cue, end: int) -> bool:
        """Tell whether a clause before has a cue in the passive: "trong dự luật được ông nêu, điều 5 ghi:"."""
        if speaker is None or speaker.start is None or "," not in self._text[cue.end : end]:
            return False
        return bool(_PASSIVE.search(self._text, max(0, speaker.start - _SHORT_WORD), speaker.start))

    def _from_colon(self, start: int, end: int, one: Quoted) -> Attribution | None:
        """Return who says a quotation by a source or name before the colon that ends at `end`."""
        if source := next(self._sources.within(start, end), None):
            return Attribution(one, source.speaker, source.cue)
        start = max(start, self._text.rfind(":", start, end - 1) + 1)
        speaker = self._subjects.alone(start, end - 1) or self._subjects.before(start, end - 1)
        speaker = speaker or self._subjects.of_sentence(start, end - 1)
        is_said = self._size(one) >= _LEAST_ALONE or bool(
            speaker
            and self._speakers.is_person(speaker)
            and self._is_whole(one)
            and _SIGN.search(self._text, one.end - 1, one.outer_end)
        )
        fits = speaker and speaker.start is not None and is_said
        return Attribution(one, speaker, (one.start, one.start)) if fits and speaker else None

    def _is_right_before(self, cue: Cue, end: int, with_colon: bool) -> bool:
        between = self._text[cue.end : end].strip(" \xa0:,")
        if not with_colon:
            return between in ("", "rằng", "là", "thêm", "là:")
        return len(between) < _FURTHEST and not _QUESTION.search(between)

    def _from_right(self, start: int, one: Quoted, end: int) -> Attribution | None:
        """Return who says a quotation by the words after it: '"...", ông nói'."""
        is_long = self._text[one.start].isupper() and self._size(one) >= _LONG
        if not self._is_whole(one) or (self._text[start : one.outer_start].strip(" \xa0-–,.*") and not is_long):
            return None
        if told := self._beside.words_of(one):
            return Attribution(one, *told)
        begin = end_of(_AFTER_QUOTE, self._text, one.outer_end, end)
        is_unsigned = begin == one.outer_end + 1 and not _SIGN.search(self._text, one.end - 1, one.outer_end)
        if is_unsigned and self._size(one) < _LEAST_UNSIGNED:
            return None
        for cue in islice(self._cues.spans(begin, end), _MOST_CUES):
            speaker = self._subjects.before(begin, cue[0]) or self._speakers.phrase(begin, cue[0])
            speaker = speaker or self._subjects.first_named(begin, cue[0])
            if speaker:
                return Attribution(one, speaker, cue) if speaker.start is not None else None
        source = next(self._sources.within(begin, end), None)
        return Attribution(one, source.speaker, source.cue) if source else None

    def _continued(self, start: int, one: Quoted, end: int, before: list[Attribution]) -> Attribution | None:
        """Return who says a quotation that is a sentence of its own: the speaker before."""
        left = self._text[start : one.outer_start].strip(" \xa0-–,.")
        left = "" if before and left in ("và", "rằng", "và rằng") else left
        right = self._text[one.outer_end : end].strip(' \xa0.,;!?"”')
        last = before[-1].speaker if before else self._speakers.last
        if left or right or self._size(one) < _LEAST_ALONE or not self._is_whole(one) or self._is_heading(one):
            return None
        if not before and (told := self._beside.told(one)):
            return Attribution(one, *told)
        return Attribution(one, Speaker(None, None, last.name, last.mention), (one.start, one.start)) if last else None

    def _is_heading(self, one: Quoted) -> bool:
        """Tell whether a short quotation is all of its line, of whomever the lines behind tell."""
        is_line = _LINE_START.search(self._text, max(0, one.outer_start - 3), one.outer_start)
        return bool(is_line and _LINE_END.match(self._text, one.outer_end)) and self._size(one) < _LONG

    def _is_whole(self, one: Quoted) -> bool:
        """Tell whether a quotation is a sentence rather than a word in quotation marks."""
        size = self._size(one)
        return size >= 5 or (size >= _LEAST and self._text[one.start].isupper())

    def _size(self, one: Quoted) -> int:
        return size(self._text, one.start, one.end)
