"""Takes up imports that were cut off."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.importing.running.jobs import resume_interrupted


class Command(BaseCommand):
    help = "Queues uploads again whose worker died, and marks other imports that died as stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Resume, and say which imports were concerned."""
        uploads, commands = resume_interrupted()
        for batch_id in uploads:
            self.stderr.write(f"import {batch_id} goes on")
        for batch_id in commands:
            self.stderr.write(f"import {batch_id} had died: its page says what to do")
