"""Brings the merges that the archive makes by itself up to date."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from articles.entities.resolving.automatic import resolve
from articles.models.index_outbox import drain_outbox


class Command(BaseCommand):
    help = (
        "Merges names that all articles together show to be of one entity, and undoes earlier such merges that nothing "
        "speaks for any more; editors' decisions hold. Workers do this after imports."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Resolve the entities, have the index follow, and print the counts as one JSON line."""
        resolved = resolve()
        drain_outbox()
        self.stdout.write(json.dumps(asdict(resolved)))
