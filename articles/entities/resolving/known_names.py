"""What a name says of itself: a listed place, a Vietnamese or foreign full name, a body by its first words."""

import re
from functools import lru_cache
from typing import Final

from articles.models import EntityKind
from articles.nlp.names.gazetteer import AREAS, SITES, shipped_gazetteer
from articles.nlp.rule_words import either, phrases
from articles.text.name_shapes import is_common_word
from articles.text.phrase_lists import TEXT_LISTS
from articles.text.syllables import is_unmarked_syllable

# Syllables of a Vietnamese full name: a surname and a given name, maybe others between.
_FULL: Final = range(3, 6)
_FOREIGN: Final = range(2, 5)
_MOST_WORDS_OF_A_TITLE: Final = 4
_HEADS: Final = {EntityKind.PLACE: "place_heads", EntityKind.ORGANIZATION: "organization_heads"}
_PUBLIC_BODIES: Final = phrases("public_bodies")
_AFTER_PEOPLE: Final = re.compile(
    rf"(?:(?<!thành )(?<!môi ){either('named_after_people')}|cầu|lăng|chủ tịch|đại học|học viện|tiểu học)$",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(rf"{either('units')}\s", re.IGNORECASE)
_REGION_OF_A_FORCE: Final = re.compile(
    r"(?:Vùng|Chi đội|Hải đội) (?:\d )?(?:Cảnh sát|Hải quân|Kiểm ngư)", re.IGNORECASE
)
_NUMBERED_PLACE: Final = re.compile(
    r"(?:ấp|bản|buôn|khóm|khu phố|khu|làng|phường|số|thôn|tổ dân phố|tổ|xóm|đội) \d+\w?", re.IGNORECASE
)
_STREETS: Final = re.compile(r"\s?[-–]\s?|\s")
_JOINED: Final = re.compile(r"\s?[-–]\s?|\s(?:vào|với|đến|và)\s")
_LAW: Final = re.compile(r"(?:Bộ luật|Luật|Nghị quyết|Nghị định|Thông tư|Hiến pháp|Pháp lệnh)\b(?! sư)", re.IGNORECASE)
_COMPETITION: Final = re.compile(r"\s(?:League|Cup|Championship|Games|Open|Awards?)$", re.IGNORECASE)
_PAGEANT: Final = re.compile(r"(?:Festival|Hoa hậu|Hoa khôi|Liên hoan|Lễ hội|Miss|Mister)(?:\s|$)")
# The world of a country's stars: "Cbiz", "Showbiz Việt".
_SCENE: Final = re.compile(r"\b\w*biz\b", re.IGNORECASE)
_COMPASS: Final = frozenset(("Bắc", "Nam", "Trung", "Trung Tâm", "Trung tâm", "Tây", "Đông"))
_LETTER: Final = re.compile(r"[A-Z]\d{1,2}")
_TITLES: Final = TEXT_LISTS.phrases("titles_in_names") | phrases("titles_of_people")


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
    """Return the name of at least two syllables after a title in front of it, "" where there is none.

    "HLV Nhật Bản" has none.
    """
    words = name.lstrip("-– ").split()
    for length in range(min(_MOST_WORDS_OF_A_TITLE, len(words) - 2), 0, -1):
        rest = " ".join(words[length:])
        if " ".join(words[:length]) in _TITLES and all(word[0].isupper() for word in words[length:]):
            return "" if shipped_gazetteer().has("countries", rest) else rest
    return ""


def has_holder(name: str) -> bool:
    """Tell whether the name of a public body has that of a person at its end: "Thành ủy Đinh La Thăng".

    What stands in a unit is named after a person: "UBND phường Võ Thị Sáu".
    """
    if not is_public_body(name) and not name.startswith("Tổ chức "):
        return False
    words = name.split()
    return any(
        is_holder(" ".join(words[-length:])) and not is_named_after_people(" ".join(words[:-length]))
        for length in _FULL
        if length < len(words)
    )


def is_public_body(name: str) -> bool:
    """Tell whether a name begins as public bodies do: "Bộ", "Tổng cục"."""
    words = name.split()
    return words[0] in _PUBLIC_BODIES or " ".join(words[:2]) in _PUBLIC_BODIES


def is_named_after_people(beginning: str) -> bool:
    """Tell whether the name of a person behind this beginning is the body's own: "UBND phường", "Trường THCS"."""
    return _AFTER_PEOPLE.search(beginning) is not None


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


def is_numbered_place(name: str) -> bool:
    """Tell whether a place is a hamlet or ward that is called by its number, as many are: "Xóm 7"."""
    return _NUMBERED_PLACE.fullmatch(name) is not None


def joins_streets(name: str) -> bool:
    """Tell whether a name is that of a street and another: "Trường Chinh - Cộng Hòa", "Trường Sơn vào sân bay"."""
    words = _STREETS.split(name)
    begins = any(shipped_gazetteer().has("streets", " ".join(words[:length])) for length in (2, 3))
    return begins and bool(_JOINED.search(name))


def is_thing(name: str) -> bool:
    """Tell whether a name is that of a law, a contest or a scene: "Bộ luật Hình sự", "Europa League", "Cbiz"."""
    return bool(_LAW.match(name) or _COMPETITION.search(name) or _PAGEANT.match(name) or _SCENE.search(name))


def is_common_place(name: str) -> bool:
    """Tell whether a place is called by its kind, a direction or a letter alone: "Cảng hàng không", "Bắc", "B2"."""
    head = shipped_gazetteer().head_of("place_heads", name)
    return (
        name in _COMPASS
        or _LETTER.fullmatch(name) is not None
        or (head != "" and (head == name or name[len(head) :].islower()))
    )


def is_part_of_person(name: str) -> bool:
    """Tell whether a person's name lacks the given name ("Trần Văn") or the surname ("Thị Thu"), or is a common noun.

    Common nouns go on in small letters: "Du lịch", "Quốc tế"; "Nguyễn hữu Hoàng" is a name.
    """
    words = name.split()
    if len(words) == len(("Trần", "Văn")):
        is_without_given = words[1] in ("Thị", "Văn") and shipped_gazetteer().has("surnames", words[0])
        if is_without_given or words[0] == "Thị":
            return True
    is_full = len(words) in _FULL and shipped_gazetteer().has("surnames", words[0])
    small = [word for word in words if is_common_word(word) and is_unmarked_syllable(word)]
    return "và" in small or bool(small and not is_full)
