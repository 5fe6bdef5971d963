"""Corrects the kind of a name by the words beside it: "phường Võ Văn Kiệt" is a place, "Mỹ Tâm (36 tuổi)" a person."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.gazetteer import AREAS, shipped_gazetteer
from articles.nlp.rule_words import either, phrases
from articles.text.short_forms import expansions
from articles.text.syllables import is_unmarked_syllable

_REACH: Final = 24
_UNIT: Final = re.compile(either("bare_units", "feature_heads"), re.IGNORECASE)
# "nổi tiếng" is famous, "lên tiếng" speaks up.
_OF_ANOTHER_THING: Final = re.compile(rf"(?<!\w)(?<!nổi )(?<!lên ){either('other_thing_heads')}\s$", re.IGNORECASE)
_OF_A_TREATY: Final = re.compile(rf"(?<!\w){either('treaty_heads')}\s$", re.IGNORECASE)
_TITLES: Final = phrases("titles_of_people") - {"MC", "PV", "TS"}
_VESSEL: Final = re.compile(rf"(?<!\w){either('kinds_of_vessels')}\s$", re.IGNORECASE)
_PAPER: Final = re.compile(rf"(?<!\w){either('kinds_of_papers')}\s[“\"'‘]?$", re.IGNORECASE)
_COMMON_WORD: Final = re.compile(rf"{either('words_that_begin_like_names')}(?!\w)")
_CLAUSE: Final = re.compile(r"(?:Chương|Khoản|Mục|Điểm|Điều) (?:\d{1,3}|[a-zđ])")
_CONFERENCE: Final = re.compile(r"COP\s?\d{1,2}")
# "ông xã" and "bà xã" are spouses, "yêu cầu" asks.
_PLACE_HEAD: Final = re.compile(
    rf"(?<!\w)(?<!bà )(?<!ông )(?<!yêu )(?<!nhu ){either('sure_place_heads')}\s$", re.IGNORECASE
)
_CALLING: Final = re.compile(rf"(?<!\w){either('forms_of_address', 'callings')}\s$", re.IGNORECASE)
_AGE: Final = re.compile(r"\s?[(,]\s?(?:\d{1,3} tuổi|SN\b|sinh năm)", re.IGNORECASE)
# After an author's name: nothing, or where the report is from.
_END_OF_TEXT: Final = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?\Z")
# Behind a person's name: "Nguyễn Thanh Hoá, cựu Thiếu tướng".
_WAS: Final = re.compile(r"\s?(?:[,(]|[-–])\s?(?:cựu|nguyên)\s")
# Syllables of a full name after the surname.
_GIVEN: Final = (2, 3)


def with_neighbours(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found in `text`, with kinds by the words beside them, without what is no name."""
    return [_with_kind(text, name) for name in found if not _is_no_name(text, name)]


def said_kind(text: str, name: FoundName) -> NameKind | None:
    """Return the kind that the word before a name says, whatever else is called so: "báo", "phường" Tiền Phong."""
    before, form = _before(text, name), text[name.start : name.end]
    if _PAPER.search(before) and not _is_listed(form):
        return "organization"
    is_body = name.kind == "organization" and shipped_gazetteer().head_of("organization_heads", form)
    return "place" if _PLACE_HEAD.search(before) and not is_body else None


def _with_kind(text: str, name: FoundName) -> FoundName:
    before, form = _before(text, name), text[name.start : name.end]
    if said := said_kind(text, name):
        return replace(name, kind=said)
    if name.kind != "place" and any(_is_listed(full) for full in expansions(form)[:1]):
        return replace(name, kind="place")
    if name.kind != "place":
        return name
    is_bearer = _AGE.match(text, name.end) or (
        not _is_listed(form) and (_CALLING.search(before) or _is_holder(text, name))
    )
    is_bearer = is_bearer or _is_byline(text, name) or (not _is_listed(form) and _is_emigrant(form))
    if is_bearer or (_WAS.match(text, name.end) and _is_full_name(form)):
        return replace(name, kind="person")
    return name


def _is_emigrant(form: str) -> bool:
    """Tell whether a Vietnamese family name follows a foreign given name: "Jennifer Phạm"."""
    given, _, surname = form.partition(" ")
    is_foreign = given.isalpha() and given.istitle() and not is_unmarked_syllable(given)
    return (
        is_foreign and shipped_gazetteer().has("surnames", surname) and not shipped_gazetteer().has("surnames", given)
    )


def _is_byline(text: str, name: FoundName) -> bool:
    """Tell whether a name of two words or more ends the text in a line of its own, and is no country or province."""
    form = text[name.start : name.end]
    is_alone = text[name.start - 1 : name.start] == "\n" and _END_OF_TEXT.match(text, name.end)
    is_land = shipped_gazetteer().has_any(("countries", "provinces"), form)
    return bool(is_alone) and " " in form and not is_land


def _is_holder(text: str, name: FoundName) -> bool:
    """Tell whether a full Vietnamese name follows an office, body or country: "Phó thủ tướng Trương Hoà Bình"."""
    lists = shipped_gazetteer()
    before = _before(text, name).rpartition("\n")[2].split()
    endings = (" ".join(before[-length:]) for length in range(1, 4))
    known = phrases("ends_of_offices")
    is_title = any(lists.has("titles", ending) or ending.lower() in known for ending in endings)
    return is_title and _is_full_name(text[name.start : name.end])


def _is_full_name(form: str) -> bool:
    surname, *given = form.split()
    is_known = shipped_gazetteer().has("surnames", surname)
    return is_known and len(given) in _GIVEN and all(map(is_unmarked_syllable, given))


def _is_listed(form: str) -> bool:
    return shipped_gazetteer().has_any(AREAS, form)


def _is_no_name(text: str, name: FoundName) -> bool:
    """Tell whether a form is no name of its kind: a language, ship or treaty, or a short common noun such as "HS"."""
    form = text[name.start : name.end]
    if form in _TITLES or _CONFERENCE.fullmatch(form) or _OF_A_TREATY.search(_before(text, name)):
        return True
    if name.kind == "organization":
        return any(full.islower() for full in expansions(form)[:1])
    if _is_cut_from_word(text, name):
        return True
    if name.kind == "place" and (_CLAUSE.fullmatch(form) or shipped_gazetteer().has("other_names", form)):
        return True
    is_unit = name.kind == "place" and _UNIT.fullmatch(form)
    is_addressed = name.kind == "person" and _CALLING.search(_before(text, name))
    is_unit = is_unit or (name.kind == "person" and len(form) > len("Q.") and _UNIT.fullmatch(form))
    is_vessel = _VESSEL.search(_before(text, name)) and not shipped_gazetteer().has("countries", form)
    return bool((is_unit and not is_addressed) or is_vessel or _OF_ANOTHER_THING.search(_before(text, name)))


def _is_cut_from_word(text: str, name: FoundName) -> bool:
    """Tell whether a name is the first syllable of a common word: "Pháp luật", "Trung tâm"."""
    is_begun = _COMMON_WORD.match(text, name.start) is not None and " " not in text[name.start : name.end]
    return is_begun and not _CALLING.search(_before(text, name))


def _before(text: str, name: FoundName) -> str:
    return text[max(0, name.start - _REACH) : name.start]
