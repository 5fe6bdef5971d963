"""Runs what was put off: imports of uploads, one after another."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Takes up imports that were cut off, then waits for uploads and imports them; SIGTERM ends it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal: the first lets the import at hand finish, a second one does not."""
        call_command("resume_imports")
        call_command("db_worker", queue_name="*", reload=False)
