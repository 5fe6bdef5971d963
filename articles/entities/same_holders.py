"""Which of the holders of one post are one person whom articles name in two ways: "Jim Mattis" and "James Mattis"."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Final

from articles.entities.suggesting.people_names import differ_in_a_word, differ_in_surname, may_be_one
from articles.models import Decision, Entity, EntityKind, Mention

# A term of office: who is named later than that after the last article with the other name is another holder.
_LONGEST_GAP: Final = timedelta(days=5 * 365)
# A slip is in few articles, and is in the surname, or they name so many people whom those with the right name name, or
# they are still fewer, and so many times as many give the post to the other name.
_FEW, _SHARED = 5, 3
_FEWEST, _TIMES_MORE = 2, 5


@dataclass(frozen=True, slots=True)
class NamedHolder:
    """A holder of a post, how many articles say so, and when the first and the last did, as far as is known."""

    entity: Entity
    articles: int
    moments: Sequence[datetime]


def one_person_each(holders: Sequence[NamedHolder]) -> dict[int, Entity]:
    """Return for each holder of one post the entity under whose name that person is shown, by the holder's id.

    That is the one that most articles say to hold the post. A name that may be of two others stays for itself, as
    do names that editors keep apart (one SQL query, where any look like one person, and one where any may be a slip).
    """
    entities = {one.entity.pk: one.entity for one in holders}
    articles: Counter[int] = Counter()
    moments: dict[int, list[datetime]] = defaultdict(list)
    for one in holders:
        articles[one.entity.pk] += one.articles
        moments[one.entity.pk] += one.moments
    near = [pair for pair in combinations(entities, 2) if _touch(*(moments[pk] for pk in pair))]
    alike = {pair for pair in near if may_be_one(*(entities[pk].name for pk in pair))}
    alike |= _slips([(entities[one], entities[other]) for one, other in near], articles)
    alike -= _kept_apart(alike)
    order = sorted(entities, key=lambda pk: (-articles[pk], -entities[pk].article_count, pk))
    return {pk: entities[shown] for pk, shown in _shown(order, alike).items()}


def _touch(one: Sequence[datetime], other: Sequence[datetime]) -> bool:
    """Tell whether the times of two names overlap, or one follows the other soon; those of no date may."""
    if not one or not other:
        return True
    return max(min(one), min(other)) - min(max(one), max(other)) <= _LONGEST_GAP


def _slips(pairs: Sequence[tuple[Entity, Entity]], articles: Mapping[int, int]) -> set[tuple[int, int]]:
    """Return the pairs one of which seems to be a slip for the other: no article names both.

    `articles` says how many give the post to each.
    """
    likely: dict[tuple[int, int], bool] = {}
    for pair in pairs:
        rare, usual = sorted(pair, key=lambda entity: entity.article_count)
        if rare.article_count <= _FEW and differ_in_a_word(rare.name, usual.name):
            is_rarest = rare.article_count <= _FEWEST
            is_far_rarer = is_rarest and articles[usual.pk] >= _TIMES_MORE * articles[rare.pk]
            likely[rare.pk, usual.pk] = is_far_rarer or differ_in_surname(rare.name, usual.name)
    if not likely:
        return set()
    named = Mention.objects.filter(entity__in={pk for pair in likely for pk in pair}).order_by()
    people = named.filter(article__mentions__entity__found_kind=EntityKind.PERSON)
    beside: dict[int, set[int]] = defaultdict(set)
    for holder, person in people.values_list("entity", "article__mentions__entity").distinct():
        beside[holder].add(person)
    return {
        (one, other)
        for (one, other), is_sure in likely.items()
        if other not in beside[one] and (is_sure or len(beside[one] & beside[other]) >= _SHARED)
    }


def _kept_apart(pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    if not pairs:
        return set()
    names = {pk for pair in pairs for pk in pair}
    found = Decision.objects.keeping_apart().filter(entity__in=names, target__in=names)
    apart = {frozenset(pair) for pair in found.values_list("entity", "target")}
    return {pair for pair in pairs if frozenset(pair) in apart}


def _shown(order: Sequence[int], alike: set[tuple[int, int]]) -> Mapping[int, int]:
    """Return for each holder, the most frequent first, the one it is shown as."""
    shown: dict[int, int] = {}
    for pk in order:
        others = {shown[other] for other in shown if (pk, other) in alike or (other, pk) in alike}
        shown[pk] = others.pop() if len(others) == 1 else pk
    return shown
