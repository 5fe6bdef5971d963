"""Finds the groups of a name's articles that are surely about different people; only these become entities."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from articles.entities.namesakes.bearer_context import BearerContext
from articles.entities.namesakes.grouping import likeness, same_person_groups
from articles.entities.namesakes.said_offices import Offices, likeliest_office
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.offices.office_forms import OfficeForm, says_all_of
from articles.text.syllables import is_unmarked_syllable

# A short name with fewer articles stays one person: their groups say too little.
_LEAST_ARTICLES: Final = 5
# A name with more is too much work: each pair of articles is compared. It is mostly of one famous person.
_MOST_ARTICLES: Final = 400
# Groups are made at a likeness of SAME_PERSON (0.4). A group less alike than this to all others is somebody else.
_UNLIKE: Final = 0.35
# The same of a name in less than _LEAST_ARTICLES: few articles of one person may have little in common.
_UNLIKE_OF_FEW: Final = 0.15
# Least share of a name's articles in a group: famous people are named in articles of every kind.
_SHARE: Final = 0.05
# Least number of different words beside the name in a group: the credit of a photograph says nothing of its author.
_LEAST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class SureGroups:
    """The articles of a name: `groups` of one person each, the largest first, and those `unsure` whose they are."""

    groups: list[list[int]]
    unsure: list[int]


def may_have_namesakes(name: str, articles: int) -> bool:
    """Tell whether a name may be of several people: Vietnamese, of two syllables or more, in 2 to 400 articles.

    A name without a surname, such as those of the stage, must be in 5 at least.
    """
    syllables = name.split()
    least = 2 if _is_full_name(name) else _LEAST_ARTICLES
    return least <= articles <= _MOST_ARTICLES and len(syllables) > 1 and all(map(_is_vietnamese, syllables))


def sure_groups(name: str, contexts: Mapping[int, BearerContext], offices: Callable[[], Offices]) -> SureGroups:
    """Return the groups of a name's articles that are surely of different people.

    `offices` returns what each article says the person is; it is called only if there are several groups. Groups with
    the same office are one person.
    """
    found = _in_order(same_person_groups(contexts))
    said = offices() if len(found) > 1 else {}
    found = _in_order(_joined(found, said))
    groups = [group for number, group in enumerate(found) if number == 0 or _is_sure(name, group, contexts, said)]
    parted = {article for group in groups for article in group}
    return SureGroups(groups, sorted(contexts.keys() - parted))


def unlikeness(group: Collection[int], contexts: Mapping[int, BearerContext]) -> float:
    """Return how sure it is that a group is of somebody else: 1 where it has nothing in common with the others.

    That is 1 less the likeness of the pair that is most alike, of an article within and one outside.
    """
    inside = set(group)
    others = [context for article, context in contexts.items() if article not in inside]
    return 1 - max((likeness(contexts[article], other) for article in inside for other in others), default=0.0)


def _in_order(groups: Iterable[Sequence[int]]) -> list[list[int]]:
    return sorted(map(sorted, groups), key=lambda group: (-len(group), group))


def _joined(groups: Sequence[list[int]], offices: Offices) -> list[list[int]]:
    """Return the groups with those of one office joined, into the largest of them."""
    joined: list[tuple[OfficeForm | None, list[int]]] = []
    for group in groups:
        office = likeliest_office(group, offices)
        same = next((of for known, of in joined if known and office and _is_one(known, office)), None)
        if same is None:
            joined.append((office, list(group)))
        else:
            same += group
    return [group for _, group in joined]


def _is_one(one: OfficeForm, other: OfficeForm) -> bool:
    return one.key == other.key or says_all_of(one, other) or says_all_of(other, one)


def _is_sure(name: str, group: Sequence[int], contexts: Mapping[int, BearerContext], offices: Offices) -> bool:
    others = contexts.keys() - group
    if len(group) < _SHARE * len(contexts) or min(_words(group, contexts), _words(others, contexts)) < _LEAST_WORDS:
        return False
    if not _is_full_name(name) and (len(group) == 1 or likeliest_office(group, offices) is None):
        return False
    unlike = _UNLIKE if len(contexts) >= _LEAST_ARTICLES else _UNLIKE_OF_FEW
    return unlikeness(group, contexts) >= 1 - unlike


def _words(group: Iterable[int], contexts: Mapping[int, BearerContext]) -> int:
    return len({word for article in group for word in contexts[article].words})


def _is_full_name(name: str) -> bool:
    """Tell whether a name has a surname and two syllables more. Other names are those of the stage and nicknames."""
    syllables = name.split()
    return len(syllables) > len(("Minh", "Khang")) and shipped_gazetteer().has("surnames", syllables[0])


def _is_vietnamese(syllable: str) -> bool:
    return syllable[:1].isupper() and is_unmarked_syllable(syllable)
