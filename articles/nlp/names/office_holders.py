"""Separates office holders from their bodies: "Bộ Ngoại giao Bùi Thanh Sơn" is a ministry and a person."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from articles.nlp.names.found_names import FoundName
from articles.nlp.names.gazetteer import ALL_SITES, shipped_gazetteer
from articles.nlp.names.ministries import is_ministry
from articles.nlp.rule_words import either
from articles.text.syllables import is_unmarked_syllable

_PUBLIC_BODY: Final = re.compile(rf"{either('public_bodies')}\b", re.IGNORECASE)
_NAMED_AFTER_PEOPLE: Final = re.compile(rf"\b{either('named_after_people')}$")
_LENGTHS: Final = (4, 3, 2)
_COUNTRY_LENGTHS: Final = (1, 2, 3)
# Shorter names, unless a whole ministry stands before them, and names after a capital are a person's only if the
# article names that person elsewhere.
_SURE_FROM: Final = 3
_LANDS: Final = ("countries", "regions")


def without_holders(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found; a public body that ends in a person's name is cut in two."""
    people = {text[name.start : name.end] for name in found if name.kind == "person"}
    return [part for name in found for part in _parts(text, name, people)]


def _parts(text: str, name: FoundName, people: set[str]) -> Iterable[FoundName]:
    words = text[name.start : name.end].split(" ")
    if name.kind != "organization" or not _PUBLIC_BODY.match(text, name.start, name.end):
        return [name]
    for length in _LENGTHS:
        body, person = " ".join(words[:-length]), " ".join(words[-length:])
        if not body or _NAMED_AFTER_PEOPLE.search(body):
            continue
        if person in people or _is_holder(words, length) or _is_foreign_holder(body, words[-length:]):
            after = name.start + len(body)
            return [FoundName(name.start, after, name.kind), FoundName(after + 1, name.end, "person")]
    return [name]


def _is_foreign_holder(body: str, name: Sequence[str]) -> bool:
    """Tell whether the last words are a foreign name, after a listed organisation or the body of a country."""
    lists = shipped_gazetteer()
    is_foreign = all(word[:1].isupper() and not word.isupper() and not is_unmarked_syllable(word) for word in name)
    words = body.split(" ")
    endings = [" ".join(words[-length:]) for length in _COUNTRY_LENGTHS]
    ends_in_land = any(lists.has_any(_LANDS, ending) for ending in endings)
    return is_foreign and (lists.has("organizations", body) or ends_in_land)


def _is_holder(words: Sequence[str], length: int) -> bool:
    """Tell whether the last words are a full Vietnamese name, after a lower-case word."""
    lists = shipped_gazetteer()
    before, surname, *given = words[-length - 1 :]
    return (
        (length >= _SURE_FROM or is_ministry(" ".join(words[:-length])))
        and before.islower()
        and all(word[:1].isupper() for word in (surname, *given))
        and lists.has("surnames", surname)
        and all(is_unmarked_syllable(word) for word in given)
        and not lists.has_any(ALL_SITES, " ".join((surname, *given)))
    )
