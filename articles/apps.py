"""The articles app: what is wired up when Django starts."""

from types import ModuleType

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate, post_save, pre_delete
from django.utils.translation import gettext_lazy as _

from articles.translations import compile_stale


class ArticlesConfig(AppConfig):
    """The archive's one app."""

    name = "articles"
    verbose_name = _("Archive")

    def __init__(self, app_name: str, app_module: ModuleType) -> None:
        # In ready() it would be too late: loading the models of auth already reads the translations.
        compile_stale(settings.LOCALE_PATHS)
        super().__init__(app_name, app_module)

    def ready(self) -> None:
        """Make the newsroom's groups after each migration, and have index, counts and stories follow the articles."""
        from articles.entities.article_counts import follow_article
        from articles.groups import make_groups
        from articles.importing.storing import near_duplicates
        from articles.models import Article
        from articles.models.index_outbox import drain_with
        from articles.search.index.outbox import drain

        drain_with(drain)
        post_migrate.connect(make_groups, sender=self)
        post_save.connect(follow_article, sender=Article)
        pre_delete.connect(follow_article, sender=Article)
        pre_delete.connect(near_duplicates.on_delete, sender=Article)
