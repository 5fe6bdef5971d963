"""Joins the names of a place: "TP. Đà Nẵng" is Đà Nẵng, "Hoa Kỳ" is Mỹ, "QL 1A" is Quốc lộ 1A."""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.coreference.expansion import CENTRAL_CITIES, expand, key
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.rule_words import either
from articles.text.short_forms import canonical

# Kinds of administrative units: dropped from a name, unless only a number would be left ("Quận 1").
_UNIT: Final = re.compile(
    rf"^(?:(?:huyện đảo|{either('units')}|thôn|thủ đô|TP|TX)[\s.]+|(?:TT|H|Q|P|X|T)\.\s*)(?=[^\W\d])",
    re.IGNORECASE,
)
_FEATURE: Final = re.compile(rf"{either('feature_heads')}\s+", re.IGNORECASE)
# Short for a country if it is a place; elsewhere a name or another word, so it is not in the table of names.
_SHORT_COUNTRIES: Final = {"Việt": "Việt Nam"}
_PROVINCE: Final = re.compile(r"tỉnh\b", re.IGNORECASE)
_LETTERS_THEN_DIGITS: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")
# Units that have a number for a name: "Q.8", "P. 12".
_NUMBERED_UNITS: Final = {"Q": "Quận", "P": "Phường", "KP": "Khu phố", "TDP": "Tổ dân phố"}
_NUMBERED: Final = re.compile(rf"(?P<unit>{'|'.join(_NUMBERED_UNITS)})[.\s]\s?(?P<number>\d{{1,2}}[A-Z]?)")
_DIGIT: Final = re.compile(r"\d")


def join_places(names: Sequence[str]) -> list[str]:
    """Return the canonical name of each place, given the names in the article's order."""
    plain = [_plain(name) for name in names]
    featured = {key(rest): name for name in plain if (rest := _FEATURE.sub("", name, count=1)) != name and rest}
    joined = [featured.get(key(name), name) for name in plain]
    first: dict[str, str] = {}
    return [first.setdefault(key(name), name) for name in joined]


def _plain(name: str) -> str:
    """Return the name to show of a place, whatever else the article names."""
    if (known := canonical(_SHORT_COUNTRIES.get(name, name))) != name:
        return known
    bare = _without_unit(name)
    if numbered := _NUMBERED.fullmatch(bare):
        return f"{_NUMBERED_UNITS[numbered['unit']]} {numbered['number']}"
    return canonical(_road(bare) if _DIGIT.search(bare) else bare)


def _road(name: str) -> str:
    """Return the full name of a numbered road, "Quốc lộ 1A" for "QL1A", and any other name as it is."""
    apart = _LETTERS_THEN_DIGITS.sub(" ", name)
    full = expand(apart)
    return full if full != apart else name


def _without_unit(name: str) -> str:
    """Return a name without its kind of unit, except a city that has the name of a province."""
    bare = _UNIT.sub("", name, count=1)
    is_city = bare != name and not _PROVINCE.match(name)
    if is_city and bare not in CENTRAL_CITIES and shipped_gazetteer().has("provinces", bare):
        return expand(name)
    return bare
