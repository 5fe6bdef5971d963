"""Offices and bodies of a place: chủ tịch Hà Nội is whoever is chủ tịch UBND TP Hà Nội.

Between the office and the place articles write the level of the place, or do not. So an office and a place are one
unit, whether the archive has an entity of that name or not.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.search.query.number_words import Form, fits
from articles.text.normal import fold
from articles.text.phrase_lists import entries
from articles.text.short_forms import DATA
from articles.text.terms import terms

LONGEST_OFFICE: Final = 6


def office_ways(words: Sequence[QueryWord]) -> list[Form]:
    """Return the ways to write an office or body; [] where the words are none. Without marks, any markings count."""
    folded = tuple(word.syllables[0].folded for word in words)
    return list(dict.fromkeys(way for form, ways in _offices().get(folded, ()) if fits(form, words) for way in ways))


def is_level(words: Sequence[QueryWord]) -> bool:
    """Tell whether words are the level of a place: thành phố, TP."""
    folded = tuple(word.syllables[0].folded for word in words)
    return any(fits(level, words) for level in _folded_levels().get(folded, ()))


def office_forms(offices: Sequence[Form], places: Sequence[Form]) -> Iterator[Form]:
    """Yield the ways to write an office or body with its place, which has its level before it or not."""
    for office, place in product(offices, places):
        yield (*office, *place)


@cache
def _offices() -> Mapping[Form, tuple[tuple[Form, tuple[Form, ...]], ...]]:
    """Return for each folded way to write an office the marked way and all ways to write the same."""
    found: dict[Form, tuple[tuple[Form, tuple[Form, ...]], ...]] = {}
    for entry in entries(DATA / "offices.txt"):
        ways = tuple(tuple(terms(way).exact) for way in entry.split(" = "))
        for way in ways:
            folded = tuple(map(fold, way))
            found[folded] = (*found.get(folded, ()), (way, ways))
    return found


@cache
def levels() -> tuple[Form, ...]:
    """Return the ways to write the level of a place."""
    return tuple(tuple(terms(level).exact) for level in entries(DATA / "levels.txt"))


@cache
def _folded_levels() -> Mapping[Form, tuple[Form, ...]]:
    """Return the ways to write the level of a place, by their folded form."""
    found: dict[Form, tuple[Form, ...]] = {}
    for level in levels():
        folded = tuple(map(fold, level))
        found[folded] = (*found.get(folded, ()), level)
    return found
