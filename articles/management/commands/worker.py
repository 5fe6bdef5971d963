"""Runs the background tasks: the outbox all the time; imports, deletions, lists and feeds one at a time."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.following.schedule import schedule
from articles.importing.running.deletion_jobs import resume_deletions
from articles.query_lists.list_jobs import resume_lists
from articles.search import drained_in_background


class Command(BaseCommand):
    help = "Resumes interrupted imports, then imports uploads and fetches feeds; stop it with SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal: the first one lets the current import finish, a second one does not."""
        call_command("resume_imports")
        resume_deletions()
        resume_lists()
        schedule()
        with drained_in_background():
            call_command("db_worker", queue_name="*", reload=False)
