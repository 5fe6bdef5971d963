"""The articles app: what is wired up when Django starts."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from articles.translations import compile_stale


class ArticlesConfig(AppConfig):
    """The archive's one app."""

    name = "articles"
    verbose_name = _("Archive")

    def ready(self) -> None:
        """Make the translations readable, and have the groups of the newsroom made after each migration."""
        from articles.groups import make_groups

        compile_stale(settings.LOCALE_PATHS)
        post_migrate.connect(make_groups, sender=self)
