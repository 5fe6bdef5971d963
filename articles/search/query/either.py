"""Decides what OR joins where no brackets tell: its two neighbours, as other search engines have it, or whole sides.

`bão OR lũ Quảng Bình` is about either in Quảng Bình. But `lũ Huế OR bão Đà Nẵng` is about two events. So OR joins the
name, word or phrase before it and the one behind it. It joins the whole sides where these neighbours are not of a kind
(a name and a word), where both sides are made of the same kinds, or where they have a word in common.

Who speaks in a side (`nói:Lan lũ OR nói:Bình bão`) has the words of that side. But of `nói:Lan lũ OR bão`, where one
side alone names somebody, and not beside OR, she has the words of all sides.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import Final

from articles.search.fields import TEXT
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    Exclusion,
    NameCondition,
    Query,
    QueryGroup,
    QueryWord,
    typed_text,
)
from articles.search.query.quoted_words import speakers_of
from articles.search.query.units import QueryUnit, ReadUnits, UnitKind

_OR: Final = " OR "


@dataclass(frozen=True, slots=True)
class EitherReading:
    """How OR was read where it could be read in two ways, and the query for the `other`, "" where it cannot be written.

    Both are as one would type them: "(bão OR lũ) Quảng Bình".
    """

    text: str
    other: str


@dataclass(frozen=True, slots=True)
class _Item:
    """What OR may join: a unit, bracket, phrase or field. `is_name` is None where it goes with anything.

    `text` is how one would type it; "" for what has no such form here. Syllables side by side that the archive knows as
    no words are one item.
    """

    group: QueryGroup
    text: str
    is_name: bool | None = None
    is_syllable: bool = False

    @property
    def speaks(self) -> bool:
        """Whether it names somebody who speaks, and asks for nothing else."""
        return bool(self.group.conditions) and all(speakers_of(node) is not None for node in self.group.conditions)

    def goes_on_with(self, other: "_Item") -> bool:
        """Tell whether two neighbours are syllables of what may be one word."""
        return self.is_syllable and other.is_syllable and self.is_name is other.is_name


def bound_query(query: Query, read_units: ReadUnits) -> tuple[Query, EitherReading | None]:
    """Return the query with each bare OR joining what it is read to join, and how the outermost one was read."""
    wanted, reading = _bound(query.wanted, read_units)
    return (query if wanted is query.wanted else replace(query, wanted=wanted)), reading


def _bound(group: QueryGroup, read_units: ReadUnits) -> tuple[QueryGroup, EitherReading | None]:
    group = replace(group, conditions=tuple(_bound_inside(node, read_units) for node in group.conditions))
    match group.conditions:
        case (Alternatives(sides=sides),) if sides and not group.words:
            return _bound_sides(group, sides, read_units)
    conditions = tuple(_as_one(node, read_units) for node in group.conditions)
    return replace(group, conditions=conditions), None


def _bound_inside(node: Condition, read_units: ReadUnits) -> Condition:
    if not isinstance(node, Alternatives):
        return node
    groups = tuple(_bound(group, read_units)[0] for group in node.groups)
    sides = tuple(tuple(_bound(part, read_units)[0] for part in side) for side in node.sides)
    return Alternatives(groups, sides)


def _as_one(node: Condition, read_units: ReadUnits) -> Condition:
    """Return an OR in brackets, beside something else, as the group of what it joins and what it does not."""
    if not isinstance(node, Alternatives) or not node.sides:
        return node
    own = QueryGroup(conditions=(node,))
    found, _ = _bound_sides(own, node.sides, read_units)
    return node if found == own else Alternatives((found,))


def _bound_sides(
    group: QueryGroup, sides: Sequence[Sequence[QueryGroup]], read_units: ReadUnits
) -> tuple[QueryGroup, EitherReading | None]:
    items = [[item for part in side for item in _items(part, read_units)] for side in sides]
    shared = [item for side in items for item in side if _is_exclusion(item)]
    items = [[item for item in side if not _is_exclusion(item)] for side in items]
    if len(items) < 2 or not all(items):
        return group, None
    speakers = _speakers_of_all(items)
    left = [[item for item in side if item not in speakers] for side in items]
    if all(len(side) == 1 for side in left) and not shared and not speakers:
        return group, None
    factors = [*([one] for one in speakers), *_factors(left), *([one] for one in shared)]
    neighbours, whole = _typed_factors(factors), _typed_sides(items, shared)
    if not _joins_sides(left):
        reading = EitherReading(neighbours, whole) if neighbours and len(factors) > 1 + len(shared) else None
        return _joined(factors), reading
    if not speakers:
        return group, EitherReading(whole, neighbours) if whole else None
    text = f"{_typed_side(speakers)} ({_typed_sides(left, shared)})"
    return _said_by_all(group), EitherReading(text, whole) if whole else None


def _speakers_of_all(sides: Sequence[Sequence[_Item]]) -> list[_Item]:
    """Return the speakers of the only side that names any; none where one stands beside OR."""
    speaking = [number for number, side in enumerate(sides) if any(item.speaks for item in side)]
    if len(speaking) != 1:
        return []
    (number,) = speaking
    side = sides[number]
    beside = [*side[:1]] * (number > 0) + [*side[-1:]] * (number < len(sides) - 1)
    return [] if any(item.speaks for item in beside) else [item for item in side if item.speaks]


def _said_by_all(group: QueryGroup) -> QueryGroup:
    """Return a group of alternatives with the speakers of any of them as those of all."""
    speakers: list[Condition] = []
    groups: list[QueryGroup] = []
    for one in (one for node in group.conditions if isinstance(node, Alternatives) for one in node.groups):
        speakers += (node for node in one.conditions if speakers_of(node) is not None)
        groups.append(replace(one, conditions=tuple(node for node in one.conditions if speakers_of(node) is None)))
    return QueryGroup(conditions=(*speakers, Alternatives(tuple(groups))))


def _items(part: QueryGroup, read_units: ReadUnits) -> Iterator[_Item]:
    if part.conditions or not part.words:
        yield _Item(part, _typed(part))
        return
    before: _Item | None = None
    for unit in filter(attrgetter("is_demanded"), read_units(part.words)):
        item = _Item(QueryGroup(unit.words), unit.text, _is_name(unit), is_syllable=unit.kind is UnitKind.SYLLABLE)
        if before and before.goes_on_with(item):
            words = (*before.group.words, *unit.words)
            before = replace(item, group=QueryGroup(words), text=typed_text(words))
            continue
        if before:
            yield before
        before = item
    if before:
        yield before


def _is_name(unit: QueryUnit) -> bool:
    return (
        bool(unit.entities) or unit.kind is UnitKind.SHORT_FORM or all(word.text[:1].isupper() for word in unit.words)
    )


def _is_exclusion(item: _Item) -> bool:
    return any(isinstance(node, Exclusion) for node in item.group.conditions)


def _joins_sides(sides: Sequence[Sequence[_Item]]) -> bool:
    return any(_belong_apart(one, other) for one, other in pairwise(sides))


def _belong_apart(one: Sequence[_Item], other: Sequence[_Item]) -> bool:
    """Tell whether OR between two sides joins all of them."""
    before, behind = one[-1], other[0]
    if any(item.speaks for item in (*one, *other)):
        fewest, most = sorted((len(one), len(other)))
        return fewest > 1 or (most > 1 and not (before.speaks and behind.speaks))
    if None not in (before.is_name, behind.is_name) and before.is_name is not behind.is_name:
        return True
    if len(one) > 1 and [item.is_name for item in one] == [item.is_name for item in other]:
        return True
    return not _words(one).isdisjoint(_words(other))


def _words(side: Iterable[_Item]) -> set[str]:
    return {word.syllables[0].exact for item in side for word in item.group.words}


def _factors(sides: Sequence[Sequence[_Item]]) -> list[list[_Item]]:
    """Return what all must be there of, in order: each a list of one item, or of those that OR joins."""
    factors: list[list[_Item]] = []
    for number, side in enumerate(sides):
        first, *others = side
        if number:
            factors[-1].append(first)
        else:
            factors.append([first])
        factors += [[item] for item in others]
    return factors


def _joined(factors: Sequence[Sequence[_Item]]) -> QueryGroup:
    """Return the group of all factors; words that something else stands between are apart."""
    words: list[QueryWord] = []
    conditions = [condition for factor in factors if len(factor) == 1 for condition in factor[0].group.conditions]
    parted = False
    for factor in factors:
        own = factor[0].group.words if len(factor) == 1 else ()
        words += [replace(word, apart=word.apart or (bool(words) and parted and i == 0)) for i, word in enumerate(own)]
        parted = not own
    either = [Alternatives(tuple(item.group for item in factor)) for factor in factors if len(factor) > 1]
    return QueryGroup(tuple(words), (*either, *conditions))


def _typed(part: QueryGroup) -> str:
    match part.conditions:
        case (QueryWord(field=field, quoted=True, any_marks=False) as word,) if field is TEXT and not part.words:
            return f'"{word.text}"'
        case (Alternatives(groups=(QueryGroup(words=words, conditions=()),)),) if not part.words:
            return f"({typed_text(words)})"
        case (NameCondition() as name,) if not part.words:
            return _typed_name(name)
    return ""


def _typed_name(name: NameCondition) -> str:
    word = name.word
    is_phrase = not name.letters and (word.quoted or len(word.syllables) > 1)
    text = f'"{word.text}"' if is_phrase else f"{word.text}{'*' if name.letters else ''}"
    return f"{word.field.vietnamese}:{text}"


def _typed_factors(factors: Sequence[Sequence[_Item]]) -> str:
    """Return factors as one would type them; "" where one of them cannot be."""
    if not all(item.text for factor in factors for item in factor):
        return ""
    either = (_OR.join(item.text for item in factor) for factor in factors)
    return " ".join(f"({text})" if len(factor) > 1 else text for factor, text in zip(factors, either, strict=True))


def _typed_sides(sides: Sequence[Sequence[_Item]], shared: Sequence[_Item]) -> str:
    if shared or not all(item.text for side in sides for item in side):
        return ""
    return _OR.join(f"({_typed_side(side)})" for side in sides)


def _typed_side(side: Iterable[_Item]) -> str:
    return " ".join(item.text for item in side)
