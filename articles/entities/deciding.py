"""Decisions of editors about entities: made, previewed and undone, each in one transaction."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.entities.effects import MAKING, UNDOING, Proposal, ProposalRefused, refuse_forgotten
from articles.entities.stored_rules import canonical_entity
from articles.models import Decision, DecisionKind, Entity
from articles.models.index_outbox import note_changed
from articles.models.undoable_decision import foreseen

__all__ = ["Proposal", "ProposalRefused", "decide", "foresee", "foresee_undo", "undo"]


@dataclass(frozen=True, slots=True)
class _Made:
    """A decision, and the ids of the articles that readers or the index see differently by it."""

    decision: Decision
    touched: set[int]


@transaction.atomic
def decide(proposal: Proposal, user: User | None, *, automatic: str = "") -> Decision:
    """Carry out a proposal, record it and have the index follow. Raises ProposalRefused where it makes no sense.

    `automatic` is why the archive makes it by itself (a SuggestionReason).
    """
    made = _made(proposal)
    made.decision.made_by, made.decision.automatic = user, automatic
    made.decision.save()
    note_changed(made.touched, index_on_commit=not automatic)
    return made.decision


def foresee(proposal: Proposal) -> int:
    """Return how many articles a proposal would change, by carrying it out and rolling back. Raises as `decide`."""
    touched = foreseen(lambda: _made(proposal).touched)
    # A new name changes no mention, but is shown with every article that mentions the entity.
    return max(touched, proposal.entity.article_count) if proposal.kind == DecisionKind.RENAME else touched


def foresee_undo(decision: Decision) -> int:
    """Return how many articles undoing a decision would change. Raises as `undo`."""
    touched = foreseen(lambda: _undone(decision, None))
    return max(touched, decision.entity.article_count) if decision.kind == DecisionKind.RENAME else touched


@transaction.atomic
def undo(decision: Decision, user: User | None, *, index_on_commit: bool = True) -> None:
    """Undo a decision and have the index follow, by the worker unless on commit.

    Raises ProposalRefused where it was undone already.
    """
    note_changed(_undone(decision, user), index_on_commit=index_on_commit)


def _undone(decision: Decision, user: User | None) -> set[int]:
    undone = Decision.objects.select_related("entity", "target").mark_undone(decision.pk, user)
    if undone is None:
        raise ProposalRefused(_("This decision has already been undone."))
    return UNDOING[DecisionKind(undone.kind)](undone)


def _made(proposal: Proposal) -> _Made:
    entity = Entity.objects.select_for_update().get(pk=proposal.entity.pk)
    if entity.merged_into:
        named = {"name": entity.name, "whole": canonical_entity(entity).name}
        raise ProposalRefused(_("“%(name)s” is another name for “%(whole)s”. Edit that entity instead.") % named)
    refuse_forgotten(entity)
    decision = Decision(kind=proposal.kind, entity=entity)
    return _Made(decision, MAKING[proposal.kind](proposal, decision))
