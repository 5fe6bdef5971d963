"""Makes the names of a series agree: "các phường Thới Hoà, Châu Văn Liêm" are places, "Hà, Vi và Kiên" people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from articles.nlp.names.found_names import FoundName
from articles.nlp.names.gazetteer import ALL_SITES, shipped_gazetteer
from articles.nlp.rule_words import either

_BETWEEN: Final = frozenset({", ", " và ", " cùng ", " - ", " – "})
_SEVERAL_PLACES: Final = re.compile(
    rf"(?<!\w)(?:các|những|hai|ba|nhiều) {either('sure_place_heads')}\s$", re.IGNORECASE
)
_REACH: Final = 24


def with_series(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found in `text`: those of a series of places are places, what most are people is a person.

    A place that a list has stays one: "Nguyễn Văn Nam, Lê Văn Sơn và Hà Nội".
    """
    return [name for series in _series(text, found) for name in _agreeing(text, series)]


def _series(text: str, found: Sequence[FoundName]) -> Iterator[list[FoundName]]:
    """Yield the names in groups; those of a group stand side by side, with a comma, a dash or "và" between."""
    series: list[FoundName] = []
    for name in found:
        if series and text[series[-1].end : name.start] not in _BETWEEN:
            yield series
            series = []
        series.append(name)
    if series:
        yield series


def _agreeing(text: str, series: list[FoundName]) -> list[FoundName]:
    people = sum(name.kind == "person" for name in series)
    if people and _SEVERAL_PLACES.search(text[max(0, series[0].start - _REACH) : series[0].start]):
        return [replace(name, kind="place") if name.kind == "person" else name for name in series]
    if people * 2 <= len(series):
        return series
    return [replace(name, kind="person") if _is_unlisted_place(text, name) else name for name in series]


def _is_unlisted_place(text: str, name: FoundName) -> bool:
    form = text[name.start : name.end]
    return name.kind == "place" and not shipped_gazetteer().has_any(ALL_SITES, form)
