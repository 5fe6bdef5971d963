"""The tables of what editors change of many articles at once: what, by whom, when and why, and what was before."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class ChangeKind(models.TextChoices):
    """The kinds of changes of chosen articles."""

    SOURCE = "source", _("source set")
    SECTION = "section", _("section set")
    DATE = "date", _("date set")
    AUTHORS = "authors", _("authors set")
    WITHDRAWAL = "withdraw", _("withdrawn")
    RESTORATION = "restore", _("made public again")
    EMBARGO = "embargo", _("hidden until a moment")
    UNDO = "undo", _("change undone")


class ChangeOutcome(models.TextChoices):
    """What a change did to one article."""

    WAITING = "waiting", _("waiting")
    CHANGED = "changed", _("was changed")
    SAME = "same", _("was so already")
    LEFT = "left", _("left as it is: it was changed since")


class ArticleChangeQuerySet(models.QuerySet["ArticleChange"]):
    """Queries for changes of articles."""

    def of_visibility(self, article: Article) -> "ArticleChangeQuerySet":
        """Return the changes that hid an article or showed it again, newest first."""
        kinds = (ChangeKind.WITHDRAWAL, ChangeKind.RESTORATION, ChangeKind.EMBARGO)
        concerning = self.filter(Q(kind__in=kinds) | Q(undoes__kind__in=kinds))
        changed = concerning.filter(items__article=article, items__outcome=ChangeOutcome.CHANGED)
        return changed.select_related("undoes").order_by("-pk")


class ArticleChange(models.Model):
    """One change of chosen articles. `values` are the columns that it sets, sources and sections by name.

    An undo sets what each article had before the change that it `undoes`. Without `finished_at` the worker is to
    carry it out.
    """

    kind = models.CharField(_("change"), max_length=8, choices=ChangeKind)
    values = models.JSONField(_("new values"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)
    undoes = models.ForeignKey("self", models.CASCADE, null=True, related_name="undone_by", verbose_name=_("undoes"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("user")
    )
    made_by_name = models.CharField(_("user name"), max_length=150)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = ArticleChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of articles")
        verbose_name_plural = _("changes of articles")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="article_change_kind"),
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | (~Q(kind="undo") & Q(undoes__isnull=True)),
                name="article_change_undoes",
            ),
        ]
        # Those that wait are few: this finds them without reading the others.
        indexes = [models.Index(fields=["id"], condition=Q(finished_at=None), name="article_change_waiting")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Return the URL of its page in the admin."""
        return reverse("admin:articles_articlechange_change", args=[self.pk])


class ChangedArticle(models.Model):
    """One article of a change: what it had `before` in the columns that the change set, and what it has `after`."""

    change = models.ForeignKey(ArticleChange, models.CASCADE, related_name="items", verbose_name=_("change"))
    article = models.ForeignKey(Article, models.CASCADE, related_name="changes", verbose_name=_("article"))
    outcome = models.CharField(_("outcome"), max_length=7, choices=ChangeOutcome, default=ChangeOutcome.WAITING)
    before = models.JSONField(_("earlier values"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("later values"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("changed article")
        verbose_name_plural = _("changed articles")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["change", "article"], name="changed_article_once"),
            models.CheckConstraint(condition=Q(outcome__in=ChangeOutcome.values), name="changed_article_outcome"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} < {self.change_id}"
