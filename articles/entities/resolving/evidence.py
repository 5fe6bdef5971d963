"""What all mentions of a name together say of it, kept with each mention so that each article is read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import Count

from articles.entities.resolving.mention_contexts import read_context
from articles.models import Article, EntityKind, Mention, MentionContext
from articles.models.bulk_rows import in_chunks
from articles.models.mention import MentionQuerySet

_AT_ONCE: Final = 500
_OF_KINDS: Final = {
    EntityKind.PERSON: MentionContext.PERSON,
    EntityKind.PLACE: MentionContext.PLACE,
    EntityKind.ORGANIZATION: MentionContext.ORGANIZATION,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many mentions of a name have which context."""

    counts: Mapping[int, int] = field(default_factory=dict)

    @property
    def mentions(self) -> int:
        """The number of mentions."""
        return sum(self.counts.values())

    def of(self, *contexts: MentionContext) -> int:
        """Return the number of mentions with one of these contexts."""
        return sum(self.counts.get(context, 0) for context in contexts)

    def share(self, *contexts: MentionContext) -> float:
        """Return the share of the mentions with one of these contexts, 0 where there are no mentions."""
        return self.of(*contexts) / self.mentions if self.mentions else 0.0

    def share_of_kind(self, kind: str) -> float:
        """Return the share of the mentions beside which a word of this kind of names stands."""
        return self.share(_OF_KINDS[EntityKind(kind)])

    def __add__(self, other: "Evidence") -> "Evidence":
        both = self.counts.keys() | other.counts.keys()
        return Evidence({context: self.counts.get(context, 0) + other.counts.get(context, 0) for context in both})


def read_new_contexts(*, again: bool = False) -> None:
    """Read what stands beside the mentions of which that is not known yet, or beside all mentions `again`."""
    if again:
        Mention.objects.update(context=None)
    unread = Mention.objects.filter(context=None).order_by("article").values_list("article", flat=True).distinct()
    for chunk in in_chunks(list(unread), _AT_ONCE):
        _read(chunk)


@transaction.atomic
def _read(articles: list[int]) -> None:
    read: dict[MentionContext, list[int]] = defaultdict(list)
    mentions: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    rows = Mention.objects.filter(article__in=articles, context=None).order_by("article", "start")
    for pk, mentioning, start, end in rows.values_list("pk", "article", "start", "end"):
        mentions[mentioning].append((pk, start, end))
    # The manager defers the words, and `only` leaves deferred what was.
    texts = Article.objects.filter(pk__in=articles).defer(None).only("title", "lead", "body", "captions", "words")
    for article in texts:
        text, words = article.text, article.word_spans()
        for pk, start, end in mentions[article.pk]:
            read[read_context(text, start, end, words)].append(pk)
    for context, found in read.items():
        for some in in_chunks(found, _AT_ONCE):
            Mention.objects.filter(pk__in=some).update(context=context)


def evidence_of(column: str, entities: Iterable[int] | None = None) -> dict[int, Evidence]:
    """Return the evidence for entities, by `column` "recognised" or "entity"; of all where none are given."""
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for mentions in _chunks(column, entities):
        rows = mentions.order_by().values(column, "context").annotate(n=Count("pk"))
        for entity, context, n in rows.values_list(column, "context", "n"):
            counts[entity][context or 0] = counts[entity].get(context or 0, 0) + n
    return {entity: Evidence(its) for entity, its in counts.items()}


def _chunks(column: str, entities: Iterable[int] | None) -> Iterable[MentionQuerySet]:
    if entities is None:
        return [Mention.objects.all()]
    return (Mention.objects.filter(**{f"{column}__in": chunk}) for chunk in in_chunks(entities, _AT_ONCE))
