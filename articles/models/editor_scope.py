"""The table of editors who may touch the articles of some sources alone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.source import Source


class EditorScope(models.Model):
    """The sources of an editor who may touch no others. Without a row an account may touch all that its groups allow.

    A row without sources allows nothing, so that an account never gets more when a source goes.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="editor_scope", verbose_name=_("account")
    )
    sources = models.ManyToManyField(Source, related_name="+", blank=True, verbose_name=_("sources"))

    class Meta:
        verbose_name = _("limit to sources")
        verbose_name_plural = _("limits to sources")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)
