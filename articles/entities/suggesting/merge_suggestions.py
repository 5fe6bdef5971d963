"""Suggests merges of entities to editors; computed by the worker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django_tasks import task

from articles.entities.suggesting.co_mentions import CoMentions
from articles.entities.suggesting.name_pairs import Name, NamePair, name_pairs
from articles.models import Decision, DecisionKind, Entity, Mention, MergeSuggestion, SuggestionReason

# Pairs whose co-mentions are compared, and suggestions that are kept: the most useful ones of each.
_COMPARED: Final = 20_000
_KEPT: Final = 1000
_LEAST_LIKELY: Final = 0.15
# Reasons that are too weak unless the two entities are mentioned with the same others.
_WEAK_REASONS: Final = {
    SuggestionReason.MARKS,
    SuggestionReason.KIND,
    SuggestionReason.INITIALS,
    SuggestionReason.PART,
}
# Co-mentions with this similarity count as the same.
_FULL_SIMILARITY: Final = 0.5


@dataclass(frozen=True, slots=True)
class _RatedPair:
    """A pair of names with its probability by names and co-mentions."""

    pair: NamePair
    likely: float

    @property
    def usefulness(self) -> float:
        return self.pair.one.articles * self.likely


@task()
def suggest_merges() -> None:
    """Replace the suggestions by the most useful pairs of entities that may be one.

    Pairs that an editor decided are distinct are left out. The time grows linearly with the number of entities.
    """
    distinct = _distinct_pairs()
    found = [pair for pair in name_pairs(_names()) if frozenset((pair.one.entity, pair.other.entity)) not in distinct]
    found.sort(key=lambda pair: -pair.one.articles * pair.likely)
    rated = _rated(found[:_COMPARED], CoMentions(_article_entities()))
    kept = sorted((one for one in rated if one.likely >= _LEAST_LIKELY), key=lambda one: -one.usefulness)[:_KEPT]
    with transaction.atomic():
        MergeSuggestion.objects.all().delete()
        MergeSuggestion.objects.bulk_create(_suggestion(one) for one in kept)


def _distinct_pairs() -> set[frozenset[int]]:
    decisions = Decision.objects.in_force().filter(kind=DecisionKind.DISTINCT, target__isnull=False)
    return {frozenset((one, other)) for one, other in decisions.values_list("entity", "target") if other}


def _names() -> Iterator[Name]:
    # Namesakes were told apart.
    rows = (
        Entity.objects.listed().filter(namesake_of=None).order_by().values_list("pk", "kind", "name", "article_count")
    )
    return (Name(*row) for row in rows.iterator())


def _article_entities() -> Iterator[tuple[int, int]]:
    return Mention.objects.shown().order_by().values_list("article", "entity").distinct().iterator()


def _rated(found: Iterable[NamePair], co_mentions: CoMentions) -> Iterator[_RatedPair]:
    for pair in found:
        similarity = min(1.0, co_mentions.similarity(pair.one.entity, pair.other.entity) / _FULL_SIMILARITY)
        weak = pair.likely * similarity
        likely = weak if pair.reason in _WEAK_REASONS else pair.likely + (1 - pair.likely) * similarity
        yield _RatedPair(pair, likely)


def _suggestion(rated: _RatedPair) -> MergeSuggestion:
    pair = rated.pair
    return MergeSuggestion(
        one_id=pair.one.entity,
        other_id=pair.other.entity,
        reason=pair.reason,
        likely=rated.likely,
        usefulness=rated.usefulness,
    )
