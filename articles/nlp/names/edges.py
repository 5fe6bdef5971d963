"""Corrects where names begin and end, by rules of newspaper style too rare for the models to learn."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from articles.nlp.names.found_names import FoundName
from articles.nlp.names.gazetteer import SITES, shipped_gazetteer
from articles.nlp.names.loose_ends import (
    with_city,
    with_first_words,
    with_rest_of_word,
    within_sentence,
    without_loose_end,
    without_loose_start,
)
from articles.nlp.rule_words import either, phrases
from articles.text.syllables import is_unmarked_syllable

_ARROW: Final = re.compile(r"\s*→\s*")
_DASH: Final = re.compile(r"\s+[-–]\s+")
_KOREAN: Final = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")
# The last syllable of a Korean's name, set apart ("Kim Jong - nam"), and not a word that continues the sentence.
_LAST_SYLLABLE: Final = re.compile(rf" ?- ?(?!{either('words_after_dash')}\b)[a-z]{{2,5}}\b")
# Between two organisations, one of which acts with or upon the other.
_ACTS: Final = re.compile(rf"(?:;| {either('joint_acts')}|(?<!ngoại) giao) (?=[^\W\d_])", re.IGNORECASE)
_YOUTH_TEAM: Final = re.compile(r"\bU\s?\d{2}\s$")
# Bodies whose name continues with their place, perhaps after the kind of unit: "huyện uỷ Hoài Ân", "công an xã Phú An".
_BODY_OF_PLACE: Final = re.compile(
    rf"(?<!\w){either('bodies_of_places')}(?: {either('units_of_bodies')})?\s$", re.IGNORECASE
)
_BODY_OF_A_PERSON: Final = re.compile(rf"(?<!\w){either('bodies_of_people')}\s$", re.IGNORECASE)
# Between such a body and the unit of its place: "Viện kiểm sát nhân dân (VKSND) tỉnh Gia Lai".
_SHORT_FORM_BESIDE: Final = re.compile(rf" \([A-ZĐ&]{{2,8}}\)(?: {either('units_of_bodies')})? ", re.IGNORECASE)
_BODY_OF_A_PLACE: Final = re.compile(rf"{either('bodies_of_places')}", re.IGNORECASE)
_REACH: Final = 40
_REACH_OF_COMPANY: Final = 100
# A name that ends in such a word continues with the name that follows.
_UNFINISHED: Final = re.compile(rf"(?:.*\s)?{either('unfinished_names')}")
_COMPANY_HEAD: Final = rf"(?:(?:tổng )?công ty|CTCP|Cty)(?:,? {either('company_words')})"
_COMPANY_MARKS: Final = ("ông ty", "ÔNG TY", "CTCP", "Cty")
# A company up to its name proper: "Công ty cổ phần đầu tư".
UNNAMED_COMPANY: Final = re.compile(rf"{_COMPANY_HEAD}*", re.IGNORECASE)
_COMPANY_BEFORE: Final = re.compile(rf"(?<!\w){_COMPANY_HEAD}+\s$", re.IGNORECASE)
_COMPANY_WORDS: Final = re.compile(rf"(?:,? {either('company_words')})* ", re.IGNORECASE)
_EMBASSY: Final = re.compile(rf"{either('embassies')}\b", re.IGNORECASE)
# Syllables of a person in the name of a body; a longer one is its head: "trưởng văn phòng luật sư Vũ Gia Minh".
_LONGEST_OF_A_BODY: Final = 2
_BETWEEN: Final = re.compile(r" (?:chuyên |Chuyên )?")
_PARTICLES: Final = phrases("name_particles")
_AT: Final = " tại "
# Syllables of the first half of a place with two names: "Thừa Thiên" - "Huế".
_LONGEST_HALF: Final = 2


def with_edges(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found in `text`, in order; names with impossible edges are cut, joined or divided."""
    whole = (with_first_words(text, with_city(text, with_rest_of_word(text, name))) for name in found)
    parts = [_stripped(text, part) for name in whole for part in _divided(text, name)]
    ends = [0, *(part.end for part in parts)]
    names = (_lengthened(text, part, after) for part, after in zip(parts, ends, strict=False))
    return list(_joined(text, names))


def _stripped(text: str, name: FoundName) -> FoundName:
    """Return a name without marks at its edges and without words of the sentence after it.

    A person's (unless Korean) loses a lower-case word after a dash.
    """
    name = without_loose_start(text, name)
    form = within_sentence(without_loose_end(text[name.start : name.end]), name.kind)
    first, *rest = _DASH.split(form)
    if name.kind == "person" and len(rest) == 1 and rest[0].islower() and not _is_korean(first):
        form = first
    return replace(name, end=name.start + len(form)) if form else name


def _divided(text: str, name: FoundName) -> list[FoundName]:
    """Return two people for "Djokovic - Vinolas", not for "Jean - Luc Melenchon"; two organisations if one acts.

    A way of several places ("đường A → đường B") has each of them, a name written twice in a row is there twice.
    """
    form = text[name.start : name.end]
    if _ARROW.search(form):
        return _cut(name, form, _ARROW)
    words = form.split(" ")
    half = len(words) // 2
    if half > 1 and words[:half] == words[half:]:
        middle = name.start + len(" ".join(words[:half]))
        return [replace(name, end=middle), replace(name, start=middle + 1)]
    act = _ACTS.search(form) if name.kind == "organization" else None
    rest = form[act.end() :] if act else ""
    if act and rest[0].isupper() and shipped_gazetteer().head_of("organization_heads", rest):
        return [replace(name, end=name.start + act.start()), replace(name, start=name.start + act.end())]
    parts = _DASH.split(form)
    if not _are_two_people(parts, name):
        return [name]
    first, second = (replace(name, kind="person") for _ in parts)
    return [replace(first, end=name.start + len(parts[0])), replace(second, start=name.end - len(parts[1]))]


def _are_two_people(parts: Sequence[str], name: FoundName) -> bool:
    """Tell whether the parts around a dash are two people, surely or, in what is no person, by their surnames."""
    if len(parts) != 2 or len(parts[0].split()) != len(parts[1].split()) or parts[1].islower():
        return False
    return name.kind == "person" or (name.kind == "organization" and all(map(_is_vietnamese_name, parts)))


def _is_vietnamese_name(form: str) -> bool:
    surname, *given = form.split()
    syllables = all(word.istitle() and is_unmarked_syllable(word) for word in (surname, *given))
    lists = shipped_gazetteer()
    return bool(given) and syllables and lists.has("surnames", surname) and not lists.has_any(SITES, form)


def _cut(name: FoundName, form: str, separator: re.Pattern[str]) -> list[FoundName]:
    """Return the parts of a name between separators."""
    edges = [0, *(at for match in separator.finditer(form) for at in match.span()), len(form)]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return [replace(name, start=name.start + start, end=name.start + end) for start, end in spans if start < end]


def _lengthened(text: str, name: FoundName, after: int) -> FoundName:
    """Return a Korean's name with its last syllable, and a place's or person's with the team or body named after them.

    The name is extended no further back than `after`, the end of the name before.
    """
    form = text[name.start : name.end]
    if name.kind == "person" and _is_korean(form) and (rest := _LAST_SYLLABLE.match(text, name.end)):
        return replace(name, end=rest.end())
    before = text[max(after, name.start - _REACH) : name.start].rpartition("\n")[2]
    head = _YOUTH_TEAM.search(before) or _BODY_OF_PLACE.search(before) if name.kind == "place" else None
    if name.kind == "person" and len(form.split()) <= _LONGEST_OF_A_BODY:
        head = _BODY_OF_A_PERSON.search(before)
    if head is None and form[:1].isupper() and not shipped_gazetteer().has("countries", form):
        before = text[max(after, name.start - _REACH_OF_COMPANY) : name.start].rpartition("\n")[2]
        head = _COMPANY_BEFORE.search(before) if any(mark in before for mark in _COMPANY_MARKS) else None
    return FoundName(name.start - len(head[0]), name.end, "organization") if head else name


def _is_korean(form: str) -> bool:
    return bool(_KOREAN.fullmatch(form)) and shipped_gazetteer().has("surnames", form.split()[0])


def _joined(text: str, names: Iterable[FoundName]) -> Iterator[FoundName]:
    """Yield the names; a name that continues with the next one is joined to it."""
    waiting: FoundName | None = None
    for name in names:
        if waiting and _goes_on(text, waiting, name):
            waiting = replace(waiting, end=name.end)
            continue
        if waiting:
            yield waiting
        waiting = name
    if waiting:
        yield waiting


def _lacks_given_name(form: str, text: str, rest: FoundName) -> bool:
    """Tell whether a Vietnamese name continues with a single syllable beside it: "Phan Văn Anh" "Vũ"."""
    last = text[rest.start : rest.end]
    return shipped_gazetteer().has("surnames", form.split()[0]) and " " not in last and is_unmarked_syllable(last)


def _is_of_two_countries(body: str, country: str) -> bool:
    """Tell whether the name of a body ends in a country, and goes on with another: "Hội hữu nghị Việt Nam - Lào"."""
    lists, words = shipped_gazetteer(), body.split(" ")
    endings = (" ".join(words[-length:]) for length in (1, 2) if len(words) > length)
    return lists.has("countries", country) and any(lists.has("countries", ending) for ending in endings)


def _is_of_two_places(form: str, second: str) -> bool:
    """Tell whether a name ends in the first half of a place's: "Vườn quốc gia Phong Nha" before "Kẻ Bàng"."""
    words = form.split(" ")
    halves = (" ".join(words[-length:]) for length in range(1, min(_LONGEST_HALF, len(words)) + 1))
    return any(shipped_gazetteer().has_any(("provinces", "landmarks"), f"{half} - {second}") for half in halves)


def _goes_on(text: str, first: FoundName, second: FoundName) -> bool:
    between = text[first.end : second.start]
    form = text[first.start : first.end]
    if first.kind == second.kind == "person":
        return between == " " and (form.split()[-1].lower() in _PARTICLES or _lacks_given_name(form, text, second))
    if second.kind == "place" and _DASH.fullmatch(between) and _is_of_two_places(form, text[second.start : second.end]):
        return True
    if first.kind != "organization" or (between == _AT and second.kind != "place"):
        return False
    if UNNAMED_COMPANY.fullmatch(form) and _COMPANY_WORDS.fullmatch(between):
        return True
    if _DASH.fullmatch(between):
        return second.kind == "place" and _is_of_two_countries(form, text[second.start : second.end])
    if between == _AT:
        return bool(_EMBASSY.match(form))
    if second.kind == "place" and _BODY_OF_A_PLACE.fullmatch(form) and _SHORT_FORM_BESIDE.fullmatch(between):
        return True
    return bool(_BETWEEN.fullmatch(between)) and bool(_UNFINISHED.fullmatch(form))
