"""What decisions about entities and about sources have in common: who made them and when, and how they are undone."""

from collections.abc import Callable
from typing import Final, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.audit import AuditAct, AuditEntry

# What decisions are about, by the names of their columns.
_SUBJECTS: Final = ("entity", "source", "article")

D = TypeVar("D", bound="UndoableDecision")


class UndoableDecisionQuerySet(models.QuerySet[D]):
    """Queries for decisions."""

    def in_force(self) -> Self:
        """Return the decisions that were not undone."""
        return self.filter(undone_at=None)

    def value_in_force(self) -> str:
        """Return the value by these renames, or other decisions that set one column of a row.

        The last one in force has set it; without one it is what it was before the first.
        """
        ordered = self.order_by("pk")
        last = ordered.in_force().last()
        return last.text if last else ordered[0].before

    def mark_undone(self, pk: int, user: User | None) -> D | None:
        """Record that a user undid a decision, and return it; None where it was undone already.

        Its row is locked until the transaction ends.
        """
        decision = self.select_for_update(of=("self",)).get(pk=pk)
        if decision.undone_at:
            return None
        decision.undone_at, decision.undone_by = timezone.now(), user
        decision.save()
        subject = next(one for name in _SUBJECTS if (one := getattr(decision, name, None)) is not None)
        variant = getattr(decision, "kind", "")
        AuditEntry.objects.record(AuditAct.DECISION_UNDONE, subject, user=user, variant=variant, detail=decision.text)
        return decision


class UndoableDecision(models.Model):
    """A decision, in force until it is undone. One that sets a column gave it `text` instead of `before`."""

    text = models.CharField(_("text"), max_length=200, blank=True)
    before = models.CharField(_("previous value"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-id"]


def foreseen(act: Callable[[], set[int]]) -> int:
    """Return how many articles an act would change, by carrying it out and rolling back."""
    with transaction.atomic():
        touched = len(act())
        transaction.set_rollback(True)
    return touched
