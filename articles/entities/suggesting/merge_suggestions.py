"""Suggestions of merges made anew, by a worker: what editors told apart is not suggested again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django_tasks import task

from articles.entities.suggesting.co_mentions import CoMentions
from articles.entities.suggesting.name_pairs import Name, NamePair, Reason, name_pairs
from articles.models import Decision, DecisionKind, Entity, Mention, MergeSuggestion

# Pairs that are weighed by their company, and suggestions that are kept: the most useful ones.
_WEIGHED: Final = 20_000
_KEPT: Final = 1000
_LEAST_LIKELY: Final = 0.15
# Names that say little alone need company that is alike.
_NEED_COMPANY: Final = {Reason.MARKS, Reason.KIND, Reason.INITIALS, Reason.PART}
# Company so alike is as good as the same.
_SAME_COMPANY: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Weighed:
    pair: NamePair
    likely: float

    @property
    def usefulness(self) -> float:
        return self.pair.one.articles * self.likely


@task()
def suggest_merges() -> None:
    """Look for entities that may be one, in time that grows with their number, and keep the most useful pairs."""
    apart = _told_apart()
    found = [pair for pair in name_pairs(_names()) if frozenset((pair.one.entity, pair.other.entity)) not in apart]
    found.sort(key=lambda pair: -pair.one.articles * pair.likely)
    weighed = _weighed(found[:_WEIGHED], CoMentions(_named()))
    kept = sorted((one for one in weighed if one.likely >= _LEAST_LIKELY), key=lambda one: -one.usefulness)[:_KEPT]
    with transaction.atomic():
        MergeSuggestion.objects.all().delete()
        MergeSuggestion.objects.bulk_create(_suggestion(one) for one in kept)


def _told_apart() -> set[frozenset[int]]:
    decisions = Decision.objects.in_force().filter(kind=DecisionKind.DISTINCT, target__isnull=False)
    return {frozenset((one, other)) for one, other in decisions.values_list("entity", "target") if other}


def _names() -> Iterator[Name]:
    rows = Entity.objects.listed().order_by().values_list("pk", "kind", "name", "article_count")
    return (Name(*row) for row in rows.iterator())


def _named() -> Iterator[tuple[int, int]]:
    return Mention.objects.shown().order_by().values_list("article", "entity").distinct().iterator()


def _weighed(found: Iterable[NamePair], company: CoMentions) -> Iterator[_Weighed]:
    for pair in found:
        alike = min(1.0, company.alike(pair.one.entity, pair.other.entity) / _SAME_COMPANY)
        likely = pair.likely * alike if pair.reason in _NEED_COMPANY else pair.likely + (1 - pair.likely) * alike
        yield _Weighed(pair, likely)


def _suggestion(weighed: _Weighed) -> MergeSuggestion:
    pair = weighed.pair
    return MergeSuggestion(
        one_id=pair.one.entity,
        other_id=pair.other.entity,
        reason=pair.reason,
        likely=weighed.likely,
        usefulness=weighed.usefulness,
    )
