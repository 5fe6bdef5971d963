"""Finds ministries and departments by what they are for: "Bộ Văn hóa, Thể thao và Du lịch", "Sở TN&MT Gia Lai".

The models cut their names where one part joins the next by "và", a comma or a dash. What they are for is a short list.
"""

import re
from collections.abc import Sequence
from typing import Final

from articles.nlp.names.found_names import FoundName
from articles.nlp.rule_words import phrases
from articles.text.letter_classes import UPPER

_JOINT: Final = r"(?:\s*(?:[,&–-]|\bvà\b)\s*|\s)"


def _either(words: str) -> str:
    """Return a regular expression for a list of fields; a comma in the list stands for what may join two parts."""
    longest_first = sorted(phrases(words), key=lambda field: (-len(field), field))
    return "|".join(_JOINT.join(map(re.escape, field.split(", "))) for field in longest_first)


# "cán bộ Công an" and "trụ sở Công an" are no bodies. The letters come before what they must not follow, for speed.
_BODY: Final = re.compile(
    rf"[BbSs][ộở](?<!\w[BbSs].)(?<!cán bộ)(?<!nội bộ)(?<!cơ sở)(?<!trụ sở) (?=[{UPPER}])"
    rf"(?i:{_either('fields_of_bodies')})(?!\w)"
    # The first letter comes before the list, for speed.
    rf"|(?<!\w)(?=[BCHLTVUỦ])(?i:{_either('bodies_of_fields')})(?!\w)(?: (?:của )?Quốc hội| [Tt]rung ương| Việt Nam)?"
)
_BEFORE_PLACE: Final = re.compile(r" (?:(?:tỉnh|thành phố|TP\.?) ?)?")
_CAPITAL: Final = re.compile(rf" [{UPPER}]")


def with_ministries(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found in `text`; a ministry or department of which a part or the place was found is whole."""
    names = list(found)
    for match in _BODY.finditer(text):
        start, end = match.span()
        if not any(name.start <= start and end <= name.end for name in names):
            names = _with_body(text, names, start, end)
    return sorted(names, key=lambda name: name.start)


def ministries(text: str) -> list[FoundName]:
    """Return the ministries and departments in `text` that no further capital follows."""
    spans = (match.span() for match in _BODY.finditer(text))
    return [FoundName(start, end, "organization") for start, end in spans if not _CAPITAL.match(text, end)]


def is_ministry(form: str) -> bool:
    """Tell whether a form is the name of a ministry or department without its place."""
    return _BODY.fullmatch(form) is not None


def _with_body(text: str, names: Sequence[FoundName], start: int, end: int) -> list[FoundName]:
    """Return the names with the body between two offsets in the stead of those that it overlaps."""
    cut = [name for name in names if name.start < end and start < name.end]
    bodies = [name for name in cut if name.kind == "organization"]
    start = min([start, *(name.start for name in bodies)])
    end = max([end, *(name.end for name in bodies)])
    others = [name for name in names if name not in cut]
    place = next((name for name in others if name.kind == "place" and _is_of(text, end, name)), None)
    if place:
        others.remove(place)
    elif not cut:
        return list(names)
    return [*others, FoundName(start, place.end if place else end, "organization")]


def _is_of(text: str, end: int, place: FoundName) -> bool:
    """Tell whether a place belongs to the body that ends at `end`: "Sở Y tế tỉnh Gia Lai"."""
    return end < place.start and _BEFORE_PLACE.fullmatch(text, end, place.start) is not None
