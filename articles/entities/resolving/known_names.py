"""What a name says of itself: a listed place, a Vietnamese or foreign full name, a body by its first words."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from articles.models import EntityKind
from articles.nlp.coreference.local_bodies import is_common_body
from articles.nlp.names.gazetteer import AREAS, SITES, shipped_gazetteer
from articles.nlp.rule_words import either, phrases
from articles.text.phrase_lists import PhraseFolder
from articles.text.syllables import is_unmarked_syllable

# Syllables of a Vietnamese full name: a surname and a given name, maybe others between.
_FULL: Final = range(3, 6)
_FOREIGN: Final = range(2, 5)
_MOST_WORDS_OF_A_TITLE: Final = 4
_HEADS: Final = {EntityKind.PLACE: "place_heads", EntityKind.ORGANIZATION: "organization_heads"}
_PUBLIC_BODIES: Final = phrases("public_bodies")
_AFTER_PEOPLE: Final = re.compile(
    r"(?:phường|xã|quận|huyện|thị trấn|đường|(?<!thành )phố|cầu|lăng|chủ tịch"
    r"|(?<!môi )trường|đại học|học viện|thpt|thcs|tiểu học)$"
)
_ONE_SYLLABLE_MORE: Final = re.compile(
    r"(?:Trung tâm|Bệnh viện|Ủy ban|Hội đồng|Học viện|(?:Trường )?Đại học|Liên hiệp|Tập đoàn"
    r"|(?:Tổng )?[Cc]ông ty(?: CP| TNHH| MTV)*) ([^\W\d_]\w+)"
)
_OF_ANYTHING: Final = re.compile(
    r"(?:.* )?(?:Ủy ban|Hội đồng|Đội tuyển|Đại học|Trung tâm|Viện|Quỹ) [Qq]uốc gia|U\.?\d\d"
)
_UNIT_AT_END: Final = re.compile(rf".+\s(?:{either('units')}|vùng|các)", re.IGNORECASE)
# What such a body is for, in small letters, is not named either: "Ban quản lý vịnh".
_SITE_AT_END: Final = re.compile(r".+\s(?:bến xe|cảng|chợ|dự án|hồ|khu|sân bay|sông|vịnh|vườn quốc gia)")
# Bodies that every office or place has, with what they do in one word alone: "Ban Kỷ luật", "Trung tâm Bảo vệ".
_OF_ANY_OFFICE: Final = re.compile(
    r"(?:Ban|Phòng|Trung tâm|Đội|Quỹ|Khoa|Tổ chức|Cao đẳng|Chi nhánh|Tiểu ban|Nhà máy|Cơ quan) "
    r"[^\W\d_]+ [^\W\d_]+"
)
# An office of a committee that is not said which: "Văn phòng Thành ủy".
_OF_ANY_COMMITTEE: Final = re.compile(
    r".+ (?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) [uủ][yỷ]|UBND|HĐND|cơ quan (?:CSĐT|điều tra))", re.IGNORECASE
)
_UNIT: Final = re.compile(rf"{either('units')}\s", re.IGNORECASE)
# Kinds of bodies that a country has many of: "Viện Việt Nam".
_MANY_IN_A_COUNTRY: Final = re.compile(
    r"(?:Ban|Bệnh viện|Cao đẳng|Cục|Hiệp hội|Hội|Liên đoàn|Liên hiệp|Ngân hàng|Phòng|Quỹ|Sở|Tổ chức|Trung tâm|Trường"
    r"|Tập đoàn|Viện|Vụ|[Dd]oanh nghiệp|(?:Tổng )?[Cc]ông ty(?: CP| TNHH| MTV)*|(?:Trường )?[ĐđDd]ại học) (.+)"
)
_REGION_OF_A_FORCE: Final = re.compile(
    r"(?:Vùng|Chi đội|Hải đội) (?:\d )?(?:Cảnh sát|Hải quân|Kiểm ngư)", re.IGNORECASE
)
_NUMBERED_PLACE: Final = re.compile(
    r"(?:ấp|bản|buôn|khóm|khu phố|khu|làng|phường|thôn|tổ dân phố|tổ|xóm|đội) \d+\w?", re.IGNORECASE
)
_NUMBERED_WARD: Final = re.compile(r".+\s(?:phường|khu phố|tổ dân phố)\s\d+", re.IGNORECASE)
# Words for whoever is in charge of a place, which are no body's name: "Cơ quan chức năng tỉnh Cà Mau".
_ANYBODY: Final = re.compile(
    rf"{PhraseFolder(Path(__file__).parents[2] / 'text' / 'data').either('bodies_of_anybody')}"
    rf"(?:$|\s(?:{either('units')}|ấp|thôn|TP)\s.+|\s(?P<place>.+))",
    re.IGNORECASE,
)
_STREETS: Final = re.compile(r"\s?[-–]\s?|\s")
_CUT_COMMITTEE: Final = re.compile(r"Đảng (?:Bộ [A-ZĐ]|UBND|HĐND).*")
_JOINED: Final = re.compile(r"\s?[-–]\s?|\s(?:vào|với|đến|và)\s")
_LAW: Final = re.compile(r"(?:Bộ luật|Luật|Nghị quyết|Nghị định|Thông tư|Hiến pháp|Pháp lệnh)\b(?! sư)", re.IGNORECASE)
_COMPETITION: Final = re.compile(r"\s(?:League|Cup|Championship|Games|Open|Awards?)$", re.IGNORECASE)
# The world of a country's stars: "Cbiz", "Showbiz Việt".
_SCENE: Final = re.compile(r"\b\w*biz\b", re.IGNORECASE)
_COMPANY_WITHOUT_NAME: Final = re.compile(
    rf"(?:(?:tổng )?công ty|CTCP|Cty)(?:,? {either('company_words')})*", re.IGNORECASE
)
_WITHOUT_NAME: Final = (
    *(
        _OF_ANYTHING,
        _UNIT_AT_END,
        _SITE_AT_END,
        _COMPANY_WITHOUT_NAME,
        _OF_ANY_COMMITTEE,
        _CUT_COMMITTEE,
        _NUMBERED_WARD,
    ),
)
_TITLES: Final = PhraseFolder(Path(__file__).parents[2] / "text" / "data").phrases("titles_in_names")


def is_listed_place(name: str) -> bool:
    """Tell whether a name is that of a country, province, city, district or region."""
    return shipped_gazetteer().has_any(AREAS, name)


def is_full_name(name: str) -> bool:
    """Tell whether a name is a Vietnamese full name of three to five syllables."""
    words = name.split()
    is_vietnamese = all(word[0].isupper() and is_unmarked_syllable(word) for word in words)
    return is_vietnamese and len(words) in _FULL and shipped_gazetteer().has("surnames", words[0])


def is_foreign_name(name: str) -> bool:
    """Tell whether a name of two to four words begins or ends with a listed foreign name: "Kingsley Coman"."""
    words = name.split()
    foreign = (word for word in (words[0], words[-1]) if not is_unmarked_syllable(word))
    return len(words) in _FOREIGN and any(shipped_gazetteer().has("foreign_names", word) for word in foreign)


@lru_cache(maxsize=100_000)
def is_sure_name(kind: str, name: str) -> bool:
    """Tell whether a name is surely of its kind, whatever stands beside it."""
    words = name.split()
    if kind == EntityKind.PERSON:
        is_short = len(words) == len(("Lê", "Lợi")) and shipped_gazetteer().has("surnames", words[0])
        return is_full_name(name) or is_foreign_name(name) or (is_short and all(map(is_unmarked_syllable, words)))
    if kind == EntityKind.PLACE and shipped_gazetteer().has_any(SITES, name):
        return True
    if kind == EntityKind.ORGANIZATION and (shipped_gazetteer().has("organizations", name) or has_force(name)):
        return True
    return has_head(kind, name)


def has_head(kind: str, name: str) -> bool:
    """Tell whether a place or a body has its kind before its own name: "Sân bay ...", "Công ty ..."."""
    head = shipped_gazetteer().head_of(_HEADS[EntityKind(kind)], name)
    return head not in ("", name)


def without_title(name: str) -> str:
    """Return the name of at least two syllables after a title in front of it, "" where there is none."""
    words = name.lstrip("-– ").split()
    for length in range(min(_MOST_WORDS_OF_A_TITLE, len(words) - 2), 0, -1):
        if " ".join(words[:length]) in _TITLES and all(word[0].isupper() for word in words[length:]):
            return " ".join(words[length:])
    return ""


def has_holder(name: str) -> bool:
    """Tell whether the name of a public body has that of a person at its end: "Thành ủy Đinh La Thăng".

    What stands in a unit is named after a person: "UBND phường Võ Thị Sáu".
    """
    words = name.split()
    if words[0] not in _PUBLIC_BODIES and " ".join(words[:2]) not in _PUBLIC_BODIES:
        return False
    return any(
        is_holder(" ".join(words[-length:])) and not _AFTER_PEOPLE.search(" ".join(words[:-length]).lower())
        for length in _FULL
        if length < len(words)
    )


def is_holder(name: str) -> bool:
    """Tell whether a name is a full name, but not that of a place ("Hồ Chí Minh")."""
    return is_full_name(name) and not is_listed_place(name) and not is_listed_place(f"Thành phố {name}")


def has_force(name: str) -> bool:
    """Tell whether a region is one of the navy, the coast guard or the like: "Vùng Cảnh sát biển 4"."""
    return _REGION_OF_A_FORCE.match(name) is not None


def is_unit(name: str) -> bool:
    """Tell whether a name is that of a listed place with the kind of its unit in front: "Thành phố Hội An"."""
    unit = _UNIT.match(name)
    return unit is not None and is_listed_place(name[unit.end() :])


def is_unfinished(name: str) -> bool:
    """Tell whether nothing but a single syllable that is no place follows what a body is: "Trung tâm Khám".

    So is a committee of the nation or a team by its age alone ("U23"), a body of a unit that is not named ("Bộ Tư lệnh
    Vùng"), a company without a name proper ("Công ty Công trình"), and what every office, country or place has.
    """
    if any(form.fullmatch(name) for form in _WITHOUT_NAME):
        return True
    if is_common_body(name) or _is_of_any_office(name) or _is_anybody(name):
        return True
    of_country = _MANY_IN_A_COUNTRY.fullmatch(name)
    if of_country and shipped_gazetteer().has("countries", of_country[1]):
        return True
    match = _ONE_SYLLABLE_MORE.fullmatch(name)
    return match is not None and is_unmarked_syllable(match[1]) and not is_listed_place(match[1])


def _is_of_any_office(name: str) -> bool:
    """Tell whether a body has its kind and one word in small letters, or which no place's name is, for a name."""
    last = name.split()[-1]
    is_word = last.islower() and is_unmarked_syllable(last) and not shipped_gazetteer().has("organizations", name)
    return is_word and _OF_ANY_OFFICE.fullmatch(name) is not None


def _is_anybody(name: str) -> bool:
    match = _ANYBODY.fullmatch(name)
    return match is not None and (match["place"] is None or is_listed_place(match["place"]))


def is_numbered_place(name: str) -> bool:
    """Tell whether a place is a hamlet or ward that is called by its number, as many are: "Xóm 7"."""
    return _NUMBERED_PLACE.fullmatch(name) is not None


def joins_streets(name: str) -> bool:
    """Tell whether a name is that of a street and another: "Trường Chinh - Cộng Hòa", "Trường Sơn vào sân bay"."""
    words = _STREETS.split(name)
    begins = any(shipped_gazetteer().has("streets", " ".join(words[:length])) for length in (2, 3))
    return begins and bool(_JOINED.search(name))


def is_thing(name: str) -> bool:
    """Tell whether a name is that of a law, a competition or a scene: "Bộ luật Hình sự", "Europa League", "Cbiz"."""
    return bool(_LAW.match(name) or _COMPETITION.search(name) or _SCENE.search(name))
