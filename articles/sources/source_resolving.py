"""Older archives brought to the sources and authors that imports give today.

Rows that are names of one paper are merged, as decisions that the archive made; what is no source is hidden. An
editor's decision holds, and one that an editor undid is not made again.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Q

from articles.models import Article, Source, SourceDecision, SourceDecisionKind
from articles.models.bulk_rows import in_chunks
from articles.models.index_outbox import note_changed
from articles.sources.credit_rows import list_sources, source_named, write_credits
from articles.sources.source_decisions import SourceProposal, decide_source
from articles.text.credits import is_sure_source, read_credits
from articles.text.papers import paper_key, paper_named

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class ResolvedSources:
    """How many sources were merged and hidden, how many articles got other authors or credits, and what lists show."""

    merged: int
    hidden: int
    articles: int
    listed: int


def resolve_sources() -> ResolvedSources:
    """Make the sources and authors of all articles one; done again, it changes nothing.

    The articles that change wait in the outbox of the index.
    """
    sources = list(Source.objects.standing().order_by("pk"))
    first = {paper_key(source.name): source for source in reversed(sources)}
    decided = Counter(_decided(source, first[paper_key(source.name)]) for source in sources)
    changed = sum(_renewed(chunk) for chunk in in_chunks(_articles(), _AT_ONCE))
    _judge_old_sources()
    list_sources(Source.objects.filter(merged_into=None).values_list("pk", flat=True))
    return ResolvedSources(
        merged=decided[SourceDecisionKind.MERGE],
        hidden=decided[SourceDecisionKind.HIDE],
        articles=changed,
        listed=Source.objects.listed().count(),
    )


def _decided(source: Source, first: Source) -> SourceDecisionKind | None:
    """Merge a source into the paper that its name means, or hide it where it means none; return which.

    `first` is the first source with the same key, which may be itself.
    """
    if SourceDecision.objects.filter(source=source).filter(Q(automatic=False) | Q(undone_at__isnull=False)).exists():
        return None
    name = read_credits(source.name).publisher
    if not name:
        decide_source(SourceProposal(SourceDecisionKind.HIDE, source), None, automatic=True)
        return SourceDecisionKind.HIDE
    target = (source if paper_named(name) else first) if name == source.name else source_named(name, stated=False)
    if target.canonical.pk == source.pk or target.hidden:
        return None
    decide_source(SourceProposal(SourceDecisionKind.MERGE, source, target), None, automatic=True)
    return SourceDecisionKind.MERGE


def _articles() -> Iterator[Article]:
    columns = ("authors", "credited", "source__name")
    return Article.objects.select_related("source").only(*columns).order_by("pk").iterator(chunk_size=_AT_ONCE)


@transaction.atomic
def _renewed(articles: list[Article]) -> int:
    """Read the authors and credits of articles again; return how many changed."""
    changed = []
    for article in articles:
        found = read_credits(article.source.name if article.source else "", tuple(article.authors))
        first = found.publisher if article.source is None else ""
        credited = list(dict.fromkeys([*article.credited, *filter(None, [first]), *found.credited]))
        if (article.authors, article.credited) != (list(found.authors), credited):
            article.authors, article.credited = list(found.authors), credited
            changed.append(article)
    Article.objects.bulk_update(changed, ["authors", "credited"])
    ids = [article.pk for article in changed]
    write_credits(ids)
    note_changed(ids, index_on_commit=False)
    return len(changed)


@transaction.atomic
def _judge_old_sources() -> None:
    """Unlist the sources of an older archive, which kept no key, until articles enough name them.

    Those that are named as papers, have a feed or were decided about by an editor stay listed.
    """
    kept = set(SourceDecision.objects.filter(automatic=False).values_list("source", flat=True))
    for source in Source.objects.filter(key=""):
        is_own = is_sure_source(source.name) and not paper_named(source.name)
        source.listed = is_own or source.pk in kept or source.feed_set.exists()
        source.key = paper_key(source.name)
        Source.objects.filter(pk=source.pk).update(key=source.key, listed=source.listed)
