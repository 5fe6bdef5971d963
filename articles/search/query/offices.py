"""Offices and bodies of a place: chủ tịch Hà Nội is whoever is chủ tịch UBND TP Hà Nội.

Between the office and the place articles write the level of the place, or do not. So an office and a place are one
unit, whether the archive has an entity of that name or not.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Final

from articles.search.query.language.tree import QueryWord, typed_text
from articles.search.query.number_words import Form, fits
from articles.text.normal import fold
from articles.text.phrase_lists import entries
from articles.text.short_forms import DATA, expansions, short_forms, ways_to_write, with_parts_joined
from articles.text.terms import terms

LONGEST_OFFICE: Final = 6


def office_ways(words: Sequence[QueryWord]) -> list[Form]:
    """Return the ways to write an office or body; [] where the words are none. Without marks, any markings count."""
    folded = tuple(word.syllables[0].folded for word in words)
    offices = (way for form, ways in _offices().get(folded, ()) if fits(form, words) for way in ways)
    return list(dict.fromkeys((*offices, *department_ways(words))))


def department_ways(words: Sequence[QueryWord]) -> list[Form]:
    """Return the ways to write a department and what it is for, Sở GTVT; [] where the words are none."""
    if len(words) == 1:
        return []
    heads = _heads_of_departments().get(words[0].syllables[0].folded, ())
    head = next((head for head in heads if fits((head,), words[:1])), "")
    if not head:
        return []
    typed = typed_text(words[1:])
    full = next(iter(expansions(typed)), typed)
    written = [full, *short_forms(full)]
    if len(written) == 1:
        return []
    ways = dict.fromkeys(tuple(terms(way).exact) for one in written for way in (typed, one, with_parts_joined(one)))
    return [(head, *way) for way in ways]


@cache
def _heads_of_departments() -> Mapping[str, tuple[str, ...]]:
    """Return how departments begin, by the folded form."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries(DATA / "heads_of_departments.txt"):
        head = terms(entry).exact[0]
        found[fold(head)] = (*found.get(fold(head), ()), head)
    return found


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
        ways = tuple(tuple(terms(way).exact) for name in entry.split(" = ") for way in ways_to_write(name))
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
