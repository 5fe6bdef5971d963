"""The tables of query lists: many queries asked at once by one user, and the answer to each."""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

QUERY_LENGTH: Final = 500


class ListStatus(models.TextChoices):
    """The states of a query list."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("finished")
    STOPPED = "stopped", _("stopped by an error")


class RowReason(models.TextChoices):
    """Why a line of a list was not searched for."""

    TOO_LONG = "long", _("The line is longer than 500 characters.")
    NO_WORDS = "words", _("The line has neither a letter nor a digit.")
    SAME = "same", _("The same as an earlier line.")
    NO_COLUMN = "column", _("The line lacks the chosen column.")
    FAILED = "failed", _("The search for this line failed.")


class QueryList(models.Model):
    """Queries that a user asked at once; only that user sees them.

    `filters` narrows all of them, as the query string of a search's address. `blank` lines were passed over.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="query_lists")
    label = models.CharField(_("name"), max_length=200)
    filters = models.TextField(blank=True)
    blank = models.PositiveIntegerField(default=0)
    status = models.CharField(_("status"), max_length=8, choices=ListStatus, default=ListStatus.QUEUED)
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("query list")
        verbose_name_plural = _("query lists")
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(status__in=ListStatus.values), name="list_status")]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        """Return the URL of its table."""
        return reverse("query-list", args=[self.pk])

    @property
    def is_ended(self) -> bool:
        """Whether no worker has it or will take it up by itself."""
        return self.status in (ListStatus.FINISHED, ListStatus.STOPPED)


class QueryListRowQuerySet(models.QuerySet["QueryListRow"]):
    """Queries for the rows of lists."""

    def waiting(self) -> "QueryListRowQuerySet":
        """Return the rows that are yet to be searched for."""
        return self.filter(articles=None, reason="")


class QueryListRow(models.Model):
    """One line of a list: the query, and its answer or why it has none. Without both, it waits.

    `number` is the line's number in what was given. `read_as` has the units that the query was read as. `articles`
    counts the strict list. `first` and `last` are the dates of its earliest and latest article, as precise as they
    are known: "2022", "2022-06" or "2022-06-14". `notes` are warnings as pairs of ParseWarning and text.
    """

    query_list = models.ForeignKey(QueryList, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("line"))
    query = models.CharField(_("query"), max_length=QUERY_LENGTH)
    reason = models.CharField(max_length=6, choices=RowReason, blank=True)
    same_as = models.PositiveIntegerField(null=True)
    read_as = models.TextField(blank=True)
    notes = models.JSONField(default=list)
    articles = models.PositiveIntegerField(_("articles"), null=True)
    first = models.CharField(max_length=10, blank=True)
    last = models.CharField(max_length=10, blank=True)

    objects = QueryListRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a query list")
        verbose_name_plural = _("lines of query lists")
        ordering = ["query_list", "number"]
        constraints = [
            models.UniqueConstraint(fields=["query_list", "number"], name="list_row_once"),
            models.CheckConstraint(condition=Q(reason="") | Q(reason__in=RowReason.values), name="list_row_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.query}"
