"""Pairs of names that may be of one entity. Names are put side by side by keys, never all with all."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from articles.text.edit_distance import is_within_one_edit
from articles.text.normal import has_marks
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken, tokens

# Of names that share a key so many are compared, those that most articles have.
_TOGETHER: Final = 8
# A slip is looked for in words of so many letters or more: shorter ones are too often words of their own.
_SHORTEST_SLIP: Final = 5
_SHORTEST_PART: Final = 4
_ACRONYM: Final = range(2, 9)


class Reason(StrEnum):
    """Why two names may be of one entity."""

    SPELLING = "spelling"
    MARKS = "marks"
    KIND = "kind"
    SLIP = "slip"
    INITIALS = "initials"
    PART = "part"


# How likely two names are of one entity before anything is known of their articles; PART and the marks of two names
# that both have some tell little by themselves.
_LIKELY: Final = {
    Reason.SPELLING: 0.95,
    Reason.MARKS: 0.25,
    Reason.KIND: 0.5,
    Reason.SLIP: 0.6,
    Reason.INITIALS: 0.4,
    Reason.PART: 0.3,
}
_ONE_WITHOUT_MARKS: Final = 0.8


@dataclass(frozen=True, slots=True)
class Name:
    """An entity by its name, and the number of articles that have it."""

    entity: int
    kind: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two entities that may be one, the one that fewer articles have first; `likely` from 0 to 1."""

    one: Name
    other: Name
    reason: Reason
    likely: float


@dataclass(frozen=True, slots=True)
class _Read:
    """A name with its syllables."""

    name: Name
    tokens: tuple[TextToken, ...]

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(token.folded for token in self.tokens)


def name_pairs(names: Iterable[Name]) -> list[NamePair]:
    """Return the pairs that may be one, each once, for the reason that makes it likeliest."""
    read = [_Read(name, tuple(tokens(name.name))) for name in names]
    best: dict[tuple[int, int], NamePair] = {}
    for find in (_spelled_alike, _slips, _acronyms, _initials, _parts):
        for pair in find(read):
            key = pair.one.entity, pair.other.entity
            if key not in best or best[key].likely < pair.likely:
                best[key] = pair
    return list(best.values())


def _pair(one: Name, other: Name, reason: Reason, likely: float | None = None) -> NamePair:
    first, second = sorted((one, other), key=lambda name: (name.articles, -name.entity))
    return NamePair(first, second, reason, _LIKELY[reason] if likely is None else likely)


def _side_by_side(read: Sequence[_Read], keys: Callable[[_Read], Iterable[Hashable]]) -> Iterator[tuple[_Read, _Read]]:
    """Yield the names two by two that share a key."""
    groups: dict[Hashable, list[_Read]] = defaultdict(list)
    for one in read:
        for key in keys(one):
            groups[key].append(one)
    for group in groups.values():
        if len(group) > 1:
            most = sorted(group, key=lambda one: -one.name.articles)[:_TOGETHER]
            yield from combinations(most, 2)


def _spelled_alike(read: Sequence[_Read]) -> Iterator[NamePair]:
    """Pair names that are the same but for spaces, signs, marks, or kind: "TP HCM", "TPHCM"; "Nguyen Van Hung"."""
    for one, other in _side_by_side(read, lambda one: ["".join(one.folded)] if one.tokens else []):
        exactly = "".join(t.exact for t in one.tokens) == "".join(t.exact for t in other.tokens)
        same_kind = one.name.kind == other.name.kind
        if exactly:
            yield _pair(one.name, other.name, Reason.SPELLING if same_kind else Reason.KIND)
        elif same_kind:
            unmarked = not (has_marks(one.name.name) and has_marks(other.name.name))
            yield _pair(one.name, other.name, Reason.MARKS, _ONE_WITHOUT_MARKS if unmarked else None)


def _slips(read: Sequence[_Read]) -> Iterator[NamePair]:
    """Pair names that differ by one letter of one word: "Borell", "Borrell".

    Two syllables of Vietnamese that differ make two names, not a slip.
    """
    for one, other in _side_by_side(read, _with_a_letter_less):
        different = [(a, b) for a, b in zip(one.folded, other.folded, strict=False) if a != b]
        if len(different) == 1 and not all(map(is_syllable_shaped, different[0])) and is_within_one_edit(*different[0]):
            yield _pair(one.name, other.name, Reason.SLIP)


def _with_a_letter_less(one: _Read) -> Iterator[Hashable]:
    """Yield what two names share that are one edit apart: all words but one, and that one with a letter less or none.

    (Symmetric deletion: Wolf Garbe's SymSpell.)
    """
    for place, word in enumerate(one.folded):
        if len(word) >= _SHORTEST_SLIP and word.isalpha():
            rest = (one.name.kind, *one.folded[:place], "", *one.folded[place + 1 :])
            for shorter in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
                yield hash((*rest, shorter))  # a tenth of the memory; whatever collides is told apart afterwards


def _acronyms(read: Sequence[_Read]) -> Iterator[NamePair]:
    """Pair an organisation with its first letters: "Liên đoàn Bóng đá Châu Á", "LĐBĐCA"."""
    organizations = [one for one in read if one.name.kind == "organization"]
    for one, other in _side_by_side(organizations, _first_letters):
        if (len(one.tokens) == 1) != (len(other.tokens) == 1):
            yield _pair(one.name, other.name, Reason.INITIALS)


def _first_letters(one: _Read) -> Iterator[str]:
    if len(one.tokens) == 1 and one.name.name.isupper() and len(one.folded[0]) in _ACRONYM:
        yield one.folded[0]
    elif len(one.tokens) in _ACRONYM:
        yield "".join(folded[0] for folded in one.folded)


def _initials(read: Sequence[_Read]) -> Iterator[NamePair]:
    """Pair a person with the same name whose first part is one letter: "J. Biden", "Joe Biden"."""
    people = [one for one in read if one.name.kind == "person" and len(one.tokens) > 1]
    for one, other in _side_by_side(people, lambda one: [(one.folded[0][0], one.folded[1:])]):
        if sorted((len(one.folded[0]) == 1, len(other.folded[0]) == 1)) == [False, True]:
            yield _pair(one.name, other.name, Reason.INITIALS)


def _parts(read: Sequence[_Read]) -> Iterator[NamePair]:
    """Pair a person with one named by the first or the last part of the name alone: "Biden", "Joe Biden"."""
    people = [one for one in read if one.name.kind == "person"]
    by_name = {one.folded: one for one in people}
    for one in people:
        ends = {one.folded[:-1], one.folded[1:], one.folded[-1:]} if len(one.tokens) > 1 else set()
        for end in ends:
            if (part := by_name.get(end)) and len("".join(end)) >= _SHORTEST_PART:
                yield _pair(one.name, part.name, Reason.PART)
