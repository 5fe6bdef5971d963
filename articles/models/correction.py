"""The table of corrections: what readers are told that was wrong in an article."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Queries for corrections."""

    def visible(self) -> "CorrectionQuerySet":
        """Return those of articles that readers may see, the newest first."""
        return self.exclude(article__in=Article.objects.hidden().values("pk")).order_by("-noted_at", "-pk")


class Correction(models.Model):
    """A public note on an article. Who may change articles may change it; see `made_by` for who wrote it first."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections", verbose_name=_("article"))
    text = models.TextField(
        _("what was wrong, and how it is right"), help_text=_("readers see it on the article’s page and in feeds")
    )
    noted_at = models.DateTimeField(_("date of the correction"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("user"), editable=False
    )
    made_by_name = models.CharField(_("user name"), max_length=150, blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        default_permissions = ()
        ordering = ["-noted_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="correction_has_text")]
        indexes = [models.Index(fields=["-noted_at", "-id"], name="correction_latest")]

    def __str__(self) -> str:
        return self.text[:60]
