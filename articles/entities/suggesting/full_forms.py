"""Names with their short forms written out, so that two forms of one name are compared word by word."""

import re
from functools import lru_cache
from typing import Final

from articles.models import EntityKind
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.letter_classes import UPPER
from articles.text.short_forms import canonical, with_parts_written_out

# Short forms of units: "Q.9", "T X.Phú Mỹ".
_UNITS: Final = (
    (re.compile(r"^Q\.?\s?(?=\d)"), "Quận "),
    (re.compile(r"^P\.?\s?(?=\d)"), "Phường "),
    (re.compile(r"^Lộ (?=\d)"), "Tỉnh lộ "),
    (re.compile(r"^(?:T\s?X\.\s?|T xã (?!hội)|[Tt]hị xã )(?=[^\W\d_]{2})"), "Thị xã "),
    (re.compile(r"^[Tt]hành phố (?!Hồ Chí Minh)(?=[^\W\d_]{2})"), "Thành phố "),
)
# Short forms of sites in front of their names, and what forms of them have or not.
_SITES: Final = (
    (re.compile(r"^KCN (?=\w)"), "Khu công nghiệp "),
    (re.compile(r"^KĐT (?=\w)"), "Khu đô thị "),
    (re.compile(r"^KDC (?=\w)"), "Khu dân cư "),
    (re.compile(r"^SVĐ (?=\w)"), "Sân vận động "),
    (re.compile(r"^VQG (?=\w)"), "Vườn quốc gia "),
    (re.compile(r"^(?:[Ss]ân bay|[Cc]ảng [Hh]àng không)(?: [Qq]uốc tế)? (?=\w)"), "Sân bay "),
    (re.compile(r"^([Cc]ửa khẩu) (?:[Qq]uốc tế|[Qq]uốc gia) (?=\w)"), r"\1 "),
    (re.compile(r"\b[Tt]háng 8$"), "tháng Tám"),
)
# No province has a parliament of its own: these are its deputies.
_DEPUTIES: Final = re.compile(r"^(?=Quốc [Hh]ội (?:thành phố|tỉnh) )")
# What forms of a body's name have or not: "Viện kiểm sát (nhân dân)", "Ủy ban Pháp luật (của Quốc hội)", "Tổng cục
# Cảnh sát (- Bộ Công an)".
_LEFT_OUT: Final = (
    (re.compile(r"(?<=^Viện ki\wm sát )nhân dân (?=\S)", re.IGNORECASE), ""),
    (re.compile(r"(?<=^Tòa án )(?:nhân dân (?=\S)|quân sự (?=Quân khu))", re.IGNORECASE), ""),
    (re.compile(r"(?<=^[ỦU][yỷ] ban )về (?=các vấn đề )", re.IGNORECASE), ""),
    (re.compile(r"^([ỦU][yỷ] ban \S+ \S.*?)(?: của)? Quốc hội$"), r"\1"),
    (re.compile(r"^(\S+ \S+ .+?),? (?:[-–] |thuộc )[Bb]ộ [^\W\d_].+$"), r"\1"),
    (re.compile(r"^Trường (?=(?:[Đđ]ại học|[Cc]ao đẳng) )"), ""),
    (re.compile(r"^(?=(?:Mầm non|Tiểu học|THCS|THPT) \S)"), "Trường "),
    (re.compile(r"^Cơ quan điều tra (?=Công an )"), "Cơ quan CSĐT "),
    (re.compile(r"^Cơ quan CSĐT (?=(?:quận|huyện|tỉnh|thành phố|thị xã) )"), "Cơ quan CSĐT Công an "),
    (re.compile(r"^Bộ [Cc]hỉ huy (?=Bộ đội [Bb]iên phòng )"), ""),
    (re.compile(r"^Bộ [Tt]ư lệnh (?=Vùng Cảnh sát )", re.IGNORECASE), ""),
    (re.compile(r"^Đại biểu (?=Quốc [Hh]ội )"), "Đoàn đại biểu "),
    (re.compile(r"^(Thanh tra) [Nn]hà nước (?=tỉnh |thành phố )"), r"\1 "),
    (re.compile(r"^(?:ĐT|[Đđ]ội tuyển)(?: bóng đá)?(?: [Qq]uốc gia)? (?=[^\W\d_])"), "Đội tuyển "),
    (
        re.compile(
            r"^Tòa (?:án )?phúc thẩm (?:liên bang )?(?:Mỹ )?khu vực (?:tư pháp )?(?:số )?(?=\d+$)", re.IGNORECASE
        ),
        "Tòa phúc thẩm khu vực ",
    ),
    (re.compile(r"^Ngân hàng (?:TMCP|thương mại cổ phần) (?=\S)", re.IGNORECASE), "Ngân hàng "),
    (re.compile(r"\bNN (?:&|-|và) (?=phát triển nông thôn)"), "Nông nghiệp và "),
    (re.compile(r"(?<=[Gg]iáo dục) & ĐT\b"), " và đào tạo"),
    (re.compile(r"^Hải quan (?=(?:tỉnh |thành phố )?[^\W\d_]+ [^\W\d_])"), "Cục Hải quan "),
    (re.compile(r"^Trạm thu phí (?=BOT )"), "Trạm "),
    (re.compile(r"^Biên phòng (?=[^\W\d_]+ )"), "Bộ đội Biên phòng "),
    (re.compile(r"(?<=[Cc]ấp cao )tại "), ""),
    (re.compile(r"\b(?:T\s?[Xx]ã|T\s?X\.) ?(?=[^\W\d_])(?!hội)"), "thị xã "),
    (
        re.compile(r"^(Tỉnh|Thành|Quận|Huyện|Thị)( [uủ][yỷ] )(?:tỉnh|thành phố|quận|huyện|thị xã) (?!Hồ Chí Minh|\d)"),
        r"\1\2",
    ),
    (re.compile(r"^(Phòng (?:CSGT|Cảnh sát|CSĐT)\b.*?) (?:- )?Công an (?=\S)", re.IGNORECASE), r"\1 "),
    (re.compile(r"^Ngân hàng (?=[A-Z]{4,}$|\w+bank$)"), ""),
    # The number of a department of the police behind its name: "... công nghệ cao - C50", "... công nghệ cao)."
    (re.compile(r"^(\S+ \S+.*?)\s[-–]\s?P?[AC]\s?\d{0,2}$"), r"\1"),
    (re.compile(r"[\W_]+$"), ""),
    (re.compile(r"(?<=[Tt]rung ương Đảng) Cộng sản Việt Nam$"), ""),
    (re.compile(r"^Tòa án (?=[Pp]húc thẩm )"), "Tòa "),
    (re.compile(r"\bnước Cộng hòa [Xx]ã hội [Cc]hủ nghĩa (?=Việt Nam$)", re.IGNORECASE), ""),
    (re.compile(r"\b(Đ[aăắá][kc]) L[aăắá]k\b"), r"\1 Lắk"),
    (re.compile(rf"(?<=\w)\s?,\s(?:tỉnh|thành phố|TP\.?)\s[{UPPER}].+$"), ""),
    (re.compile(r"^((?:Đại|Tổng [Ll]ãnh) sứ quán .+) tại (?:Hà Nội|Việt Nam)$"), r"\1"),
    (re.compile(r"(?<=[Mm]ặt trận [Tt]ổ quốc )Việt Nam (?=(?:thành phố|tỉnh|quận|huyện)\s)"), ""),
    (re.compile(r"\b((?:[^\W\d_]+ )+[^\W\d_]+|[A-ZĐ]{3,}) \1\b", re.IGNORECASE), r"\1"),
    (re.compile(r"^The (?=\S+ \S|\S{7,}$)"), ""),
    (re.compile(r"^(?:(?:ĐT|[Đđ]ội tuyển)\s(?=U\d\d\s)|[Cc]ơ quan\s(?=Công an\s))"), ""),
)
_DISTRICT_OF_THE_CITY: Final = re.compile(r"(\squận \d+) thành phố Hồ Chí Minh$")
# A football club: "CLB Gangwon" and "Gangwon FC".
_CLUB: Final = re.compile(r"^(?:CLB|[Cc]âu lạc bộ) (?:bóng đá )?([^\W\d_].+?)(?: FC)?$")
# The traffic police of a province has an office, that of a town or district a squad: "CSGT (Công an) tỉnh Gia Lai".
_TRAFFIC_POLICE: Final = re.compile(r"^(?:(?:Phòng|Đội) )?CSGT (?:- )?(?:Công an )?(?=[^\W\d_])")
_NUMBERS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_ROMAN: Final = re.compile(rf"[^\W\d_] ({'|'.join(_NUMBERS)})(?=$| Bộ )")
_DISTRICT: Final = re.compile(r"^(?:quận|huyện|thị xã) (?=[^\W\d_])")
_TOWN: Final = re.compile(r"(?:quận|huyện|thị xã|thành phố) \S")
# The name of a country in full: "Chính phủ nước Cộng hòa Dân chủ Nhân dân Lào".
_REPUBLIC: Final = re.compile(
    r"\s(?:nước )?Cộng hòa (?:(?:dân chủ|hồi giáo|liên bang|nhân dân|xã hội chủ nghĩa) )*(?=\w)", re.IGNORECASE
)
_UNIT_OF_A_PLACE: Final = re.compile(r"\s(?:tỉnh|thành phố)\s(?=[^\W\d_])")
# "Đắk", as papers spell it in the names of the Central Highlands.
_DAK: Final = re.compile(r"\b[ĐD][aăắá][kc]\b")
# A street or village with its kind in front, which names of other places keep: "đường Láng", but "Cầu Giấy".
_HEAD: Final = re.compile(
    r"^(?:(?:đường|phố|làng|thôn|xã|phường|huyện|quận) (?=[^\W\d_])"
    r"|(?:Phố|Xã|Phường|Huyện|Quận) (?=[^\W\d_]+ [^\W\d_]))"
)
# Cities that are provinces: "thành phố" before any other name tells the city from its province.
_CITIES: Final = frozenset(("Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ"))
_MOST_WORDS_AT_END: Final = 3


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
            is_alone = rest.title() in _CITIES or not _is_province(rest)
            return rest if rest[0].isalpha() and is_alone else f"{unit}{rest}"
    for form, whole in _SITES:
        name = form.sub(whole, name)
    return _DAK.sub("Đắk", _HEAD.sub("", name))


def _body(name: str) -> str:
    """Return the name of a body: "Sở GT - VT Hà Nội", "ĐT U23 Việt Nam", "Công an tỉnh An Giang", "Chính phủ Nhật"."""
    if club := _CLUB.match(name):
        return f"{_body(club[1])} FC"
    for words, instead in _LEFT_OUT:
        name = words.sub(instead, name)
    full = _DEPUTIES.sub("Đoàn đại biểu ", with_parts_written_out(_DAK.sub("Đắk", name)))
    full = _with_short_country(_traffic_police(_with_digits(_DISTRICT_OF_THE_CITY.sub(r"\1", full))))
    for unit in reversed(list(_UNIT_OF_A_PLACE.finditer(full))):
        place = full[unit.end() :]
        if _is_province(place) and (place in _CITIES or unit[0].strip() == "tỉnh"):
            return f"{full[: unit.start()]} {place}"
    if full.startswith("Quốc hội ") and _is_province(full.removeprefix("Quốc hội ")):
        return f"Đoàn đại biểu {full}"
    return _with_usual_name(full)


def _with_digits(name: str) -> str:
    """Return the name of a body with a Roman number at its end as digits: "Cục Quản lý đường bộ IV"."""
    number = _ROMAN.search(name)
    is_number = number is not None and name[number.start()].islower()
    return f"{name[: number.start(1)]}{_NUMBERS[number[1]]}{name[number.end() :]}" if number and is_number else name


def _traffic_police(name: str) -> str:
    """Return the name of the traffic police of a province, town or district with its office or squad."""
    head = _TRAFFIC_POLICE.match(name)
    if head is None:
        return name
    place = name[head.end() :]
    if _is_province(place.removeprefix("tỉnh ")) or place.removeprefix("thành phố ") in _CITIES:
        return f"Phòng CSGT {place}"
    if _TOWN.match(place) or shipped_gazetteer().has_any(("districts", "cities"), place):
        return f"Đội CSGT {_DISTRICT.sub('', place)}"
    return name


def _with_short_country(name: str) -> str:
    """Return the name of a body of a country with the country's usual name: "Chính phủ Lào"."""
    republic = _REPUBLIC.search(name)
    is_of_country = republic is not None and shipped_gazetteer().has("countries", name[republic.end() :])
    return f"{name[: republic.start()]} {name[republic.end() :]}" if republic and is_of_country else name


def _with_usual_name(name: str) -> str:
    """Return a name that ends in that of a country or organisation with the usual one: "... Liên Hiệp Quốc"."""
    words = name.split()
    for length in range(min(_MOST_WORDS_AT_END, len(words) - 1), 0, -1):
        last = " ".join(words[-length:])
        if shipped_gazetteer().has_any(("countries", "organizations"), last) and (usual := canonical(last)) != last:
            return " ".join([*words[:-length], usual])
    return name


def _is_province(name: str) -> bool:
    return shipped_gazetteer().has("provinces", name)
