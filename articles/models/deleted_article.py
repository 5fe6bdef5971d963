"""The table of deleted articles: which, by whom, when and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeletedArticle(models.Model):
    """The record of an article that is deleted in the admin; it outlives the article and the account.

    Without `deleted_at` the article is yet to be deleted, by the worker. No foreign key to the article: it goes.
    """

    article_id = models.BigIntegerField(_("article ID"), db_index=True)
    title = models.CharField(_("title"), max_length=500)
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("user")
    )
    asked_by_name = models.CharField(_("user name"), max_length=150)
    asked_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("deleted"), null=True)

    class Meta:
        verbose_name = _("deleted article")
        verbose_name_plural = _("deleted articles")
        ordering = ["-id"]
        # Those that wait are few: this finds them without reading the others.
        indexes = [models.Index(fields=["id"], condition=models.Q(deleted_at=None), name="deletion_waiting")]

    def __str__(self) -> str:
        return self.title
