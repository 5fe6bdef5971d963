"""Makes the names found in an article agree: one kind for each name, and every occurrence found."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from articles.nlp.names.edges import with_edges
from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.gazetteer import GOVERNED, shipped_gazetteer
from articles.nlp.names.introductions import introductions
from articles.nlp.names.leading_words import without_leading_words
from articles.nlp.names.ministries import ministries, with_ministries
from articles.nlp.names.name_context import said_kind, with_neighbours
from articles.nlp.names.occurrences import occurrences
from articles.nlp.names.office_holders import without_holders
from articles.nlp.names.series import with_series
from articles.nlp.rule_words import either, phrases
from articles.text.letter_classes import UPPER
from articles.text.syllables import is_unmarked_syllable

_SHORTEST: Final = 2
_REACH: Final = 20
_TITLES: Final = frozenset(form.capitalize() for form in (*phrases("forms_of_address"), "cụ"))
# Roads and units that have a number for a name: "QL1A", "thôn 12". Numbers are sought, being rarer than words.
_NUMBER: Final = re.compile(r"(?P<digits>\d+)[A-Z]?(?![\w/]|[.,]\d)")
_ROAD: Final = re.compile(r"(?<!\w)(?:QL|TL|ĐT|HL|[Qq]uốc lộ|[Tt]ỉnh lộ) ?$")
_UNIT: Final = re.compile(rf"(?<!\w){either('numbered_units')} $")
_LONGEST_UNIT_NUMBER: Final = 2
# A department and its place.
_DEPARTMENT: Final = re.compile(
    rf"(?P<body>{either('departments')} .+?)(?: (?:tỉnh|thành phố|TP\.?|huyện|quận))? (?P<place>[{UPPER}].*)"
)
_ADDRESS: Final = re.compile(rf"(?<!\w)(?:{either('forms_of_address')}|cụ|cháu|bé|thầy)\s$", re.IGNORECASE)
# A name is added at all its occurrences if the models found it at one in so many of them.
_DOUBTFUL: Final = 3
_IN_A_LIST: Final = frozenset({", ", " và ", " cùng "})
_WORD_BEFORE: Final = re.compile(r"\w+(?=[^\S\n]$)")

Kinds = dict[str, Counter[NameKind]]


def agree(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names of a text, with names added and kinds changed as the rest of the article calls for."""
    found = with_neighbours(text, with_ministries(text, with_edges(text, found)))
    found = with_series(text, without_holders(text, without_leading_words(text, found)))
    kinds = _kinds(text, found)
    agreed = [replace(name, kind=_kind(text, name, kinds[text[name.start : name.end]])) for name in found]
    agreed = _with_countries(text, _with_people(text, agreed))
    introduced = [short for short, _ in introductions(text, agreed)]
    with_short = _with([*introduced, *_numbered(text)], agreed)
    explained = {text[short.start : short.end] for short in introduced}
    throughout = _with(_occurrences(text, _kinds(text, with_short), explained), with_short)
    throughout = _with([*_bodies_without_place(text, throughout), *ministries(text)], throughout)
    return _with(_called(text, throughout), throughout)


def _numbered(text: str) -> Iterator[FoundName]:
    """Yield the roads and units that have a number for a name."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        is_short = len(match["digits"]) <= _LONGEST_UNIT_NUMBER
        head = _ROAD.search(before) or (_UNIT.search(before) if is_short else None)
        if head:
            yield FoundName(match.start() - len(head[0]), match.end(), "place")


def _kinds(text: str, found: Sequence[FoundName]) -> Kinds:
    kinds: Kinds = defaultdict(Counter)
    for name in found:
        kinds[text[name.start : name.end]][name.kind] += 1
    return kinds


def _kind(text: str, name: FoundName, kinds: Counter[NameKind]) -> NameKind:
    """Return the kind that the word before a name says, else that of most occurrences, its own if there is no majority.

    "Phường Tiền Phong" stays a place in an article of the newspaper Tiền Phong.
    """
    if said := said_kind(text, name):
        return said
    common, times = kinds.most_common(1)[0]
    return common if times * 2 > kinds.total() else name.kind


def _with_people(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found, changed to people where the rest of the article shows that they are.

    "Em Đức" is not the country Germany in an article that names a Phạm Văn Đức, nor is Kenji Tamura a place if "ông
    Tamura" is a person.
    """
    people = [text[name.start : name.end].split() for name in found if name.kind == "person"]
    alone = {parts[0] for parts in people if len(parts) == 1}
    addressed = {text[name.start : name.end] for name in found if _ADDRESS.search(_before(text, name.start))}
    addressed.update(text[name.start : name.end] for name in _beside_people(text, found))
    called = addressed & {parts[-1] for parts in people if len(parts) > 1}
    called |= {part for parts in people if len(parts) > 1 for part in parts if _is_foreign(part)}
    return [
        replace(name, kind="person") if _is_person(text[name.start : name.end], called, alone) else name
        for name in found
    ]


def _beside_people(text: str, found: Sequence[FoundName]) -> Iterator[FoundName]:
    """Yield the names that stand in one list with a person: "Nghĩa và Nhật"."""
    for first, second in pairwise(found):
        if (first.kind == "person") != (second.kind == "person") and text[first.end : second.start] in _IN_A_LIST:
            yield second if first.kind == "person" else first


def _with_countries(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found; a person with a country's name, no part of a full name, becomes a place: "sao Việt"."""
    people = [text[name.start : name.end].split() for name in found if name.kind == "person"]
    parts = {part for name in people if len(name) > 1 for part in name}
    return [
        replace(name, kind="place") if name.kind == "person" and _is_country(text, name, parts) else name
        for name in found
    ]


def _is_country(text: str, name: FoundName, parts: set[str]) -> bool:
    form = text[name.start : name.end]
    is_name = form in parts or _ADDRESS.search(_before(text, name.start)) or _is_beside_capital(text, name)
    return shipped_gazetteer().has("countries", form) and not is_name


def _is_person(name: str, called: set[str], alone: set[str]) -> bool:
    parts = name.split()
    return name in called or (len(parts) > 1 and all(map(_is_foreign, parts)) and parts[-1] in alone)


def _is_foreign(part: str) -> bool:
    """Tell whether a part of a name is neither a Vietnamese syllable nor a place."""
    return part[:1].isupper() and not part.isupper() and not is_unmarked_syllable(part) and not _is_place(part)


def _with(more: Sequence[FoundName], found: Sequence[FoundName]) -> list[FoundName]:
    """Return the names found, and those of `more` that overlap none of them, in order."""
    names = list(found)
    covered = {at for name in found for at in range(name.start, name.end)}
    for name in more:
        if covered.isdisjoint(range(name.start, name.end)):
            names.append(name)
            covered.update(range(name.start, name.end))
    return sorted(names, key=lambda name: name.start)


def _occurrences(text: str, kinds: Kinds, explained: set[str]) -> list[FoundName]:
    """Return every occurrence in `text` of the names that are unmistakable, in order.

    `explained` are the names that the text introduces as short for another.
    """
    names = list(filter(_is_unmistakable, kinds))
    spans = [(start, end, text[start:end]) for start, end in occurrences(text, names)]
    times = Counter(name for *_, name in spans)
    sure = {name for name in names if name in explained or kinds[name].total() * _DOUBTFUL >= times[name]}
    more = [FoundName(start, end, kinds[name].most_common(1)[0][0]) for start, end, name in spans if name in sure]
    return [replace(name, kind=said_kind(text, name) or name.kind) for name in more]


def _bodies_without_place(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return where departments that are also named with their place stand without it: "Sở Y tế" of Gia Lai."""
    named = (text[name.start : name.end] for name in found if name.kind == "organization")
    bodies = {match["body"] for name in named if (match := _DEPARTMENT.fullmatch(name)) and _is_place(match["place"])}
    spans = occurrences(text, bodies)
    return [FoundName(start, end, "organization") for start, end in spans if not _goes_on(text, end)]


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()


def _called(text: str, found: Sequence[FoundName]) -> list[FoundName]:
    """Return where people named in full elsewhere are called by the last part of their names alone."""
    full = [text[name.start : name.end].split() for name in found if name.kind == "person"]
    parts = {name[-1] for name in full if len(name) > 1 and _may_call(name[-1])}
    ends = {name.end + 1 for name in found if name.kind != "person"}
    spans = occurrences(text, parts, joined_before=".-", joined_after="-")
    calls = [FoundName(start, end, "person") for start, end in spans]
    return [call for call in calls if not _is_beside_capital(text, call, follows_name=call.start in ends)]


def _may_call(part: str) -> bool:
    return len(part) >= _SHORTEST and not part.islower() and part[-1].isalpha() and not _is_place(part)


def _is_place(part: str) -> bool:
    return shipped_gazetteer().has_any(GOVERNED, part)


def _is_beside_capital(text: str, name: FoundName, *, follows_name: bool = False) -> bool:
    """Tell whether a capitalised word stands beside a name; with `follows_name` the word before does not count."""
    before = None if follows_name else _WORD_BEFORE.search(_before(text, name.start))
    after = text[name.end + 1 : name.end + 2]
    return after.isupper() or (before is not None and before[0][0].isupper() and before[0] not in _TITLES)


def _before(text: str, at: int) -> str:
    return text[max(0, at - _REACH) : at]


def _is_unmistakable(name: str) -> bool:
    """Tell whether a form is a name wherever it stands; a single syllable such as "Còn" may be a word."""
    return (
        len(name) >= _SHORTEST
        and name[0].isupper()
        and (" " in name or name.isupper() or not is_unmarked_syllable(name))
    )
