"""The names in an article: which stand where, and whom a word for somebody means."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cached_property
from typing import Final

from articles.nlp.names.found_names import NameKind
from articles.nlp.names.named_span import NamedSpan
from articles.nlp.offices.office_forms import begins_with_post
from articles.nlp.quotations.article_sentences import ArticleSentences
from articles.nlp.quotations.article_sexes import ArticleSexes
from articles.nlp.quotations.name_places import is_from, is_object
from articles.nlp.quotations.word_lists import phrases
from articles.text.letter_classes import UPPER
from articles.text.normal import small_letters

_CREDIT: Final = re.compile(r"(?:Ảnh|Nguồn|Clip)\s*:\s*$")
# A name in capitals, as papers write their reporters: "HẢI NGUYỄN"; not initials.
_CAPITALS: Final = re.compile(rf"[{UPPER}]{{2,}}(?: [{UPPER}]{{2,}})+")
# Words before a name that still begins its sentence; of a title, and of an office, before it.
_FIRST_WORDS: Final = 4
_TITLE_WORDS: Final = 2
_LONGEST_OFFICE: Final = 12
# Sentences back in which a pronoun's name is looked for, and ahead where nobody is named before.
_FURTHEST: Final = 12
_AHEAD: Final = 2
# Least words of a description that may also follow the name.
_LEAST_OFFICE: Final = 3
_LONGEST_SUBJECT: Final = 160
_SUBJECT: Final = re.compile(
    r"(?:[^,.;:()\n]|(?<=[A-ZĐ])\.)*?(?=[ \xa0](?:đã|đang|sẽ|vừa|cũng|không|được|bị|đều|tìm|đến|nói|cho|có|là|phải|"
    r"mới|lại|vẫn|chưa|rất|sau đó|tỏ ra|lên tiếng|bức xúc|lo lắng)(?!\w))"
)
# Descriptions that are looked for in the whole text; an article has a few, a text made to be slow has thousands.
_MOST_DESCRIPTIONS: Final = 300
# Characters between a name and a description beside it.
_GAP: Final = 6
# Mentions back in which somebody of a place is looked for.
_MOST_BACK: Final = 200

_OPENING: Final = re.compile(
    r"^[\s\xa0\"“”*–-]*(?:trước|sau|trong|tại|với|khi|từ|ngày|sáng|chiều|tối|để|do|vì|theo|mới|gần|ngay)(?!\w)[^,]*,",
    re.IGNORECASE,
)
_ADDRESSES: Final = frozenset({"ông", "bà", "anh", "chị", "cô"})
_OWN_STATE: Final = " việt nam"
_BEFORE_SEVERAL: Final = re.compile(r"^\s*(?:(?:rất|có|cũng|hiện)\s+)*$|, ", re.IGNORECASE)
_DEPUTY: Final = ("phó ", "phó\xa0")
_OF_MANY: Final = phrases("offices_of_many")


class ArticleNames:
    """The mentions of a text, in order."""

    def __init__(self, text: str, mentions: Sequence[NamedSpan], sentences: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.mentions = mentions
        self.sexes = ArticleSexes(text, mentions)
        self.sentences = ArticleSentences(text, sentences)
        self._starts = [mention.start for mention in mentions]
        self._called: dict[str, list[int]] = {}

    def within(self, start: int, end: int) -> Iterator[int]:
        """Yield the numbers of the mentions from `start` to `end`, in order."""
        at = bisect_left(self._starts, start)
        while at < len(self.mentions) and self.mentions[at].end <= end:
            yield at
            at += 1

    def words_between(self, start: int, end: int) -> str:
        """Return the text from `start` to `end` without the names in it."""
        names = [self.mentions[number] for number in self.within(start, end)]
        starts, ends = [start, *(one.end for one in names)], [*(one.start for one in names), end]
        return " ".join(self.text[begin:stop] for begin, stop in zip(starts, ends, strict=True))

    def covering(self, offset: int) -> int | None:
        """Return the number of the mention that the character at `offset` is part of."""
        at = bisect_left(self._starts, offset + 1) - 1
        return at if at >= 0 and offset < self.mentions[at].end else None

    def of_kind(self, start: int, end: int, *kinds: NameKind) -> list[int]:
        """Return the numbers of the mentions of some kinds from `start` to `end`, in order."""
        return [number for number in self.within(start, end) if self.mentions[number].kind in kinds]

    def person_called(self, description: str, before: int) -> int | None:
        """Return the mention of the person whom the article introduces by a description: "Thủ tướng Campuchia Hun Sen".

        The description may also follow the name: "Hà Kim Ngọc, Thứ trưởng Bộ Ngoại giao". Of several people, it is the
        one whom the article introduces so last before an offset, else the first.
        """
        words = description.lower().strip()
        called = self._called_so(words, before)
        # "Người phát ngôn Bộ Ngoại giao Việt Nam" is "người phát ngôn Bộ Ngoại giao".
        return self._called_so(words.removesuffix(_OWN_STATE), before) if called is None else called

    def _called_so(self, words: str, before: int) -> int | None:
        if words not in self._called and " " in words and len(self._called) < _MOST_DESCRIPTIONS:
            self._called[words] = list(self._introduced_as(words))
        # Whom a comma parts from the description itself is told by what explains names: "của Trump, giới quan sát".
        numbers = [n for n in self._called.get(words, []) if not before - _GAP <= self.mentions[n].end <= before]
        return self._nearest(numbers, before, is_named_later=words not in _OF_MANY)

    def _introduced_as(self, words: str) -> Iterator[int]:
        is_office = len(words.split()) >= _LEAST_OFFICE
        for start in self._places_of(words):
            for number in (self._person_at(start + len(words)), self._person_before(start) if is_office else None):
                if number is not None:
                    yield number

    def _places_of(self, words: str) -> Iterator[int]:
        """Yield where whole words stand in the text, whatever their case; not "thủ tướng" in "phó thủ tướng"."""
        start = self._lower.find(words)
        while start >= 0:
            end = start + len(words)
            is_whole = not (self._lower[start - 1 : start].isalnum() or self._lower[end : end + 1].isalnum())
            if is_whole and not self._lower.endswith(_DEPUTY, 0, start):
                yield start
            start = self._lower.find(words, end)

    def person_with_parts(self, description: str) -> int | None:
        """Return a person whose name has all words with capitals at the end of a description: "Bộ trưởng Arkhom"."""
        words = description.split()
        first = next((at for at in range(len(words), 0, -1) if not words[at - 1][:1].isupper()), 0)
        if first == 0 and len(words) == 2 and words[0].lower() in _ADDRESSES:
            return next((number for _, number in self._people_by_parts if self._is_called(number, words[1])), None)
        wanted = set(words[first:]) if first else set(words[-1:])
        if not wanted or len(words[first:]) == len(words):
            return None
        return next((number for parts, number in self._people_by_parts if wanted <= parts), None)

    def _is_called(self, number: int, given_name: str) -> bool:
        return self.mentions[number].name.rpartition(" ")[2] == given_name

    @cached_property
    def _people_by_parts(self) -> list[tuple[set[str], int]]:
        """The parts of each person's name, with the first mention of it."""
        people = {one.name: number for number, one in reversed(list(enumerate(self.mentions))) if one.kind == "person"}
        return [(set(name.split()), people[name]) for name in reversed(people)]

    def last_person(self, before: int) -> int | None:
        """Return the last mention of a person before an offset."""
        numbers = (n for n in range(bisect_left(self._starts, before) - 1, -1, -1) if self.mentions[n].kind == "person")
        return next(numbers, None)

    def person_from(self, place: str, before: int) -> int | None:
        """Return the last person before an offset behind whose name a place stands: "Tạ Văn Hạ (Bạc Liêu)"."""
        near = range(bisect_left(self._starts, before) - 1, -1, -1)[:_MOST_BACK]
        people = (number for number in near if self.mentions[number].kind == "person")
        return next((number for number in people if is_from(self.text, self.mentions[number].end, place)), None)

    def begins_sentence(self, number: int) -> bool:
        """Tell whether a mention is among the first words of its sentence, or of a clause as the first person named."""
        start = self.mentions[number].start
        sentence = self.sentences.start_of(start)
        before = self.text[sentence:start]
        # Behind when or upon what: "Trước những lời tố cáo của vợ, Bảo Duy ..."
        before = _OPENING.sub("", before)
        is_first = not self.of_kind(sentence, start, "person")
        clause = before.rpartition(",")[2].split() if is_first else before.split()
        is_title = is_first and len(clause) <= _LONGEST_OFFICE and begins_with_post(" ".join(clause))
        return len(before.split()) <= _FIRST_WORDS or len(clause) <= _TITLE_WORDS or is_title

    def body_called(self, beginning: str, before: int) -> int | None:
        """Return the last mention before an offset, else the first, of a body whose name begins with these words."""
        words = f"{beginning.lower()} "
        bodies = [n for n, one in enumerate(self.mentions) if one.kind == "organization"]
        fitting = [n for n in bodies if f"{self.mentions[n].name.lower()} ".startswith(words)]
        return self._nearest(fitting, before)

    def last_body(self, before: int, with_words: re.Pattern[str] | None = None) -> int | None:
        """Return the body that a bare noun ("hãng") means: the one first named in the last sentence with any.

        Only one whose name has some words where these are given.
        """

        def fits(number: int) -> bool:
            one = self.mentions[number]
            is_body = one.kind == "organization" and not self._is_credit(one)
            return is_body and (with_words is None or bool(with_words.search(one.name)))

        return self._back_from(before, fits)

    def person_meant(self, pronoun: str, before: int, among: Set[str] = frozenset()) -> int | None:
        """Return the person whom a pronoun means: the first named, of that sex, in the last sentence with any.

        Of `among` alone where these names are given. Where nobody is named before, it is the first named soon after.
        """

        def fits(number: int) -> bool:
            one = self.mentions[number]
            if one.kind != "person" or (among and one.name not in among):
                return False
            return self.sexes.may_be(pronoun, one.name) and not self._is_credit(one)

        found = self._back_from(before, fits)
        if found is None:
            return next(filter(fits, self.within(before, self.sentences.end_of(before, _AHEAD))), None)
        end = min(before, self.sentences.end_of(self.mentions[found].start))
        others = filter(fits, self.within(self.mentions[found].end, end)) if self.is_object(found) else iter(())
        return next((number for number in others if not self.is_object(number)), found)

    def is_object(self, number: int) -> bool:
        """Tell whether a mention follows a preposition."""
        return is_object(self.text, self.mentions[number].start)

    def _is_credit(self, one: NamedSpan) -> bool:
        """Tell whether a mention is no part of the story: a credit, or a byline in capitals."""
        is_byline = one.kind == "person" and _CAPITALS.fullmatch(one.name) is not None
        return is_byline or bool(_CREDIT.search(self.text, max(0, one.start - 12), one.start))

    def people_back(self, before: int, sentences: int) -> list[int]:
        """Return the mentions of people in the last sentences before an offset."""
        return self.of_kind(self.sentences.start_of(before, sentences), before, "person")

    def phrase_back(self, before: int, beginning: re.Pattern[str]) -> str | None:
        """Return the phrase at the start of the sentence before that of an offset, where a pattern matches there."""
        start, end = self.sentences.before(before)
        words = self.text[start : min(end, start + _LONGEST_SUBJECT)]
        match = next((at for at in beginning.finditer(words) if _BEFORE_SEVERAL.search(words[: at.start()])), None)
        subject = match and _SUBJECT.match(words, match.start())
        return " ".join(subject[0].split()) if subject else None

    def described_before(self, noun: str, before: int) -> str:
        """Return the last description before an offset that a noun ends or begins: "một cư dân mạng"; else the noun."""
        pattern = re.compile(rf"(?<!\w)(?:một|các|những|nhiều|hai|ba)[ \xa0]{re.escape(noun.lower())}(?!\w)")
        found = [
            match.span() for match in pattern.finditer(self._lower, self.sentences.start_of(before, _FURTHEST), before)
        ]
        return self.text[slice(*found[-1])] if found else noun

    def name_in_text(self, number: int) -> str:
        """Return the fullest form of a mention's name that the text has."""
        name = self.mentions[number].name
        forms = self._forms[name]
        return name if name in forms else max(sorted(forms), key=len)

    def _back_from(self, before: int, fits: Callable[[int], bool]) -> int | None:
        spans = self.sentences.back_from(before, _FURTHEST)
        found = (next(filter(fits, self.within(*span)), None) for span in spans)
        return next((number for number in found if number is not None), None)

    def _nearest(self, numbers: list[int], before: int, *, is_named_later: bool = True) -> int | None:
        earlier = [number for number in numbers if self.mentions[number].start < before]
        return earlier[-1] if earlier else next(iter(numbers if is_named_later else ()), None)

    def _person_at(self, offset: int) -> int | None:
        """Return the person whose name follows at once, or between two commas."""
        gap = self.text[offset : offset + _GAP]
        start = offset + len(gap) - len(gap.lstrip(" ,"))
        number = self.covering(start)
        if number is None or start == offset or self.mentions[number].start != start:
            return None
        is_apart = "," in self.text[offset:start] and not self.text.startswith(",", self.mentions[number].end)
        return number if self.mentions[number].kind == "person" and not is_apart else None

    def _person_before(self, offset: int) -> int | None:
        before = self.text[max(0, offset - _GAP) : offset]
        gap = len(before) - len(before.rstrip(" ,-–"))
        if gap < 2:
            return None
        number = self.covering(offset - gap - 1)
        return number if number is not None and self.mentions[number].kind == "person" else None

    @cached_property
    def _lower(self) -> str:
        return small_letters(self.text)

    @cached_property
    def _forms(self) -> dict[str, set[str]]:
        """The forms in which the text has each name."""
        forms: dict[str, set[str]] = defaultdict(set)
        for one in self.mentions:
            forms[one.name].add(self.text[one.start : one.end])
        return forms
