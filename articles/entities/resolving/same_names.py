"""Decides the kind of a name that was found as several kinds, by all its articles.

Each kind's entity is weighed by its articles, and by the words just before its mentions: "ca sĩ" stands before a
person, "xã" before a place. A minority is merged into the majority unless those words speak for it: the street Trần
Hưng Đạo is not the general.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from articles.models import Article, Entity, EntityKind, Mention
from articles.models.bulk_rows import in_chunks
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.syllables import is_unmarked_syllable

# Mentions of an entity that are looked at, spread over all of them.
_SAMPLE: Final = 40
_REACH: Final = 24
_AT_ONCE: Final = 500
# A minority with more articles than this share of the majority's is merged only if words speak for the majority.
_SMALL: Final = 0.5
# Share of mentions whose words speak for their own kind, from which on an entity stands for itself.
_OWN: Final = 0.4
# Share of mentions whose words must speak for a place before a full name of a person is taken for one.
_OTHER: Final = 0.3
# A listed place of so many articles that were taken for something else is that place, whatever stands before it.
_FEW: Final = 2
# Syllables of the shortest name that has a surname and a given name; a full name has one more.
_SURNAME_AND_GIVEN: Final = 2
# Lists of words that stand before a name, and the kind that they speak for.
_HEADS: Final = {
    "titles": EntityKind.PERSON,
    "place_heads": EntityKind.PLACE,
    "organization_heads": EntityKind.ORGANIZATION,
}
# Heads of places that stand before anything: "from", "at".
_SAYS_LITTLE: Final = frozenset(("tại", "ở", "từ", "đến", "nước", "vùng", "tổ", "trạm", "động", "bản", "hang"))
_WORDS: Final = 3
_PLACES: Final = ("countries", "provinces", "cities", "districts", "regions")


@dataclass(frozen=True, slots=True)
class SameName:
    """An entity of a name that has others of other kinds."""

    entity: int
    kind: str
    key: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class _Mention:
    article: int
    start: int
    entity: int


def kind_merges(keys: Collection[str] | None = None) -> dict[int, int]:
    """Return which entity is merged into which of the same name, for these keys (`text.terms.name_key`), else all.

    Depends on what the recogniser found alone, so that the order in which articles come makes no difference.
    """
    groups = list(_groups(keys))
    cues = _cues([one for group in groups for one in group])
    merges: dict[int, int] = {}
    for group in groups:
        merges |= _merges(group, cues)
    return merges


def _groups(keys: Collection[str] | None) -> Iterator[list[SameName]]:
    """Yield the entities that share a name, the most frequent first."""
    rows = Entity.objects.filter(readings__isnull=False).order_by("name_key")
    if keys is not None:
        rows = Entity.objects.known_by(keys).filter(readings__isnull=False)
    by_key: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for pk, kind, key, name in rows.values_list("pk", "found_kind", "name_key", "name").distinct().iterator():
        by_key[key].append((pk, kind, name))
    several = {key: its for key, its in by_key.items() if len(its) > 1}
    counts = _article_counts(pk for its in several.values() for pk, *_ in its)
    for key in sorted(several):
        group = [SameName(pk, kind, key, name, counts[pk]) for pk, kind, name in several[key]]
        yield sorted(group, key=lambda one: (-one.articles, one.kind))


def _article_counts(entities: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for chunk in in_chunks(entities, _AT_ONCE):
        found = Mention.objects.filter(recognised__in=chunk).order_by().values_list("recognised", "article").distinct()
        for entity, _ in found:
            counts[entity] += 1
    return counts


def _merges(group: list[SameName], cues: dict[int, dict[str, float]]) -> dict[int, int]:
    chosen = _majority(group, cues)
    return {one.entity: chosen.entity for one in group if one is not chosen and _belongs(one, chosen, cues)}


def _majority(group: list[SameName], cues: dict[int, dict[str, float]]) -> SameName:
    """Return the entity of the kind that the name has: a listed place, else what most articles and words speak for."""
    if _is_listed_place(group[0].name):
        return next((one for one in group if one.kind == EntityKind.PLACE), group[0])
    weight = {one.entity: 0.0 for one in group}
    for one in group:
        for other in group:
            spoken = cues[one.entity].get(other.kind, 0.0)
            weight[other.entity] += one.articles * (2 * spoken + (other is one))
    return max(group, key=lambda one: (weight[one.entity], one.articles))


def _belongs(one: SameName, chosen: SameName, cues: dict[int, dict[str, float]]) -> bool:
    """Tell whether an entity is the chosen one of its name: its words do not speak for its own kind, and it is rare.

    A person with a Vietnamese full name is not the street named after him, unless words speak for a place.
    """
    own, other = cues[one.entity].get(one.kind, 0.0), cues[one.entity].get(chosen.kind, 0.0)
    if chosen.kind == EntityKind.PLACE and _is_listed_place(chosen.name) and one.articles <= _FEW:
        return True
    if chosen.kind == EntityKind.PLACE and one.kind == EntityKind.PERSON and _is_full_name(one.name):
        return other > max(own, _OTHER)
    is_rare = one.articles <= _SMALL * chosen.articles or EntityKind.PERSON not in (one.kind, chosen.kind)
    return own < _OWN and (is_rare or other > own)


def _is_listed_place(name: str) -> bool:
    return any(shipped_gazetteer().has(title, name) for title in _PLACES)


def _is_full_name(name: str) -> bool:
    words = name.split()
    is_vietnamese = shipped_gazetteer().has("surnames", words[0]) and all(map(is_unmarked_syllable, words))
    return is_vietnamese and len(words) > _SURNAME_AND_GIVEN


def _cues(entities: Collection[SameName]) -> dict[int, dict[str, float]]:
    """Return for each entity the share of its mentions before which stands a word that speaks for a kind."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    times: dict[int, int] = defaultdict(int)
    by_article: dict[int, list[_Mention]] = defaultdict(list)
    for mention in _sampled(entities):
        by_article[mention.article].append(mention)
        times[mention.entity] += 1
    for chunk in in_chunks(sorted(by_article), _AT_ONCE):
        for article in Article.objects.filter(pk__in=chunk):
            text = article.text
            for mention in by_article[article.pk]:
                if kind := _cue(text, mention.start):
                    found[mention.entity][kind] += 1
    return {one.entity: {k: n / times[one.entity] for k, n in found[one.entity].items()} for one in entities}


def _sampled(entities: Collection[SameName]) -> Iterator[_Mention]:
    """Yield the mentions of each entity that are looked at (one SQL query for 500 entities, one for a frequent one)."""
    rows = Mention.objects.order_by("article", "start").values_list("article", "start", "recognised")
    for some in in_chunks((one.entity for one in entities if one.articles <= _SAMPLE), _AT_ONCE):
        by_entity: dict[int, list[_Mention]] = defaultdict(list)
        for row in rows.filter(recognised__in=some):
            by_entity[row[2]].append(_Mention(*row))
        for found in by_entity.values():
            yield from _spread(found)
    for frequent in (one.entity for one in entities if one.articles > _SAMPLE):
        yield from _spread([_Mention(*row) for row in rows.filter(recognised=frequent)[: _SAMPLE * _SAMPLE]])


def _spread(mentions: list[_Mention]) -> list[_Mention]:
    step = max(1, len(mentions) // _SAMPLE)
    return mentions[::step][:_SAMPLE]


def _cue(text: str, start: int) -> str:
    """Return the kind that the words just before a place in a text speak for, "" where none does."""
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    words = before.split()[-_WORDS:] if before.endswith(" ") else []
    endings = [" ".join(words[at:]) for at in range(len(words))]
    for title, kind in _HEADS.items():
        if any(shipped_gazetteer().has(title, ending) and ending.lower() not in _SAYS_LITTLE for ending in endings):
            return kind
    return ""
