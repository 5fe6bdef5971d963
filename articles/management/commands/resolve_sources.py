"""Makes the sources and authors of an older archive one."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from articles.models.index_outbox import drain_outbox
from articles.sources.source_resolving import resolve_sources


class Command(BaseCommand):
    help = (
        "Merges names of sources that are of one paper, hides what is no source, and reads the authors and credited "
        "sources of articles again, as imports do; editors' decisions hold. Run it again if it is interrupted."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Resolve the sources, have the index follow, and print the counts as one JSON line."""
        resolved = resolve_sources()
        drain_outbox()
        self.stdout.write(json.dumps(asdict(resolved)))
