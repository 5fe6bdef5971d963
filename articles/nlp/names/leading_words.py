"""What was taken for the beginning of a name: the title of a person, an office, the rest of a word."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.gazetteer import GOVERNED, shipped_gazetteer
from articles.nlp.rule_words import either, phrases

_PERSON_TITLE: Final = re.compile(rf"(?:{either('titles_of_people')} )+(?=\w)")
_OFFICE: Final = re.compile(rf"(?:{either('offices_of_bodies')} )+(?=\w)")
_REST_OF_WORD: Final = tuple(word.split(" ", 1) for word in sorted(phrases("words_before_names")))
_ADDRESS: Final = frozenset(form.capitalize() for form in phrases("forms_of_address"))
_SENTENCE_START: Final = re.compile(r"(?:^|[\n.!?:“\"…–-])\s*$")


def without_leading_words(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found in `text`, without titles, offices and rests of words at their beginning.

    "NSND Tự Long" is the person Tự Long, "Thủ trưởng Cơ quan CSĐT" a body, "cán bộ Sở Y tế" is no "bộ Sở Y tế".
    """
    people = {text[name.start : name.end] for name in found if name.kind == "person"}
    return [_addressed(text, _without_title(text, name), people) for name in found]


def _without_title(text: str, name: FoundName) -> FoundName:
    for first, rest in _REST_OF_WORD:
        if text.startswith(f"{rest} ", name.start) and text.endswith(f"{first} ", 0, name.start):
            name = replace(name, start=min(name.start + len(rest) + 1, name.end - 1))
    if title := _PERSON_TITLE.match(text, name.start, name.end):
        return FoundName(title.end(), name.end, _kind_of_titled(text[title.end() : name.end], name.kind))
    office = _OFFICE.match(text, name.start, name.end) if name.kind == "organization" else None
    return replace(name, start=office.end()) if office else name


def _kind_of_titled(form: str, kind: NameKind) -> NameKind:
    """Return the kind of what follows a title: "HLV Nhật Bản" and "PV Dân Việt" are no people."""
    lists = shipped_gazetteer()
    if lists.has_any(GOVERNED, form):
        return "place"
    if lists.has_any(("organizations", "organizations_in_news"), form) or form.isupper():
        return kind
    return "person"


def _addressed(text: str, name: FoundName, people: set[str]) -> FoundName:
    """Return "Tâm" for "Anh Tâm" at the start of a sentence in an article that names Tâm elsewhere."""
    title, _, rest = text[name.start : name.end].partition(" ")
    if name.kind != "person" or title not in _ADDRESS or rest not in people:
        return name
    whole = f"{title} {rest}"
    is_given = any(form != whole and form.endswith(f" {whole}") for form in people)
    starts = _SENTENCE_START.search(text[max(0, name.start - 3) : name.start])
    return name if is_given or not starts else replace(name, start=name.start + len(title) + 1)
