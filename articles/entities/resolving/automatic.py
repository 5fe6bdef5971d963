"""The merges that all articles together speak for, kept as decisions which no editor made.

They are made again from what the recogniser found, whatever was merged before, so the archive comes to the same
merges in whatever order its articles came. An editor's decision stands above them, and one that an editor undid is
never made again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.entities.deciding import Proposal, ProposalRefused, decide, undo
from articles.entities.namesakes.archive_splits import settle_namesakes
from articles.entities.resolving.doubtful_names import doubtful_names
from articles.entities.resolving.evidence import Evidence, evidence_of, read_new_contexts
from articles.entities.resolving.listing import articles_needed
from articles.entities.resolving.same_names import kind_merges
from articles.entities.resolving.variants import sure_variants
from articles.entities.suggesting.co_mentions import CoMentions
from articles.entities.suggesting.name_pairs import Name
from articles.models import Decision, DecisionKind, Entity, EntityKind, Mention, SuggestionReason
from articles.models.bulk_rows import in_chunks
from articles.models.entity import NEVER_LISTED
from articles.models.index_outbox import drain_outbox, note_changed
from articles.models.task_records import delete_old_runs, last_run_time, waiting_runs, work_alone
from articles.text.house_style import house_name

_AT_ONCE: Final = 500
# Below that of uploads and edits, which somebody waits for.
_PRIORITY: Final = -10
# Feeds bring an article now and then: the merges follow them together.
_PAUSE: Final = timedelta(minutes=5)
# The pause for each second that the last run took: all names are read each time, so a large archive waits longer.
_PAUSE_OF_RUN: Final = 9
# Kinds of decisions by which an editor has said what an entity is.
_SETTLING: Final = (DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.RENAME, DecisionKind.RETYPE, DecisionKind.HIDE)


@dataclass(frozen=True, slots=True)
class _Merge:
    """An entity to merge into another, and why."""

    entity: int
    into: int
    reason: SuggestionReason


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many automatic merges were made, and how many earlier ones were undone since nothing speaks for them now."""

    made: int
    undone: int


@task(priority=_PRIORITY)
def resolve_entities() -> None:
    """Bring the automatic merges up to date, and have the index follow."""
    work_alone(resolve_entities, resolve)
    drain_outbox()


def resolve_soon() -> None:
    """Have a worker bring the automatic merges up to date after imports; those of the next minutes are done with it.

    However often articles come, the worker spends a tenth of its time on this at most.
    """
    if not waiting_runs(resolve_entities).exists():
        delete_old_runs(resolve_entities)
        pause = max(_PAUSE, _PAUSE_OF_RUN * last_run_time(resolve_entities))
        resolve_entities.using(run_after=timezone.now() + pause).enqueue()


def resolve(*, again: bool = False) -> Resolved:
    """Bring the automatic merges and what lists show up to date with the articles. Each merge is a transaction.

    What stands beside mentions is read, and namesakes are told apart, for new mentions or for all `again`. The articles
    that change wait in the outbox of the index.
    """
    read_new_contexts(again=again)
    _renew_names()
    wanted = {merge.entity: merge for merge in _merges()}
    made = undone = 0
    merges = Decision.objects.automatic().filter(kind=DecisionKind.MERGE)
    for decision in merges.select_related("entity", "target"):
        merge = wanted.get(decision.entity_id)
        if merge and decision.target_id == merge.into:
            del wanted[decision.entity_id]
        else:
            undo(decision, None, index_on_commit=False)
            undone += 1
    entities = Entity.objects.in_bulk({pk for merge in wanted.values() for pk in (merge.entity, merge.into)})
    for merge in wanted.values():
        made += _make(entities, merge)
    settle_namesakes(again=again)
    _renew_listing()
    return Resolved(made, undone)


def _renew_names() -> None:
    """Bring the names that are shown into the house style, but those that editors gave."""
    renamed = Decision.objects.in_force().filter(kind=DecisionKind.RENAME).values("entity")
    rows = Entity.objects.exclude(pk__in=renamed).order_by().values_list("pk", "kind", "name").iterator()
    changed = {pk: styled for pk, kind, name in rows if (styled := house_name(kind, name)) != name}
    for chunk in in_chunks(sorted(changed), _AT_ONCE):
        found = list(Entity.objects.filter(pk__in=chunk))
        for entity in found:
            entity.name = changed[entity.pk]
            entity.set_name_forms()
        Entity.objects.bulk_update(found, ["name", "folded_name", "sort_key", "letter"])


def _renew_listing() -> None:
    """Update `listed_from` of all entities by what stands beside their mentions; editors vouch for what they named."""
    evidence, vouched = evidence_of("entity"), _settled() | _merged_by_editors() | _apart().keys()
    rows = Entity.objects.order_by().values_list("pk", "kind", "name", "listed_from").iterator()
    bodies = Entity.objects.filter(kind=EntityKind.ORGANIZATION, merged_into=None).values_list("name", "article_count")
    people = set(Entity.objects.filter(kind=EntityKind.PERSON).values_list("name", flat=True))
    merged = Entity.objects.filter(kind=EntityKind.ORGANIZATION, merged_into__isnull=False)
    doubtful = doubtful_names(dict(bodies), dict(merged.values_list("name", "merged_into__article_count")), people)
    changed: dict[int, list[int]] = defaultdict(list)
    for pk, kind, name, before in rows:
        needed = articles_needed(kind, name, Evidence() if pk in vouched else evidence.get(pk, Evidence()))
        if kind == EntityKind.ORGANIZATION and name in doubtful and pk not in vouched:
            needed = NEVER_LISTED
        if needed != before:
            changed[needed].append(pk)
    for needed, entities in changed.items():
        for chunk in in_chunks(entities, _AT_ONCE):
            _list_from(needed, chunk)


@transaction.atomic
def _list_from(number: int, entities: list[int]) -> None:
    found = Entity.objects.filter(pk__in=entities)
    note_changed(found.article_ids(), index_on_commit=False)
    found.update(listed_from=number)


def _make(entities: Mapping[int, Entity], merge: _Merge) -> bool:
    proposal = Proposal(DecisionKind.MERGE, entities[merge.entity], target=entities[merge.into])
    try:
        decide(proposal, None, automatic=merge.reason)
    except ProposalRefused:
        return False
    return True


def _merges() -> list[_Merge]:
    """Return the merges that the articles speak for and editors do not forbid, each into the end of its chain."""
    kinds = kind_merges()
    found = [_Merge(entity, into, SuggestionReason.KIND) for entity, into in kinds.items()]
    pairs = list(_found_pairs(kinds))
    variants = sure_variants(list(_found_names(pairs)), CoMentions(pairs))
    found += [_Merge(variant.entity, variant.of, variant.reason) for variant in variants]
    allowed = list(_allowed(found))
    leads = {merge.entity: merge.into for merge in allowed}
    ends = [replace(merge, into=end) for merge in allowed if (end := _end(merge.entity, leads)) is not None]
    return list(_allowed(ends))


def _end(entity: int, into: Mapping[int, int]) -> int | None:
    """Return where a chain of merges leads, None where it leads in a circle."""
    visited = {entity}
    while (following := into.get(entity)) is not None:
        if following in visited:
            return None
        visited.add(following)
        entity = following
    return entity


def _found_names(pairs: Iterable[tuple[int, int]]) -> Iterator[Name]:
    """Yield the entities of these (article, entity), each with the number of its articles."""
    counts = Counter(entity for _, entity in pairs)
    found = Entity.objects.order_by("pk").values_list("pk", "found_kind", "name").iterator()
    yield from (Name(pk, kind, name, counts[pk]) for pk, kind, name in found if pk in counts)


def _found_pairs(kinds: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    rows = Mention.objects.order_by().values_list("article", "recognised").distinct().iterator()
    yield from sorted({(article, kinds.get(entity, entity)) for article, entity in rows})


def _allowed(merges: Iterable[_Merge]) -> Iterator[_Merge]:
    """Yield the merges that no editor has decided otherwise about."""
    settled, apart = _settled(), _apart()
    for merge in merges:
        if merge.entity not in settled and merge.into not in apart[merge.entity]:
            yield merge


def _settled() -> set[int]:
    """Return the entities of which editors said what they are."""
    made = Decision.objects.in_force().filter(kind__in=_SETTLING, automatic="")
    return set(made.values_list("entity", flat=True))


def _merged_by_editors() -> set[int]:
    """Return the entities into which editors merged others."""
    made = Decision.objects.in_force().filter(kind__in=(DecisionKind.MERGE, DecisionKind.ALIAS), automatic="")
    return {pk for pair in made.values_list("entity", "target") for pk in pair if pk is not None}


def _apart() -> dict[int, set[int]]:
    """Return for each entity those that editors keep apart from it: told so, or by undoing an automatic merge."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in Decision.objects.keeping_apart().values_list("entity", "target"):
        if other is not None:
            found[one].add(other)
            found[other].add(one)
    return found
