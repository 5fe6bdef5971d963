"""Offices of a place without their body: "Chủ tịch Hà Nội" heads its people's committee."""

import re
from typing import Final

from articles.nlp.coreference.expansion import CENTRAL_CITIES
from articles.nlp.names.gazetteer import shipped_gazetteer

_OFFICE_OF_PLACE: Final = re.compile(
    r"(?P<office>(?:phó )?(?P<head>chủ tịch|bí thư)(?: thường trực)?) (?:của )?"
    r"(?P<level>(?:tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn)(?= ))? ?(?P<place>\S.*)",
    re.IGNORECASE,
)
_COMMITTEE: Final = "Ủy ban nhân dân"
_PARTY_COMMITTEES: Final = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "quận": "Quận ủy",
    "huyện": "Huyện ủy",
    "thị xã": "Thị ủy",
}
_PARTY_COMMITTEE_BELOW: Final = "Đảng ủy"
_CITIES: Final = frozenset(map(str.lower, CENTRAL_CITIES))
_MOST_WORDS: Final = 4


def with_body_of_place(title: str) -> str:
    """Return the title of an office with the body that its place stands for; any other title as it is.

    "Chủ tịch Hà Nội" is "Chủ tịch Ủy ban nhân dân Hà Nội", "Bí thư huyện Sóc Sơn" is "Bí thư Huyện ủy Sóc Sơn".
    """
    match = _OFFICE_OF_PLACE.fullmatch(title)
    if match is None:
        return title
    office, level, place = match["office"], (match["level"] or "").lower(), match["place"]
    if not _is_place(level, place):
        return title
    if match["head"].lower() == "chủ tịch":
        return " ".join(filter(None, (office, _COMMITTEE, level, place)))
    level = level or ("thành phố" if place.lower() in _CITIES else "tỉnh")
    body = _PARTY_COMMITTEES.get(level, _PARTY_COMMITTEE_BELOW)
    keeps_level = body == _PARTY_COMMITTEE_BELOW or place.isdecimal()
    return " ".join((office, body, *((level,) if keeps_level else ()), place))


def _is_place(level: str, place: str) -> bool:
    """Tell whether words are a place of that level; without a level, a province or central city.

    "Hồ Chí Minh" alone is a man.
    """
    known = shipped_gazetteer()
    if not level:
        return known.has("provinces", place)
    if level in ("tỉnh", "thành phố") and (known.has("provinces", place) or place.lower() in _CITIES):
        return True
    words = place.split()
    is_named = len(words) <= _MOST_WORDS and all(word[:1].isupper() or word.isdecimal() for word in words)
    return is_named or known.has_any(("cities", "districts"), place)
