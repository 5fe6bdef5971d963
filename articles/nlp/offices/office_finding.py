"""Finds the offices of the people in a text whose words and names are known.

An office stands before a name ("Thứ trưởng Bộ Ngoại giao Hà Kim Ngọc"), beside it between commas, dashes or brackets
("ông Bùi Thanh Sơn, Bộ trưởng Ngoại giao"), or is what a sentence says of it ("được bổ nhiệm làm ...").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.found_offices import FoundOffice
from articles.nlp.offices.fullest import fullest_of_each
from articles.nlp.offices.office_phrases import OfficePhrase, OfficePhrases
from articles.nlp.offices.office_words import PhraseTable, either
from articles.nlp.offices.sentence_parts import (
    closes_opening,
    is_denied,
    is_one_of_two,
    is_only_spoken_of,
    may_be_given,
)
from articles.nlp.offices.titles import FURTHEST, Titles
from articles.text.normal import small_letters

_SEPARATOR_BEFORE: Final = re.compile(r"(?:\s*,|\s+[-–—])\s*$")
_IS_BEFORE: Final = re.compile(r"\s+là\s*$")
_SEPARATOR: Final = re.compile(r"\s*[,(–—]\s*|\s+-\s*|\s*\)(?:\s*[,–—-])?\s*|-\s+")
_JOINED: Final = re.compile(r"\s*(?:,\s*)?(?:và|kiêm|đồng thời là|kiêm nhiệm)\s+|\s+là\s+")
_JOINED_TO_ONE_OF_TWO: Final = re.compile(r"\s*(?:,\s*)?(?:kiêm|đồng thời là|kiêm nhiệm)\s+")
_LEAD_IN: Final = re.compile(
    r"(?:(?:một|hiện|đang|là|vốn|cũng|chính|từng|vừa|nay|hiện tại|trước đây|người từng|chức|chức vụ|vị trí)\s+)*",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(
    r"(?:\d{1,3}(?: |-)?tuổi|sinh (?:năm|ngày)?\s?[\d/.-]{4,10}|SN[:\s]*\d{4}|\d{4}(?!\w)|tức (?:\w+ ?){1,4}|"
    r"(?:ngụ|trú|quê|ở|HKTT|sống|cư trú|thường trú|tạm trú|người|nguyên quán|dân tộc)(?!\w)"
    r"[^,()\n;–]{2,60}?(?=\s*[,)(–-]))",
    re.IGNORECASE,
)
_COORDINATED: Final = re.compile(r"\s*(?:,|và|;|&|cùng|, và)\s*")
_JOINED_PAIR: Final = re.compile(r"\s+(?:và|cùng|&)\s+")
_PLURAL: Final = re.compile(rf"(?<!\w){either('plurals')}\s+$", re.IGNORECASE)
_PAST: Final = re.compile(
    r"(?<!\w)(?:từng|nguyên|thôi giữ|trước đây|(?:miễn|bãi) nhiệm|cách chức)(?!\w)", re.IGNORECASE
)
_UNREAL: Final = re.compile(
    r"(?<!\w)(?:không|không phải|chưa|muốn|để|mơ|ước|ứng cử|tranh cử|mơ ước)\s+$", re.IGNORECASE
)
# A note of the newsroom: "(Đồng Văn Thanh - PV)".
_REPORTER: Final = re.compile(r"(?:PV|BTV)\s*[).]")
# Who has no other post beside it that a comma would part from it.
_HEAD_OF_A_STATE: Final = re.compile(r"(?:(?!phó)\w+ )*(?:thủ tướng|tổng thống)")
_MINISTER: Final = "bộ trưởng"
# "Theo ông Nam, ...": what follows may be a title, or the subject of what he says.
_ACCORDING_TO: Final = re.compile(rf"(?<!\w)theo\s+(?:{either('addresses')}\s+)?$", re.IGNORECASE)
_CLOSED: Final = re.compile(r"\s*(?:[,.;:)\]\n–—]|-\s|\s-|$)")
# "Khi tôi nhậm chức Chủ tịch nước": the office is the speaker's.
_OF_SUBJECT: Final = re.compile(
    rf"(?<!\w)(?:tôi|ai|{either('addresses')})\s+(?:\w+\s+){{0,2}}{either('appointing')}\s+$", re.IGNORECASE
)
# "Chủ tịch và phó chủ tịch UBND TP" stands before two names, and is what neither of them is.
_TWO_POSTS: Final = re.compile(r"(?P<post>\w+(?: \w+)?) và (?:các )?phó (?P=post)(?!\w)")
_WITHOUT_FORMER: Final = re.compile(rf"^{either('former')}\s+")
# "Khi đề cập đến ông Nam, lãnh đạo tối cao của Iran đã kêu gọi": of whom a preposition speaks, the sentence goes on to
# say nothing.
_SPOKEN_OF: Final = re.compile(
    rf"(?<!\w)(?:của|về|với|đến|tới|vợ chồng)\s+(?:{either('addresses')}\s+|(?:\w+\s+){{1,3}})?$", re.IGNORECASE
)
_APPOINTING: Final = PhraseTable("appointing")
_IS: Final = "là"
# Of the words that say whose something is, those that may stand before a title.
_WHOSE: Final = " thời "
_WORD: Final = re.compile(r"[^\W_]+|[^\w\s]")
_SENTENCE_MARKS: Final = frozenset('.;:?!"“”…()\n')
# Characters before a name in which a preposition and a title stand.
_NEAR: Final = 32
# Parts beside a name that are read, and words between a name and what it is said to be.
_PARTS: Final = 9
_WORDS_BETWEEN: Final = 9


def find_offices(text: str, words: Sequence[tuple[int, int]], mentions: Sequence[NamedSpan]) -> list[FoundOffice]:
    """Return the offices of the people in a text in order: of each person each office once, in its fullest words.

    `words` and `mentions` are those of the text, in order. The text is in NFC, one paragraph a line.
    """
    finder = _OfficeFinder(text, words, mentions)
    claimed = [*finder.beside_names(), *finder.said_of_names()]
    found = [*claimed, *finder.before_names(claimed)]
    return fullest_of_each(text, mentions, found)


@dataclass(frozen=True, slots=True)
class _End:
    end: int
    is_apart: bool


class _OfficeFinder:
    def __init__(self, text: str, words: Sequence[tuple[int, int]], mentions: Sequence[NamedSpan]) -> None:
        self._text = text
        self._lower = small_letters(text)
        self._mentions = mentions
        self._people = [number for number, mention in enumerate(mentions) if mention.kind == "person"]
        self._starts = {mentions[number].start: number for number in self._people}
        self._phrases = OfficePhrases(text, words, mentions)
        self._titles = Titles(self._phrases, self._starts.keys())

    def beside_names(self) -> list[FoundOffice]:
        """Return the offices that follow a name between commas, dashes or brackets."""
        found: list[FoundOffice] = []
        before: int | None = None
        for number in self._people:
            own = self._without_a_list(list(self._after_name(number)))
            found += own
            if own and before is not None and self._is_pair_before_dash(before, number):
                found += [FoundOffice(one.start, one.end, before, one.former) for one in own]
            before = number
        return found

    def before_names(self, claimed: Sequence[FoundOffice]) -> list[FoundOffice]:
        """Return the offices before a name, but those that were found to belong to the name before them."""
        taken = [(one.start, one.end) for one in claimed]
        found: list[FoundOffice] = []
        for place, number in enumerate(self._people):
            earliest = self._mentions[self._people[place - 1]].end if place else 0
            phrases = list(self._before_name(number, earliest, taken))
            found += [self._found(phrase, number) for phrase in phrases]
            for phrase in phrases[:1]:
                found += [self._found(phrase, other) for other in self._sharing(place, phrase)]
        return found

    def said_of_names(self) -> Iterator[FoundOffice]:
        """Yield the offices that a sentence says a person holds, held or was given."""
        for number in self._people:
            yield from self._said_after(number)

    def _is_only_spoken_of(self, number: int, cue: int) -> bool:
        mention = self._mentions[number]
        between = self._text[mention.end : cue]
        if is_only_spoken_of(self._text, mention.start, between):
            return True
        whose = self._lower.rfind(_WHOSE, max(0, mention.start - FURTHEST), mention.start)
        title = self._phrases.at(whose + len(_WHOSE)) if whose >= 0 else None
        is_title = title is not None and title.reach == self._titles.without_address(mention.start)[0]
        return is_title and is_only_spoken_of(self._text, whose + len(_WHOSE), between)

    def _found(self, phrase: OfficePhrase, holder: int, *, former: bool = False) -> FoundOffice:
        return FoundOffice(phrase.start, phrase.end, holder, former or self._phrases.is_former(phrase))

    def _after_name(self, number: int) -> Iterator[FoundOffice]:
        at, is_found = self._mentions[number].end, False
        joined = _JOINED_TO_ONE_OF_TWO if is_one_of_two(self._text, self._mentions[number].start) else _JOINED
        for _ in range(_PARTS):
            separator = _SEPARATOR.match(self._text, at) or (joined.match(self._text, at) if is_found else None)
            if separator is None and self._text[at - 1 : at] != ")":
                return
            start = separator.end() if separator else at
            if personal := _PERSONAL.match(self._text, start):
                at = personal.end()
                continue
            lead_in = self._lead_in(start)
            phrase = self._phrases.at(lead_in)
            if (
                phrase is None
                or self._titles.leads_to_next(self._mentions[number], phrase)
                or _REPORTER.match(self._text, phrase.start)
            ):
                return
            if not is_found and self._may_be_subject(number, phrase):
                return
            is_found, at = True, phrase.reach
            yield self._found(phrase, number, former=_PAST.search(self._text, start, lead_in) is not None)

    def _without_a_list(self, found: Sequence[FoundOffice]) -> Sequence[FoundOffice]:
        """Return offices up to those of two ministers: "ông Nam, Bộ trưởng Y tế, Bộ trưởng Tài chính" names three."""
        ministers = [at for at, one in enumerate(found) if self._lower.startswith(_MINISTER, one.start)]
        return found if len(ministers) < len(("Y tế", "Tài chính")) else found[: ministers[0]]

    def _may_be_subject(self, number: int, phrase: OfficePhrase) -> bool:
        """Tell whether a phrase behind a name begins what the sentence says, as nothing closes it behind.

        "Theo ông Nam, Giám đốc Sở Y tế đã ..." and "trước ông Nam, Thủ tướng hứa ..." are of two people.
        """
        if "," in self._text[phrase.start : phrase.reach] or _CLOSED.match(self._text, phrase.reach):
            return False
        mention = self._mentions[number]
        head = self._lower[phrase.start : phrase.head_end]
        is_of_state = self._phrases.is_of_a_state(phrase) or _HEAD_OF_A_STATE.fullmatch(head) is not None
        before = self._text[max(0, mention.start - _NEAR) : mention.start]
        return is_of_state or bool(_ACCORDING_TO.search(before) or _SPOKEN_OF.search(before))

    def _lead_in(self, start: int) -> int:
        match = _LEAD_IN.match(self._text, start)
        return match.end() if match else start

    def _is_pair_before_dash(self, one: int, other: int) -> bool:
        between = self._text[self._mentions[one].end : self._mentions[other].start]
        after = self._text[self._mentions[other].end :][:3]
        return _JOINED_PAIR.fullmatch(between) is not None and after.lstrip()[:1] in {"-", "–"}

    def _before_name(self, number: int, earliest: int, taken: Sequence[tuple[int, int]]) -> Iterator[OfficePhrase]:
        """Yield the offices that lead up to a name, the nearest first."""
        start = self._mentions[number].start
        end, is_addressed = self._titles.without_address(start)
        line = max(earliest, self._text.rfind("\n", 0, start) + 1, start - FURTHEST)
        if apart := _SEPARATOR_BEFORE.search(self._text, line, end):
            end = apart.start()
            if not is_addressed and "," in apart[0]:
                return
        elif joined := _IS_BEFORE.search(self._text, line, end):
            end = joined.start()
        is_apart, nearer = apart is not None, None
        while phrase := self._titles.reaching(line, end, taken):
            if is_denied(self._text, phrase.start) or _TWO_POSTS.match(self._lower, phrase.start):
                return
            if self._is_of_another(line, phrase, is_apart=is_apart or end < start - 1):
                return
            if is_apart and not self._stands_apart(phrase, nearer):
                return
            if is_apart and self._is_of_no_subject(line, phrase, number):
                return
            yield phrase
            nearer = phrase
            before = self._end_before(line, phrase.start)
            if before is None or not (before.is_apart or self._phrases.is_rank(phrase)):
                return
            end, is_apart = before.end, before.is_apart

    def _is_of_no_subject(self, line: int, phrase: OfficePhrase, number: int) -> bool:
        """Tell whether a phrase that a comma parts from a name is what somebody else is, or nobody."""
        if _OF_SUBJECT.search(self._text, line, phrase.start):
            return True
        return closes_opening(self._text, line, phrase.start, self._mentions[number].end)

    def _is_of_another(self, line: int, phrase: OfficePhrase, *, is_apart: bool) -> bool:
        """Tell whether a phrase is no title of the name behind it: "người phát ngôn của Tổng thống Nga, ông Peskov"."""
        if not self._lower.endswith(" của ", 0, phrase.start):
            return False
        return is_apart or self._titles.reaching(line, phrase.start - len(" của "), ()) is not None

    def _stands_apart(self, phrase: OfficePhrase, nearer: OfficePhrase | None) -> bool:
        """Tell whether a phrase that a comma parts from a name, or from the title before it, may be a title too.

        It is a post or a rank. Next to a name, a post is with its body: "theo Thủ tướng, ông Nam ..." is of two people.
        Before a title that is `nearer` to the name, it is another one, and not that of a head of a state: "báo cáo Thủ
        tướng, Bộ trưởng Nguyễn Văn Thể ..." names two people.
        """
        if self._phrases.is_rank(phrase):
            return True
        if nearer is None:
            return self._phrases.is_post(phrase) and phrase.end > phrase.head_end
        head, other = (self._lower[one.start : one.head_end] for one in (phrase, nearer))
        is_another = _WITHOUT_FORMER.sub("", head) != other
        return self._phrases.is_post(phrase) and is_another and not _HEAD_OF_A_STATE.fullmatch(head)

    def _end_before(self, line: int, start: int) -> _End | None:
        """Return where the text before an office ends, and whether a comma or dash parts them."""
        before = self._text[line:start].rstrip()
        rest = before.rstrip("-–,").rstrip()
        return _End(line + len(rest), rest != before) if rest else None

    def _sharing(self, place: int, phrase: OfficePhrase) -> Iterator[int]:
        """Yield the people named after the one at `place` who share the title before that name."""
        is_plural = _PLURAL.search(self._text, max(0, phrase.start - 24), phrase.start) is not None
        if not is_plural and not self._phrases.is_profession(phrase):
            return
        for one, other in pairwise(self._people[place:]):
            between = self._text[self._mentions[one].end : self._mentions[other].start]
            if not (_COORDINATED if is_plural else _JOINED_PAIR).fullmatch(between):
                return
            yield other
            if not is_plural:
                return

    def _said_after(self, number: int) -> Iterator[FoundOffice]:
        at = self._mentions[number].end
        for _ in range(_WORDS_BETWEEN):
            word = _WORD.search(self._text, at)
            if word is None or "\n" in self._text[at : word.start()] or word[0] in _SENTENCE_MARKS:
                return
            if word.start() in self._starts:
                return
            end = _APPOINTING.end_at(self._text, self._lower, word.start())
            if end > word.start():
                yield from self._given(number, word.start(), end)
                return
            at = word.end()

    def _given(self, number: int, cue: int, end: int) -> Iterator[FoundOffice]:
        start = self._lead_in(end + 1)
        phrase = self._phrases.at(start)
        name_end = self._mentions[number].end
        if not phrase or self._titles.belongs_to_next(phrase) or _UNREAL.search(self._text, max(0, cue - 16), cue):
            return
        is_what_they_say = self._lower[cue:end] == _IS and self._may_be_subject(number, phrase)
        if is_what_they_say or self._is_only_spoken_of(number, cue):
            return
        if may_be_given(self._text[name_end:cue]):
            yield self._found(phrase, number, former=_PAST.search(self._text, name_end, start) is not None)
