"""Matches the groups of a name's articles with the people that the archive knows by it.

Each group goes to the one who had most of its articles. So people keep their number, page and saved searches while
articles are added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.models import Decision


@dataclass(frozen=True, slots=True)
class KnownBearer:
    """Who had some articles of a name so far: a namesake by a decision, without one the entity of the name itself."""

    decision: Decision | None
    articles: frozenset[int]


@dataclass(slots=True)
class MatchedGroups:
    """The articles of namesakes by the decision that gives them, and the groups of people who are `new`.

    All others are of the entity of the name itself.
    """

    by_decision: dict[int, list[int]] = field(default_factory=dict)
    new: list[list[int]] = field(default_factory=list)


def matched_groups(groups: Sequence[list[int]], bearers: Sequence[KnownBearer]) -> MatchedGroups:
    """Give each group to the bearer that had most of it; the largest group that nobody had is the entity's own."""
    common = [
        (-len(bearer.articles.intersection(group)), number, at)
        for number, group in enumerate(groups)
        for at, bearer in enumerate(bearers)
    ]
    given: dict[int, KnownBearer] = {}
    taken: set[int] = set()
    for overlap, number, at in sorted(common):
        decision = bearers[at].decision
        if overlap and number not in given and at not in taken:
            given[number] = bearers[at]
            # Groups that an editor gave back stay with the entity, however many they are.
            taken |= {at} if decision or at == 0 else set()
    matched = MatchedGroups()
    has_own = any(bearer.decision is None for bearer in given.values())
    for number, group in enumerate(groups):
        if number in given:
            if (decision := given[number].decision) is not None:
                matched.by_decision[decision.pk] = group
        elif has_own:
            matched.new.append(group)
        else:
            has_own = True
    return matched
