"""Decisions of editors about sources: made, foreseen and undone, each in one transaction; the index follows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, ArticleQuerySet, Revision, RevisionKind, Source, SourceDecision, SourceDecisionKind
from articles.models.index_outbox import note_changed
from articles.models.revision import packed_values
from articles.models.undoable_decision import foreseen
from articles.sources.credit_rows import list_sources, source_named


class SourceProposalRefused(ValueError):
    """A proposal that cannot be carried out; its text says why, for editors."""


@dataclass(frozen=True, slots=True)
class SourceProposal:
    """What an editor proposes about a source: `name` is the new name, or that of the source that is split off.

    A split takes the articles, by id, that the source printed.
    """

    kind: SourceDecisionKind
    source: Source
    target: Source | None = None
    name: str = ""
    articles: tuple[int, ...] = ()


@transaction.atomic
def decide_source(proposal: SourceProposal, user: User | None, *, automatic: bool = False) -> SourceDecision:
    """Carry out a proposal, record it and have the index follow.

    Raises SourceProposalRefused where it makes no sense.
    """
    decision = SourceDecision(kind=proposal.kind, source=proposal.source, made_by=user, automatic=automatic)
    note_changed(_made(proposal, decision), index_on_commit=not automatic)
    return decision


@transaction.atomic
def undo_source(decision: SourceDecision, user: User | None) -> None:
    """Undo a decision and have the index follow. Raises SourceProposalRefused where it was undone already."""
    note_changed(_undone(decision, user))


def foresee_source(proposal: SourceProposal) -> int:
    """Return how many articles a proposal would change, by carrying it out and rolling back. Raises as `decide`."""
    decision = SourceDecision(kind=proposal.kind, source=proposal.source)
    return foreseen(lambda: _made(proposal, decision))


def foresee_undo_source(decision: SourceDecision) -> int:
    """Return how many articles undoing a decision would change. Raises as `undo_source`."""
    return foreseen(lambda: _undone(decision, None))


def _made(proposal: SourceProposal, decision: SourceDecision) -> set[int]:
    source = Source.objects.select_for_update().get(pk=proposal.source.pk)
    if source.merged_into_id:
        raise SourceProposalRefused(_("“%(name)s” is another name. Edit its source instead.") % {"name": source.name})
    decision.source = source
    touched = {
        SourceDecisionKind.MERGE: _merge,
        SourceDecisionKind.SPLIT: _split,
        SourceDecisionKind.RENAME: _rename,
        SourceDecisionKind.HIDE: _hide,
    }[proposal.kind](proposal, decision)
    decision.save()
    if proposal.kind == SourceDecisionKind.MERGE:
        renew_merges()
    return touched


def _merge(proposal: SourceProposal, decision: SourceDecision) -> set[int]:
    target = proposal.target and proposal.target.canonical
    if target is None or target.pk == decision.source.pk:
        raise SourceProposalRefused(_("Both are the same source."))
    if target.hidden:
        raise SourceProposalRefused(_("“%(name)s” is hidden. Undo that decision first.") % {"name": target.name})
    decision.target = target
    return _articles_of(decision.source)


def _split(proposal: SourceProposal, decision: SourceDecision) -> set[int]:
    if not proposal.articles:
        raise SourceProposalRefused(_("Select articles."))
    target = source_named(proposal.name).canonical
    if target.pk == decision.source.pk:
        raise SourceProposalRefused(_("The second source needs a different name."))
    names = [decision.source.pk, *decision.source.names.values_list("pk", flat=True)]
    chosen = Article.objects.filter(pk__in=proposal.articles, source__in=names)
    decision.target = target
    decision.articles = [list(pair) for pair in chosen.order_by("pk").values_list("pk", "source")]
    _keep_sources(chosen, decision.made_by)
    chosen.update(source=target)
    return {article for article, _ in decision.articles}


def _rename(proposal: SourceProposal, decision: SourceDecision) -> set[int]:
    source, name = decision.source, proposal.name.strip()
    if not name or Source.objects.filter(name=name).exclude(pk=source.pk).exists():
        raise SourceProposalRefused(_("“%(name)s” is another source already. Merge the two.") % {"name": name})
    decision.before, decision.text = source.name, name
    source.name = name
    source.save()
    return _articles_of(source)


def _hide(proposal: SourceProposal, decision: SourceDecision) -> set[int]:
    Source.objects.filter(pk=decision.source.pk).update(hidden=True)
    return _articles_of(decision.source)


def _undone(decision: SourceDecision, user: User | None) -> set[int]:
    undone = SourceDecision.objects.select_related("source").mark_undone(decision.pk, user)
    if undone is None:
        raise SourceProposalRefused(_("This decision has already been undone."))
    source = undone.source
    same = SourceDecision.objects.filter(source=source, kind=undone.kind)
    if undone.kind == SourceDecisionKind.SPLIT:
        return _moved_back(undone, user)
    if undone.kind == SourceDecisionKind.HIDE:
        Source.objects.filter(pk=source.pk).update(hidden=same.in_force().exists())
    elif undone.kind == SourceDecisionKind.RENAME:
        name = same.value_in_force()
        if Source.objects.filter(name=name).exclude(pk=source.pk).exists():
            raise SourceProposalRefused(_("“%(name)s” is another source by now.") % {"name": name})
        source.name = name
        source.save()
    else:
        renew_merges()
        list_sources([source.pk])
    return _articles_of(source)


def _moved_back(decision: SourceDecision, user: User | None) -> set[int]:
    """Give the articles of a split back to their sources, but those that somebody has given to another since."""
    moved: set[int] = set()
    for article, before in decision.articles:
        own = Article.objects.filter(pk=article, source=decision.target)
        _keep_sources(own, user)
        if own.update(source=before):
            moved.add(article)
    return moved


def _keep_sources(articles: ArticleQuerySet, user: User | None) -> None:
    """Keep in a revision of each article the source that it is about to lose."""
    Revision.objects.bulk_create(
        Revision(
            article_id=pk,
            kind=RevisionKind.DECISION,
            made_by=user,
            made_by_name=user.username if user else "",
            packed=packed_values({"source": name}),
        )
        for pk, name in articles.order_by("pk").values_list("pk", "source__name")
    )


def renew_merges() -> None:
    """Bring the source that each row is a name of up to date with the merges in force; a later merge counts."""
    merges = SourceDecision.objects.in_force().filter(kind=SourceDecisionKind.MERGE, target__isnull=False)
    into = dict(merges.order_by("pk").values_list("source", "target"))
    for pk, before in Source.objects.values_list("pk", "merged_into"):
        whole = _end(pk, into)
        if before != (None if whole == pk else whole):
            Source.objects.filter(pk=pk).update(merged_into=None if whole == pk else whole)


def _end(source: int, into: Mapping[int, int]) -> int:
    visited = {source}
    while (following := into.get(source)) is not None and following not in visited:
        visited.add(following)
        source = following
    return source


def _articles_of(source: Source) -> set[int]:
    return set(Article.objects.from_source(source).order_by().values_list("pk", flat=True))
