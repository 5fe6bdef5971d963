"""The articles app: what is wired up when Django starts."""

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
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
        from articles import deployment_checks  # noqa: F401 (registers itself)
        from articles.auditing.watched_models import watch
        from articles.entities.article_counts import recount_on_commit
        from articles.groups import make_groups
        from articles.importing.storing import near_duplicates
        from articles.models import Article
        from articles.models.index_outbox import drain_with
        from articles.search import drain

        drain_with(drain)
        watch()
        connection_created.connect(_keep_private)
        post_migrate.connect(make_groups, sender=self)
        post_save.connect(recount_on_commit, sender=Article)
        pre_delete.connect(recount_on_commit, sender=Article)
        pre_delete.connect(near_duplicates.on_delete, sender=Article)
        if outdated_translations():
            logger.warning("The translations are not compiled, or outdated: run `python -m articles.translations`.")


def _keep_private(connection: Any, **_: Any) -> None:
    """Let only its owner read a database of SQLite (receiver of `connection_created`).

    It holds the accounts. SQLite gives the files beside it the same permissions.
    """
    if connection.vendor != "sqlite":
        return
    file = Path(connection.settings_dict["NAME"])
    if file.is_file() and file.stat().st_mode & 0o077:
        with suppress(PermissionError):
            file.chmod(0o600)
