"""Takes names that papers shortened to an initial from the entities of an older archive."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from articles.entities.protecting import protect_names
from articles.models.index_outbox import drain_outbox


class Command(BaseCommand):
    help = (
        'Takes names shortened to an initial ("Nguyễn Thị H.") from entities, other names and mentions, in an archive '
        "that was annotated before they were kept apart; if interrupted, run it again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Protect the names, have the index follow, and print the counts as one JSON line."""
        counts = protect_names()
        drain_outbox()
        self.stdout.write(json.dumps(counts))
