"""Groups the articles of a name by person.

Two articles speak of one person where their words beside the name and their co-mentions are alike enough; a group is
all that is joined by such pairs (single linkage). So the order of the articles makes no difference, and an article that
comes in joins its group without the others being looked at again, or joins two groups to one.
"""

from collections.abc import Mapping
from math import fsum
from typing import Final, TypeVar

from articles.entities.namesakes.bearer_context import BearerContext

_Key = TypeVar("_Key", str, int)

# Weights and threshold were chosen on 32 names of gold/namesakes, so that halves of the names chosen at random agree.
_CO_MENTIONS: Final = 2.0
_ENOUGH_CO_MENTIONS: Final = 30.0
SAME_PERSON: Final = 0.4


def likeness(one: BearerContext, other: BearerContext) -> float:
    """Return how alike two contexts are, from 0 to 4.

    It is summed exactly, so that the order makes no difference: the cosine of the words, twice that of the
    co-mentions, and the weight of the co-mentions that both have, up to 1.
    """
    shared = one.co_mentions.keys() & other.co_mentions.keys()
    together = fsum(min(one.co_mentions[entity], other.co_mentions[entity]) for entity in shared)
    words = _cosine(one.words, other.words, one.words_length * other.words_length)
    entities = _cosine(one.co_mentions, other.co_mentions, one.co_mentions_length * other.co_mentions_length)
    return words + _CO_MENTIONS * entities + min(together, _ENOUGH_CO_MENTIONS) / _ENOUGH_CO_MENTIONS


def same_person_groups(contexts: Mapping[int, BearerContext]) -> list[list[int]]:
    """Return the keys of contexts grouped by person, the largest group first, in the order given within a group."""
    keys = list(contexts)
    leader = {key: key for key in keys}

    def find(key: int) -> int:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for number, one in enumerate(keys):
        for other in keys[:number]:
            first, second = find(other), find(one)
            if first != second and likeness(contexts[one], contexts[other]) >= SAME_PERSON:
                leader[second] = first
    groups: dict[int, list[int]] = {}
    for key in keys:
        groups.setdefault(find(key), []).append(key)
    return sorted(groups.values(), key=lambda group: -len(group))


def _cosine(one: Mapping[_Key, float], other: Mapping[_Key, float], lengths: float) -> float:
    small, large = sorted((one, other), key=len)
    dot = fsum(weight * large[key] for key, weight in small.items() if key in large)
    return dot / lengths if dot else 0.0
