"""The table of corrections: what readers are told that was wrong in an article."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
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
    # The note as it was written, where a forgotten name in `text` is shortened; "" where none is.
    written = models.TextField(blank=True, editable=False)
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

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, and have the article know of it."""
        super().save(*args, **kwargs)
        self._date_article()

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete it, and have the article know of that."""
        deleted = super().delete(*args, **kwargs)
        self._date_article()
        return deleted

    def _date_article(self) -> None:
        last = Correction.objects.filter(article=self.article_id).aggregate(last=models.Max("noted_at"))["last"]
        Article.objects.filter(pk=self.article_id).update(corrected_at=last)


def corrections_of(article: Article) -> list[Correction]:
    """Return the corrections of an article, the last first; no SQL query where there are none."""
    return list(article.corrections.all()) if article.corrected_at else []


def load_corrections(articles: Iterable[Article]) -> None:
    """Load the corrections of articles in one SQL query; none where no article has any."""
    models.prefetch_related_objects([one for one in articles if one.corrected_at], "corrections")
