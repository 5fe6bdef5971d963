"""Vietnam's provinces through the mergers of 2025, when 63 became 34.

A province that keeps its name is today's and the former one alike: an article of 2016 about Gia Lai is about Gia Lai.
"""

from functools import cache
from pathlib import Path
from typing import Final

from articles.text.phrases import entries
from articles.text.terms import name_key

_FACTS: Final = Path(__file__).parent / "data" / "provinces_2025.txt"


def province_of_today(name: str) -> str:
    """Return the province that a former one is part of now: "Bình Định" -> "Gia Lai"; "" for any other name."""
    return _todays().get(name_key(name), "")


def former_provinces(name: str) -> tuple[str, ...]:
    """Return the provinces that went into one of today's, besides that of its own name: "Gia Lai" -> ("Bình Định",)."""
    return _formers().get(name_key(name), ())


def is_renamed(name: str) -> bool:
    """Tell whether a former province is one of today's by itself, under another name: "Thừa Thiên Huế" is Huế."""
    today = province_of_today(name)
    return bool(today) and name_key(today) not in _merged()


@cache
def _formers() -> dict[str, tuple[str, ...]]:
    return {name_key(today): tuple(one for one in parts if one != today) for today, parts in _lines()}


@cache
def _todays() -> dict[str, str]:
    return {name_key(one): today for today, parts in _lines() for one in parts if one != today}


@cache
def _merged() -> frozenset[str]:
    return frozenset(name_key(today) for today, parts in _lines() if len(parts) > 1)


@cache
def _lines() -> tuple[tuple[str, list[str]], ...]:
    pairs = (entry.split(" = ") for entry in entries(_FACTS))
    return tuple((today, parts.split(" + ")) for today, parts in pairs)
