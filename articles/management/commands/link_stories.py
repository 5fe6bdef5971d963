"""Groups near-duplicate articles of an archive that was filled before imports did so."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.importing.storing.near_duplicates import link_unsigned, unsigned


class Command(BaseCommand):
    help = "Links articles that tell one story in nearly the same words; imports do so for new articles."

    def handle(self, *args: Any, **options: Any) -> None:
        """Link the articles that were not compared yet; if interrupted, run it again to continue."""
        count = unsigned().count()
        with tqdm(total=count, unit=" articles", file=sys.stderr, disable=not count) as bar:
            for done in link_unsigned():
                bar.update(done)
