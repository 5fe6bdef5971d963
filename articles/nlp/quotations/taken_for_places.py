"""Finds the people whom names were taken for places: "Bảo Duy chia sẻ", where no gazetteer knows a Bảo Duy."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from articles.nlp.names.found_names import NameKind
from articles.nlp.names.gazetteer import ALL_SITES, shipped_gazetteer
from articles.nlp.names.named_span import NamedSpan
from articles.nlp.quotations.word_lists import either

_KNOWN: Final = (*ALL_SITES, "place_heads", "organizations", "organizations_in_news", "organization_heads", "brands")
_IN_A_PLACE: Final = re.compile(rf"(?:{either('words_before_places')})[ \xa0]$", re.IGNORECASE)
_CALLED: Final = re.compile(r"(?<!\w)(?:anh|chị|ông|bà|cô|vợ|chồng)[ \xa0]$", re.IGNORECASE)
# A calling tells a person by one mention.
_WITH_CALLING: Final = re.compile(
    r"(?<!\w)(?:ca sĩ|diễn viên|người mẫu|hoa hậu|siêu mẫu|nghệ sĩ|danh hài|MC|đạo diễn|giám đốc điều hành|CEO|luật sư|"
    r"bác sĩ)[ \xa0]$",
    re.IGNORECASE,
)
# What only people do.
_DOES: Final = re.compile(
    r"[ \xa0](?:(?:đã|từng|còn|cũng|lại|mới|vừa|tiếp tục|bất ngờ)[ \xa0])*"
    r"(?:thề|chia sẻ|tâm sự|thừa nhận|thú nhận|bức xúc|trải lòng|thổ lộ|kể|nói|bộc bạch|giãi bày|nghẹn ngào|cười|khóc)"
    r"(?!\w)"
)
# What one does whose name is made like a person's.
_SPEAKS: Final = re.compile(
    r"[ \xa0]*:|[ \xa0](?:(?:đã|từng|còn|cũng|lại|mới|vừa)[ \xa0])*"
    r"(?:cho biết|cho rằng|cho hay|khẳng định|tiết lộ|viết)(?!\w)"
)
_ADDRESSES: Final = frozenset({"Anh", "Chị", "Ông", "Bà", "Cô", "Bé", "Em"})
_LEAST_MENTIONS: Final = 2
_MOST_WORDS: Final = 3
# Characters before a name in which a word of a place or a title ends.
_BEFORE: Final = 22


class _Person(NamedTuple):
    start: int
    end: int
    kind: NameKind
    name: str


def with_people(text: str, mentions: Sequence[NamedSpan]) -> Sequence[NamedSpan]:
    """Return the mentions of a text, with those of people who were taken for places as mentions of people."""
    places: defaultdict[str, list[NamedSpan]] = defaultdict(list)
    for one in mentions:
        if one.kind == "place" and _is_like_a_person(one.name):
            places[one.name].append(one)
    people = {name for name, own in places.items() if _is_person(text, own)}
    if not people:
        return mentions
    return [
        _Person(one.start, one.end, "person", one.name) if one.kind == "place" and one.name in people else one
        for one in mentions
    ]


def _is_like_a_person(name: str) -> bool:
    return 1 < len(name.split()) <= _MOST_WORDS and name.istitle()


def _is_person(text: str, own: Sequence[NamedSpan]) -> bool:
    """Tell whether the mentions of a place are those of a person: one speaks or has a title, none is that of a site."""
    if _is_known(own[0].name):
        return False
    before = [text[max(0, one.start - _BEFORE) : one.start] for one in own]
    if any(_IN_A_PLACE.search(words) for words in before):
        return False
    if any(_WITH_CALLING.search(words) for words in before):
        return True
    is_acting = any(_CALLED.search(words) for words in before) or any(_DOES.match(text, one.end) for one in own)
    is_acting = is_acting or (_is_made_like_a_persons(own[0].name) and any(_SPEAKS.match(text, one.end) for one in own))
    return len(own) >= _LEAST_MENTIONS and is_acting


def _is_known(name: str) -> bool:
    """Tell whether a gazetteer knows a name, or its first word and what follows that: "Hyundai Hà Đông"."""
    first, _, rest = name.partition(" ")
    known = shipped_gazetteer().has_any
    return known(_KNOWN, name) or known(("brands",), first) or (" " in rest and known(_KNOWN, rest))


def _is_made_like_a_persons(name: str) -> bool:
    words = name.split()
    if words[0] in _ADDRESSES:
        return False
    return shipped_gazetteer().has("surnames", words[0]) or shipped_gazetteer().has("given_names", words[-1])
