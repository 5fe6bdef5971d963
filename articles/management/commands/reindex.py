"""Rebuilds the search index."""

from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from articles.search import reason_to_reindex, reindex


class Command(BaseCommand):
    help = "Builds a new search index from the database, then replaces the old one with it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="only if it is missing, outdated or incomplete")

    def handle(self, *args: Any, if_needed: bool, **options: Any) -> None:
        """Rebuild, and print why and how fast."""
        if if_needed:
            reason = reason_to_reindex()
            self.stderr.write(
                f"The search index must be built: {reason}" if reason else "The search index is up to date"
            )
            if not reason:
                return
        started = perf_counter()
        count = reindex()
        seconds = perf_counter() - started
        self.stderr.write(f"{count} articles indexed in {seconds:.1f} s ({count / max(seconds, 0.001):.0f}/s)")
