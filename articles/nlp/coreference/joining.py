"""Joins the names of an article: a later "ông Ngọc" is the "Hà Kim Ngọc" named before."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from articles.nlp.coreference.organizations import join_organizations
from articles.nlp.coreference.people import join_people
from articles.nlp.coreference.places import join_places
from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.introductions import introductions
from articles.nlp.rule_words import either
from articles.text.syllables import is_unmarked_syllable

Join = Callable[[Sequence[str]], list[str]]


_HEAD_OF_PLACE: Final = re.compile(rf"(?<!\w){either('heads_of_short_places')}\s$")
_REACH: Final = 6


def unify(text: str, found: Sequence[FoundName]) -> list[str]:
    """Return the canonical name, within the article, of each name found in its text."""
    introduced: dict[NameKind, dict[str, str]] = {"person": {}, "organization": {}}
    for other, one in introductions(text, found):
        introduced[one.kind][text[other.start : other.end]] = text[one.start : one.end]
    names = [_head_of_place(text, name) + " ".join(text[name.start : name.end].split()) for name in found]

    def join(kind: NameKind, joined: Join) -> list[str]:
        at_places = [at for at, name in enumerate(found) if name.kind == kind]
        ones = joined([names[at] for at in at_places])
        for at, one in zip(at_places, ones, strict=True):
            names[at] = one
        return ones

    join("person", lambda people: join_people(people, introduced["person"]))
    places = join("place", join_places)
    join("organization", lambda bodies: join_organizations(bodies, introduced["organization"], places))
    return names


def _head_of_place(text: str, name: FoundName) -> str:
    """Return the word that a place of one syllable needs before it, with a space; "" where it needs none."""
    head = _HEAD_OF_PLACE.search(text[max(0, name.start - _REACH) : name.start])
    is_short = name.kind == "place" and is_unmarked_syllable(text[name.start : name.end])
    return " ".join(head[0].split()) + " " if head and is_short else ""
