"""Decides the kind of a name by all its articles, where it was found as several kinds or as the wrong one.

Each kind's entity is weighed by its articles, and by the words beside its mentions: "ca sĩ" stands before a person,
"xã" before a place. A minority is merged into the majority unless those words speak for it: the street Trần Hưng Đạo
is not the general. A name found as one kind alone, of which all words speak for another, becomes one of that kind.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from articles.entities.resolving.evidence import Evidence, evidence_of
from articles.entities.resolving.known_names import (
    has_force,
    has_head,
    is_foreign_name,
    is_full_name,
    is_listed_place,
    is_unit,
    without_title,
)
from articles.models import Entity, EntityKind, Mention, MentionContext
from articles.models.bulk_rows import in_chunks
from articles.text.syllables import is_unmarked_syllable

_AT_ONCE: Final = 500
# A minority with more articles than this share of the majority's is merged only if words speak for the majority.
_SMALL: Final = 0.5
# Share of mentions whose words speak for their own kind, from which on an entity stands for itself.
_OWN: Final = 0.4
# Share of mentions whose words must speak for a place before a full name of a person is taken for one.
_OTHER: Final = 0.3
# Share of the mentions of a more frequent entity whose words must speak for the chosen kind: the company Hòa Phát is
# not the ward.
_SOME: Final = 0.15
# A listed place of so many articles that were taken for something else is that place, whatever stands before it.
_FEW: Final = 2
# Mentions that must speak for a kind as which a name was never found, and their share.
_LEAST: Final = 2
_LEAST_ACTING: Final = 3
_LEAST_SHARE: Final = 0.05
# Share of mentions that must speak for a place or an organisation, and the most that may speak for another kind.
_MOST: Final = 0.5
_HARDLY: Final = 0.1


@dataclass(frozen=True, slots=True)
class SameName:
    """An entity of a name, which may have others of other kinds."""

    entity: int
    kind: str
    key: str
    name: str
    articles: int


def kind_merges(keys: Collection[str] | None = None) -> dict[int, int]:
    """Return which entity is merged into which of the same name, for these keys (`text.terms.name_key`), else all.

    Depends on what the recogniser found alone, so that the order in which articles come makes no difference. Where a
    name has no entity of its kind yet, that is created.
    """
    groups = list(_groups(keys))
    found = evidence_of("recognised", None if keys is None else [one.entity for group in groups for one in group])
    merges: dict[int, int] = {}
    for group in groups:
        merges |= _merges(group, found)
    return merges


def _groups(keys: Collection[str] | None) -> Iterator[list[SameName]]:
    """Yield the entities that share a name, the most frequent first."""
    rows = Entity.objects.filter(readings__isnull=False).order_by("name_key")
    if keys is not None:
        rows = Entity.objects.known_by(keys).filter(readings__isnull=False)
    by_key: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for pk, kind, key, name in rows.values_list("pk", "found_kind", "name_key", "name").distinct().iterator():
        by_key[key].append((pk, kind, name))
    counts = _article_counts(pk for its in by_key.values() if len(its) > 1 for pk, *_ in its)
    for key in sorted(by_key):
        group = [SameName(pk, kind, key, name, counts[pk]) for pk, kind, name in by_key[key]]
        yield sorted(group, key=lambda one: (-one.articles, one.kind))


def _article_counts(entities: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for chunk in in_chunks(entities, _AT_ONCE):
        found = Mention.objects.filter(recognised__in=chunk).order_by().values_list("recognised", "article").distinct()
        for entity, _ in found:
            counts[entity] += 1
    return counts


def _merges(group: list[SameName], found: Mapping[int, Evidence]) -> dict[int, int]:
    if person := without_title(group[0].name):
        target = _entity(EntityKind.PERSON, person)
        return {one.entity: target for one in group}
    if (kind := _sure_kind(group, found)) and (len(group) > 1 or group[0].kind != kind):
        target = next((one.entity for one in group if one.kind == kind), None) or _entity(kind, group[0].name)
        return {one.entity: target for one in group if one.entity != target}
    if len(group) == 1:
        return {}
    spoken_for = _without_unspoken_places(group, found)
    chosen = _majority(spoken_for, found)
    others = (one for one in group if one is not chosen)
    return {one.entity: chosen.entity for one in others if one not in spoken_for or _belongs(one, chosen, found)}


def _entity(kind: EntityKind, name: str) -> int:
    row = Entity.objects.called(kind, name).first() or Entity.objects.create(kind=kind, name=name)
    return row.pk


def _sure_kind(group: list[SameName], found: Mapping[int, Evidence]) -> EntityKind | None:
    """Return the kind that all words beside a name speak for, None where they disagree or there are none."""
    name, kinds = group[0].name, {one.kind for one in group}
    if is_unit(name):
        return EntityKind.PLACE
    if EntityKind.PLACE in kinds and has_force(name):
        return EntityKind.ORGANIZATION
    if is_listed_place(name) or any(has_head(kind, name) for kind in ("place", "organization")):
        return None
    evidence = sum((found[one.entity] for one in group), Evidence())
    place = evidence.of(MentionContext.PLACE, MentionContext.AT)
    person, body = evidence.of(MentionContext.PERSON), evidence.of(MentionContext.ORGANIZATION)
    no_body = EntityKind.ORGANIZATION not in kinds or is_full_name(name) or (is_foreign_name(name) and person > body)
    no_body = no_body or _is_taken_for_body(name, evidence)
    if _is_person(name, kinds, evidence) and no_body:
        return EntityKind.PERSON
    if _speaks_for(evidence, MentionContext.PLACE) and body + person <= _HARDLY * evidence.mentions:
        return EntityKind.PLACE
    if _speaks_for(evidence, MentionContext.ORGANIZATION) and place + person <= _HARDLY * evidence.mentions:
        return EntityKind.ORGANIZATION
    return None


def _is_person(name: str, kinds: Collection[str], evidence: Evidence) -> bool:
    """Tell whether words speak for a person and none for a place, or nothing but the shape of a full name does."""
    if " " not in name or evidence.of(MentionContext.PLACE, MentionContext.AT):
        return False
    if _is_person_by_shape(name) and (EntityKind.PERSON in kinds or evidence.mentions >= _LEAST):
        return True
    person, body = evidence.of(MentionContext.PERSON), evidence.of(MentionContext.ORGANIZATION)
    acting = person + evidence.of(MentionContext.ACTS)
    return person >= max(_LEAST, body) and acting >= max(_LEAST_ACTING, _LEAST_SHARE * evidence.mentions)


def _is_taken_for_body(name: str, evidence: Evidence) -> bool:
    """Tell whether no word beside a name of two Vietnamese syllables speaks for a body, but some for a person."""
    words = name.split()
    is_short = len(words) == len(("Thiên", "Nga")) and all(w[0].isupper() and is_unmarked_syllable(w) for w in words)
    speaking = evidence.of(MentionContext.PERSON), evidence.of(MentionContext.ACTS)
    return is_short and not evidence.of(MentionContext.ORGANIZATION) and min(speaking) >= _LEAST


def _is_person_by_shape(name: str) -> bool:
    return is_full_name(name) or is_foreign_name(name)


def _speaks_for(evidence: Evidence, context: MentionContext) -> bool:
    return evidence.of(context) >= _LEAST and evidence.share(context) >= _MOST


def _majority(group: list[SameName], found: Mapping[int, Evidence]) -> SameName:
    """Return the entity of the kind that the name has: a listed place, else what most articles and words speak for."""
    if is_listed_place(group[0].name):
        return next((one for one in group if one.kind == EntityKind.PLACE), group[0])
    weight = {one.entity: 0.0 for one in group}
    for one in group:
        for other in group:
            spoken = found[one.entity].share_of_kind(other.kind)
            weight[other.entity] += one.articles * (2 * spoken + (other is one))
    return max(group, key=lambda one: (weight[one.entity], one.articles))


def _without_unspoken_places(group: list[SameName], found: Mapping[int, Evidence]) -> list[SameName]:
    """Return the entities of a name without the place, where it may be a person and no word speaks for a place."""
    evidence = sum((found[one.entity] for one in group), Evidence())
    may_be_person = " " in group[0].name and any(one.kind == EntityKind.PERSON for one in group)
    if not may_be_person or is_listed_place(group[0].name) or evidence.of(MentionContext.PLACE, MentionContext.AT):
        return group
    return [one for one in group if one.kind != EntityKind.PLACE]


def _belongs(one: SameName, chosen: SameName, found: Mapping[int, Evidence]) -> bool:
    """Tell whether an entity is the chosen one of its name: its words do not speak for its own kind, and it is rare.

    A person with a Vietnamese full name is not the street named after him, unless words speak for a place.
    """
    own, other = found[one.entity].share_of_kind(one.kind), found[one.entity].share_of_kind(chosen.kind)
    if chosen.kind == EntityKind.PLACE and is_listed_place(chosen.name) and one.articles <= _FEW:
        return True
    if chosen.kind == EntityKind.PLACE and one.kind == EntityKind.PERSON and is_full_name(one.name):
        return other > max(own, _OTHER)
    if one.articles > chosen.articles and other < _SOME:
        return False
    is_rare = one.articles <= _SMALL * chosen.articles or EntityKind.PERSON not in (one.kind, chosen.kind)
    return own < _OWN and (is_rare or other > own)
