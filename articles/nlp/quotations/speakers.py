"""The name that a phrase for a speaker stands for: a name, a pronoun, a description, a body."""

import re
from typing import Final

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.clause_parts import BI, LEADING
from articles.nlp.quotations.cues import has_cue
from articles.nlp.quotations.found import Speaker, SpokenSoFar
from articles.nlp.quotations.holders import Holders
from articles.nlp.quotations.references import THIS, References
from articles.nlp.quotations.sentence_spans import end_of
from articles.nlp.quotations.word_lists import either, phrases
from articles.text.letter_classes import LOWER, UPPER

_ADDRESS: Final = "(?:ông|bà|anh|chị|cô|em|bé|cháu|cụ)"
# Somebody else than the one named: "bạn bè Vương Phi", "mẹ Lan"; "cố vấn ông Trump", but not "cố vấn Bannon".
_RELATION: Final = re.compile(
    rf"(?<!\w){either('people_of_somebody')}[ \xa0](?:của[ \xa0])?(?:tân[ \xa0])?"
    rf"(?:(?:{_ADDRESS}|{either('roles')}(?:[ \xa0]\w+){{0,2}})[ \xa0])?$|"
    rf"(?<!\w)(?:cố vấn|trợ lý|thư ký|luật sư|học trò)[ \xa0]{_ADDRESS}[ \xa0]$",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(rf"{either('roles')}(?!\w)", re.IGNORECASE)
_PERSON_NOUN: Final = re.compile(
    rf"(?:(?:các|một|những|nhiều|vài|hai|ba|cả|rất nhiều|\d+)\s)*(?!chủ (?:trì|động|yếu)(?!\w))"
    rf"{either('persons', 'roles')}(?!\w)",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(rf"(?:các |những |một |trong )?{either('documents')}(?!\w)", re.IGNORECASE)
_PAPER: Final = re.compile(r"(?:các |những |bản )?(?:báo cáo|kết luận|công văn|văn bản|nghị quyết|đơn)(?!\w)", re.I)
_PRONOUNS: Final = phrases("pronouns")
_POSSESSIVE: Final = re.compile(r"(?<!\w)(?:của|về|với|thuộc|cho|từ|tại|vụ|bởi|gặp|ở|gửi|đến|tới|trên|trong)(?!\w)")
_PAPER_OF: Final = re.compile(
    rf"(?:{either('documents')}|đại diện|dự báo|lời)(?:\s\w+){{0,3}}?\s(?:từ|của|do|trên)\s", re.IGNORECASE
)
_PREDICATE: Final = re.compile(
    rf"[ \xa0](?:(?<![Hh]àng )không|(?<!đi )lại|{BI}|{either('verbs_behind_speakers')})(?!\w).*|[ \xa0]và$", re.DOTALL
)
# Somebody whose name the paper keeps to initials: "chị L.T. Q. D", "anh T.".
_INITIALLED: Final = re.compile(
    rf"(?:\w+[ \xa0]){{1,4}}?(?:[{UPPER}]\w{{0,6}}[ \xa0]){{0,3}}(?:[{UPPER}]\.[ \xa0]?)*[{UPPER}]\.?$"
)
# A phrase with a word in it; what begins no subject: "về việc", "khiến nhiều người", "tổng số tiền".
_NOUN: Final = re.compile(r"\w.*[^\W\d_]")
_NO_SUBJECT: Final = re.compile(rf"{either('no_first_words')}(?!\w)", re.IGNORECASE)
# "Cô quan niệm", but not "cô gái", "bà chủ quán", "anh của Giang".
_PRONOUN_AND_VERB: Final = re.compile(
    rf"(?!(?i:{either('no_pronouns', 'relations')})(?!\w))(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô)(?=[ \xa0][{LOWER}])"
    rf"(?![ \xa0](?:{either('persons', 'roles')}|của|ruột|họ|rể|dâu|nhà)(?!\w))"
)
# Before a body that speaks for itself: "phía Sở Y tế".
_SIDES: Final = frozenset({"", "phía"})
_OF: Final = re.compile(r"(?<!\w)của(?!\w)")
_OBJECT: Final = re.compile(rf"{_POSSESSIVE.pattern}[ \xa0]*$")
# A body that a noun of two words means: not "tỉnh" in an address.
_BODY_NOUN: Final = re.compile(
    rf"(?:{'|'.join(sorted((noun for noun in phrases('bodies_by_a_noun') if ' ' in noun), reverse=True))})"
    rf"(?!\w|(?-i:[ \xa0][{UPPER}]))",
    re.IGNORECASE,
)
# "Mọi thông tin liên quan tới ông Trump" is nobody who speaks.
_TO_SOMEBODY: Final = re.compile(
    rf"\w[ \xa0](?:liên quan|dành|gửi|viết)[ \xa0](?:đến|tới|cho)[ \xa0](?:{_ADDRESS}[ \xa0])?$"
)
# Right before the name of somebody else: "các cố vấn của ông Trump", "những người thân cận với Tổng thống Trump".
_OF_A_PERSON: Final = re.compile(
    rf"\w[ \xa0](?:của|với|là bạn)[ \xa0]+(?:{_ADDRESS}[ \xa0]|(?:tân |cựu )?tổng thống[ \xa0])?$", re.IGNORECASE
)
# Before a body whose office somebody has.
_ITS: Final = frozenset({"của", "thuộc", "tại"})
_MOST_WORDS: Final = 22
# Characters between "theo" and the name that it has.
_SHORT: Final = 12
_MOST_OF_SUBJECT: Final = 10
_MOST_OF_PLACE: Final = 3
_LONGEST_PRONOUN: Final = 4
_NO_PRONOUN: Final = phrases("no_pronouns")


class Speakers:
    """Tells who is meant by phrases of one article."""

    def __init__(self, names: ArticleNames, holders: Holders) -> None:
        self._names = names
        self._holders = holders
        self._text = names.text
        self._spoken = SpokenSoFar()
        self._references = References(names, holders, self._spoken)

    @property
    def last(self) -> Speaker | None:
        """Who spoke last."""
        return self._spoken.last

    @property
    def last_at(self) -> int:
        """Where that ended."""
        return self._spoken.last_at

    def note(self, speaker: Speaker, end: int) -> None:
        """Note who spoke last, and where that ends."""
        self._spoken.last, self._spoken.last_at = speaker, end
        if speaker.mention is None and speaker.name:
            self._spoken.described = speaker

    def is_person(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is a person named in the article."""
        return speaker.mention is not None and self._names.mentions[speaker.mention].kind == "person"

    def named(self, start: int, end: int) -> Speaker | None:
        """Return the speaker that a phrase names or describes, None where it does neither."""
        start = end_of(LEADING, self._text, start, end)
        end = start + len(self._text[start:end].rstrip(' ,\xa0"”'))
        phrase = " ".join(self._text[start:end].split())
        if not phrase or len(phrase.split()) > _MOST_WORDS:
            return self._last_named(start, end) if phrase else None
        return (
            self._references.meant(phrase, start, end)
            or self._person(start, end)
            or self._body_alone(start, end)
            or self._described(phrase, start, end)
            or self._body(phrase, start, end)
            or self._announcement(phrase, start, end)
        )

    def phrase(self, start: int, end: int) -> Speaker | None:
        """Return whoever a short phrase between a quotation and its cue describes; None where it can be no subject."""
        words = " ".join(self._text[start:end].split())
        is_subject = "," not in words and _NOUN.match(words) and not _NO_SUBJECT.match(words)
        return Speaker(start, end, words, None) if is_subject and len(words.split()) <= _SHORT else None

    def heading(self, start: int, end: int) -> Speaker | None:
        """Return whom a clause begins with: a name with its title, a pronoun or a noun for people; None with a verb."""
        person = next(iter(self._names.of_kind(start, end, "person")), None)
        if person is not None and self._is_title(self._text[start : self._names.mentions[person].start]):
            return self._references.of_mention(person, start, self._names.mentions[person].end)
        number = next(iter(self._names.of_kind(start, end, "organization")), None)
        if number is not None and self._text[start : self._names.mentions[number].start].strip().lower() in _SIDES:
            return self._references.of_mention(number, start, self._names.mentions[number].end)
        words = _PREDICATE.sub("", self._text[start:end]).split()[:_MOST_OF_SUBJECT]
        for size in range(min(len(words), _LONGEST_PRONOUN), 0, -1):
            phrase = " ".join(words[:size])
            if phrase.lower() in _PRONOUNS and (size > 1 or " ".join(words[:2]).lower() not in _NO_PRONOUN):
                return self._references.person(phrase, start, start + len(phrase))
        if body := _BODY_NOUN.match(self._text, start, end):
            return self._references.meant(body[0], *body.span())
        phrase = " ".join(words)
        return self._described(phrase, start, start + len(phrase))

    def _is_title(self, words: str) -> bool:
        """Tell whether words lead up to a name: none, or a title, and no verb."""
        if not words.strip():
            return True
        is_short = len(words.split()) <= _MOST_OF_SUBJECT
        is_of_somebody = _RELATION.search(words) or _OF.search(words)
        return bool(is_short and _PERSON_NOUN.match(words) and not _PREDICATE.search(words) and not is_of_somebody)

    def is_in_name(self, offset: int) -> bool:
        """Tell whether a character is part of a name."""
        return self._names.covering(offset) is not None

    def is_initialled(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is described by an address and initials: "chị L.T. Q. D"."""
        return speaker.mention is None and bool(_INITIALLED.match(speaker.name))

    def is_report(self, speaker: Speaker) -> bool:
        """Tell whether a speaker is what somebody wrote or made known: "đánh giá của Chi cục Thủy sản"."""
        return speaker.start is not None and bool(_PAPER_OF.match(self._text, speaker.start))

    def name_start(self, speaker: Speaker) -> int:
        """Return where the name within a speaker's phrase begins."""
        start, end = speaker.start or 0, speaker.end or 0
        return next((self._names.mentions[number].start for number in self._names.within(start, end)), start)

    def words_behind_name(self, speaker: Speaker, end: int) -> str:
        """Return the words behind the first name of a speaker's phrase up to an offset, without the names in them.

        Of a person called by office alone, they are those of the whole phrase: "Thủ tướng giao Bộ Tài chính".
        """
        start = speaker.start or 0
        first = next(self._names.within(start, end), None)
        if first is None or (self.is_person(speaker) and self._names.mentions[first].kind == "organization"):
            return self._names.words_between(start, end)
        return self._names.words_between(self._names.mentions[first].end, end)

    def _announcement(self, phrase: str, start: int, end: int) -> Speaker | None:
        """Return who speaks by a bare "thông tin ban đầu": the speaker before; a report is no person's."""
        if not _DOCUMENT.match(phrase) or len(phrase.split()) > 6 or phrase.lower().startswith("kết quả"):
            return None
        if self.last and not (_PAPER.match(phrase) and self.is_person(self.last)):
            return Speaker(start, end, self.last.name, self.last.mention)
        return Speaker(start, end, phrase, None)

    def _last_named(self, start: int, end: int) -> Speaker | None:
        """Return a person or body named right at the end of a long phrase."""
        numbers = self._names.of_kind(start, end, "person", "organization")
        if not numbers or self._names.mentions[numbers[-1]].end < end - 1:
            return None
        if self._names.mentions[numbers[-1]].kind == "person" and self._names.is_object(numbers[-1]):
            return self.heading(start, end)
        return self._references.of_mention(numbers[-1], self._names.mentions[numbers[-1]].start, end)

    def _person(self, start: int, end: int) -> Speaker | None:
        """Return the person named in a phrase: the last, unless "của" or the like stands before the name."""
        numbers = self._names.of_kind(start, end, "person")
        for number in numbers[:1] or []:
            one = self._names.mentions[number]
            before = self._text[start : one.start]
            if _RELATION.search(before) or _TO_SOMEBODY.search(before):
                return None
            if _POSSESSIVE.search(before) and not self._ends_with_title(before) and not self._is_of_body(start, number):
                return None
            if _OF_A_PERSON.search(before) and not (_PAPER_OF.match(self._text, start) or has_cue(before)):
                return None
            others = [n for n in numbers if self._names.mentions[n].name != one.name]
            if others and re.search(r"\s(?:và|cùng)\s", self._text[one.end : self._names.mentions[others[0]].start]):
                last = self._names.mentions[others[0]]
                return Speaker(start, end, f"{one.name} và {last.name}", number)
            namesake = self._names.sexes.namesake(number)
            if namesake is None:
                return Speaker(start, one.end, " ".join(self._text[start : one.end].split()), None)
            return self._references.of_mention(namesake, start, max(end, one.end))
        return None

    def _is_of_body(self, start: int, number: int) -> bool:
        """Tell whether a body has the office that leads up to a name: "Phó Chủ nhiệm Ủy ban của Quốc hội Hà Tiến"."""
        before = self._text[start : self._names.mentions[number].start]
        of = list(_POSSESSIVE.finditer(before))[-1]
        body = before[of.end() :].split()
        is_its = of[0] in _ITS and len(body) > 1 and body[0][:1].isupper()
        return is_its and bool(_ROLE.match(before))

    def _ends_with_title(self, before: str) -> bool:
        """Tell whether a title or form of address stands right before a name: "người đứng đầu của bộ, ông"."""
        return bool(re.search(r"(?<!\w)(?:ông|bà|anh|chị|cô|[A-ZĐ]\w+|trưởng|tướng|tá|úy|sĩ|viên)\s*$", before))

    def _body_alone(self, start: int, end: int) -> Speaker | None:
        """Return the body that a phrase begins with, where no more than its place follows."""
        number = self._names.covering(start)
        if number is None or self._names.mentions[number].kind != "organization":
            return None
        behind = self._text[self._names.mentions[number].end : end]
        return self._references.of_mention(number, start, end) if len(behind.split()) <= _MOST_OF_PLACE else None

    def _described(self, phrase: str, start: int, end: int) -> Speaker | None:
        """Return a speaker described by a noun for people: one introduced by it with a name, else the description."""
        if not _PERSON_NOUN.match(phrase):
            return None
        if (pronoun := _PRONOUN_AND_VERB.match(phrase)) and not self._names.of_kind(start, end, "person"):
            body = self._last_named(start, end)
            is_object = body and _OBJECT.search(self._text, start, self.name_start(body))
            if body and not is_object:
                return body
            return self._references.person(pronoun[0], start, start + len(pronoun[0]))
        phrase = _PREDICATE.sub("", phrase)
        if THIS.search(phrase):
            phrase = self._names.described_before(THIS.sub("", phrase), start)
        bare = THIS.sub("", phrase)
        meant = self._names.person_called(bare, start)
        meant = self._holders.of(bare.removeprefix("vị ").removeprefix("Vị "), start) if meant is None else meant
        if meant is None and not _POSSESSIVE.search(phrase) and not self._is_of_somebody(start, end):
            meant = self._names.person_with_parts(phrase)
        return Speaker(start, end, phrase, None) if meant is None else self._references.of_mention(meant, start, end)

    def _is_of_somebody(self, start: int, end: int) -> bool:
        """Tell whether a phrase names somebody to say of whom it speaks: "đại diện gia đình bà Hoa"."""
        named = self._names.of_kind(start, end, "person")
        return bool(named) and bool(_RELATION.search(self._text[start : self._names.mentions[named[0]].start]))

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
            return self._references.of_mention(numbers[0], start, end)
        return Speaker(start, end, phrase, None)
