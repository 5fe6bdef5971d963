"""What of the name of a company or public body its forms have or not: kind, field, country, place, acronym."""

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import Final

from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.rule_words import either
from articles.text.normal import fold, spelling
from articles.text.papers import is_sign_off
from articles.text.short_forms import canonical, same_names
from articles.text.syllables import is_syllable_shaped, is_unmarked_syllable
from articles.text.terms import tokens

# Letters of the shortest name that a company has without its kind.
_SHORTEST_NAME: Final = 4
_KIND_OF_COMPANY: Final = re.compile(
    r"^(?:(?:Tập [Đđ]oàn|Tổng [Cc]ông ty|Công ty(?: mẹ)?|Cty|TMCP|TNHH|CP|[Cc]ổ phần|MTV|[Mm]ột thành viên)\s+)+"
)
_GROUP: Final = re.compile(r"^(?:Công ty (?:CP|TNHH) )?(?:Tập đoàn|Tổng công ty)\s", re.IGNORECASE)
# What a company does, between its kind and its name proper: "Công ty CP Dược phẩm Thiên Sơn".
_FIELD_OF_COMPANY: Final = re.compile(rf"^(?:{either('company_words')},?\s+)+", re.IGNORECASE)
# The short form that a name gives for itself: "Tổng công ty Cảng hàng không Việt Nam - ACV".
_STATED: Final = re.compile(r"\s(?:[-–]\s|\()([A-Z]{2,8}|[A-Z][A-Za-z]{3,11})\)?$")
# The same without a sign between, where it is no brand of several companies: "Đài Truyền hình Trung Quốc CCTV".
_STATED_BESIDE: Final = re.compile(r"^(?:Hiệp hội|Hãng|Liên đoàn|Ngân hàng|Quỹ|Tổ chức|Đài)\s.*\w\s([A-Z]{3,8})$")
# What a foreign name may have before it, and behind it: "Đại học Harvard", "Daimler AG".
_KIND_OF_BRAND: Final = re.compile(
    r"^(?:(?:[Tt]rường )?[Đđ]ại học|[Hh]ọc viện|[Hh]ãng(?: hàng không| phim| tin| thông tấn| xe)?|CLB|[Cc]âu lạc bộ"
    r"|Ngân hàng|[Tt]ờ|[Bb]áo|[Tt]ạp chí|[Nn]hóm)\s+"
)
_FORM_OF_COMPANY: Final = re.compile(r",?\s(?:AG|Corp\.?|Corporation|FC|Group|Inc\.?|International|Ltd\.?|News)$")
_CLUB: Final = re.compile(r"^(?:CLB|[Cc]âu lạc bộ)\s+(?:bóng đá\s+)?(?=\S+\s\S)")
_KINDS: Final = frozenset(("tnhh ", "cp ", "mtv ", "cổ ", "phần ", "và ", "- "))
# Words after another company's name: "Công ty Thìn Phát và Eapay".
_JOINING: Final = frozenset(("công", "của", "cty", "sang", "và", "với", "ở"))
_KIND_OF_BANK: Final = re.compile(r"^Ngân hàng (?:TMCP|[Tt]hương mại cổ phần) ")
# Bodies of which a place has one for each field, and the place after the field.
_OFFICE: Final = re.compile(r"(?:Bộ|Sở|Phòng)\s")
_OF_A_PLACE: Final = re.compile(r"\s(?:thành phố|tỉnh|quận|huyện|thị xã)\s.+$")
_WORDS_OF_A_FIELD: Final = 3
_DISTINCTIVE_WORDS: Final = 4
_OF_A_FIELD: Final = re.compile(r"(?:Tổng cục|Cục|Vụ|[ỦU][yỷ] ban|Học viện|Tổ chức)\s")
_IN_THE_COUNTRY: Final = re.compile(r"\s+(?:Việt Nam|Vietnam|VN)$")


def is_end_of_company(short: str, full: str) -> bool:
    """Tell whether a name ends that of a company, which has its kind in front.

    It has two words or more ("Hòa Phát Dung Quất") or a foreign one ("AVG"), or the kind of a company as well, where
    what the company does stands between: "Công ty Trâm Anh", "Công ty TNHH Xử lý nước Trâm Anh".
    """
    if not _KIND_OF_COMPANY.match(full):
        return False
    own = without_kind(short)
    if not spelling(full).endswith(f" {spelling(own)}") or not (" " in own or is_foreign(own)) or _has_head(own):
        return False
    between = without_kind(full).split()[: -len(own.split())]
    if own == short and " " in own:
        return True
    if _is_part_of_group(short, full):
        return False
    return own[0].isupper() and bool(between) and between[-1].islower() and _JOINING.isdisjoint(between[-2:])


def _has_head(name: str) -> bool:
    """Tell whether a name begins with the kind of another body: "Ngân hàng MHB", "Nông trường Tam Lợi"."""
    return shipped_gazetteer().head_of("organization_heads", name) not in ("", name)


def without_kind(name: str) -> str:
    """Return the name of a company without its kind: "Công ty", "Tập đoàn"."""
    return _KIND_OF_COMPANY.sub("", name)


def beginning(name: str) -> list[Hashable]:
    """Return the beginning by which the organisation may be called: its field and place, or a foreign first word."""
    if field := field_of_office(name):
        place = _OF_A_PLACE.search(name)
        words = tuple(token.folded for token in tokens(field))
        return [(words[:_WORDS_OF_A_FIELD], fold(place[0]) if place else "")]
    if is_of_a_field(name):
        return [tuple(token.folded for token in tokens(name)[:_WORDS_OF_A_FIELD])]
    first = fold(re.split(r"[\s-]", name, maxsplit=1)[0])
    return [] if is_syllable_shaped(first) else [first]


def field_of_office(name: str) -> str:
    """Return the name of a ministry or department without its place, "" for any other."""
    field = _OF_A_PLACE.sub("", name) if _OFFICE.match(name) else ""
    return field if len(field.split()) >= _WORDS_OF_A_FIELD else ""


def is_of_a_field(name: str) -> bool:
    """Tell whether a name of three words or more is that of a public body for a field: "Cục Điều tiết"."""
    return bool(_OF_A_FIELD.match(name)) and len(name.split()) >= _WORDS_OF_A_FIELD


def is_bare_body(one: str, other: str) -> bool:
    """Tell whether two names are the same but for the kind of a company and the country: "Tập đoàn Vingroup"."""
    return spelling(bare_name(one)) == spelling(bare_name(other))


def is_distinctive(name: str) -> bool:
    """Tell whether a body has a foreign word for a name ("Tập đoàn Vingroup"), or a company four words or more."""
    bare = _KIND_OF_COMPANY.sub("", name)
    is_long = bare != name and len(bare.split()) >= _DISTINCTIVE_WORDS
    return is_long or not all(map(is_unmarked_syllable, bare.split()))


def is_without_field(short: str, full: str) -> bool:
    """Tell whether a company is named without what it does: "Công ty Thiên Sơn" of "Công ty CP Dược phẩm Thiên Sơn"."""
    if not _KIND_OF_COMPANY.match(full) or (not _KIND_OF_COMPANY.match(short) and not _is_brand(short)):
        return False
    if _is_part_of_group(short, full):
        return False
    return spelling(proper_name(short)) == spelling(proper_name(full)) and _fields(short) <= _fields(full)


def _is_brand(name: str) -> bool:
    return is_foreign(name) and not _has_head(name)


def _is_part_of_group(short: str, full: str) -> bool:
    """Tell whether one name is a group's and the other that of a company with a field: "Tổng công ty Thái Sơn"."""
    are_groups = {bool(_GROUP.match(name)) for name in (short, full) if _KIND_OF_COMPANY.match(name)}
    return len(are_groups) > 1 and _fields(short) != _fields(full)


def is_of_a_full_name(name: str) -> bool:
    """Tell whether a company's name proper has three syllables or more, which few share: "Đại Quang Minh"."""
    return len(proper_name(name).split()) >= _WORDS_OF_A_FIELD


def _fields(name: str) -> set[str]:
    """Return the words for what a company does."""
    field = bare_name(name).removesuffix(proper_name(name))
    return {word for word in field.lower().split() if f"{word} " not in _KINDS}


def states(name: str, short: str) -> bool:
    """Tell whether a name gives its short form itself: "Tổng công ty Cảng hàng không Việt Nam - ACV"."""
    return _signed_form(name) == short


def ends_in(name: str, short: str) -> bool:
    """Tell whether a body's name ends in its short form without a sign between."""
    return _form_behind(name) == short


def _form_behind(name: str) -> str:
    """Return the acronym behind a body's name, "" where the table of names has it for another body.

    "Liên đoàn cà phê ASEAN" is not ASEAN.
    """
    beside = _STATED_BESIDE.match(name)
    if beside is None or (same_names(beside[1]) and canonical(beside[1]) != canonical(name[: beside.start(1) - 1])):
        return ""
    return beside[1]


def stated_form(name: str) -> str:
    """Return the acronym or foreign brand that a name gives for itself at its end, "" where it gives none."""
    return _form_behind(name) or _signed_form(name)


def _signed_form(name: str) -> str:
    """Return the short form behind a dash or in brackets, "" where there is none."""
    stated = _STATED.search(name)
    if stated is None or (not stated[1].isupper() and not is_syllable_shaped(fold(name.split()[0]))):
        return ""
    return stated[1] if stated[1].isupper() or is_foreign(stated[1]) else ""


def proper_name(name: str) -> str:
    """Return the name proper of a company, without its kind and what it does."""
    bare = bare_name(name)
    proper = _FIELD_OF_COMPANY.sub("", bare) if _KIND_OF_COMPANY.match(name) else bare
    return proper if len(proper) >= _SHORTEST_NAME else bare


@lru_cache(maxsize=100_000)
def bare_name(name: str) -> str:
    """Return the name of a body without its kind before it and the country after it."""
    rest = _CLUB.sub("", name)
    rest = rest if is_sign_off(rest) else _FORM_OF_COMPANY.sub("", rest)
    rest = _KIND_OF_BANK.sub("Ngân hàng ", _KIND_OF_COMPANY.sub("", rest))
    brand = _KIND_OF_BRAND.sub("", rest)
    rest = brand if is_foreign(brand) else rest
    bare = _IN_THE_COUNTRY.sub("", rest)
    return bare if len(bare) >= _SHORTEST_NAME - bare.isupper() else rest


def is_foreign(name: str) -> bool:
    """Tell whether a word of a name is no Vietnamese syllable by its shape."""
    return not all(map(is_syllable_shaped, fold(name).split()))
