"""Which phrases behind a name say who that is: "ông Hùng, giám đốc sở, cho biết"."""

import re
from typing import Final

from articles.nlp.offices.office_forms import begins_with_post
from articles.nlp.offices.office_words import either as either_office
from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.clause_parts import ClauseParts
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.speakers import Speakers
from articles.nlp.quotations.word_lists import either
from articles.text.letter_classes import UPPER

Span = tuple[int, int]

_HOME_OR_AGE: Final = re.compile(
    r"(?:(?:SN|sinh năm|trú|ngụ|quê|ở|sống|người (?:từng|dự kiến|đã|đang|vừa|sẽ|có|được))(?!\w)|\d+ tuổi)",
    re.IGNORECASE,
)
_EXPLAINING: Final = re.compile(
    rf"(?!bố trí|con (?:số|đường|người)|bạn đọc)"
    rf"(?:{either('roles', 'relations')}|SN|sinh năm|là|trú|ngụ|quê|ở|sống|hiện là|đang|\d+(?: tuổi)?)(?!\w)",
    re.IGNORECASE,
)
_DOES: Final = re.compile(r"[ \xa0](?:đã|đang|sẽ|vừa|cũng|có|là)(?!\w)")
_OF_SOMEBODY: Final = re.compile(r"(?<!\w)(?:của|vai)[ \xa0](?:\w+[ \xa0]){0,3}$")
# Before the name of a place: "tỉnh Cà Mau".
_UNIT: Final = re.compile(
    r"^(?:tỉnh|huyện|quận|xã|phường|thôn|ấp|bản|khóm|buôn|khu phố|thị xã|thị trấn|thành phố|TP\.?)[ \xa0\n]+(?=\w)",
    re.IGNORECASE,
)
# What is behind a dash and goes on with a clause of its own: "- sau khi nhận được lá thư của một học trò phản ánh".
_OCCASION: Final = re.compile(r"[ \xa0]*(?:sau khi|trước khi|khi|để|vì|do|trong khi)(?!\w)")
# A name that was not recognised, or not to its end: "Ông Từ Thái Giang", "TS Lê Văn Năm", "chị Liên".
_NAMED: Final = re.compile(
    rf"(?<!\w)(?i:{either_office('addresses', 'ranks', 'professions')}|{either('roles')})"
    rf"(?:[ \xa0][{UPPER}][\w'’-]*){{1,5}}[ \xa0]*$"
)
_BRACKETS: Final = re.compile(r"[ \xa0]*\([^()]*\)[ \xa0]*$")
_MOST_WORDS: Final = 22
# Words between a dash and the cue; phrases that explain one name.
_LONGEST_BEHIND_DASH: Final = 40
_MOST_PHRASES: Final = 4


class Appositions:
    """Tells what explains the names of one article."""

    def __init__(self, names: ArticleNames, speakers: Speakers, clauses: ClauseParts) -> None:
        self._names = names
        self._text = names.text
        self._speakers = speakers
        self._clauses = clauses

    def explains(self, chunk: Span) -> bool:
        """Tell whether a phrase behind a name says who that is, by office, age or home."""
        text = self._text[slice(*chunk)].strip(" \xa0")
        is_role = _EXPLAINING.match(text) or begins_with_post(text)
        return bool(is_role) and len(text.split()) <= _MOST_WORDS and not self._is_clause(chunk)

    def _is_clause(self, chunk: Span) -> bool:
        """Tell whether a phrase says what a body does: "Tổng cục Đường bộ đang quản lý"."""
        number = next(self._names.within(*chunk), None)
        if number is None or not self._is_body(chunk):
            return False
        return bool(_DOES.match(self._text, self._names.mentions[number].end, chunk[1]))

    def is_home_or_age(self, chunk: Span) -> bool:
        """Tell whether a phrase is somebody's home, age or story, so that a name in it is none of a speaker."""
        return bool(_HOME_OR_AGE.match(self._text[slice(*chunk)].strip(" \xa0")))

    def explained(self, chunks: list[Span], *, must_explain: bool) -> Speaker | None:
        """Return the person or body whom the last phrases of a clause explain."""
        for at in range(len(chunks) - 1, max(0, len(chunks) - 1 - _MOST_PHRASES), -1):
            before = chunks[at - 1]
            is_inner = at > 1 and (self.explains(before) or (self._is_place(before) and self._is_place(chunks[at])))
            is_explained = is_inner or self.explains(chunks[at]) or self._is_place(chunks[at])
            is_explained = is_explained or (not must_explain and self._is_body(chunks[at]))
            if not is_explained and (must_explain or at < len(chunks) - 1):
                return None
            if is_inner:
                continue
            speaker = self._speakers.named(*before)
            if speaker and self._may_be_explained(speaker, before, chunks[at]):
                return speaker
        return self._in_a_place(chunks)

    def _in_a_place(self, chunks: list[Span]) -> Speaker | None:
        """Return the body whose place the end of a clause tells: "Công an huyện Long Mỹ, Hậu Giang"."""
        at = len(chunks) - 1
        while at > 0 and self._is_place(chunks[at]):
            at -= 1
        number = self._names.covering(chunks[at][1] - 1) if at < len(chunks) - 1 else None
        is_body = number is not None and self._names.mentions[number].kind == "organization"
        return self._speakers.named(*chunks[at]) if is_body else None

    def before_dash(self, start: int, end: int, *, is_closed: bool) -> Speaker | None:
        """Return whom the last phrase explains that stands behind a dash: "ông Hùng - 42 tuổi, ngụ Hà Tĩnh - cho biết".

        `is_closed` tells that a comma or dash ends the phrase; without one it has no comma and no person of its own.
        """
        for number, behind in self._clauses.names_before_dashes(start, end):
            kind, phrase = self._names.mentions[number].kind, self._text[behind:end]
            own = self._names.of_kind(behind, end, "person")
            if len(phrase.split()) > _LONGEST_BEHIND_DASH or (own and self._ends_with(own[-1], behind, end)):
                return None
            if not is_closed and _OCCASION.match(phrase):
                return None
            if kind == "person" and (is_closed or "," not in phrase):
                begin = self._clauses.chunks(start, self._names.mentions[number].end)[-1][0]
                return self._speakers.named(begin, self._names.mentions[number].end)
        return None

    def _ends_with(self, number: int, start: int, end: int) -> bool:
        """Tell whether a phrase ends with a person who is not named by the way: not in "luật sư của ông Trump"."""
        one = self._names.mentions[number]
        return one.end >= end - 1 and not _OF_SOMEBODY.search(self._text, start, one.start)

    def _may_be_explained(self, speaker: Speaker, chunk: Span, by: Span) -> bool:
        if self._speakers.is_initialled(speaker) or (speaker.mention is None and self._is_body(by)):
            return True
        if (self._speakers.is_person(speaker) or speaker.mention is None) and _NAMED.search(self._text, *chunk):
            return True
        return (self._speakers.is_person(speaker) or self._is_place(by)) and self._ends_with_name(chunk)

    def _is_place(self, chunk: Span) -> bool:
        places = self._names.of_kind(*chunk, "place")
        length = sum(self._names.mentions[n].end - self._names.mentions[n].start for n in places)
        words = _UNIT.sub("", self._text[slice(*chunk)].strip())
        return bool(places) and len(words) <= length + 2

    def _is_body(self, chunk: Span) -> bool:
        """Tell whether a phrase begins with a body: "luật sư Thanh, Đoàn luật sư Hà Nội, ..."."""
        begin = chunk[0] + len(self._text[slice(*chunk)]) - len(self._text[slice(*chunk)].lstrip())
        number = self._names.covering(begin)
        return number is not None and self._names.mentions[number].kind == "organization"

    def is_body_alone(self, chunk: Span) -> bool:
        """Tell whether a phrase is a body and no more."""
        number = next(self._names.within(*chunk), None)
        if number is None or not self._is_body(chunk):
            return False
        return self._names.mentions[number].end >= chunk[0] + len(self._text[slice(*chunk)].rstrip())

    def _ends_with_name(self, chunk: Span) -> bool:
        numbers = list(self._names.within(*chunk))
        end = chunk[0] + len(_BRACKETS.sub("", self._text[slice(*chunk)]).rstrip())
        return bool(numbers) and self._names.mentions[numbers[-1]].end >= end - 1
