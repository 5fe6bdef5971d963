"""Brings the merges that the archive makes by itself up to date."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.entities.resolving.automatic import resolve
from articles.models.index_outbox import drain_outbox


class Command(BaseCommand):
    help = (
        "Merges names that all articles together show to be of one entity, undoes earlier such merges that nothing "
        "speaks for any more, tells namesakes apart, and lists the names that the articles vouch for; editors' "
        "decisions hold. Workers do this after imports."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether all articles are read again."""
        parser.add_argument(
            "--again",
            action="store_true",
            help="read what stands beside all names again, as after a change of the lists of words that it goes by",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Resolve the entities, have the index follow, and print the counts as one JSON line."""
        resolved = resolve(again=options["again"])
        drain_outbox()
        self.stdout.write(json.dumps(asdict(resolved)))
