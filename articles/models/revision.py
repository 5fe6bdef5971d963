"""The table of what articles were before each change, by whom it was made and when."""

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.article_change import ArticleChange
from articles.models.imports import ImportBatch


class RevisionKind(models.TextChoices):
    """What changed an article."""

    WRITTEN = "written", _("written here")
    IMPORT = "import", _("replaced by an import")
    EDIT = "edit", _("edited")
    CHANGE = "change", _("changed with others")
    DECISION = "decision", _("given to another source")
    RESTORATION = "restored", _("earlier version restored")
    UNDO = "undo", _("import undone")


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Queries for revisions."""

    def of_imports(self) -> "RevisionQuerySet":
        """Return those of imports that stand: an undone import replaced nothing."""
        return self.filter(kind=RevisionKind.IMPORT, is_undone=False)


class Revision(models.Model):
    """One change of an article. `packed` is what the columns that it changed had before, as compressed JSON.

    What an article was before a revision is what it is now, with all revisions from the last one to that one taken
    back. `back_to` is an earlier import's revision: that import was undone while this one stood, so undoing this one
    takes back both.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions", verbose_name=_("article"))
    kind = models.CharField(_("change"), max_length=8, choices=RevisionKind, default=RevisionKind.IMPORT)
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, related_name="revisions", verbose_name=_("import")
    )
    change = models.ForeignKey(
        ArticleChange, models.SET_NULL, null=True, related_name="+", verbose_name=_("change of articles")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("user")
    )
    made_by_name = models.CharField(_("user name"), max_length=150, blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    is_undone = models.BooleanField(default=False)
    back_to = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    packed = models.BinaryField(editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RevisionKind.values), name="revision_kind"),
            models.UniqueConstraint(fields=["batch", "article"], condition=Q(kind="import"), name="revision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.get_kind_display()}"

    @property
    def before(self) -> dict[str, Any]:
        """What the changed columns had, as `kept_columns` keeps it; `mentions`, `quotations` too where these did."""
        return unpacked_values(bytes(self.packed))


def packed_values(values: Mapping[str, Any]) -> bytes:
    """Return kept values as compressed JSON."""
    return zlib.compress(json.dumps(values, cls=DjangoJSONEncoder).encode())


def unpacked_values(packed: bytes) -> dict[str, Any]:
    """Return the values in what `packed_values` returned."""
    values: dict[str, Any] = json.loads(zlib.decompress(packed))
    return values


def values_before(revisions: Iterable[Revision]) -> dict[str, Any]:
    """Return what an article had before the first of these revisions, given in order: all from one to its last.

    Only columns that one of them changed are in it; every other column is still the same.
    """
    values: dict[str, Any] = {}
    for revision in revisions:
        values = revision.before | values
    return values
