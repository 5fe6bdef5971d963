"""Names made to agree within an article, after it is read: one kind for one name, and no occurrence left out."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.nlp.found import Found
from articles.nlp.gazetteer import shipped_gazetteer
from articles.nlp.holders import without_holders
from articles.nlp.introductions import introductions
from articles.nlp.kinds import Kind
from articles.nlp.syllables import is_syllable
from articles.text.short_forms import expansions

_SHORTEST: Final = 2
_REACH: Final = 12
_PLACES: Final = ("countries", "cities", "provinces", "districts")
_TITLE: Final = re.compile(r"Ông|Bà|Anh|Chị|Em|Cô|Chú|Bác|Cụ")
_ADDRESS: Final = re.compile(r"(?<!\w)(?:ông|bà|anh|chị|em|cô|chú|bác|cụ|cháu|bé|thầy)\s$", re.IGNORECASE)
_WORD_BEFORE: Final = re.compile(r"\w+(?=[^\S\n]$)")

Kinds = dict[str, Counter[Kind]]


def agree(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the names of a text with those added and those kinds changed that the rest of the article calls for."""
    named = [name for name in found if not _is_common_noun(text, name)]
    found = without_holders(text, named)
    kinds = _kinds(text, found)
    agreed = [replace(name, kind=_kind(name, kinds[text[name.start : name.end]])) for name in found]
    agreed = _with_people(text, agreed)
    with_short = _with([short for short, _ in introductions(text, agreed)], agreed)
    throughout = _with(_occurrences(text, _kinds(text, with_short)), with_short)
    return _with(_called(text, throughout), throughout)


def _is_common_noun(text: str, name: Found) -> bool:
    """Tell whether an organisation is a common noun in short: "HS" is "học sinh", pupils; "anh H.S." is someone."""
    full = expansions(text[name.start : name.end])[:1]
    return name.kind == "organization" and any(form.islower() for form in full)


def _kinds(text: str, found: Sequence[Found]) -> Kinds:
    kinds: Kinds = defaultdict(Counter)
    for name in found:
        kinds[text[name.start : name.end]][name.kind] += 1
    return kinds


def _kind(name: Found, kinds: Counter[Kind]) -> Kind:
    """Return the kind that most occurrences have, its own where no kind has most."""
    common, times = kinds.most_common(1)[0]
    return common if times * 2 > kinds.total() else name.kind


def _with_people(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the names found, those of people who are known elsewhere in the article as such made people.

    "Em Đức" is no country where the article names a Phạm Văn Đức, nor is Kenji Tamura a place where "ông
    Tamura" is a person.
    """
    people = [text[name.start : name.end].split() for name in found if name.kind == "person"]
    alone = {parts[0] for parts in people if len(parts) == 1}
    addressed = {text[name.start : name.end] for name in found if _ADDRESS.search(_before(text, name.start))}
    called = addressed & {parts[-1] for parts in people if len(parts) > 1}
    return [
        replace(name, kind="person") if _is_person(text[name.start : name.end], called, alone) else name
        for name in found
    ]


def _is_person(name: str, called: set[str], alone: set[str]) -> bool:
    parts = name.split()
    is_foreign = len(parts) > 1 and not any(is_syllable(part) or _is_place(part) for part in parts)
    return name in called or (is_foreign and parts[-1] in alone)


def _with(more: Sequence[Found], found: Sequence[Found]) -> list[Found]:
    """Return the names found with those of `more` that overlap none, in order."""
    names = list(found)
    covered = {at for name in found for at in range(name.start, name.end)}
    for name in more:
        if covered.isdisjoint(range(name.start, name.end)):
            names.append(name)
            covered.update(range(name.start, name.end))
    return sorted(names, key=lambda name: name.start)


def _occurrences(text: str, kinds: Kinds) -> list[Found]:
    """Return every occurrence in `text` of the names that are unmistakable, the longest names first."""
    names = sorted(filter(_is_unmistakable, kinds), key=len, reverse=True)
    if not names:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
    return [Found(m.start(), m.end(), kinds[m[0]].most_common(1)[0][0]) for m in pattern.finditer(text)]


def _called(text: str, found: Sequence[Found]) -> list[Found]:
    """Return where the people named in full are called by the last part of their names, standing by itself."""
    full = [text[name.start : name.end].split() for name in found if name.kind == "person"]
    parts = sorted({name[-1] for name in full if len(name) > 1 and _may_call(name[-1])}, key=len, reverse=True)
    if not parts:
        return []
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, parts))})(?![\w-])")
    calls = (match for match in pattern.finditer(text) if not _is_beside_capital(text, match))
    return [Found(match.start(), match.end(), "person") for match in calls]


def _may_call(part: str) -> bool:
    return len(part) >= _SHORTEST and part[-1].isalpha() and not _is_place(part)


def _is_place(part: str) -> bool:
    return any(shipped_gazetteer().has(title, part) for title in _PLACES)


def _is_beside_capital(text: str, match: re.Match[str]) -> bool:
    before = _WORD_BEFORE.search(_before(text, match.start()))
    after = text[match.end() + 1 : match.end() + 2]
    return after.isupper() or (before is not None and before[0][0].isupper() and not _TITLE.fullmatch(before[0]))


def _before(text: str, at: int) -> str:
    return text[max(0, at - _REACH) : at]


def _is_unmistakable(name: str) -> bool:
    """Tell whether a name is one wherever it stands; a single syllable, as "Còn", may be a word."""
    return len(name) >= _SHORTEST and name[0].isupper() and (" " in name or name.isupper() or not is_syllable(name))
