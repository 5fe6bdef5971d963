"""The table of merges that are suggested to editors."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.decision import Decision, DecisionKind
from articles.models.entity import Entity


class SuggestionReason(models.TextChoices):
    """Why two entities may be one."""

    SPELLING = "spelling", _("same name, different spelling")
    MARKS = "marks", _("same name, different accents")
    KIND = "kind", _("same name, different kind")
    SLIP = "slip", _("one letter differs")
    INITIALS = "initials", _("initials")
    PART = "part", _("part of the name")


class MergeSuggestionQuerySet(models.QuerySet["MergeSuggestion"]):
    """Queries for suggestions."""

    def open(self) -> "MergeSuggestionQuerySet":
        """Return the suggestions that no decision has settled, with their entities."""
        apart = Decision.objects.in_force().filter(
            Q(entity=OuterRef("one"), target=OuterRef("other")) | Q(entity=OuterRef("other"), target=OuterRef("one")),
            kind=DecisionKind.DISTINCT,
        )
        standing = {
            f"{side}__{condition}": value
            for side in ("one", "other")
            for condition, value in (("hidden", False), ("merged_into", None), ("article_count__gt", 0))
        }
        return self.filter(~Exists(apart), **standing).select_related("one", "other")


class MergeSuggestion(models.Model):
    """Two entities that may be one: `one` could be merged into `other`.

    `likely` is a probability. `usefulness` is that, times the number of articles of `one`.
    """

    one = models.ForeignKey(Entity, models.CASCADE, related_name="+", verbose_name=_("entity"))
    other = models.ForeignKey(Entity, models.CASCADE, related_name="+", verbose_name=_("other entity"))
    reason = models.CharField(_("reason"), max_length=8, choices=SuggestionReason)
    likely = models.FloatField(_("likelihood"))
    usefulness = models.FloatField(_("usefulness"), db_index=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = MergeSuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested merge")
        verbose_name_plural = _("suggested merges")
        ordering = ["-usefulness", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="suggestion_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="suggestion_of_two"),
            models.CheckConstraint(condition=Q(reason__in=SuggestionReason.values), name="suggestion_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.one} – {self.other}"

    @property
    def percent(self) -> int:
        """`likely` in percent."""
        return round(100 * self.likely)
