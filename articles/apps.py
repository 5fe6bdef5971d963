"""The articles app: what is wired up when Django starts."""

import logging

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_delete
from django.utils.translation import gettext_lazy as _

from articles.translations import outdated_translations

logger = logging.getLogger(__name__)


class ArticlesConfig(AppConfig):
    """The archive's one app."""

    name = "articles"
    verbose_name = _("Archive")

    def ready(self) -> None:
        """Make the newsroom's groups after each migration, and have index, counts and stories follow the articles."""
        from articles.entities.article_counts import recount_on_commit
        from articles.groups import make_groups
        from articles.importing.storing import near_duplicates
        from articles.models import Article
        from articles.models.index_outbox import drain_with
        from articles.search import drain

        drain_with(drain)
        post_migrate.connect(make_groups, sender=self)
        post_save.connect(recount_on_commit, sender=Article)
        pre_delete.connect(recount_on_commit, sender=Article)
        pre_delete.connect(near_duplicates.on_delete, sender=Article)
        if outdated_translations():
            logger.warning("The translations are not compiled, or outdated: run `python -m articles.translations`.")
