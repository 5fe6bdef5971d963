"""Pairs of names that may be of one entity. Only names that share a key are compared, never all with all."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from articles.entities.suggesting.full_forms import written_out
from articles.models import EntityKind, SuggestionReason
from articles.nlp.rule_words import either
from articles.text.edit_distance import is_within_one_edit
from articles.text.normal import fold, has_marks, spelling
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken, tokens

# Names compared of those that share a key: the ones with the most articles.
_COMPARED: Final = 8
# Letters of a word that may have a slip. Shorter words that differ by a letter are too often two words.
_SHORTEST_SLIP: Final = 5
_SHORTEST_PART: Final = 4
_ACRONYM_LETTERS: Final = range(2, 9)
_KIND_OF_COMPANY: Final = re.compile(
    r"^(?:(?:Tập đoàn|Tổng [Cc]ông ty|Công ty(?: mẹ)?|Cty|TMCP|TNHH|CP|[Cc]ổ phần|MTV|[Mm]ột thành viên)\s+)+"
)
# What a company does, between its kind and its name proper: "Công ty CP Dược phẩm Thiên Sơn".
_FIELD_OF_COMPANY: Final = re.compile(rf"^(?:{either('company_words')},?\s+)+", re.IGNORECASE)
# The short form that a name gives for itself: "Tổng công ty Cảng hàng không Việt Nam - ACV".
_STATED: Final = re.compile(r"\s[-–]\s([A-Z]{2,8})$")
# What a foreign name may have before it, and behind it: "Đại học Harvard", "Daimler AG".
_KIND_OF_BRAND: Final = re.compile(
    r"^(?:(?:[Tt]rường )?[Đđ]ại học|[Hh]ọc viện|[Hh]ãng|CLB|[Cc]âu lạc bộ|[Tt]ờ|[Bb]áo|[Tt]ạp chí|[Nn]hóm)\s+"
)
_FORM_OF_COMPANY: Final = re.compile(r",?\s(?:AG|Corp\.?|Corporation|Group|Inc\.?|Ltd\.?)$")
_KINDS: Final = frozenset(("tnhh ", "cp ", "mtv ", "cổ ", "phần ", "và ", "- "))
_KIND_OF_BANK: Final = re.compile(r"^Ngân hàng (?:TMCP|[Tt]hương mại cổ phần) ")
# Bodies of which a place has one for each field, and the place after the field.
_OFFICE: Final = re.compile(r"(?:Bộ|Sở|Phòng)\s")
_OF_A_PLACE: Final = re.compile(r"\s(?:thành phố|tỉnh|quận|huyện|thị xã)\s.+$")
_WORDS_OF_A_FIELD: Final = 3
_IN_THE_COUNTRY: Final = re.compile(r"\s+(?:Việt Nam|Vietnam|VN)$")

# Probability that two names are of one entity, judged by the names alone.
_LIKELY: Final = {
    SuggestionReason.SPELLING: 0.95,
    SuggestionReason.MARKS: 0.25,
    SuggestionReason.KIND: 0.5,
    SuggestionReason.SLIP: 0.6,
    SuggestionReason.INITIALS: 0.4,
    SuggestionReason.PART: 0.3,
}
# For MARKS where one of the names has no marks at all.
_ONE_WITHOUT_MARKS: Final = 0.8


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an entity, and the number of articles that mention it."""

    entity: int
    kind: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two entities that may be one, the one with fewer articles first; `likely` is a probability."""

    one: Name
    other: Name
    reason: SuggestionReason
    likely: float


@dataclass(frozen=True, slots=True)
class _SplitName:
    """A name with its syllables."""

    name: Name
    tokens: tuple[TextToken, ...]

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(token.folded for token in self.tokens)

    @property
    def own_words(self) -> tuple[str, ...]:
        """The folded syllables without "và", for which some papers write a dash in the name of a body."""
        return tuple(word for word in self.folded if word != "va" or self.name.kind != EntityKind.ORGANIZATION)

    @property
    def exactly(self) -> str:
        """The syllables with their marks, joined, without the "và" of a body."""
        is_body = self.name.kind == EntityKind.ORGANIZATION
        return "".join(token.exact for token in self.tokens if token.exact != "và" or not is_body)


def name_pairs(names: Iterable[Name]) -> list[NamePair]:
    """Return the pairs of names that may be of one entity, each once, with the reason that makes it likeliest."""
    split = [_SplitName(name, tuple(tokens(written_out(name.kind, name.name)))) for name in names]
    best: dict[tuple[int, int], NamePair] = {}
    finders = (_spelled_alike, _reordered, _slips, _acronyms, _initials, _parts, _bare_bodies, _short_bodies)
    for find in finders:
        for pair in find(split):
            key = pair.one.entity, pair.other.entity
            if key not in best or best[key].likely < pair.likely:
                best[key] = pair
    return list(best.values())


def _pair(one: Name, other: Name, reason: SuggestionReason, likely: float | None = None) -> NamePair:
    first, second = sorted((one, other), key=lambda name: (name.articles, -name.entity))
    return NamePair(first, second, reason, _LIKELY[reason] if likely is None else likely)


def _sharing_a_key(
    names: Sequence[_SplitName], keys: Callable[[_SplitName], Iterable[Hashable]]
) -> Iterator[tuple[_SplitName, _SplitName]]:
    """Yield the pairs of names that share a key."""
    groups: dict[Hashable, list[_SplitName]] = defaultdict(list)
    for one in names:
        for key in keys(one):
            groups[key].append(one)
    for group in groups.values():
        if len(group) > 1:
            most = sorted(group, key=lambda one: -one.name.articles)[:_COMPARED]
            yield from combinations(most, 2)


def _spelled_alike(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair names that differ by spaces, punctuation, marks or kind alone: "TP HCM" and "TPHCM"."""
    for one, other in _sharing_a_key(names, lambda one: ["".join(one.own_words)] if one.tokens else []):
        exactly = one.exactly == other.exactly
        same_kind = one.name.kind == other.name.kind
        if exactly:
            yield _pair(one.name, other.name, SuggestionReason.SPELLING if same_kind else SuggestionReason.KIND)
        elif same_kind:
            unmarked = not (has_marks(one.name.name) and has_marks(other.name.name))
            yield _pair(one.name, other.name, SuggestionReason.MARKS, _ONE_WITHOUT_MARKS if unmarked else None)


def _reordered(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair people of the same words in another order, one of them foreign: "Jolie Phương Trinh", "Son Heung-min"."""
    people = [one for one in names if one.name.kind == EntityKind.PERSON]
    for one, other in _sharing_a_key(people, lambda one: [tuple(sorted(token.exact for token in one.tokens))]):
        if one.folded != other.folded and not all(map(is_syllable_shaped, one.folded)):
            yield _pair(one.name, other.name, SuggestionReason.SPELLING)


def _slips(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair names that differ by one letter of one word: "Borell", "Borrell".

    Two syllables of Vietnamese that differ make two names, not a slip.
    """
    for one, other in _sharing_a_key(names, _deletions):
        differing = [(a, b) for a, b in zip(one.folded, other.folded, strict=False) if a != b]
        if len(differing) == 1 and not all(map(is_syllable_shaped, differing[0])) and is_within_one_edit(*differing[0]):
            yield _pair(one.name, other.name, SuggestionReason.SLIP)


def _deletions(one: _SplitName) -> Iterator[Hashable]:
    """Yield keys that two names share if they are one edit apart: the name, with a letter of one word deleted or none.

    This is the symmetric deletion of Wolf Garbe's SymSpell.
    """
    for place, word in enumerate(one.folded):
        if len(word) >= _SHORTEST_SLIP and word.isalpha():
            rest = (one.name.kind, *one.folded[:place], "", *one.folded[place + 1 :])
            for shorter in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
                yield hash((*rest, shorter))  # a tenth of the memory; `_slips` drops pairs that only collide


def _acronyms(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair an organisation with its initials: "Liên đoàn Bóng đá Châu Á" and "LĐBĐCA"."""
    organizations = [one for one in names if one.name.kind == EntityKind.ORGANIZATION]
    for one, other in _sharing_a_key(organizations, _acronym):
        if (len(one.tokens) == 1) != (len(other.tokens) == 1):
            yield _pair(one.name, other.name, SuggestionReason.INITIALS)


def _acronym(one: _SplitName) -> Iterator[str]:
    if stated := _STATED.search(one.name.name):
        yield stated[1].lower()
    elif len(one.tokens) == 1 and one.name.name.isupper() and len(one.folded[0]) in _ACRONYM_LETTERS:
        yield one.folded[0]
    elif len(one.tokens) in _ACRONYM_LETTERS:
        yield "".join(folded[0] for folded in one.folded)


def _initials(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair people of one name, once with an initial for its first part ("J. Biden") or inside ("Joe R. Biden")."""
    people = [one for one in names if one.name.kind == EntityKind.PERSON and len(one.tokens) > 1]
    for one, other in _sharing_a_key(people, lambda one: [(one.folded[0][0], one.folded[1:])]):
        if sorted((len(one.folded[0]) == 1, len(other.folded[0]) == 1)) == [False, True]:
            yield _pair(one.name, other.name, SuggestionReason.INITIALS)
    for one, other in _sharing_a_key(people, lambda one: [_without_middle_initials(one.folded)]):
        is_whole = _without_middle_initials(one.folded) in (one.folded, other.folded)
        if len(one.tokens) != len(other.tokens) and is_whole and not all(map(is_syllable_shaped, one.folded)):
            yield _pair(one.name, other.name, SuggestionReason.INITIALS)


def _without_middle_initials(folded: tuple[str, ...]) -> tuple[str, ...]:
    first, *middle, last = folded
    return first, *(word for word in middle if len(word) > 1), last


def _bare_bodies(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair organisations of which one has the other's name after its kind: "Vingroup" and "Tập đoàn Vingroup"."""
    bodies = [one for one in names if one.name.kind == EntityKind.ORGANIZATION]
    for one, other in _sharing_a_key(bodies, lambda one: {fold(_bare(one.name.name)), fold(_proper(one.name.name))}):
        if one.folded != other.folded:
            yield _pair(one.name, other.name, SuggestionReason.PART)


def _short_bodies(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair organisations of which one begins the other's name: "Bộ Lao động", "Leicester"."""
    bodies = [one for one in names if one.name.kind == EntityKind.ORGANIZATION]
    for one, other in _sharing_a_key(bodies, lambda one: beginning(one.name.name)):
        short, whole = sorted((field_of_office(body.name.name) or body.name.name for body in (one, other)), key=len)
        if fold(whole).startswith(tuple(f"{fold(short)}{sign}" for sign in (" ", ", ", "-"))):
            yield _pair(one.name, other.name, SuggestionReason.PART)


def beginning(name: str) -> list[Hashable]:
    """Return the beginning by which the organisation may be called: its field and place, or a foreign first word."""
    if field := field_of_office(name):
        place = _OF_A_PLACE.search(name)
        words = tuple(token.folded for token in tokens(field))
        return [(words[:_WORDS_OF_A_FIELD], fold(place[0]) if place else "")]
    first = fold(re.split(r"[\s-]", name, maxsplit=1)[0])
    return [] if is_syllable_shaped(first) else [first]


def field_of_office(name: str) -> str:
    """Return the name of a ministry or department without its place, "" for any other."""
    field = _OF_A_PLACE.sub("", name) if _OFFICE.match(name) else ""
    return field if len(field.split()) >= _WORDS_OF_A_FIELD else ""


def is_bare_body(one: str, other: str) -> bool:
    """Tell whether two names are the same but for the kind of a company and the country: "Tập đoàn Vingroup"."""
    return spelling(_bare(one)) == spelling(_bare(other))


def is_without_field(short: str, full: str) -> bool:
    """Tell whether a company is named without what it does: "Công ty Thiên Sơn" of "Công ty CP Dược phẩm Thiên Sơn"."""
    if not _KIND_OF_COMPANY.match(full) or (not _KIND_OF_COMPANY.match(short) and not is_foreign(short)):
        return False
    return spelling(_proper(short)) == spelling(_proper(full)) and _fields(short) <= _fields(full)


def _fields(name: str) -> set[str]:
    """Return the words for what a company does."""
    field = _bare(name).removesuffix(_proper(name))
    return {word for word in field.lower().split() if f"{word} " not in _KINDS}


def states(name: str, acronym: str) -> bool:
    """Tell whether a name gives its short form itself: "Tổng công ty Cảng hàng không Việt Nam - ACV"."""
    stated = _STATED.search(name)
    return stated is not None and stated[1] == acronym


def _proper(name: str) -> str:
    """Return the name proper of a company, without its kind and what it does."""
    bare = _bare(name)
    proper = _FIELD_OF_COMPANY.sub("", bare) if _KIND_OF_COMPANY.match(name) else bare
    return proper if len(proper) >= _SHORTEST_PART else bare


@lru_cache(maxsize=100_000)
def _bare(name: str) -> str:
    """Return the name of a body without its kind before it and the country after it."""
    rest = _FORM_OF_COMPANY.sub("", _KIND_OF_BANK.sub("Ngân hàng ", _KIND_OF_COMPANY.sub("", name)))
    brand = _KIND_OF_BRAND.sub("", rest)
    rest = brand if is_foreign(brand) else rest
    bare = _IN_THE_COUNTRY.sub("", rest)
    return bare if len(bare) >= _SHORTEST_PART - bare.isupper() else rest


def is_foreign(name: str) -> bool:
    """Tell whether a word of a name is no Vietnamese syllable by its shape."""
    return not all(map(is_syllable_shaped, fold(name).split()))


def _parts(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair people of whom one has the first or last part of the other's name: "Biden" and "Joe Biden"."""
    people = [one for one in names if one.name.kind == EntityKind.PERSON]
    by_name = {one.folded: one for one in people}
    for one in people:
        # "Hà Hồ" is Hồ Ngọc Hà: the given name, then the surname.
        turned = {(one.folded[-1], one.folded[0])} if len(one.tokens) > len(("Hồ", "Hà")) else set()
        ends = {one.folded[:-1], one.folded[1:], one.folded[-1:], *turned} if len(one.tokens) > 1 else set()
        for end in ends:
            if (part := by_name.get(end)) and len("".join(end)) >= _SHORTEST_PART:
                yield _pair(one.name, part.name, SuggestionReason.PART)
