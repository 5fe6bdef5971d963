"""Bodies that every place has: "Sở Y tế" is that of the place which the article is about, or says nothing by itself."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from articles.nlp.coreference.expansion import CENTRAL_CITIES
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.letter_classes import UPPER

_UNITS: Final = "thành phố|tỉnh|thị xã|thị trấn|huyện|quận|phường|xã"
_ENDS_IN_UNIT: Final = re.compile(rf"(?P<body>.+?) (?P<unit>{_UNITS})", re.IGNORECASE)
_ENDS_IN_PLACE: Final = re.compile(rf".* (?:{_UNITS}|TP\.?) (?:[{UPPER}]|\d).*")
# Provinces and central cities have these: one named without its place is that of the article's.
_OF_PROVINCE: Final = re.compile(
    r"(?:UBND|HĐND|Công an|Thanh tra|Tòa án nhân dân|Viện [Kk]iểm sát nhân dân|Đoàn đại biểu Quốc hội"
    r"|Bộ [Cc]hỉ huy [Qq]uân sự|Bộ đội [Bb]iên phòng|Cục Thuế|Sở .+)"
)
# Every place, company and court has these; by themselves they tell none from another.
_COMMON: Final = re.compile(
    r"(?:UBND|HĐND|Công an|Thanh tra|(?:Tòa|Toà) án(?: nhân dân)?|TAND|Viện Kiểm sát(?: nhân dân)?|VKS(?:ND)?"
    r"|(?:Thành|Tỉnh|Huyện|Thị|Quận|Đảng) [uủ][ỷy]|Sở .+|Chi cục .+|Cơ quan (?:CSĐT|(?:an ninh |cảnh sát )?điều tra)"
    r"|Phòng (?:cảnh sát|CSGT|CSHS|an ninh|giáo dục|tài nguyên|nội vụ|tư pháp|quản lý|kinh tế|văn hóa|y tế).*"
    r"|Phòng|Đội (?:CSGT|cảnh sát.*)|Ban (?:tổ chức|giám hiệu|giám đốc|lãnh đạo|quản lý|quản lý dự án|chỉ huy|chỉ đạo)"
    r"|Hội đồng (?:xét xử|quản trị|thành viên|quản lý)|HĐXX|HĐQT|BTC|BQL)",
    re.IGNORECASE,
)
# Words of a name before what is proper to it: "Trường ĐH", "báo", "Công ty TNHH".
KIND_WORDS: Final = re.compile(
    r"(?:(?:công ti|công ty|tổng công ty|tập đoàn|ngân hàng|hãng|hãng tin|hãng hàng không|thông tấn xã"
    r"|trường|đại học|cao đẳng|học viện|bệnh viện|báo|tờ|tạp chí|kênh|đài|trang|trang tin|nhóm|ban nhạc|đội"
    r"|đội tuyển|đội bóng|clb|đảng|chuỗi|siêu thị|cổ phần|cp|tnhh|mtv|tmcp|đầu tư|xây dựng|thương mại"
    r"|dịch vụ|sản xuất|phát triển|du lịch|vận tải) )+"
)
# That of Vietnam, where no other is named.
_THE_PARTY: Final = "Đảng"
_PLACES: Final = ("provinces", "districts", "countries", "cities", "regions")
_LONGEST_PLACE: Final = 5
# Named so often an article is about a place, and so many times as often as about any other.
_ABOUT, _FAR_MORE = 2, 3


def seats(places: Iterable[str]) -> Mapping[str, int]:
    """Return how often each province and central city is named, given the names of an article's places."""
    bare = (place.removeprefix("Thành phố ").removeprefix("thành phố ") for place in places)
    return Counter(place for place in bare if place in CENTRAL_CITIES or shipped_gazetteer().has("provinces", place))


def with_place(name: str, named: Mapping[str, int]) -> str:
    """Return the name of a province's or central city's body with the place that the article is about, if it is.

    "UBND thành phố" is Đà Nẵng's where no other city is named; "Sở Y tế" the province's that is named far most.
    """
    ending = _ENDS_IN_UNIT.fullmatch(name)
    body, unit = (ending["body"], ending["unit"].lower()) if ending else (name, "")
    units = ("thành phố", "tỉnh", "") if body.startswith("Sở ") else ("thành phố", "tỉnh")
    if unit not in units or not _OF_PROVINCE.fullmatch(body) or _is_placed(name):
        return name
    wanted = {place: n for place, n in named.items() if not unit or (place in CENTRAL_CITIES) == (unit == "thành phố")}
    place = _far_most(wanted)
    return f"{body} {'thành phố' if place in CENTRAL_CITIES else 'tỉnh'} {place}" if place else name


def _far_most(named: Mapping[str, int]) -> str:
    """Return what is named far more often than anything else, or ""."""
    (place, most), (_, next_most) = [*Counter(named).most_common(2), ("", 0), ("", 0)][:2]
    return place if most >= max(_ABOUT, _FAR_MORE * next_most) else ""


def is_common(name: str) -> bool:
    """Tell whether an organisation's name tells it from no other: "Sở Y tế", "UBND huyện", "Công ty TNHH"."""
    if name != _THE_PARTY and KIND_WORDS.fullmatch(f"{name.lower()} "):
        return True
    ending = _ENDS_IN_UNIT.fullmatch(name)
    return bool(_COMMON.fullmatch(ending["body"] if ending else name)) and not _is_placed(name)


def _is_placed(name: str) -> bool:
    """Tell whether a name ends in that of a place."""
    words = name.split()
    ends = (" ".join(words[-length:]) for length in range(1, min(_LONGEST_PLACE, len(words) - 1) + 1))
    is_listed = any(shipped_gazetteer().has(title, end) for end in ends if end[0].isupper() for title in _PLACES)
    return is_listed or bool(_ENDS_IN_PLACE.fullmatch(name))
