"""The table of editors' decisions about entities, each of which can be undone."""

from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.entity import Entity
from articles.models.undoable_decision import UndoableDecision, UndoableDecisionQuerySet

# Why the archive makes a split by itself: several people have one name.
NAMESAKES: Final = "namesake"


class DecisionKind(models.TextChoices):
    """The kinds of decisions."""

    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    RENAME = "rename", _("renamed")
    RETYPE = "retype", _("kind changed")
    HIDE = "hide", _("hidden")
    ALIAS = "alias", _("name added")
    DISTINCT = "distinct", _("not the same")
    FORGET = "forget", _("forgotten")


class ShownAs(models.TextChoices):
    """What articles show of a forgotten name."""

    INITIAL = "initial", _("an initial: “Nguyễn Văn H.”")
    UNMARKED = "unmarked", _("the name, not marked")


class DecisionQuerySet(UndoableDecisionQuerySet["Decision"]):
    """Queries for decisions."""

    def automatic(self) -> "DecisionQuerySet":
        """Return the decisions in force that the archive made by itself."""
        return self.in_force().exclude(automatic="")

    def forgetting(self, entity: Entity) -> "DecisionQuerySet":
        """Return the decisions in force that an entity is forgotten by: one or none."""
        return self.in_force().filter(kind=DecisionKind.FORGET, entity=entity)

    def shortening(self) -> "DecisionQuerySet":
        """Return the decisions in force by which articles show a name as an initial."""
        return self.in_force().filter(kind=DecisionKind.FORGET, text=ShownAs.INITIAL)

    def keeping_apart(self) -> "DecisionQuerySet":
        """Return those by which editors keep two entities apart: told so, or by undoing an automatic merge."""
        told = Q(kind=DecisionKind.DISTINCT, undone_at=None)
        undone = ~Q(automatic="") & Q(undone_by__isnull=False)
        return self.filter(told | undone, target__isnull=False)

    def about(self, entity: Entity) -> "DecisionQuerySet":
        """Return the decisions about an entity, with the entities and users that they refer to."""
        concerned = self.filter(Q(entity=entity) | Q(target=entity))
        return concerned.select_related("entity", "target", "made_by", "undone_by")


class Decision(UndoableDecision):
    """A decision about `entity`, in force until it is undone, also for mentions that are written later.

    merge: `entity` is a name of `target`. split: mentions of `entity` in `articles` (without articles, all that are
    written as `text`) mean `target`. rename, retype: the name or kind is `text` instead of `before`. alias: `text` is
    a name of `entity`. distinct: `entity` and `target` are not the same. forget: nobody is to find `entity`, and
    `text` is what articles show of its name (ShownAs). With rename, retype and alias, `target` is the entity that had
    the new name before, if any. `reason` is for administrators.
    """

    kind = models.CharField(_("decision"), max_length=8, choices=DecisionKind)
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="decisions", verbose_name=_("entity"))
    target = models.ForeignKey(
        Entity,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="decisions_as_target",
        verbose_name=_("other entity"),
    )
    articles = models.JSONField(_("articles"), default=list, blank=True, help_text=_("a list of article IDs"))
    reason = models.TextField(_("reason"), blank=True)
    # Why the archive made it by itself (a SuggestionReason, or NAMESAKES), "" where an editor did.
    automatic = models.CharField(_("made by the archive"), max_length=8, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta(UndoableDecision.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="decision_kind")]

    def __str__(self) -> str:
        return f"{self.entity}: {self.get_kind_display()}"
