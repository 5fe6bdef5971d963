"""Runs what was put off: the index brought up to date all the time, and one after another imports and feeds."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.following.schedule import schedule
from articles.search.index.outbox import drained_in_background


class Command(BaseCommand):
    help = "Takes up imports that were cut off, then imports uploads and follows feeds; SIGTERM ends it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal: the first lets the import at hand finish, a second one does not."""
        call_command("resume_imports")
        schedule()
        with drained_in_background():
            call_command("db_worker", queue_name="*", reload=False)
