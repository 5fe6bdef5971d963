"""Whom a pronoun, an epithet or a bare noun stands for: "ông", "nữ ca sĩ", "HLV người Hàn Quốc", "hãng này"."""

import re
from functools import cached_property
from typing import Final

from articles.nlp.quotations.article_names import ArticleNames
from articles.nlp.quotations.doubtful_pronouns import may_be_another
from articles.nlp.quotations.found import Speaker, SpokenSoFar
from articles.nlp.quotations.holders import Holders
from articles.nlp.quotations.sexes import sex_of
from articles.nlp.quotations.word_lists import FOLDER, either, phrases
from articles.text.letter_classes import UPPER
from articles.text.phrase_lists import entries

THIS: Final = re.compile(r"\s(?:này|đó|trên|ấy|nói trên)$")
_PRONOUNS: Final = phrases("pronouns")
_BODY_NOUNS: Final = phrases("bodies_by_a_noun")
# Bodies that a bare noun means whatever their names begin with.
_ANY_BODY: Final = re.compile(r"(?:cơ quan$|hãng|công ty|tập đoàn|doanh nghiệp|đơn vị|tổ chức|trang|tờ báo|đài)(?!\w)")
_POLICE_NOUN: Final = re.compile(r"cơ quan (?:công an|điều tra|cảnh sát)(?!\w)")
_POLICE: Final = re.compile(r"(?<!\w)(?:công an|cảnh sát|điều tra)(?!\w)", re.IGNORECASE)
_CALLINGS: Final = [frozenset(line.split(", ")) for line in entries(FOLDER / "callings.txt")]
# Offices and callings by which nobody is meant whom the article does not introduce so.
_HELD: Final = frozenset({"thủ tướng", "tổng thống", "bộ trưởng", "ngoại trưởng", "luật sư", "bác sĩ", "nhà báo"})
# Whom the police have, by which nobody else is meant; they are introduced with their age: "Bùi Văn Chức (27 tuổi)".
_SUSPECT: Final = re.compile(
    r"(?:đối tượng|nghi phạm|nghi can|bị can|bị cáo|hung thủ|nữ quái|hắn|gã|nam thanh niên)(?!\w)", re.IGNORECASE
)
# He need not be a suspect.
_YOUNG_MAN: Final = re.compile(r"nam thanh niên(?!\w)", re.IGNORECASE)
_VICTIM: Final = re.compile(r"(?<!\w)(?:nạn nhân|bị hại)[ \xa0](?:là[ \xa0])?(?:\w+[ \xa0])?$", re.IGNORECASE)
_SUSPECTS: Final = frozenset({"đối tượng", "nghi phạm", "nghi can", "bị can", "bị cáo", "hung thủ"})
_AGE: Final = re.compile(r"[ \xa0]*[(,][ \xa0]*(?:SN|sinh năm|\d+ tuổi)", re.IGNORECASE)
_EPITHET: Final = re.compile(rf"{either('pronouns')}(?!\w)", re.IGNORECASE)
_CALLING: Final = "|".join(sorted((re.escape(word) for line in _CALLINGS for word in line), key=len, reverse=True))
_OF_ORIGIN: Final = re.compile(
    rf"(?:cựu |nam |nữ )?(?P<calling>{_CALLING}) (?:người|gốc|quê|xứ|đến từ|sinh năm|\d+ tuổi|\d{{4}}|[89]X)(?!\w)",
    re.IGNORECASE,
)
_OF_RANK: Final = re.compile(r"vị (?P<rank>\w+ \w+)", re.IGNORECASE)
# Somebody whom a work tells: "giọng ca “Đôi mắt người xưa”", "Giọng ca Say tình".
_OF_A_WORK: Final = re.compile(
    rf"(?i:{_CALLING}) (?:(?:bài hát|ca khúc|hit|phim|của|bản hit) )?[“\"'‘]|"
    rf"(?i:giọng ca|chủ nhân(?: bản)? hit) [{UPPER}]"
)
_GROUP: Final = frozenset({"họ", "mọi người", "bọn họ", "nhóm này"})
_BOTH: Final = frozenset({"cả hai", "hai người", "cả hai người", "cặp đôi", "bộ đôi"})
_SEVERAL: Final = re.compile(
    r"(?<!\w)(?:các|những|nhiều|một số|vài|hàng loạt|hai|ba|bốn|người dân|người nhà|người thân|hàng xóm|gia đình|"
    r"vợ chồng|nhóm)(?!\w)",
    re.IGNORECASE,
)
# "HLV cả hai đội" is nobody's epithet.
_OF_SEVERAL: Final = re.compile(r"\w+(?: \w+)? (?:cả (?:hai|ba|\d)|(?:hai|\d) (?:đội|bên|nước)|các)(?!\w)")
_AND: Final = re.compile(r"[ \xa0](?:và|cùng|với)[ \xa0](?:(?:ông|bà|anh|chị|cô|\w+ \w+)[ \xa0])?$")
_VAGUE: Final = re.compile(r"(?:vị|người|nguồn tin)(?: [\w-]+){0,3} này$", re.IGNORECASE)
# Somebody of whom was spoken: "vị chuyên gia", "vị lãnh đạo này".
_THE_ONE: Final = re.compile(r"vị (?P<noun>\w+(?: \w+){0,2}?)(?: này)?$")
# "Đại biểu Bạc Liêu", whom the article introduces as "đại biểu Tạ Văn Hạ (Bạc Liêu)".
_CONSTITUENT: Final = re.compile(
    rf"(?i:(?:vị )?(?:đại biểu|ĐB|ĐBQH)(?: Quốc hội)?(?: (?:đoàn|tỉnh|TP\.?|thành phố))*) "
    rf"(?P<place>[{UPPER}][^,.;:]{{1,24}})$"
)
# "Nữ luật sư" is a lawyer.
_WHICH: Final = re.compile(r"(?:(?:vị|nam|nữ|cựu|tân|nguyên) )+(?=\w)")
_THIS_PERSON: Final = re.compile(r"(?:ông|bà|anh|chị|cô) (?:này|ta)", re.IGNORECASE)
# One person whom the article does not name: "một hành khách", "vị này", "hành khách này".
_SOMEBODY: Final = re.compile(
    rf"(?!{either('several_speakers')}(?!\w))(?:(?:một|vị|nữ|nam)[ \xa0])*{either('persons')}(?!\w)", re.IGNORECASE
)
# "Nhà văn Văn Giá", whose name was not recognised.
_NAMED: Final = re.compile(rf"(?: [{UPPER}]\w*){{1,4}}$")
_LONGEST_EPITHET: Final = 14
# Words of an epithet that names a team: "thủ môn U20 Việt Nam".
_LONGEST_OF_TEAM: Final = 5
_NEAR_SENTENCES: Final = 4
_LONGEST_CALLING: Final = 5
# Of an answer in an interview that has no marks.
_I: Final = "tôi"
# Characters before a name in which its title ends.
_TITLE: Final = 24


class References:
    """Tells whom the words that stand for names mean in one article."""

    def __init__(self, names: ArticleNames, holders: Holders, spoken: SpokenSoFar) -> None:
        self._names = names
        self._holders = holders
        self._text = names.text
        self._spoken = spoken
        self._called: dict[frozenset[str], frozenset[str]] = {}

    def meant(self, phrase: str, start: int, end: int) -> Speaker | None:
        """Return whom a phrase stands for; None where it is no pronoun, epithet or bare noun."""
        words, bare = phrase.lower(), THIS.sub("", phrase.lower())
        if _OF_A_WORK.match(phrase) and not self._names.of_kind(start, end, "person"):
            return Speaker(start, end, phrase, None)
        last = self._spoken.last
        if words in _BOTH and (both := self._both(start)):
            return Speaker(start, end, *both)
        if words in _GROUP or words in _BOTH:
            return self._several(phrase, start, end)
        if (match := _CONSTITUENT.match(phrase)) and (
            number := self._names.person_from(match["place"], start)
        ) is not None:
            return self.of_mention(number, start, end)
        if last and last.name and _VAGUE.match(phrase):
            return Speaker(start, end, last.name, last.mention)
        if _THIS_PERSON.fullmatch(phrase) and (person := self._names.last_person(start)) is not None:
            return self.of_mention(person, start, end)
        if words == _I:
            return Speaker(start, end, last.name, last.mention) if last and self._is_named(last) else None
        if not _PRONOUNS.isdisjoint({words, bare, _WHICH.sub("", bare)}) or self._is_epithet(phrase, start, end):
            return self.person(phrase, start, end)
        if (rank := _OF_RANK.match(phrase)) and (meant := self._of_rank(rank["rank"].lower(), start, end)):
            return meant
        if words in _BODY_NOUNS or bare in _BODY_NOUNS:
            return self._body(phrase, bare, start, end)
        return self._the_one(words, start, end)

    def _the_one(self, words: str, start: int, end: int) -> Speaker | None:
        """Return whom "vị chuyên gia" means: who was described so and spoke last, else the person who spoke last."""
        match = _THE_ONE.match(words)
        if not match or not _SOMEBODY.match(match["noun"]):
            return None
        for one in (self._spoken.last, self._spoken.described):
            if one and one.mention is None and match["noun"] in one.name.lower():
                return Speaker(start, end, one.name, None)
        last = self._spoken.last
        is_near = last and self._names.sentences.between(self._spoken.last_at, start) <= _NEAR_SENTENCES
        return Speaker(start, end, last.name, last.mention) if last and is_near and self._may_be(words, last) else None

    def person(self, phrase: str, start: int, end: int) -> Speaker:
        """Return the person whom a pronoun or epithet stands for, by that phrase where nobody fits, or another may."""
        one = self._person(phrase, start, end)
        described = self._described_since(start)
        is_sure = one.mention is None or not may_be_another(self._names, phrase, one.mention, start, described)
        return one if is_sure else Speaker(start, end, phrase, None)

    def _described_since(self, at: int) -> str:
        """Return who spoke in the sentence before an offset, where that is somebody who is only described."""
        last = self._spoken.last
        is_described = last is not None and last.mention is None and _SOMEBODY.match(last.name)
        return last.name if last and is_described and self._is_next(at) else ""

    def _person(self, phrase: str, start: int, end: int) -> Speaker:
        if (called := self._names.person_called(phrase, start)) is not None:
            return self.of_mention(called, start, end)
        if _SUSPECT.match(phrase):
            calling, among = None, self._suspects
            if not among and _YOUNG_MAN.match(phrase):
                return Speaker(start, end, phrase, None)
        else:
            calling = self._calling(phrase)
            among = self._people_with(calling, phrase, start) if calling else frozenset()
        if calling and not among and not calling.isdisjoint(_HELD):
            holder = self._holders.of(phrase, start)
            return Speaker(start, end, phrase, None) if holder is None else self.of_mention(holder, start, end)
        meant = self._names.person_meant(phrase, start, among)
        last = self._spoken.last
        if meant is None and among and calling and phrase[1:].islower() and (last is None or last.name not in among):
            # "Người đẹp" need not be the queen of another contest whom the article names by the way.
            among, meant = frozenset(), self._names.person_meant(phrase, start)
        may_be_any = not among or (calling is not None and calling.isdisjoint(_HELD) and self._is_next(start))
        if last and (may_be_any or last.name in among) and self._goes_on(phrase, meant, start):
            return Speaker(start, end, last.name, last.mention)
        if meant is None and last and not among and self._may_be(phrase, last):
            return Speaker(start, end, last.name, last.mention)
        return Speaker(start, end, phrase, None) if meant is None else self.of_mention(meant, start, end)

    def _is_next(self, at: int) -> bool:
        """Tell whether an offset is in the sentence behind what was said last."""
        return self._names.sentences.between(self._spoken.last_at, at) <= 1

    def _may_be(self, phrase: str, speaker: Speaker) -> bool:
        """Tell whether a pronoun or epithet may mean a speaker: a person, and of its sex."""
        return self._is_named(speaker) and self._names.sexes.may_be(phrase, speaker.name)

    def _is_named(self, speaker: Speaker) -> bool:
        return speaker.mention is not None and self._names.mentions[speaker.mention].kind == "person"

    def of_mention(self, number: int, start: int, end: int) -> Speaker:
        """Return the speaker whom a mention names, in a phrase from `start` to `end`."""
        return Speaker(start, end, self._names.name_in_text(number), number)

    def _goes_on(self, phrase: str, meant: int | None, at: int) -> bool:
        """Tell whether a pronoun means who spoke last: near before, and nobody else begins a sentence since."""
        last, last_at = self._spoken.last, self._spoken.last_at
        if last is not None and last.mention is None and _SOMEBODY.match(last.name):
            near = _NEAR_SENTENCES if _NAMED.search(last.name) else 1
            is_near = self._names.sentences.between(last_at, at) <= near and sex_of(phrase) * sex_of(last.name) >= 0
            return is_near and (meant is None or not last_at <= self._names.mentions[meant].start < at)
        if last is None or not self._may_be(phrase, last):
            return False
        if self._names.sentences.between(last_at, at) > _NEAR_SENTENCES:
            return False
        since = meant is not None and self._names.mentions[meant].start > last_at
        return not (since and meant is not None and self._names.begins_sentence(meant))

    def _is_epithet(self, phrase: str, start: int, end: int) -> bool:
        """Tell whether a phrase stands for somebody named before: "nam diễn viên sinh năm 1992"."""
        if _OF_ORIGIN.match(phrase):
            return True
        if _OF_SEVERAL.match(phrase):
            return False
        calling = self._calling(phrase)
        if calling and phrase.lower() in calling:
            return True
        if self._names.person_with_parts(phrase) is not None or self._names.of_kind(start, end, "person"):
            return False
        if calling and calling.isdisjoint(_HELD) and len(phrase.split()) <= _LONGEST_OF_TEAM:
            return True
        match = _EPITHET.match(phrase)
        named = self._names.of_kind(start, end, "organization")
        return match is not None and " " in match[0] and not named and len(phrase.split()) <= _LONGEST_EPITHET

    def _calling(self, phrase: str) -> frozenset[str] | None:
        """Return the words for the calling that a phrase begins with."""
        words = _WHICH.sub("", phrase.lower()).split()
        beginnings = [" ".join(words[:size]) for size in range(_LONGEST_CALLING, 0, -1)]
        return next((line for beginning in beginnings for line in _CALLINGS if beginning in line), None)

    def _people_with(self, calling: frozenset[str], phrase: str, at: int) -> frozenset[str]:
        """Return among whom an epithet is to be understood: the people introduced so, and those with such an office.

        Nobody is introduced so, and the sentence before begins with somebody: then it may be anybody.
        """
        among, held = self._people_of(calling), self._holders.of_callings(calling)
        if among or not held:
            return (among | held) if among else among
        meant = self._names.person_meant(phrase, at)
        return held if meant is None or not self._names.begins_sentence(meant) else frozenset()

    def _people_of(self, calling: frozenset[str]) -> frozenset[str]:
        """Return the names of the people whom the article introduces by one of these words: "HLV Park Hang Seo"."""
        if calling not in self._called:
            self._called[calling] = frozenset(name for name, titles in self._titles.items() if titles & calling)
        return self._called[calling]

    @cached_property
    def _suspects(self) -> frozenset[str]:
        """The names of the people whom the article calls suspects, or gives the age of."""
        people = [one for one in self._names.mentions if one.kind == "person"]
        of_age = {one.name for one in people if _AGE.match(self._text, one.end)}
        victims = {one.name for one in people if _VICTIM.search(self._text, max(0, one.start - _TITLE), one.start)}
        return self._people_of(_SUSPECTS) | (of_age - victims)

    @cached_property
    def _titles(self) -> dict[str, set[str]]:
        """The last one, two and three words before the mentions of each person; a deputy has no title without "phó"."""
        titles: dict[str, set[str]] = {}
        for one in self._names.mentions:
            if one.kind == "person":
                words = self._text[max(0, one.start - _TITLE) : one.start].lower().split()
                titles.setdefault(one.name, set()).update(
                    " ".join(words[-size:]) for size in (1, 2, 3) if words[-size - 1 : -size] != ["phó"]
                )
        return titles

    def _of_rank(self, rank: str, start: int, end: int) -> Speaker | None:
        """Return whom "vị thượng tá" means: the last person named before with that rank."""
        among = frozenset(name for name, titles in self._titles.items() if rank in titles)
        meant = self._names.person_meant(rank, start, among) if among else None
        return None if meant is None else self.of_mention(meant, start, end)

    def _both(self, before: int) -> tuple[str, int] | None:
        """Return the two people that one of the sentences before names together: "anh A và chị B"."""
        people = self._names.people_back(before, _NEAR_SENTENCES)
        for first, second in zip(people[-2::-1], people[:0:-1], strict=True):
            one, other = self._names.mentions[first], self._names.mentions[second]
            if one.name != other.name and _AND.search(self._text, one.end, other.start):
                return f"{self._names.name_in_text(first)} và {self._names.name_in_text(second)}", first
        return None

    def _several(self, phrase: str, start: int, end: int) -> Speaker:
        """Return whom "họ" means: several people who are the subject of the sentence before, else who spoke last."""
        last = self._spoken.last
        if (several := self._names.phrase_back(start, _SEVERAL)) and not (last and self._is_since(last, several)):
            return Speaker(start, end, several, None)
        if last is None or (self._is_named(last) and " và " not in last.name):
            return Speaker(start, end, phrase, None)
        return Speaker(start, end, last.name, last.mention)

    def _is_since(self, last: Speaker, several: str) -> bool:
        return last.mention is None and last.name.lower() in several.lower()

    def _body(self, phrase: str, bare: str, start: int, end: int) -> Speaker:
        """Return the body that a bare noun means: the last whose name begins with it, or for "hãng" any."""
        meant = self._names.body_called(bare, start)
        if meant is None and _ANY_BODY.match(bare):
            meant = self._names.last_body(start)
        if meant is None and _POLICE_NOUN.match(bare):
            meant = self._names.last_body(start, _POLICE)
        return Speaker(start, end, phrase, None) if meant is None else self.of_mention(meant, start, end)
