"""Runs the background tasks: the index outbox all the time, everything else one at a time."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.following.schedule import schedule
from articles.importing.running.change_jobs import resume_changes
from articles.importing.running.deletion_jobs import resume_deletions
from articles.importing.running.masking_jobs import resume_masking
from articles.importing.storing.embargoes import release_due
from articles.monitoring.sign_files import WORKER, stamp_now
from articles.query_lists.list_jobs import resume_lists
from articles.saved_searches.alert_jobs import follow_new_articles, schedule_mails
from articles.search import drained_in_background


def _follow() -> None:
    """Do what follows new articles, and those whose moment has come: all the time, whatever tasks are at work."""
    stamp_now(WORKER)
    release_due()
    follow_new_articles()


class Command(BaseCommand):
    help = "Resumes interrupted work, then does what waits: imports, changes, deletions, feeds; SIGTERM ends it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal: the first one lets the current import finish, a second one does not."""
        call_command("resume_imports")
        resume_deletions()
        resume_changes()
        resume_masking()
        resume_lists()
        schedule()
        schedule_mails()
        with drained_in_background(_follow):
            call_command("db_worker", queue_name="*", reload=False)
