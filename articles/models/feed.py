"""The tables of feeds and of their entries that were processed."""

from datetime import datetime

from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.source import Section, Source

# In minutes. Newspapers' feeds do not change faster than that.
_SHORTEST_INTERVAL = 5


class OnChange(models.TextChoices):
    """What to do with an entry that was imported and has another text now."""

    UPDATE = "update", _("replace the article")
    SKIP = "skip", _("keep the article as it is")


class Health(models.TextChoices):
    """The states of a feed."""

    NEW = "new", _("not fetched yet")
    WELL = "well", _("OK")
    FAILING = "failing", _("failing")
    STOPPED = "stopped", _("paused")


class FeedQuerySet(models.QuerySet["Feed"]):
    """Queries for feeds by the time of their next fetch."""

    def due(self) -> "FeedQuerySet":
        """Return the active feeds whose time has come, the longest waiting first."""
        return self.filter(active=True, next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "pk")

    def next_time(self) -> datetime | None:
        """Return when the next active feed is due, None where there is none."""
        return self.filter(active=True).order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()

    def claim(self, feed: "Feed", until: datetime) -> bool:
        """Claim a feed for this process until a time; return False where another process claimed it meanwhile."""
        unchanged = self.filter(pk=feed.pk, active=feed.active, next_attempt_at=feed.next_attempt_at)
        return bool(unchanged.update(next_attempt_at=until, last_attempt_at=timezone.now()))


class Feed(models.Model):
    """An RSS or Atom feed, fetched every `interval` minutes; less and less often while it fails."""

    url = models.URLField(
        _("address"), max_length=1000, unique=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        verbose_name=_("source"),
        help_text=_("for articles that do not state their own"),
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("section"),
        help_text=_("for articles that do not state their own"),
    )
    interval = models.PositiveIntegerField(
        _("interval (minutes)"), default=30, validators=[MinValueValidator(_SHORTEST_INTERVAL)]
    )
    on_change = models.CharField(_("when an article changes"), max_length=6, choices=OnChange, default=OnChange.UPDATE)
    active = models.BooleanField(_("active"), default=True)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    last_attempt_at = models.DateTimeField(_("last fetch"), null=True, editable=False)
    last_success_at = models.DateTimeField(_("last successful fetch"), null=True, editable=False)
    next_attempt_at = models.DateTimeField(_("next fetch"), default=timezone.now, editable=False, db_index=True)
    failures = models.PositiveIntegerField(_("consecutive failures"), default=0, editable=False)
    last_error = models.TextField(_("last error"), blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        ordering = ["source__name", "url"]
        constraints = [
            models.CheckConstraint(condition=Q(on_change__in=OnChange.values), name="feed_on_change"),
            models.CheckConstraint(condition=Q(interval__gte=_SHORTEST_INTERVAL), name="feed_interval"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.url}"

    def get_absolute_url(self) -> str:
        """Return the URL of its page in the admin."""
        return reverse("admin:articles_feed_change", args=[self.pk])

    @property
    def health(self) -> Health:
        """Its state after the last attempt."""
        if not self.active:
            return Health.STOPPED
        if self.failures:
            return Health.FAILING
        return Health.WELL if self.last_success_at else Health.NEW


class FeedEntry(models.Model):
    """An entry of a feed that was processed; it is not fetched again as long as it does not change.

    `key` and `fingerprint` are the SHA-256 of its id and of its whole content. `done` is false where it is to be
    tried again, after `failures` failures.
    """

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    done = models.BooleanField()
    failures = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="feed_entry_once")]

    def __str__(self) -> str:
        return f"{self.feed_id}: {self.key}"
