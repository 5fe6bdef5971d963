"""Organisations made one: "Bộ GD-ĐT" is Bộ Giáo dục và Đào tạo, "Sở Y tế" the "Sở Y tế Gia Lai" of the article."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from articles.nlp.coreference.expansion import CENTRAL_CITIES, expand, key
from articles.nlp.coreference.local_bodies import KIND_WORDS, seats, with_place
from articles.nlp.names.gazetteer import AREAS, shipped_gazetteer
from articles.nlp.rule_words import either
from articles.text.short_forms import canonical
from articles.text.syllables import is_unmarked_syllable

# Without a country, a ministry, parliament or army is Vietnam's: it is not cut from a name with a country.
_NATIONAL: Final = re.compile(rf"{either('national_bodies')}\b")
# Of ministries alone: "Bộ Giao thông" is the "Bộ Giao thông vận tải" of the article.
_MINISTRY: Final = re.compile(r"bộ (?!đội\b)")
_VIETNAM: Final = re.compile(r"^(Bộ (?!đội).+|Chính phủ|Quốc hội|Nhà nước) Việt Nam$", re.IGNORECASE)
# Bodies that every province has: "Công an Gia Lai" is "Công an tỉnh Gia Lai".
_PROVINCIAL: Final = re.compile(either("provincial_bodies", "more_provincial_bodies"))
_ENDS_IN_UNIT: Final = re.compile(rf"\b{either('units')}$", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\s*\([^\s)]+\)")
_UNIT: Final = re.compile(rf"\b(?!tỉnh ){either('units')} ")
_LOCAL: Final = re.compile(rf"{either('units')}\b")
# "Huế", "Gia Lai", "Bà Rịa - Vũng Tàu".
_PROVINCE_WORDS: Final = (5, 4, 3, 2, 1)
# What a thing of a company is called, not the company: "Apple A5".
_MODEL: Final = re.compile(r"[a-z]{0,3} ?\d")
_INITIALS: Final = re.compile(r"[^\W\d_a-z]{3,}")


def join_organizations(names: Sequence[str], introduced: Mapping[str, str], places: Sequence[str] = ()) -> list[str]:
    """Return the canonical name of each organisation, given the names in the article's order.

    `introduced` has the full name of each short form that the article introduces: {"EU": "Liên minh châu Âu"}.
    `places` are the names of all places in the article: they decide which city "UBND thành phố" belongs to.
    """
    full = {key(short): key(name) for short, name in introduced.items()}
    shown: dict[str, str] = {}
    for name in names:
        shown.setdefault(key(name), _shown(name))
    joined = {own: _resolved(own, shown, full) for own in shown}
    named = seats(places)
    return [with_place(canonical(shown[joined[key(name)]]), named) for name in names]


def _shown(name: str) -> str:
    known = canonical(name)
    return known if known != name else canonical(_in_full(expand(_IN_BRACKETS.sub("", name))))


def _in_full(name: str) -> str:
    """Return the name of a public body as in any article: without "Việt Nam", with the province's kind of unit."""
    name = _VIETNAM.sub(r"\1", name)
    for length in _PROVINCE_WORDS:
        body, province = _split(name, length)
        is_known = shipped_gazetteer().has("provinces", province) and not _LOCAL.match(province.lower())
        if is_known and _PROVINCIAL.fullmatch(body) and not _ENDS_IN_UNIT.search(body):
            return f"{body} {'thành phố' if province in CENTRAL_CITIES else 'tỉnh'} {province}"
    return name


def _split(name: str, length: int) -> tuple[str, str]:
    """Return a name without its last words, and those words."""
    words = name.split()
    return " ".join(words[:-length]), " ".join(words[-length:])


def _resolved(own: str, shown: Mapping[str, str], introduced: Mapping[str, str]) -> str:
    """Return the key of the fullest name that `own` may be short for, else `own`."""
    if introduced.get(own, own) != own and introduced[own] in shown:
        return introduced[own]
    longer = {other for other in shown if other != own and _stands_for(own, other, shown[own])}
    longer -= {other for other in longer if any(other != fuller and fuller.startswith(other) for fuller in longer)}
    return longer.pop() if len(longer) == 1 else own


def _stands_for(short: str, full: str, shown: str) -> bool:
    if short == _UNIT.sub("", full):
        return "tỉnh" not in shown.split()
    if full.startswith(f"{short} "):
        return _is_beginning(short, full[len(short) + 1 :], shown)
    if full.endswith(f" {short}"):
        return bool(KIND_WORDS.fullmatch(full[: -len(short)]))
    return bool(_INITIALS.fullmatch(shown)) and _initials(full).startswith(shown.lower())


def _is_beginning(short: str, rest: str, shown: str) -> bool:
    """Tell whether a name may be shortened to its beginning, given the rest."""
    if _NATIONAL.match(short):
        return bool(_MINISTRY.match(short)) and not _ends_in_country(rest)
    is_foreign = " " not in short and not is_unmarked_syllable(short) and not _MODEL.match(rest)
    return is_foreign or _is_generic(shown) or _is_place(rest)


def _ends_in_country(rest: str) -> bool:
    return any(shipped_gazetteer().has("countries", ending) for ending in _endings(rest))


def _endings(name: str) -> Iterable[str]:
    words = name.split()
    return (" ".join(words[start:]) for start in range(len(words)))


def _is_generic(shown: str) -> bool:
    """Tell whether a name is only a common noun: "Ban quản lý dự án", "Hội đồng"."""
    return shown[1:] == shown[1:].lower() and shipped_gazetteer().head_of("organization_heads", shown) != ""


def _is_place(rest: str) -> bool:
    return bool(_LOCAL.match(rest)) or shipped_gazetteer().has_any(AREAS, rest)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
