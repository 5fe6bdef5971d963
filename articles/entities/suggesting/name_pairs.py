"""Pairs of names that may be of one entity. Only names that share a key are compared, never all with all."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from articles.entities.suggesting.body_names import body_name, initials_with_acronyms
from articles.entities.suggesting.company_names import (
    bare_name,
    beginning,
    field_of_office,
    is_end_of_company,
    is_foreign,
    proper_name,
    stated_form,
)
from articles.entities.suggesting.full_forms import written_out
from articles.entities.suggesting.people_names import without_middle
from articles.models import EntityKind, SuggestionReason
from articles.text.edit_distance import is_within_one_edit
from articles.text.normal import fold, has_marks
from articles.text.short_forms import canonical, same_names
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken, tokens

# Names compared of those that share a key: the ones with the most articles.
_COMPARED: Final = 8
# Letters of a word that may have a slip. Shorter words that differ by a letter are too often two words.
_SHORTEST_SLIP: Final = 5
_SHORTEST_PART: Final = 4
_ACRONYM_LETTERS: Final = range(2, 9)

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
    of_all = (_spelled_alike, _called_alike, _reordered, _slips, _acronyms, _inner_acronyms, _initials, _parts)
    of_bodies = (_bare_bodies, _short_bodies, _bodies_without_epithets, _ends_of_companies)
    for find in (*of_all, *of_bodies):
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


def _called_alike(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair names of one thing by the table of names: "Camp Nou" and "Nou Camp"."""
    listed = [one for one in names if same_names(one.name.name)]
    for one, other in _sharing_a_key(listed, lambda one: [(one.name.kind, canonical(one.name.name))]):
        yield _pair(one.name, other.name, SuggestionReason.SPELLING)


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
    if stated := stated_form(one.name.name):
        yield stated.lower()
    elif len(one.tokens) == 1 and (one.name.name.isupper() or is_foreign(one.name.name)):
        yield one.folded[0]
    if len(one.tokens) in _ACRONYM_LETTERS:
        yield "".join(folded[0] for folded in one.folded)


def _inner_acronyms(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair organisations of which one has an acronym for words of the other: "Cục NTBD", "Cục Nghệ thuật Biểu diễn"."""
    bodies = [one for one in names if one.name.kind == EntityKind.ORGANIZATION and len(one.tokens) > 1]
    for one, other in _sharing_a_key(bodies, lambda one: [initials_with_acronyms(one.tokens, _full(one.name))]):
        if len(one.tokens) != len(other.tokens):
            yield _pair(one.name, other.name, SuggestionReason.INITIALS)


def _full(name: Name) -> str:
    return written_out(name.kind, name.name)


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
    for one, other in _sharing_a_key(bodies, _bare_forms):
        if one.folded != other.folded:
            yield _pair(one.name, other.name, SuggestionReason.PART)


def _bare_forms(one: _SplitName) -> set[Hashable]:
    return {fold(bare_name(one.name.name)), fold(proper_name(one.name.name))}


def _short_bodies(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair organisations of which one begins the other's name: "Bộ Lao động", "Leicester"."""
    bodies = [one for one in names if one.name.kind == EntityKind.ORGANIZATION]
    for one, other in _sharing_a_key(bodies, lambda one: beginning(one.name.name)):
        short, whole = sorted((field_of_office(body.name.name) or body.name.name for body in (one, other)), key=len)
        if fold(whole).startswith(tuple(f"{fold(short)}{sign}" for sign in (" ", ", ", "-"))):
            yield _pair(one.name, other.name, SuggestionReason.PART)


def _bodies_without_epithets(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair hospitals, schools and public bodies that differ by an epithet: "Bệnh viện (Hữu nghị) Việt Đức"."""
    bodies = [one for one in names if one.name.kind == EntityKind.ORGANIZATION]
    for one, other in _sharing_a_key(bodies, _own_words):
        ours, its = body_name(one.name.name), body_name(other.name.name)
        if ours and its and (ours.is_short_for(its) or its.is_short_for(ours)):
            yield _pair(one.name, other.name, SuggestionReason.PART)


def _own_words(one: _SplitName) -> Iterator[Hashable]:
    if body := body_name(one.name.name):
        yield body.kind, body.own


def _ends_of_companies(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair a company with the end of its name: "Công ty CP thép Hòa Phát Dung Quất" and "Hòa Phát Dung Quất"."""
    bodies = [one for one in names if one.name.kind == EntityKind.ORGANIZATION]
    for one, other in _sharing_a_key(bodies, lambda one: {one.folded[-2:], *filter(is_foreign, one.folded)}):
        if is_end_of_company(one.name.name, other.name.name) or is_end_of_company(other.name.name, one.name.name):
            yield _pair(one.name, other.name, SuggestionReason.PART)


def _parts(names: Sequence[_SplitName]) -> Iterator[NamePair]:
    """Pair people of whom one has the first or last part of the other's name: "Biden" and "Joe Biden"."""
    people = [one for one in names if one.name.kind == EntityKind.PERSON]
    by_name: dict[tuple[str, ...], list[_SplitName]] = defaultdict(list)
    for one in people:
        by_name[one.folded].append(one)
    for one in people:
        # "Hà Hồ" is Hồ Ngọc Hà: the given name, then the surname.
        turned = {(one.folded[-1], one.folded[0])} if len(one.tokens) > len(("Hồ", "Hà")) else set()
        ends = {one.folded[:-1], one.folded[1:], one.folded[-1:], *turned} if len(one.tokens) > 1 else set()
        if without_middle(one.folded) != one.folded:
            ends.add(without_middle(one.folded))
        for end in ends:
            for part in by_name.get(end, ()) if len("".join(end)) >= _SHORTEST_PART else ():
                yield _pair(one.name, part.name, SuggestionReason.PART)
