"""Names with their short forms written out, so that two forms of one name are compared word by word."""

import re
from functools import lru_cache
from typing import Final

from articles.models import EntityKind
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.short_forms import canonical, with_parts_written_out

# Short forms of units: "Q.9", "T X.Phú Mỹ".
_UNITS: Final = (
    (re.compile(r"^Q\.?\s?(?=\d)"), "Quận "),
    (re.compile(r"^P\.?\s?(?=\d)"), "Phường "),
    (re.compile(r"^Lộ (?=\d)"), "Tỉnh lộ "),
    (re.compile(r"^T\s?X\.\s?(?=[^\W\d_]{2})"), "Thị xã "),
)
_TEAM: Final = re.compile(r"^(?:(?:ĐT|[Đđ]ội tuyển)\s(?=U\d\d\s)|[Cc]ơ quan\s(?=Công an\s))")
# No province has a parliament of its own: these are its deputies.
_DEPUTIES: Final = re.compile(r"^(?=Quốc [Hh]ội (?:thành phố|tỉnh) )")
_DISTRICT_OF_THE_CITY: Final = re.compile(r"(\squận \d+) thành phố Hồ Chí Minh$")
_UNIT_OF_A_PLACE: Final = re.compile(r"\s(?:tỉnh|thành phố)\s(?=[^\W\d_])")
# What a body of its kind has in its name or not: "Viện kiểm sát (nhân dân) tỉnh", "Tòa án (quân sự) Quân khu 7".
_OF_THE_PEOPLE: Final = re.compile(
    r"(?<=^Viện kiểm sát )nhân dân (?=\S)|(?<=^Tòa án )(?:nhân dân (?=\S)|quân sự (?=Quân khu))", re.I
)
_OF_PARLIAMENT: Final = re.compile(r"^((?:Ủy|Uỷ) ban \S+ \S.*?)(?: của)? Quốc hội$")
# A ministry named behind its department: "Tổng cục Cảnh sát - Bộ Công an".
_OF_A_MINISTRY: Final = re.compile(r"^(\S+ \S+ .+?),? (?:[-–] |thuộc )[Bb]ộ [^\W\d_].+$")
# "Đắk", as papers spell it in the names of the Central Highlands.
_DAK: Final = re.compile(r"\b[ĐD][aăắá][kc]\b")
# A street or village with its kind in front, which names of other places keep: "đường Láng", but "Cầu Giấy".
_HEAD: Final = re.compile(r"^(?:đường|phố|làng|thôn|xã|phường|huyện|quận) (?=[^\W\d_])")
# Cities that are provinces: "thành phố" before any other name tells the city from its province.
_CITIES: Final = frozenset(("Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ"))
_MOST_WORDS_OF_A_COUNTRY: Final = 2


@lru_cache(maxsize=200_000)
def written_out(kind: str, name: str) -> str:
    """Return a name without what forms of it may leave out, and with short forms written out."""
    if kind == EntityKind.PLACE:
        return _place(name)
    return _body(name) if kind == EntityKind.ORGANIZATION else name


def _place(name: str) -> str:
    """Return the name of a place with its unit written out, or without the unit where that tells nothing apart.

    A province and its town have one name: "Thị xã Quảng Trị".
    """
    for form, unit in _UNITS:
        if form.match(name):
            rest = form.sub("", name)
            return rest if rest[0].isalpha() and not _is_province(rest) else f"{unit}{rest}"
    return _DAK.sub("Đắk", _HEAD.sub("", name))


def _body(name: str) -> str:
    """Return the name of a body: "Sở GT - VT Hà Nội", "ĐT U23 Việt Nam", "Công an tỉnh An Giang", "Chính phủ Nhật"."""
    bare = _DAK.sub("Đắk", _OF_PARLIAMENT.sub(r"\1", _OF_A_MINISTRY.sub(r"\1", _OF_THE_PEOPLE.sub("", name))))
    full = _DEPUTIES.sub("Đoàn đại biểu ", with_parts_written_out(_TEAM.sub("", bare)))
    full = _DISTRICT_OF_THE_CITY.sub(r"\1", full)
    for unit in reversed(list(_UNIT_OF_A_PLACE.finditer(full))):
        place = full[unit.end() :]
        if _is_province(place) and (place in _CITIES or unit[0].strip() == "tỉnh"):
            return f"{full[: unit.start()]} {place}"
    return _with_usual_country(full)


def _with_usual_country(name: str) -> str:
    words = name.split()
    for length in range(min(_MOST_WORDS_OF_A_COUNTRY, len(words) - 1), 0, -1):
        country = " ".join(words[-length:])
        if shipped_gazetteer().has("countries", country) and (usual := canonical(country)) != country:
            return " ".join([*words[:-length], usual])
    return name


def _is_province(name: str) -> bool:
    return shipped_gazetteer().has("provinces", name)
