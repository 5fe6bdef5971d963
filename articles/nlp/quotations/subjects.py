"""Which words of a sentence name the speaker: the subject of a cue, or what stands behind "theo"."""

import re
from typing import Final

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.sentence_spans import end_of
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.word_lists import either, phrases

Span = tuple[int, int]

_SPACES: Final = r"[ \xa0]+"
_DATE: Final = (
    r"(?:(?:vào |hôm )?(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|tháng|năm)(?: (?:ngày|nay|qua|sau|cùng ngày))? ?[\d/.-]*)"
)
_ADVERBS: Final = re.compile(
    rf"(?:(?<=[\s\xa0,])|^)(?:{either('adverbs_before_cues', space=_SPACES)}|{_DATE}|\([^()]*\))[\s\xa0]*$",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(
    rf"[\s\"“”'–*•-]*(?:(?:{_DATE}|{either('words_before_speakers', space=_SPACES)})(?!\w)[\s\xa0,:]*)*", re.IGNORECASE
)
_CONJUNCTION: Final = re.compile(
    r"(?<!\w)(?:nhưng|song|mà|thì|khi|rằng|biết|để|nên|vì|do|đồng thời|sau đó|trong khi|từ đó|qua đó|và)"
    r"(?!\w)[\s\xa0,]*"
)
_BREAK: Final = re.compile(r"[,;:\n]|[\s\xa0][-–][\s\xa0]")
_EXPLAINING: Final = re.compile(
    rf"(?:{either('roles')}|SN|sinh năm|là|trú|ngụ|quê|ở|sống|hiện là|đang|\d+(?: tuổi)?(?!\w))(?!\w)|\d+ tuổi",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(rf"(?:các |những |một |trong )?{either('documents')}(?!\w)", re.IGNORECASE)
_SENT: Final = re.compile(
    r"(?<!\w)(?:gửi|ký|làm|có)(?: vào)?[ \xa0](?:\w+ )?(?:đơn|công văn|văn bản|thư|kiến nghị|tờ trình|tin nhắn)(?!\w)"
)
_PASSIVE: Final = re.compile(r"(?<!\w)(?:bị|được)[ \xa0]+")
_BRACKETS: Final = re.compile(r"[ \xa0]*\([^()]*\)[ \xa0]*$")
_NO_SUBJECT: Final = phrases("no_first_words")
_NO_SUBJECT_WORDS: Final = phrases("words_of_clauses")
_THEN: Final = re.compile(r"(?P<source>[^,:.\n]{2,60}?)[\s\xa0]thì[\s\xa0]")
_THIS_ONE: Final = re.compile(r"(?:\w+[\s\xa0]){1,4}?(?:này|đó|trên)(?!\w)")
_MOST_WORDS: Final = 22
# Characters between "theo" and the name that it has.
_NEAR: Final = 40
_SHORT: Final = 12


class Subjects:
    """Finds the subjects of cues in one article."""

    def __init__(self, names: ArticleNames, speakers: Speakers) -> None:
        self._names = names
        self._text = names.text
        self._speakers = speakers

    def speaker_of(
        self, start: int, cue: int, before: Speaker | None = None, *, is_sure: bool = False
    ) -> Speaker | None:
        """Return who says what the cue at `cue` reports, in the sentence that begins at `start`.

        One whom the sentence does not name is `before`, who spoke in it before, or the last speaker. Any subject of a
        sure cue speaks.
        """
        speaker = self.before(start, cue)
        if speaker is None and is_sure:
            return self.any_subject(start, cue)
        if speaker is None or speaker.start is not None:
            return speaker
        last = before or self.subject(start, cue) or self._speakers.last
        return Speaker(None, None, last.name, last.mention) if last else None

    def before(self, start: int, cue: int) -> Speaker | None:
        """Return the subject of the cue that begins at `cue`, in the sentence that begins at `start`.

        None where there is none; a speaker without a span where the cue goes on with the one before: "và cho biết".
        """
        end, after_comma = self._without_adverbs(start, cue)
        if sent := _SENT.search(self._text, start, end):
            return self.subject(start, sent.start()) or self._speakers.last
        clause = self._after_conjunction(start, end)
        if not self._text[clause:end].strip(" ,\xa0"):
            return Speaker(None, None, "", None) if clause > start else None
        chunks = self._chunks(clause, end)
        if not chunks:
            return None
        own = self._agent(*chunks[-1]) or self._speakers.named(*chunks[-1])
        if own and self._speakers.is_person(own):
            return own
        if explained := self._explained(chunks, must_explain=not after_comma):
            return explained
        return own or (self._speakers.named(*chunks[-2]) if after_comma and len(chunks) > 1 else None)

    def any_subject(self, start: int, cue: int) -> Speaker | None:
        """Return what stands before a cue as the speaker, where it is short and no clause: "HĐXX cho rằng"."""
        end, _ = self._without_adverbs(start, cue)
        chunks = self._chunks(self._after_conjunction(start, end), end)
        if not chunks:
            return None
        begin = end_of(_LEADING, self._text, *chunks[-1])
        words = self._text[begin : chunks[-1][1]].lower().split()
        if not 0 < len(words) <= _SHORT or words[0] in _NO_SUBJECT or not _NO_SUBJECT_WORDS.isdisjoint(words):
            return None
        return self._speakers.phrase(begin, chunks[-1][1])

    def named(self, start: int, end: int) -> Speaker | None:
        """Return the speaker that a phrase names or describes, None where it does neither."""
        return self._speakers.named(start, end)

    def subject(self, start: int, end: int) -> Speaker | None:
        """Return the subject of a sentence: the first person, body or describing noun in one of its phrases."""
        return next(filter(None, (self._speakers.named(*chunk) for chunk in self._chunks(start, end))), None)

    def source_at(self, start: int, end: int) -> tuple[Speaker | None, int]:
        """Return who is named behind "theo", and where what they say begins."""
        if match := _THEN.match(self._text, start, end):
            return self._speakers.named(*match.span("source")), match.end()
        chunks = self._chunks(start, end)
        speaker = None
        if len(chunks) > 1:
            named = next(self._names.within(*chunks[0]), None)
            speaker = (self._speakers.document(*chunks[0]) if named is None else None) or self._speakers.named(
                *chunks[0]
            )
            speaker = speaker or self._speakers.document(*chunks[0])
        if speaker is None or len(self._text[slice(*chunks[0])].split()) > _MOST_WORDS:
            return self._without_comma(start, end)
        at = 1
        while self._speakers.is_person(speaker) and at + 1 < len(chunks) and at < 4 and self._explains(chunks[at]):
            at += 1
        return speaker, chunks[at][0]

    def _agent(self, start: int, end: int) -> Speaker | None:
        """Return by whom something is said of somebody: "Phan Anh bị cư dân mạng chỉ trích"."""
        passive = _PASSIVE.search(self._text, start, end)
        if passive is None or self._names.covering(passive.start()) is not None:
            return None
        return self._speakers.named(passive.end(), end)

    def _explained(self, chunks: list[Span], *, must_explain: bool) -> Speaker | None:
        """Return the person or body whom the last phrases of a clause explain: "ông Hùng, giám đốc sở, cho biết"."""
        for at in range(len(chunks) - 1, max(0, len(chunks) - 5), -1):
            before = chunks[at - 1]
            is_inner = self._explains(before) and at > 1
            is_explained = is_inner or self._explains(chunks[at]) or self._is_place(chunks[at])
            if not is_explained and (must_explain or at < len(chunks) - 1):
                return None
            if is_inner:
                continue
            speaker = self._speakers.named(*before)
            if (
                speaker
                and (self._speakers.is_person(speaker) or self._is_place(chunks[at]))
                and self._ends_with_name(before)
            ):
                return speaker
        return None

    def _explains(self, chunk: Span) -> bool:
        """Tell whether a phrase behind a name says who that is, by office, age or home."""
        text = self._text[slice(*chunk)].strip(" \xa0")
        return bool(_EXPLAINING.match(text)) and len(text.split()) <= _MOST_WORDS

    def _is_place(self, chunk: Span) -> bool:
        places = self._names.of_kind(*chunk, "place")
        return (
            bool(places)
            and len(self._text[slice(*chunk)].strip())
            <= sum(self._names.mentions[n].end - self._names.mentions[n].start for n in places) + 2
        )

    def _ends_with_name(self, chunk: Span) -> bool:
        numbers = list(self._names.within(*chunk))
        end = chunk[0] + len(_BRACKETS.sub("", self._text[slice(*chunk)]).rstrip())
        return bool(numbers) and self._names.mentions[numbers[-1]].end >= end - 1

    def _without_comma(self, start: int, end: int) -> tuple[Speaker | None, int]:
        """Return a source and what follows it where no comma stands between: "Theo cáo trạng ngày ..."."""
        if match := _THIS_ONE.match(self._text, start, end):
            return self._speakers.named(start, match.end()), match.end()
        if document := _DOCUMENT.match(self._text, start, end):
            return self._speakers.document(*document.span()), document.end()
        stop = _BREAK.search(self._text, start, end)
        number = next(self._names.within(start, stop.start() if stop else end), None)
        if number is None or self._names.mentions[number].start - start > _NEAR:
            return None, end
        at = self._names.mentions[number].end
        return self._speakers.named(start, at), at

    def _without_adverbs(self, start: int, end: int) -> tuple[int, bool]:
        """Return where what stands before the adverbs of a cue ends, and whether a comma or dash stands there."""
        after_comma = False
        while True:
            region = self._text[start:end]
            bare = region.rstrip(" \xa0,–-")
            after_comma = after_comma or region[len(bare) :].strip(" \xa0") != ""
            end = start + len(bare)
            match = _ADVERBS.search(self._text, max(start, end - 60), end)
            if match is None or self._names.covering(end - 1) is not None:
                return end, after_comma
            end = match.start()

    def _after_conjunction(self, start: int, end: int) -> int:
        """Return where the clause begins that ends at `end`: after its last conjunction outside a name."""
        for match in _CONJUNCTION.finditer(self._text, start, end):
            if match[0].strip(" ,\xa0") == "và" and match.end() < end:
                continue
            if self._names.covering(match.start()) is None:
                start = match.end()
        return min(start, end)

    def _chunks(self, start: int, end: int) -> list[Span]:
        """Return the parts of a clause between its commas, brackets and dashes."""
        found: list[Span] = []
        for match in _BREAK.finditer(self._text, start, end):
            if self._names.covering(match.start()) is None:
                found.append((start, match.start()))
                start = match.end()
        found.append((start, end))
        return [chunk for chunk in found if self._text[chunk[0] : chunk[1]].strip(' \xa0"”')]
