"""The articles app: what is wired up when Django starts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """The archive's one app."""

    name = "articles"
    verbose_name = _("Archive")
