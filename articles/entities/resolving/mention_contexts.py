"""What the words beside a mention say of the name: "ca sĩ" stands before a person, "xã" before a place.

The words are looked at as well for whether the name goes on: "Uỷ ban Điều" before "phối" is a cut name.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from articles.entities.resolving.known_names import has_head
from articles.models import MentionContext
from articles.nlp.names.gazetteer import AREAS, shipped_gazetteer
from articles.nlp.rule_words import phrases
from articles.text.phrase_lists import TEXT_LISTS
from articles.text.syllables import is_unmarked_syllable

# Characters that are read before a name, and the words among them.
_REACH: Final = 32
_WORDS: Final = 4
_THINGS: Final = TEXT_LISTS.phrases("heads_of_things")
_ACTS: Final = re.compile(rf"\s(?:(?:cũng|đã|vừa|từng|sẽ|được|còn) )?{TEXT_LISTS.either('words_of_acts')}\b")
_CALLINGS: Final = phrases("callings") | {"bà xã", "ông xã"}
_GROUPS: Final = phrases("kind_words") | TEXT_LISTS.phrases("heads_of_groups")
# Words before the name of a place that stand before anything else as well.
_BEFORE_PLACES: Final = frozenset(("tại", "ở", "quê", "ngụ", "trú", "trú tại", "ngụ tại"))
_SAYS_LITTLE: Final = frozenset(("từ", "đến", "nước", "vùng", "tổ", "trạm", "động", "bản", "hang"))
# Titles that stand before other things: "a photo of", "star", "the name".
_NO_TITLES: Final = frozenset(("ảnh", "sao", "tên", "tên là", "đức", "em", "cha", "mẹ", "bạn"))
_CONTESTS: Final = frozenset(("hoa hậu", "á hậu"))
_AGE: Final = re.compile(r"\s?[(,]\s?(?:\d{1,2} tuổi|SN\b|sinh năm|sinh ngày)", re.IGNORECASE)
_IN_A_UNIT: Final = re.compile(r"\s?[,(]\s?(?:xã|phường|thị trấn|huyện|thị xã|tỉnh)\s", re.IGNORECASE)
# A letter, sign or syllable that goes on with the name, or the initial by which a paper protects somebody: "Vũ Anh H.".
_GLUED_AFTER: Final = re.compile(
    r"\w|[-&](?=\w)|\s?[’']\s?(?=[^\W\d_])|\s(?:[A-ZĐ]|Ch|Gi|Kh|Ng|Ngh|Nh|Ph|Qu|Th|Tr)\.(?!\w)|,\s[A-ZĐ]{2,}\s?&"
)
_GLUED_BEFORE: Final = re.compile(r"\w\Z|\w[-’'&]\Z")
_TWO_SYLLABLES: Final = re.compile(r"([^\W\d_]+)\s([^\W\d_]+)")
_SYLLABLES: Final = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)+")
_FORM: Final = re.compile(r"\S+")
_OPENING: Final = " “\"‘'"
_MOST_WORDS_OF_A_COUNTRY: Final = 3

_BEFORE_COUNTRIES: Final = (MentionContext.PERSON, MentionContext.ORGANIZATION)

Spans = Sequence[tuple[int, int]]


def read_context(text: str, start: int, end: int, words: Spans) -> MentionContext:
    """Return what stands beside the name at text[start:end]; `words` are the (start, end) of the text's words."""
    if _is_cut(text, start, end, words):
        return MentionContext.CUT
    if _AGE.match(text, end):
        return MentionContext.PERSON
    return _by_words_before(text, start, words) or _by_what_follows(text, end) or _by_letters(text, start, end)


def _is_cut(text: str, start: int, end: int, words: Spans) -> bool:
    """Tell whether a name is a part of something longer: glued to what stands beside it, or begun or ended in a word.

    Only words of two syllables count: the segmenter takes longer ones for words that are none ("luật sư Thiệp"). After
    a body, longer ones do as well: "Trường đại học Phòng" before "cháy chữa cháy".
    """
    if _GLUED_AFTER.match(text, end) or _GLUED_BEFORE.search(text[max(0, start - 2) : start]):
        return True
    if " " not in text[start:end]:
        return False
    after, before = _compound_over(text, end, words), _compound_over(text, start, words)
    goes_on = after is not None and after.start(2) > end and after[2].islower()
    return (
        goes_on
        or _is_body_that_goes_on(text, start, end, words)
        or (before is not None and before.start(2) == start and before[0].islower())
    )


def _is_body_that_goes_on(text: str, start: int, end: int, words: Spans) -> bool:
    at = bisect_left(words, (end, 0)) - 1
    if at < 0 or words[at][1] <= end or words[at][0] <= start or not has_head("organization", text[start:end]):
        return False
    word = _SYLLABLES.fullmatch(text, *words[at])
    return word is not None and text[end : words[at][1]].islower() and all(map(is_unmarked_syllable, word[0].split()))


def _compound_over(text: str, place: int, words: Spans) -> re.Match[str] | None:
    """Return the word of two Vietnamese syllables that begins before a place and ends after it, matched."""
    at = bisect_left(words, (place, 0)) - 1
    match = _TWO_SYLLABLES.fullmatch(text, *words[at]) if at >= 0 and words[at][1] > place else None
    return match if match and all(map(is_unmarked_syllable, match.groups())) else None


def _by_words_before(text: str, start: int, words: Spans) -> MentionContext:
    line = max(start - _REACH, text.rfind("\n", 0, start) + 1)
    before = text[line:start]
    forms = list(_FORM.finditer(before.rstrip(_OPENING)))[-_WORDS:]
    if not forms or before[-1] not in f"{_OPENING}.":
        return MentionContext.NOTHING
    # "yêu cầu" is no "cầu".
    endings = [at for at, form in enumerate(forms) if not _is_within_a_word(line + form.start(), words)]
    said = [form[0] for form in forms]
    found = _said_by_endings(said, endings)
    if found == MentionContext.NOTHING and said[-1][:1].isupper():
        return _by_title_of_a_country(said, endings)
    return found


def _is_within_a_word(place: int, words: Spans) -> bool:
    at = bisect_left(words, (place, 0)) - 1
    return at >= 0 and words[at][1] > place


def _said_by_endings(forms: Sequence[str], endings: Sequence[int]) -> MentionContext:
    said = (_said_by(" ".join(forms[at:])) for at in endings if at < len(forms))
    return next(filter(None, said), MentionContext.NOTHING)


def _by_title_of_a_country(words: Sequence[str], endings: Sequence[int]) -> MentionContext:
    """Return what is said by a title or a kind of body that a country follows: "Ngoại trưởng Đức", "hãng xe Nhật"."""
    for length in range(1, min(_MOST_WORDS_OF_A_COUNTRY, len(words) - 1) + 1):
        country = " ".join(words[-length:])
        if shipped_gazetteer().has_any(AREAS, country):
            found = _said_by_endings(words[:-length], endings)
            return found if found in _BEFORE_COUNTRIES else MentionContext.NOTHING
    return MentionContext.NOTHING


@lru_cache(maxsize=50_000)
def _said_by(phrase: str) -> MentionContext:
    """Return what a word or phrase before a name says of it."""
    small, lists = phrase.lower(), shipped_gazetteer()
    if small in _THINGS:
        return MentionContext.THING
    if small in _BEFORE_PLACES:
        return MentionContext.AT
    if lists.has("place_heads", phrase):
        return MentionContext.NOTHING if small in _SAYS_LITTLE else MentionContext.PLACE
    if small in _CALLINGS or (lists.has("titles", phrase) and small not in _NO_TITLES):
        return MentionContext.NOTHING if small in _CONTESTS else MentionContext.PERSON
    if small in _GROUPS or lists.has("organization_heads", phrase):
        return MentionContext.ORGANIZATION
    return MentionContext.NOTHING


def _by_what_follows(text: str, end: int) -> MentionContext:
    if _IN_A_UNIT.match(text, end):
        return MentionContext.PLACE
    return MentionContext.ACTS if _ACTS.match(text, end) else MentionContext.NOTHING


def _by_letters(text: str, start: int, end: int) -> MentionContext:
    """Tell whether a name of several words is in capitals within a line that is not."""
    form = text[start:end]
    if " " not in form or not form.isupper():
        return MentionContext.NOTHING
    line = text[text.rfind("\n", 0, start) + 1 : start] + text[end : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return MentionContext.NOTHING if not line.strip() or line.isupper() else MentionContext.CAPITALS
