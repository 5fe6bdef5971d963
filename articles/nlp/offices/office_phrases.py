"""The noun phrases that may be an office: where each begins in a text, and how far it goes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.office_forms import is_of_a_state, office_form
from articles.nlp.offices.office_words import PhraseTable, either
from articles.text.normal import small_letters

_SYLLABLE: Final = re.compile(r"[^\W_]+")
_TITLE_WORDS: Final = PhraseTable("posts", "ranks", "professions")
_RANKS: Final = PhraseTable("ranks")
_PROFESSIONS: Final = PhraseTable("professions", "ranks")
_FIELDS: Final = PhraseTable("also_fields")
_ENDS: Final = PhraseTable("phrase_ends")
_UNITS: Final = PhraseTable("unit_heads")
_LEADING: Final = re.compile(rf"{either('before_heads')}\s+", re.IGNORECASE)
# With a capital they are of a name: "báo Tuổi Trẻ", also written "Tuổi trẻ".
_DESCRIBING: Final = re.compile(rf"(?<![Tt]uổi)\s+{either('describing')}$")
_FORMER: Final = re.compile(rf"{either('former')}(?!\w)", re.IGNORECASE)
# "Các vị nguyên Tổng Bí thư", of which the last words may be cut as "vị nguyên".
_FORMER_BEFORE: Final = re.compile(rf"(?<!\w)(?:vị|{either('plurals')})\s+{either('former')}\s+$", re.IGNORECASE)
# Words inside a phrase, with which it does not end.
_LINKS: Final = frozenset(["của", "và", "kiêm", "tại", "ở", "thuộc", "về", "trong", "trên", "cho"])
_OF_A_FIELD: Final = re.compile(rf"(?<!\w){either('before_fields')}\s+$")
_JOINING: Final = frozenset(("của", "và", "kiêm"))
_ON_SITE: Final = re.compile(r"trên địa bàn\s")
_BRACKET: Final = re.compile(r"\(([^()\n]{2,40})\)")
_JOINT: Final = re.compile(r"\s[-–]\s(?=[A-ZĐ]{2,}(?!\w))")
_SHORT_WITH_DOT: Final = re.compile(r"(?:TP|Q|P|H|TX|X|T|TT|GS|TS)$")
_GAP: Final = " \xa0"
# Syllables of a phrase after its first word.
_LONGEST: Final = 26
# Characters of the longest phrase of `before_fields`, and a space.
_LONGEST_FIELD: Final = 14
# Characters before a phrase in which "các vị nguyên" is sought.
_LONGEST_FORMER: Final = 24


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A phrase from `start` to `end`; `reach` is where it would end with words that only describe its holder.

    `head_end` is the end of its first word or words: "Chủ tịch".
    """

    start: int
    head_end: int
    end: int
    reach: int


class OfficePhrases:
    """The phrases of a text, given its words and its mentions, both in order."""

    def __init__(self, text: str, words: Sequence[tuple[int, int]], mentions: Sequence[NamedSpan]) -> None:
        self.text = text
        self._lower = small_letters(text)
        self._starts = {start for start, _ in words}
        self._ends = {end for _, end in words}
        self._mentions = {mention.start: mention for mention in mentions}
        self._place_ends = {mention.end for mention in mentions if mention.kind == "place"}
        self._known: dict[int, OfficePhrase | None] = {}

    def between(self, start: int, end: int) -> Iterator[OfficePhrase]:
        """Yield the phrases that begin between two offsets, in order."""
        for match in _SYLLABLE.finditer(self.text, start, end):
            if phrase := self.at(match.start()):
                yield phrase

    def at(self, start: int) -> OfficePhrase | None:
        """Return the phrase whose first word, or a word before it that belongs to it ("nguyên"), is at `start`."""
        if start not in self._known:
            self._known[start] = self._read(start)
        return self._known[start]

    def is_profession(self, phrase: OfficePhrase) -> bool:
        """Tell whether a phrase begins with a rank or a profession rather than a post in a body."""
        return _PROFESSIONS.end_at(self.text, self._lower, self._head(phrase.start)) == phrase.head_end

    def is_post(self, phrase: OfficePhrase) -> bool:
        """Tell whether a phrase begins with a post in a body that no common noun is: "Chủ tịch", not "nhân viên"."""
        is_noun = _FIELDS.end_at(self.text, self._lower, self._head(phrase.start)) == phrase.head_end
        is_noun = is_noun and self.text[phrase.start].islower()
        return not is_noun and not self.is_profession(phrase)

    def is_rank(self, phrase: OfficePhrase) -> bool:
        """Tell whether a phrase begins with a rank or a degree."""
        return _RANKS.end_at(self.text, self._lower, self._head(phrase.start)) == phrase.head_end

    def is_of_a_state(self, phrase: OfficePhrase) -> bool:
        """Tell whether a phrase is a post that a state has once, without its state: "Phó thủ tướng"."""
        return is_of_a_state(office_form(self.text[phrase.start : phrase.end]).key)

    def is_former(self, phrase: OfficePhrase) -> bool:
        """Tell whether a phrase says that the office was held once."""
        before = self.text[max(0, phrase.start - _LONGEST_FORMER) : phrase.start]
        return (_FORMER.match(self.text, phrase.start) or _FORMER_BEFORE.search(before)) is not None

    def _head(self, start: int) -> int:
        """Return where the first word of the office itself is, after words like "nguyên"."""
        head = start
        while (match := _LEADING.match(self.text, head)) and not self._head_end(head):
            head = match.end()
        return head

    def _head_end(self, start: int) -> int:
        """Return the end of an office's first word or words that begin at `start`, 0 where none do."""
        end = _TITLE_WORDS.end_at(self.text, self._lower, start)
        if end == start:
            return 0
        is_one_syllable = _SYLLABLE.match(self.text, start, end).end() == end  # type: ignore[union-attr]
        return end if not is_one_syllable or start in self._starts else 0

    def _read(self, start: int) -> OfficePhrase | None:
        head = self._head(start)
        head_end = self._head_end(head)
        # "quyền" is a word here, not the end of "chính quyền".
        is_cut = head > start and start not in self._starts
        if not head_end or is_cut or self._covering(head):
            return None
        reach = self._reach(head_end)
        end = reach
        while match := _DESCRIBING.search(self.text, head_end, end):
            end = match.start()
        return OfficePhrase(start, head_end, end, reach)

    def _covering(self, offset: int) -> bool:
        mention = self._mentions.get(offset)
        return mention is not None and mention.kind == "person"

    def _reach(self, at: int) -> int:
        """Return how far a phrase goes on whose first words end at `at`."""
        reach, before = at, ""
        for _ in range(_LONGEST):
            after = self._next(at, before)
            if after is None:
                break
            before = self._lower[at:after].strip()
            at = after
            if before not in _LINKS and not before.endswith(","):
                reach = at
            if before == "này":
                break
        return reach

    def _next(self, at: int, before: str) -> int | None:
        """Return where the next part of a phrase ends, the last of which was `before`; None where the phrase ends."""
        start = self._skip_spaces(at)
        if start >= len(self.text) or self.text[start] == "\n":
            return None
        if start in self._mentions:
            mention = self._mentions[start]
            return None if mention.kind == "person" else mention.end
        if self.text[start].isalnum():
            return None if self._is_end(start, before) else _SYLLABLE.match(self.text, start).end()  # type: ignore[union-attr]
        return self._after_mark(at, start)

    def _after_mark(self, at: int, start: int) -> int | None:
        mark = self.text[start]
        if mark == "(" and (bracket := _BRACKET.match(self.text, start)):
            return bracket.end() if self._is_unit(start + 1) else None
        if mark in "&/" or (mark == "-" and start == at):
            return start + 1
        if mark == "." and start == at and _SHORT_WITH_DOT.search(self.text, max(0, at - 3), at):
            return start + 1
        if (joint := _JOINT.match(self.text, start - 1)) and self.text[start - 2 : start - 1].isupper():
            return joint.end()
        if mark in "-–" and self._joins_places(at, start):
            return start + 1
        if mark == ",":
            after = self._skip_spaces(start + 1)
            return start + 1 if self._is_unit(after) and not self._is_country(after) else None
        return None

    def _joins_places(self, before: int, dash: int) -> bool:
        """Tell whether a dash stands between two places: "hữu nghị Nhật Bản - Việt Nam"."""
        after = self._mentions.get(self._skip_spaces(dash + 1))
        return before in self._place_ends and after is not None and after.kind == "place"

    def _is_unit(self, start: int) -> bool:
        """Tell whether a body or place begins at `start`, and no office."""
        if self.at(start):
            return False
        if mention := self._mentions.get(start):
            return mention.kind != "person"
        return _UNITS.end_at(self.text, self._lower, start) > start and start in self._starts

    def _is_country(self, start: int) -> bool:
        """Tell whether a country is named at `start`: in "đắc cử Tổng thống, Mỹ ..." it does something itself."""
        return start in self._mentions and shipped_gazetteer().has("countries", self._mentions[start].name)

    def _is_end(self, start: int, before: str) -> bool:
        """Tell whether a phrase ends before the word at `start`."""
        if _ON_SITE.match(self._lower, start):
            return False
        end = _ENDS.end_at(self.text, self._lower, start)
        if end > start and start in self._starts and end in self._ends:
            # "Quốc hội tiếp xúc cử tri" has no field behind "hội".
            is_verb = " " in self._lower[start:end] and self._lower.endswith("quốc hội ", 0, start)
            return is_verb or not _OF_A_FIELD.search(self._lower, max(0, start - _LONGEST_FIELD), start)
        if _RANKS.end_at(self.text, self._lower, start) > start:
            return True
        is_other = before in _JOINING and self._head_end(start) > 0
        return is_other and (before != "và" or _FIELDS.end_at(self.text, self._lower, start) == start)

    def _skip_spaces(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in _GAP:
            at += 1
        return at
