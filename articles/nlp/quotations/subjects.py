"""Which words of a sentence name the speaker that a cue has."""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.quotations.appositions import Appositions
from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.clause_parts import BI, LEADING, ClauseParts
from articles.nlp.quotations.cues import has_cue
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.sentence_spans import end_of
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.word_lists import either, phrases
from articles.text.letter_classes import UPPER

Span = tuple[int, int]

_SENT: Final = re.compile(
    r"(?<!\w)(?:gửi|ký|làm|có)(?: vào)?[ \xa0](?:\w+ )?(?:đơn|công văn|văn bản|thư|kiến nghị|tờ trình|tin nhắn)(?!\w)"
)
_CAPITALS: Final = re.compile(rf"(?:^|[\s\xa0])(?P<name>[{UPPER}]\w*(?:[ \xa0][{UPPER}]\w*){{1,4}})$")
_PASSIVE: Final = re.compile(rf"(?<!\w)(?:{BI}|được|khiến)[ \xa0]+")
_JOINED: Final = re.compile(
    r"[\s\xa0]*(?:nhưng|song|mà|thì|sau khi|khi|nên|vì|do|còn|và)(?!\w)[\s\xa0]*", re.IGNORECASE
)
_NO_SUBJECT_WORDS: Final = phrases("words_of_clauses")
_PASSIVE_WORD: Final = re.compile(BI)
_OCCASION: Final = re.compile(
    r"(?:khi|sau|trước|trong|tại|trao đổi|trả lời|nói|về|phát biểu|chia sẻ|đánh giá)(?!\w)", re.IGNORECASE
)
# "Đến giờ có rất nhiều người nhắc đến", "khiến nhiều người lo ngại", but not "... ngạc nhiên khi giới thiệu".
_MANY: Final = re.compile(
    rf"(?<!\w)(?:có|(?:khiến|làm)(?!.{{0,200}}(?<!\w)(?:khi|vì|bởi|do)(?!\w)))[ \xa0]"
    rf"(?P<who>(?:rất nhiều|nhiều|không ít|một số)[ \xa0]{either('persons')}(?!\w))"
)
# "Đức mời bia thì H. không uống và nói", "anh N. can ngăn thì bị đối tượng khống chế và nói".
_THEN: Final = re.compile(r"[ \xa0]thì[ \xa0]+")
_SIGNS: Final = ' ,;\xa0"“”*•–-'
_SHORT: Final = 12
# Words behind which a cue may leave out its subject.
_FEW: Final = 2
# Passives of a phrase of which the agent is looked for.
_MOST_PASSIVES: Final = 2


class Subjects:
    """Finds the subjects of cues in one article."""

    def __init__(self, names: ArticleNames, speakers: Speakers) -> None:
        self._names = names
        self._text = names.text
        self._speakers = speakers
        self.clauses = ClauseParts(names)
        self.appositions = Appositions(names, speakers, self.clauses)

    def speaker_of(
        self, start: int, cue: int, before: Speaker | None = None, *, is_sure: bool = False
    ) -> Speaker | None:
        """Return who says what the cue at `cue` reports, in the sentence that begins at `start`.

        One whom the sentence does not name is `before`, who spoke in it before, or the last speaker. Any subject of a
        sure cue speaks.
        """
        speaker = self.before(start, cue)
        if speaker is None and is_sure:
            return self._any_subject(start, cue)
        if speaker is None or speaker.start is not None:
            return speaker
        if not is_sure and end_of(LEADING, self._text, start, cue) >= cue:
            return None
        last = before or self.of_sentence(start, cue) or (self._speakers.last if self._goes_on(start, cue) else None)
        return Speaker(None, None, last.name, last.mention) if last else None

    def _goes_on(self, start: int, cue: int) -> bool:
        """Tell whether words before a cue may leave out who spoke last: a few, or of when he speaks."""
        words = self._text[end_of(LEADING, self._text, start, cue) : cue]
        return len(words.split()) <= _FEW or bool(_OCCASION.match(words)) or has_cue(words)

    def before(self, start: int, cue: int) -> Speaker | None:
        """Return the subject of the cue that begins at `cue`, in the sentence that begins at `start`.

        None where there is none; a speaker without a span where the cue goes on with the one before: "và cho biết".
        """
        end, signs = self.clauses.without_adverbs(start, cue)
        if sent := _SENT.search(self._text, start, end):
            return self.of_sentence(start, sent.start()) or self._speakers.last
        if explained := self.appositions.before_dash(start, end, is_closed=bool(signs)):
            return explained
        clause = self.clauses.after_conjunction(start, end)
        if end_of(LEADING, self._text, clause, end) >= end:
            return Speaker(None, None, "", None) if clause > start or self._text[start:end].strip(_SIGNS) else None
        chunks = self.clauses.chunks(clause, end)
        if not chunks:
            return None
        if signs == ";":
            return Speaker(None, None, "", None)
        speaker = self._of_chunks(chunks, is_closed=bool(signs))
        if signs and clause > start and not (speaker and self._speakers.is_person(speaker)):
            # "anh T., một người dân phải dời đi để lấy mặt bằng, cho biết"
            whole = self.appositions.explained(self.clauses.chunks(start, end), must_explain=True)
            return whole or speaker
        return speaker

    def first_named(self, start: int, end: int) -> Speaker | None:
        """Return the person whom the first of several phrases names: "chị Mai, bán quán cơm ở đây, kể"."""
        chunks = self.clauses.chunks(start, end)
        speaker = self._speakers.heading(*chunks[0]) if len(chunks) > 1 else None
        return speaker if speaker and self._speakers.is_person(speaker) else None

    def unknown_name(self, start: int, end: int) -> Speaker | None:
        """Return whom capitals right before a cue name: "Facebook Nguyen Hang"."""
        end, _ = self.clauses.without_adverbs(start, end)
        match = _CAPITALS.search(self._text, start, end)
        return self._speakers.phrase(*match.span("name")) if match else None

    def alone(self, start: int, end: int) -> Speaker | None:
        """Return whom capitals alone behind a comma name, whom nobody recognised: "..., Hoàng Kỳ Nam:"."""
        chunks = self.clauses.chunks(start, end)
        match = _CAPITALS.fullmatch(self._text[slice(*chunks[-1])]) if len(chunks) > 1 else None
        if match is None or next(self._names.within(*chunks[-1]), None) is not None:
            return None
        return self._speakers.phrase(chunks[-1][0] + match.start("name"), chunks[-1][1])

    def named(self, start: int, end: int) -> Speaker | None:
        """Return the speaker that a phrase names or describes, None where it does neither."""
        return self._speakers.named(start, end)

    def _of_chunks(self, chunks: list[Span], *, is_closed: bool) -> Speaker | None:
        """Return the subject that the phrases before a cue name; a comma or dash may close them."""
        if agent := self._agent(*chunks[-1]):
            return agent
        own = self._speakers.named(*chunks[-1])
        if own and self._speakers.is_person(own) and not self._is_home_or_age(chunks):
            return own
        if explained := self.appositions.explained(chunks, must_explain=not is_closed):
            return explained
        return own or (self._speakers.named(*chunks[-2]) if is_closed and len(chunks) > 1 else None)

    def _is_home_or_age(self, chunks: list[Span]) -> bool:
        return len(chunks) > 1 and self.appositions.is_home_or_age(chunks[-1])

    def _any_subject(self, start: int, cue: int) -> Speaker | None:
        """Return what stands before a cue as the speaker, where it is short and no clause: "HĐXX cho rằng"."""
        end, _ = self.clauses.without_adverbs(start, cue)
        chunks = self.clauses.chunks(self.clauses.after_conjunction(start, end), end)
        if not chunks:
            return None
        begin = end_of(LEADING, self._text, *chunks[-1])
        phrase = self._text[begin : chunks[-1][1]].lower()
        words = phrase.split()
        if len(words) > _SHORT or _PASSIVE_WORD.search(phrase):
            return None
        if not _NO_SUBJECT_WORDS.isdisjoint(words):
            return None
        return None if has_cue(phrase) else self._speakers.phrase(begin, chunks[-1][1])

    def of_sentence(self, start: int, end: int) -> Speaker | None:
        """Return the subject of the last clause that has one, else the first one named in a sentence."""
        chunks = self.clauses.chunks(start, end)
        if chunks and (then := list(_THEN.finditer(self._text, *chunks[-1]))):
            speaker = self._agent(then[-1].end(), end) or self._speakers.heading(then[-1].end(), end)
            if speaker:
                return speaker
        for chunk in reversed(chunks):
            many = _MANY.search(self._text, *chunk)
            begin = end_of(LEADING, self._text, end_of(_JOINED, self._text, *chunk), chunk[1])
            begin = many.start("who") if many else begin
            is_subject = chunk == chunks[0] or not self.appositions.explains(chunk) or self._is_office_of(chunks, chunk)
            speaker = self._speakers.heading(begin, chunk[1]) if is_subject else None
            if speaker:
                return speaker
        return next(filter(None, (self._speakers.named(*chunk) for chunk in chunks)), None)

    def _is_office_of(self, chunks: Sequence[Span], chunk: Span) -> bool:
        """Tell whether a phrase names who has a bare office before it: "Tổng Bí thư, Chủ tịch Tập Cận Bình"."""
        is_second = chunk == chunks[1]
        return (
            is_second and bool(self._names.of_kind(*chunk, "person")) and not self._names.of_kind(*chunks[0], "person")
        )

    def _agent(self, start: int, end: int) -> Speaker | None:
        """Return by whom something is said of somebody: "Phan Anh bị cư dân mạng chỉ trích"."""
        passives = [
            one for one in _PASSIVE.finditer(self._text, start, end) if not self._speakers.is_in_name(one.start())
        ]
        agents = (self._speakers.heading(one.end(), end) for one in passives[: -_MOST_PASSIVES - 1 : -1])
        return next(filter(None, agents), None)
