"""Compares the search index with the database."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.search import SearchFailed, SearchUnreachable, damage, differences, reason_to_rebuild, reindex


class Command(BaseCommand):
    help = "Finds damage of the search index, and where it differs from the database; exits with 1 if any remains."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="repair the differences")

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        """Compare, repair with --mend, and print the number of differences."""
        try:
            reason = reason_to_rebuild() or damage()
            found = 0 if reason else self._compare(mend=mend)
        except SearchUnreachable:
            raise  # nobody can tell, so nothing is mended
        except SearchFailed as error:
            reason, found = str(error), 0
        if reason:
            self.stderr.write(f"The search index must be rebuilt: {reason}")
        if reason and mend:
            self.stderr.write(f"Rebuilt with {reindex()} articles")
        if (reason or found) and not mend:
            sys.exit(1)

    def _compare(self, *, mend: bool) -> int:
        """Print and return the number of articles that differ."""
        missing = extra = outdated = 0
        for part in differences():
            missing, extra = missing + len(part.missing), extra + len(part.extra)
            outdated += len(part.outdated)
            if mend:
                part.mend()
        self.stdout.write(f"missing {missing}, extra {extra}, outdated {outdated}{', mended' if mend else ''}")
        return missing + extra + outdated
