"""The name that a phrase for a speaker stands for: a name, a pronoun, a description, a body."""

import re
from typing import Final

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.found import Speaker
from articles.nlp.quotations.sentence_spans import end_of
from articles.nlp.quotations.word_lists import either, phrases

_SPACES: Final = r"[ \xa0]+"
_DATE: Final = (
    r"(?:(?:vào |hôm )?(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|tháng|năm)(?: (?:ngày|nay|qua|sau|cùng ngày))? ?[\d/.-]*)"
)
_LEADING: Final = re.compile(
    rf"[\s\"“”'–*•-]*(?:(?:{_DATE}|{either('words_before_speakers', space=_SPACES)})(?!\w)[\s\xa0,:]*)*", re.IGNORECASE
)
_PERSON_NOUN: Final = re.compile(
    rf"(?:(?:các|một|những|nhiều|vài|hai|ba|cả|rất nhiều)\s)*{either('persons', 'roles')}(?!\w)", re.I
)
_DOCUMENT: Final = re.compile(rf"(?:các |những |một |trong )?{either('documents')}(?!\w)", re.IGNORECASE)
_EPITHET: Final = re.compile(rf"{either('pronouns')}(?!\w)", re.IGNORECASE)
_GROUP: Final = frozenset({"họ", "cả hai", "hai người", "cả hai người", "mọi người", "bọn họ"})
_VAGUE: Final = re.compile(r"(?:vị|người|nguồn tin)(?: [\w-]+){0,3} này$", re.IGNORECASE)
_THIS_PERSON: Final = re.compile(r"(?:ông|bà|anh|chị|cô) (?:này|ta)", re.IGNORECASE)
_PRONOUNS: Final = phrases("pronouns")
_BODY_NOUNS: Final = phrases("bodies_by_a_noun")
_POSSESSIVE: Final = re.compile(r"(?<!\w)(?:của|về|với|thuộc|cho|từ|tại|vụ|bởi|gặp|ở|gửi|đến|tới|trên|trong)(?!\w)")
_PAPER_OF: Final = re.compile(
    rf"(?:{either('documents')}|đại diện|dự báo|lời)(?:\s\w+){{0,3}}?\s(?:từ|của|do)\s", re.IGNORECASE
)
_PREDICATE: Final = re.compile(r"[ \xa0](?:đã|đang|sẽ|vừa|cũng|phải|rất|không|được|bị|đều|liền|còn)(?!\w).*", re.DOTALL)
_THIS: Final = re.compile(r"\s(?:này|đó|trên|ấy|nói trên)$")
_MOST_WORDS: Final = 22
# Characters between "theo" and the name that it has.
_SHORT: Final = 12
_NEAR_SENTENCES: Final = 4


class Speakers:
    """Tells who is meant by phrases of one article."""

    def __init__(self, names: ArticleNames) -> None:
        self._names = names
        self._text = names.text
        # Who spoke last.
        self.last: Speaker | None = None
        self.last_at = 0

    def last_is_near(self, offset: int) -> bool:
        """Tell whether the last speaker spoke in one of the few sentences before an offset."""
        return self._names.sentences_between(self.last_at, offset) <= _NEAR_SENTENCES

    def is_person(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is a person named in the article."""
        return speaker.mention is not None and self._names.mentions[speaker.mention].kind == "person"

    def named(self, start: int, end: int) -> Speaker | None:
        """Return the speaker that a phrase names or describes, None where it does neither."""
        start = end_of(_LEADING, self._text, start, end)
        end = start + len(self._text[start:end].rstrip(" ,\xa0"))
        phrase = " ".join(self._text[start:end].split())
        if not phrase or len(phrase.split()) > _MOST_WORDS:
            return self._last_named(start, end) if phrase else None
        return (
            self._pronoun(phrase, start, end)
            or self._person(start, end)
            or self._described(phrase, start, end)
            or self._body(phrase, start, end)
            or self._announcement(phrase, start, end)
        )

    def phrase(self, start: int, end: int) -> Speaker | None:
        """Return whoever a short phrase between a quotation and its cue describes."""
        words = " ".join(self._text[start:end].split())
        return Speaker(start, end, words, None) if 0 < len(words.split()) <= _SHORT and "," not in words else None

    def document(self, start: int, end: int) -> Speaker | None:
        """Return what a phrase behind "theo" names as a source: "cáo trạng", "đơn tố giác"."""
        phrase = " ".join(self._text[start:end].split())
        return Speaker(start, end, phrase, None) if _DOCUMENT.match(phrase) and len(phrase.split()) <= 10 else None

    def is_report(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is what somebody wrote or made known: "đánh giá của Chi cục Thủy sản"."""
        return speaker.start is not None and bool(_PAPER_OF.match(self._text, speaker.start))

    def name_start(self, speaker: Speaker) -> int:
        """Return where the name within a speaker's phrase begins."""
        start, end = speaker.start or 0, speaker.end or 0
        return next((self._names.mentions[number].start for number in self._names.within(start, end)), start)

    def _announcement(self, phrase: str, start: int, end: int) -> Speaker | None:
        """Return who speaks by a bare "thông tin ban đầu" or "nguồn tin": the speaker before."""
        if not _DOCUMENT.match(phrase) or len(phrase.split()) > 6 or phrase.lower().startswith("kết quả"):
            return None
        return (
            Speaker(start, end, self.last.name, self.last.mention) if self.last else Speaker(start, end, phrase, None)
        )

    def _last_named(self, start: int, end: int) -> Speaker | None:
        """Return a person or body named right at the end of a long phrase."""
        numbers = self._names.of_kind(start, end, "person", "organization")
        if not numbers or self._names.mentions[numbers[-1]].end < end - 1:
            return None
        return self.of_mention(numbers[-1], self._names.mentions[numbers[-1]].start, end)

    def _pronoun(self, phrase: str, start: int, end: int) -> Speaker | None:
        """Return whom a pronoun or a bare noun means."""
        words = _THIS.sub("", phrase.lower())
        if self.last and (phrase.lower() in _GROUP or _VAGUE.match(phrase)):
            return Speaker(start, end, self.last.name, self.last.mention)
        if _THIS_PERSON.fullmatch(phrase) and (person := self._names.last_person(start)) is not None:
            return self.of_mention(person, start, end)
        if phrase.lower() in _PRONOUNS or words in _PRONOUNS or self._is_epithet(phrase, start, end):
            return self._meant(phrase, start, end)
        if phrase.lower() not in _BODY_NOUNS and words not in _BODY_NOUNS:
            return Speaker(start, end, phrase, None) if phrase.lower() in _GROUP else None
        meant = self._names.body_called(words, start)
        meant = self._names.last_body(start) if meant is None else meant
        return Speaker(start, end, phrase, None) if meant is None else self.of_mention(meant, start, end)

    def _is_epithet(self, phrase: str, start: int, end: int) -> bool:
        """Tell whether a phrase stands for somebody named before: "nam diễn viên sinh năm 1992"."""
        match = _EPITHET.match(phrase)
        named = self._names.of_kind(start, end, "person", "organization")
        return match is not None and " " in match[0] and not named and len(phrase.split()) <= 14

    def _meant(self, phrase: str, start: int, end: int) -> Speaker:
        meant = self._names.person_called(phrase)
        if meant is None:
            meant = self._names.person_meant(phrase, start)
            if self.last and self.is_person(self.last) and self.last_is_near(start):
                spoken_since = meant is not None and self._names.mentions[meant].start > self.last_at
                since = spoken_since and meant is not None and self._names.begins_sentence(meant)
                if not since and self._names.may_be(phrase, self.last.name):
                    return Speaker(start, end, self.last.name, self.last.mention)
        return Speaker(start, end, phrase, None) if meant is None else self.of_mention(meant, start, end)

    def _person(self, start: int, end: int) -> Speaker | None:
        """Return the person named in a phrase: the last, unless "của" or the like stands before the name."""
        numbers = self._names.of_kind(start, end, "person")
        for number in numbers[:1] or []:
            one = self._names.mentions[number]
            before = self._text[start : one.start]
            if _POSSESSIVE.search(before) and not self._ends_with_title(before):
                return None
            others = [n for n in numbers if self._names.mentions[n].name != one.name]
            if others and re.search(r"\s(?:và|cùng)\s", self._text[one.end : self._names.mentions[others[0]].start]):
                last = self._names.mentions[others[0]]
                return Speaker(start, end, f"{one.name} và {last.name}", number)
            return self.of_mention(number, start, max(end, one.end))
        return None

    def _ends_with_title(self, before: str) -> bool:
        """Tell whether a title or form of address stands right before a name: "người đứng đầu của bộ, ông"."""
        return bool(re.search(r"(?<!\w)(?:ông|bà|anh|chị|cô|[A-ZĐ]\w+|trưởng|tướng|tá|úy|sĩ|viên)\s*$", before))

    def _described(self, phrase: str, start: int, end: int) -> Speaker | None:
        """Return a speaker described by a noun for people: one introduced by it with a name, else the description."""
        if not _PERSON_NOUN.match(phrase):
            return None
        phrase = _PREDICATE.sub("", phrase)
        meant = self._names.person_called(_THIS.sub("", phrase))
        meant = self._names.person_with_parts(phrase) if meant is None else meant
        return Speaker(start, end, phrase, None) if meant is None else self.of_mention(meant, start, end)

    def _body(self, phrase: str, start: int, end: int) -> Speaker | None:
        """Return a body, paper or place that begins a phrase, also behind "báo cáo của"."""
        of = _PAPER_OF.match(self._text, start, end)
        begin = of.end() if of else start
        numbers = self._names.of_kind(begin, end, "organization", "place")
        if not numbers:
            return Speaker(start, end, phrase, None) if of else None
        one = self._names.mentions[numbers[0]]
        if self._text[begin : one.start].count(" ") > 2 or (_POSSESSIVE.search(self._text[begin : one.start])):
            return Speaker(start, end, phrase, None) if of else None
        if one.kind == "organization" or one.start == begin:
            return self.of_mention(numbers[0], start, end)
        return Speaker(start, end, phrase, None)

    def of_mention(self, number: int, start: int, end: int) -> Speaker:
        """Return the speaker whom a mention names, in a phrase from `start` to `end`."""
        return Speaker(start, end, self._names.name_in_text(number), number)
