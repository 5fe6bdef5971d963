"""Who says a quotation that is a sentence of its own, by the sentence before or behind it."""

import re
from typing import Final, NamedTuple

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.cues import Cues, has_cue
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.marks import Quoted
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.subjects import Subjects

Span = tuple[int, int]

# "“...”, lời khai của bị cáo.", "“...” là chia sẻ của Chi Dân.", "“...”. Đó là khẳng định của ông Minh."
_WORDS_OF: Final = re.compile(
    r"[\s\xa0.”\"]*(?:[,–-][ \xa0]*|(?:(?:Đó|Đây)[ \xa0])?(?:cũng[ \xa0])?là[ \xa0](?:những[ \xa0]|một[ \xa0])?)"
    r"(?P<cue>(?:lời|câu)(?:[ \xa0]\w+){0,2}|khẳng định|chia sẻ|nhận định|nhận xét|ý kiến|phát biểu|tâm sự|quan điểm)"
    r"[ \xa0](?:[\w-]+[ \xa0]){0,3}?(?:của|từ)[ \xa0](?P<who>[^,.;:“”\"\n]{2,90})"
)
# "Chia sẻ của Đàm Vĩnh Hưng có đoạn:", "Trong một chia sẻ từ một nguồn tin thân cận:"
_OPENS: Final = re.compile(
    r"(?<!\w)(?P<cue>chia sẻ|bài viết|bài đăng|dòng trạng thái|lời nhắn|tâm thư|bức thư|tin nhắn|thông báo|thông điệp)"
    r"(?:[ \xa0]\w+){0,3}?[ \xa0](?:của|từ)[ \xa0](?P<who>[^,.;:“”\"\n]{2,70}?)"
    r"(?:[ \xa0](?:có đoạn|có viết|viết|ghi|như sau|cho biết|với)(?!\w)[^,.;:“”\"\n]{0,30})?[ \xa0]*:[\s\xa0]*$",
    re.IGNORECASE,
)
_END: Final = re.compile(r"[\s\xa0.:…]*$")
# Words of a sentence that only says who spoke.
_LONGEST: Final = 60
_LONGEST_OPENING: Final = 160


class Told(NamedTuple):
    """Who says a quotation, and the words that report it."""

    speaker: Speaker
    cue: Span


class SentencesBeside:
    """Looks for the speaker of a quotation in the sentences beside it."""

    def __init__(self, names: ArticleNames, cues: Cues, speakers: Speakers, subjects: Subjects) -> None:
        self._names = names
        self._text = names.text
        self._cues = cues
        self._speakers = speakers
        self._subjects = subjects

    def words_of(self, one: Quoted) -> Told | None:
        """Return who says a quotation behind which its words are called somebody's: "lời khai của bị cáo"."""
        match = _WORDS_OF.match(self._text, one.end)
        speaker = match and self._speakers.named(*match.span("who"))
        return Told(speaker, match.span("cue")) if match and speaker else None

    def opened(self, start: int, end: int) -> Told | None:
        """Return whose words a clause from `start` to the colon at `end` opens: "Chia sẻ của Hùng có đoạn:"."""
        match = _OPENS.search(self._text, max(start, end - _LONGEST_OPENING), end)
        speaker = match and self._speakers.named(*match.span("who"))
        return Told(speaker, match.span("cue")) if match and speaker else None

    def told(self, one: Quoted) -> Told | None:
        """Return who says a quotation that stands alone: "Dân chia sẻ. “...”", "“...” Bộ trưởng nói như vậy."."""
        signed = self._signed(one)
        return signed or self.words_of(one) or self._announced(one) or self._said_so(one) or self._named_since(one)

    def _signed(self, one: Quoted) -> Told | None:
        """Return whose name alone stands behind a quotation, up to the end of its line, as in a box of a page."""
        start, end = self._names.sentences.behind(one.outer_end)
        begin = start + len(self._text[start:end]) - len(self._text[start:end].lstrip(" \xa0(–-"))
        number = self._names.covering(begin)
        is_near = "\n" not in self._text[one.outer_end : begin] and self._text[end - 1 : end + 1].strip() == ""
        if number is None or not is_near or self._names.mentions[number].kind == "place":
            return None
        mention = self._names.mentions[number]
        if self._text[mention.end : end].strip(" \xa0\n.)"):
            return None
        speaker = self._speakers.named(mention.start, mention.end)
        return Told(speaker, (one.start, one.start)) if speaker else None

    def _announced(self, one: Quoted) -> Told | None:
        """Return whose words the sentence before announces with the cue that it ends with."""
        start, end = self._names.sentences.before(one.outer_start)
        is_open = self._text[start:end].rstrip().endswith(":")
        if is_open and (told := self.opened(start, end)):
            return told
        for cue in reversed(list(self._cues.spans(max(start, end - _LONGEST), end))):
            is_last = is_open or _END.match(self._text, cue[1], end)
            if is_last and (speaker := self._subjects.speaker_of(start, cue[0])):
                return Told(speaker, cue)
        return None

    def _named_since(self, one: Quoted) -> Told | None:
        """Return who the sentence before tells of, where that is somebody not named before who spoke last."""
        start, end = self._names.sentences.before(one.outer_start)
        number = next((n for n in self._names.of_kind(start, end, "person")), None)
        last, last_at = self._speakers.last, self._speakers.last_at
        if number is None or last is None or start < last_at or not self._names.begins_sentence(number):
            return None
        told_of = self._text[start : self._names.mentions[number].start]
        if self._names.mentions[number].name == last.name or self._names.is_object(number) or has_cue(told_of):
            return None
        begin = self._names.mentions[number].start
        speaker = self._speakers.named(begin, self._names.mentions[number].end)
        return Told(Speaker(None, None, speaker.name, speaker.mention), (one.start, one.start)) if speaker else None

    def _said_so(self, one: Quoted) -> Told | None:
        """Return who the sentence behind says has said so."""
        start, end = self._names.sentences.behind(one.outer_end)
        ending = [cue for cue in self._cues.spans(start, end) if _END.match(self._text, cue[1], end)]
        for cue in [*self._cues.of_what_was_said(start, end), *ending]:
            if (speaker := self._subjects.before(start, cue[0])) and speaker.start is not None:
                return Told(speaker, cue)
        return None
