"""The tables of imports: batches, and the outcome of each document."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class BatchStatus(models.TextChoices):
    """The states of an import."""

    PREVIEW = "preview", _("not started")
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    STOPPED = "stopped", _("stopped by an error")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")


class Origin(models.TextChoices):
    """How an import was started."""

    UPLOAD = "upload", _("upload")
    COMMAND = "command", _("command")
    FEED = "feed", _("feed")


class Outcome(models.TextChoices):
    """The outcome of one imported document."""

    IMPORTED = "imported", _("imported")
    UPDATED = "updated", _("updated")
    DUPLICATE = "duplicate", _("already in the archive")
    FAILED = "failed", _("failed")
    UNDONE = "undone", _("undone")
    PASSED_OVER = "passed", _("passed over")


# What queries for failed and doubtful documents ask for, in the words of the index of these.
WITH_REASON: Final = Q(reason__gt="")


class ImportBatch(models.Model):
    """One import: an upload, a run of the command, or the new entries of a feed."""

    label = models.CharField(_("name"), max_length=300)
    origin = models.CharField(_("started by"), max_length=7, choices=Origin, default=Origin.COMMAND)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("user")
    )
    status = models.CharField(_("status"), max_length=8, choices=BatchStatus, default=BatchStatus.QUEUED)
    error = models.TextField(_("error"), blank=True)
    options = models.JSONField(_("options"), default=dict, blank=True)
    # Whether its undo also takes the articles that an editor has changed since.
    undoes_edits = models.BooleanField(default=False, editable=False)
    paths = models.JSONField(_("files"), default=list, blank=True, help_text=_("arguments of the command"))
    total = models.PositiveIntegerField(_("total documents"), null=True, blank=True)
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    started_at = models.DateTimeField(_("started or resumed"), null=True, blank=True)
    done_before = models.PositiveIntegerField(_("documents done before the last start"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=BatchStatus.values), name="batch_status"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="batch_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.label}"

    def get_absolute_url(self) -> str:
        """Return the URL of the page that shows its progress."""
        return reverse("admin:articles_importbatch_change", args=[self.pk])

    def failures(self) -> "models.QuerySet[ImportItem, tuple[int, int]]":
        """Return the failures, those of one file with one reason as one: the id of the first, and how many they are."""
        groups = self.items.filter(outcome=Outcome.FAILED).order_by().values("path", "reason")
        counted = groups.annotate(first=models.Min("id"), times=models.Count("id")).order_by("first")
        return counted.values_list("first", "times")

    def counts(self) -> dict[str, int]:
        """Return the number of documents by outcome (one SQL query)."""
        rows = self.items.order_by().values_list("outcome").annotate(n=models.Count("id"))
        return dict.fromkeys(Outcome.values, 0) | dict(rows)


class ImportItem(models.Model):
    """One document of a batch: its file and place in the file, its outcome, and warnings or why it failed."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="items", verbose_name=_("import"))
    path = models.CharField(_("file"), max_length=1000)
    place = models.CharField(_("position in the file"), max_length=100, blank=True)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="import_items", verbose_name=_("article")
    )

    class Meta:
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "path", "place"], name="item_once"),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="item_outcome"),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome"]),
            # For the desk: what failed, and what was read with warnings. Both are few.
            models.Index(fields=["outcome", "article"], condition=WITH_REASON, name="item_with_reason"),
        ]

    def __str__(self) -> str:
        return self.path
