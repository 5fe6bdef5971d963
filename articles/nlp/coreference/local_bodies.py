"""Bodies that every place has: "Sở Y tế" alone is that of the place the article is about, if it is about one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from articles.nlp.coreference.expansion import CENTRAL_CITIES
from articles.nlp.names.gazetteer import AREAS, shipped_gazetteer
from articles.nlp.rule_words import either
from articles.text.letter_classes import UPPER

_ENDS_IN_UNIT: Final = re.compile(rf"(?P<body>.+?) (?P<unit>{either('units')})", re.IGNORECASE)
_ENDS_IN_PLACE: Final = re.compile(rf".* (?:{either('units')}|TP\.?) (?:[{UPPER}]|\d).*")
_OF_PROVINCE: Final = re.compile(either("provincial_bodies"))
_COMMON: Final = re.compile(either("common_bodies"), re.IGNORECASE)
KIND_WORDS: Final = re.compile(rf"(?:{either('kind_words')} )+")
# Vietnam's, where no other party is named.
_THE_PARTY: Final = "Đảng"
_LONGEST_PLACE: Final = 5
# An article is about a place if it names it at least so often, and so many times as often as any other.
_ABOUT, _FAR_MORE = 2, 3


def seats(places: Iterable[str]) -> Mapping[str, int]:
    """Return how often an article names each province and central city, given the names of its places."""
    bare = (place.removeprefix("Thành phố ").removeprefix("thành phố ") for place in places)
    return Counter(place for place in bare if place in CENTRAL_CITIES or shipped_gazetteer().has("provinces", place))


def with_place(name: str, named: Mapping[str, int]) -> str:
    """Return the name of a provincial body with the place that the article is about, if there is one.

    "UBND thành phố" is Đà Nẵng's where no other city is named; "Sở Y tế" is that of the province named far more often
    than any other.
    """
    ending = _ENDS_IN_UNIT.fullmatch(name)
    body, unit = (ending["body"], ending["unit"].lower()) if ending else (name, "")
    units = ("thành phố", "tỉnh", "") if body.startswith("Sở ") else ("thành phố", "tỉnh")
    if unit not in units or not _OF_PROVINCE.fullmatch(body) or is_placed(name):
        return name
    wanted = {place: n for place, n in named.items() if not unit or (place in CENTRAL_CITIES) == (unit == "thành phố")}
    place = _far_most(wanted)
    return f"{body} {'thành phố' if place in CENTRAL_CITIES else 'tỉnh'} {place}" if place else name


def _far_most(named: Mapping[str, int]) -> str:
    """Return the place named far more often than any other, or ""."""
    (place, most), (_, next_most) = [*Counter(named).most_common(2), ("", 0), ("", 0)][:2]
    return place if most >= max(_ABOUT, _FAR_MORE * next_most) else ""


def is_common_body(name: str) -> bool:
    """Tell whether many organisations have this name: "Sở Y tế", "UBND huyện", "Công ty TNHH"."""
    if name != _THE_PARTY and KIND_WORDS.fullmatch(f"{name.lower()} "):
        return True
    ending = _ENDS_IN_UNIT.fullmatch(name)
    return bool(_COMMON.fullmatch(ending["body"] if ending else name)) and not is_placed(name)


def is_placed(name: str) -> bool:
    """Tell whether a name ends in the name of a place."""
    words = name.split()
    ends = (" ".join(words[-length:]) for length in range(1, min(_LONGEST_PLACE, len(words) - 1) + 1))
    is_listed = any(shipped_gazetteer().has_any(AREAS, end) for end in ends if end[0].isupper())
    return is_listed or bool(_ENDS_IN_PLACE.fullmatch(name))
