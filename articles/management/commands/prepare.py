"""Prepares an archive to be served; `bin/serve` runs it."""

from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.models import Article, BatchStatus, ImportBatch
from articles.models.locks import FOR_EVER, named_lock


class Command(BaseCommand):
    help = "Prepares database, static files, first account, search index and sample; quick if nothing is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is missing, and print each step that takes time; of several processes one, while the others wait."""
        with named_lock("prepare", FOR_EVER):
            self._prepare()

    def _prepare(self) -> None:
        self._migrate()
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("create_admin", stdout=self.stdout)
        call_command("link_stories")
        call_command("reindex", if_needed=True)
        self._import_sample()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Updating the database ...")
            call_command("migrate", interactive=False, verbosity=0)

    def _import_sample(self) -> None:
        sample = settings.BASE_DIR / "sample"
        if not _is_wanted(sample):
            return
        self.stdout.write("Importing the sample articles ...")
        try:
            call_command("import_articles", sample, stdout=StringIO())
        except SystemExit:
            self.stderr.write("Some sample articles could not be imported; the reasons are above.")


def _is_wanted(sample: Path) -> bool:
    """Tell whether the archive is empty, or holds nothing but an interrupted import of the sample."""
    interrupted = ImportBatch.objects.filter(label=str(sample)).exclude(status=BatchStatus.FINISHED)
    if ImportBatch.objects.exclude(pk__in=interrupted).exists():
        return False
    return interrupted.exists() or not Article.objects.exists()
