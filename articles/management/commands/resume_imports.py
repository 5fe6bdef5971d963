"""Resumes interrupted imports."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.importing.running.jobs import resume_interrupted


class Command(BaseCommand):
    help = "Queues uploads again whose worker died, and marks other interrupted imports as stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Resume, and print the number of each import concerned."""
        uploads, commands = resume_interrupted()
        for batch_id in uploads:
            self.stderr.write(f"import {batch_id} is resumed")
        for batch_id in commands:
            self.stderr.write(f"import {batch_id} was interrupted: its page says what to do")
