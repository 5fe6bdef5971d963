"""Finds articles that tell one story in nearly the same words, in an archive older than that."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.importing.storing.near_duplicates import link_unsigned, unsigned


class Command(BaseCommand):
    help = "Links articles that tell one story in nearly the same words; new articles are linked as they come in."

    def handle(self, *args: Any, **options: Any) -> None:
        """Link those that were not looked at yet; killed and run again, it goes on where it was."""
        count = unsigned().count()
        with tqdm(total=count, unit=" articles", file=sys.stderr, disable=not count) as bar:
            for done in link_unsigned():
                bar.update(done)
