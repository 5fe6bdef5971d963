"""The mergers of Vietnam's provinces in 2025, when 63 became 34.

A name that a province kept means both the former and today's: an article of 2016 about Gia Lai is about Gia Lai.
"""

from functools import cache
from pathlib import Path
from typing import Final

from articles.text.phrase_lists import entries
from articles.text.terms import name_key

_MERGERS: Final = Path(__file__).parent / "data" / "provinces_2025.txt"


def province_of_today(name: str) -> str:
    """Return the province that a former one is part of now: "Bình Định" -> "Gia Lai"; "" for any other name."""
    return _today_by_former().get(name_key(name), "")


def former_provinces(name: str) -> tuple[str, ...]:
    """Return the provinces merged into one of today's, without its own name: "Gia Lai" -> ("Bình Định",)."""
    return _formers_by_today().get(name_key(name), ())


def is_renamed(name: str) -> bool:
    """Tell whether a former province was only renamed, not merged: "Thừa Thiên Huế" is Huế."""
    today = province_of_today(name)
    return bool(today) and name_key(today) not in _merged_provinces()


@cache
def _formers_by_today() -> dict[str, tuple[str, ...]]:
    return {name_key(today): tuple(one for one in parts if one != today) for today, parts in _mergers()}


@cache
def _today_by_former() -> dict[str, str]:
    return {name_key(one): today for today, parts in _mergers() for one in parts if one != today}


@cache
def _merged_provinces() -> frozenset[str]:
    return frozenset(name_key(today) for today, parts in _mergers() if len(parts) > 1)


@cache
def _mergers() -> tuple[tuple[str, list[str]], ...]:
    pairs = (entry.split(" = ") for entry in entries(_MERGERS))
    return tuple((today, parts.split(" + ")) for today, parts in pairs)
