"""Removes protected names from the entities of an archive that was annotated by an older version.

Papers shorten such names to an initial (`articles.text.protected_names`). Imports and annotations now keep them apart.
An older archive has them as entities, as other names of people, and as mentions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db import transaction

from articles.entities.article_counts import recount_articles
from articles.models import Article, Entity, EntityAlias, Mention, NameStart
from articles.models.bulk_rows import in_chunks
from articles.models.index_outbox import note_changed
from articles.text.packing import Span, pack
from articles.text.protected_names import is_protected_name

# Articles in one transaction.
_CHUNK: Final = 200


@dataclass(frozen=True, slots=True)
class _FoundMention:
    """A row of a mention that may be a protected name, and the entity that it means."""

    pk: int
    article: int
    recognised: int
    entity: int
    span: Span


def protect_names() -> dict[str, int]:
    """Remove protected names from all entities; return the numbers of mentions, other names and entities removed.

    The names stay marked in their articles. Each step can be cut off and run again. Decisions about the entities that
    go are lost with them.
    """
    entities = {pk for pk, kind, name in _entity_names() if is_protected_name(kind, name)}
    aliases = dict(_protected_aliases())
    mentions = _protect_mentions(entities, set(aliases.values()))
    _delete_aliases(aliases)
    _delete_entities(entities)
    return {"mentions": mentions, "other_names": len(aliases), "entities": len(entities)}


def _entity_names() -> Iterator[tuple[int, str, str]]:
    yield from Entity.objects.order_by().values_list("pk", "found_kind", "name").iterator()
    yield from Entity.objects.order_by().values_list("pk", "found_kind", "name_key").iterator()


def _protected_aliases() -> Iterator[tuple[int, int]]:
    rows = EntityAlias.objects.order_by().values_list("pk", "entity", "entity__found_kind", "text")
    for pk, entity, kind, text in rows.iterator():
        if is_protected_name(kind, text):
            yield pk, entity


def _protect_mentions(entities: set[int], aliased: set[int]) -> int:
    """Turn into protected names the mentions of entities that have only such names, and those written as one."""
    kinds = dict(Entity.objects.filter(pk__in=aliased).values_list("pk", "found_kind"))
    concerned = Mention.objects.filter(recognised__in=[*entities, *aliased])
    articles = sorted(set(concerned.order_by().values_list("article", flat=True)))
    protected = 0
    for chunk in in_chunks(articles, _CHUNK):
        rows = concerned.filter(article__in=chunk).order_by("article", "start")
        found = [
            _FoundMention(pk, article, recognised, entity, (start, end))
            for pk, article, recognised, entity, start, end in rows.values_list(
                "pk", "article", "recognised", "entity", "start", "end"
            )
        ]
        protected += _protect_chunk(found, entities, kinds)
    return protected


@transaction.atomic
def _protect_chunk(found: Sequence[_FoundMention], entities: set[int], kinds: dict[int, str]) -> int:
    articles = Article.objects.defer(None).defer("raw", "words", "signature").in_bulk({one.article for one in found})
    taken: list[_FoundMention] = []
    for pk, its in groupby(found, key=lambda one: one.article):
        article = articles[pk]
        text = article.text
        chosen = [
            one
            for one in its
            if one.recognised in entities or is_protected_name(kinds[one.recognised], text[slice(*one.span)])
        ]
        if chosen:
            spans = _apart([*article.protected_spans(), *(one.span for one in chosen)])
            Article.objects.filter(pk=pk).update(protected_names=pack(spans))
            taken += chosen
    Mention.objects.filter(pk__in=[one.pk for one in taken]).delete()
    recount_articles({one.entity for one in taken})
    note_changed({one.article for one in taken}, index_on_commit=False)
    return len(taken)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap joined: a body named by initials has a shorter such name inside."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _delete_aliases(aliases: dict[int, int]) -> None:
    by_entity: dict[int, list[int]] = defaultdict(list)
    for pk, entity in aliases.items():
        by_entity[entity].append(pk)
    for chunk in in_chunks(sorted(by_entity), _CHUNK):
        with transaction.atomic():
            EntityAlias.objects.filter(pk__in=[pk for entity in chunk for pk in by_entity[entity]]).delete()
            for entity in chunk:
                NameStart.objects.renew(entity)


def _delete_entities(entities: set[int]) -> None:
    for chunk in in_chunks(sorted(entities), _CHUNK):
        chosen = Entity.objects.filter(pk__in=chunk)
        with transaction.atomic():
            # What was merged into one of them stands for itself again.
            Entity.objects.filter(merged_into__in=chosen.values("pk")).update(merged_into=None)
            chosen.delete()
