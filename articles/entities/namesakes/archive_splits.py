"""Makes namesakes entities of their own, by splits that the archive decides and that editors can undo for good.

A name is looked at again when an article with it was added, deleted or annotated anew, or when the rules have changed.
What an editor decided stands: articles that an editor split off are left out, a merged namesake stays merged, and a
group whose split an editor undid is never split off again.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Final

from django.db import transaction
from django.db.models import Max, Q

from articles.entities.deciding import Proposal, decide, undo
from articles.entities.namesakes.bearer_description import bearer_description
from articles.entities.namesakes.known_bearers import KnownBearer, matched_groups
from articles.entities.namesakes.said_offices import said_offices
from articles.entities.namesakes.stored_contexts import stored_contexts
from articles.entities.namesakes.sure_groups import SureGroups, may_have_namesakes, sure_groups
from articles.entities.rules import Rules
from articles.entities.settling import settle
from articles.entities.stored_rules import leading_to
from articles.models import NAMESAKES, Decision, DecisionKind, DecisionQuerySet, Entity, EntityKind, Mention
from articles.models.index_outbox import note_changed
from articles.text.terms import name_key

_FINGERPRINT_BYTES: Final = 8
# To be raised with any change of the rules: then all names are looked at again.
_RULES: Final = 2


@dataclass(frozen=True, slots=True)
class _FoundName:
    """A name of people: its entity, its articles, and a fingerprint of where they mention it."""

    entity: int
    name: str
    articles: frozenset[int]
    fingerprint: str


def settle_namesakes(*, again: bool = False) -> int:
    """Split the names that several people have; return how many names were looked at.

    With `again`, names whose articles have not changed are looked at too. Each name is a transaction. The articles that
    change wait in the outbox of the index.
    """
    seen = dict(Entity.objects.exclude(namesakes_seen="").values_list("pk", "namesakes_seen"))
    parted = set(_splits().in_force().values_list("entity", flat=True))
    looked_at = 0
    for found in _found_names():
        may_part = may_have_namesakes(found.name, len(found.articles))
        if (may_part or found.entity in parted) and (again or seen.get(found.entity) != found.fingerprint):
            _settle(found, may_part=may_part)
            looked_at += 1
    return looked_at


def namesakes_of(entity: Entity) -> list[Entity]:
    """Return the listed people of the same name, those in most articles first.

    One SQL query; none where nothing tells the entity apart, so that other pages cost none.
    """
    if not entity.told_apart and entity.namesake_of_id is None:
        return []
    of = entity.namesake_of_id or entity.pk
    others = Entity.objects.listed().filter(Q(namesake_of=of) | Q(pk=of)).exclude(pk=entity.pk)
    return list(others.order_by("-article_count", "pk"))


def _splits() -> DecisionQuerySet:
    return Decision.objects.filter(kind=DecisionKind.SPLIT, automatic=NAMESAKES, target__isnull=False)


def _found_names() -> Iterator[_FoundName]:
    """Yield the people who are not merged into another, with their articles but those that an editor split off."""
    names = dict(
        Entity.objects.filter(kind=EntityKind.PERSON, merged_into=None, namesake_of=None, hidden__in=[False])
        .order_by("pk")
        .values_list("pk", "name")
    )
    places: dict[int, dict[int, int]] = defaultdict(dict)
    for entity, article, place in _mentions(names):
        places[entity][article] = max(place, places[entity].get(article, 0))
    for entity, its in sorted(places.items()):
        digest = blake2b(repr((_RULES, sorted(its.items()))).encode(), digest_size=_FINGERPRINT_BYTES)
        yield _FoundName(entity, names[entity], frozenset(its), digest.hexdigest())


def _mentions(names: Mapping[int, str]) -> Iterator[tuple[int, int, int]]:
    """Yield (entity, article, id of the last mention) for these entities, names merged into them among them."""
    merged = Entity.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into")
    rules = Rules({pk: into for pk, into in merged if into})
    by_editors = Decision.objects.in_force().filter(kind=DecisionKind.SPLIT, automatic="")
    split = {(one.entity_id, article) for one in by_editors for article in one.articles}
    by_form = {one.entity_id for one in by_editors if not one.articles}
    rows = Mention.objects.filter(recognised__found_kind=EntityKind.PERSON).order_by()
    for recognised, article, last in rows.values_list("recognised", "article").annotate(last=Max("pk")).iterator():
        entity = rules.canonical(recognised)
        kept = recognised in by_form or (recognised, article) in split or (entity, article) in split
        if entity in names and not kept:
            yield entity, article, last


@transaction.atomic
def _settle(found: _FoundName, *, may_part: bool) -> None:
    base = Entity.objects.get(pk=found.entity)
    contexts = stored_contexts(found.name, found.articles) if may_part else {}
    offices = partial(said_offices, base.pk, found.articles)
    sure = sure_groups(found.name, contexts, offices) if contexts else SureGroups([], sorted(found.articles))
    bearers = _known_bearers(found)
    touched: set[int] = set()
    wanted = matched_groups(sure.groups, bearers)
    for bearer in bearers:
        if bearer.decision and bearer.decision.undone_at is None and bearer.decision.pk not in wanted.by_decision:
            undo(bearer.decision, None, index_on_commit=False)
    for decision in (bearer.decision for bearer in bearers if bearer.decision):
        if (articles := wanted.by_decision.get(decision.pk)) is not None:
            touched |= _give(base, decision, articles)
    for articles in wanted.new:
        _decide(base, _new_namesake(base), articles)
    note_changed(touched, index_on_commit=False)
    _tell_apart(base)
    Entity.objects.filter(pk=base.pk).update(namesakes_seen=found.fingerprint)


def _known_bearers(found: _FoundName) -> list[KnownBearer]:
    """Return who had the articles of a name so far: the entity itself, and its namesakes, present and former ones.

    A group whose split an editor undid counts as the entity's own.
    """
    latest = {split.target_id: split for split in _splits().filter(entity=found.entity).order_by("pk")}
    parted = {article for split in latest.values() if split.undone_at is None for article in split.articles}
    own = [KnownBearer(None, found.articles - parted)]
    return own + [
        KnownBearer(None if split.undone_by_id else split, frozenset(split.articles) & found.articles)
        for split in latest.values()
    ]


def _give(base: Entity, decision: Decision, articles: list[int]) -> set[int]:
    """Give a namesake these articles; return those in which a mention moved."""
    if decision.undone_at is not None:
        namesakes = Entity.objects.filter(decisions_as_target=decision)
        namesakes.filter(merged_into=base).update(merged_into=None)
        _decide(base, namesakes.get(), articles)
        return set()
    changed = set(decision.articles) ^ set(articles)
    if not changed:
        return set()
    decision.articles = articles
    decision.save(update_fields=["articles"])
    return settle(leading_to(base.pk), changed)


def _decide(base: Entity, namesake: Entity, articles: list[int]) -> None:
    proposal = Proposal(DecisionKind.SPLIT, base, target=namesake, articles=tuple(articles))
    decide(proposal, None, automatic=NAMESAKES)


def _new_namesake(base: Entity) -> Entity:
    """Make an entity of the same name. Its key is one that no recognised name has: "trần tuấn anh (2)"."""
    number = 2
    while Entity.objects.called(base.found_kind, name := f"{base.name} ({number})").exists():
        number += 1
    return Entity.objects.create(kind=base.kind, name=base.name, name_key=name_key(name), namesake_of=base)


def _tell_apart(base: Entity) -> None:
    """Write anew what tells the bearers of a name apart; the only bearer of a name has nothing."""
    several = list(Entity.objects.filter(namesake_of=base, merged_into=None, article_count__gt=0))
    for entity in [base, *several]:
        words = bearer_description(entity) if several else ""
        if words != entity.told_apart:
            Entity.objects.filter(pk=entity.pk).update(told_apart=words)
