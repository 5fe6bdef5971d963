"""Annotates again what an older recogniser annotated."""

import json
import sys
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.entities.suggesting.merge_suggestions import suggest_merges
from articles.importing.running.reannotation import annotate_outdated, forget_versions, outdated


class Command(BaseCommand):
    help = "Finds words and names again in articles that an older version annotated; cut off, run it again to go on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="begin anew with all articles, old or not")

    def handle(self, *args: Any, **options: Any) -> None:
        """Annotate, print the counts as one JSON line, and exit with 1 where an article failed."""
        if options["all"]:
            forget_versions()
        started = perf_counter()
        total = outdated().count()
        with tqdm(total=total, unit=" articles", file=sys.stderr, disable=options["verbosity"] == 0) as bar:
            failed = annotate_outdated(processes=settings.IMPORT_PROCESSES, progress=lambda n: _show(bar, n))
        suggest_merges.enqueue()
        seconds = round(perf_counter() - started, 1)
        self.stdout.write(json.dumps({"annotated": total - failed, "failed": failed, "seconds": seconds}))
        if failed:
            sys.exit(1)


def _show(bar: "tqdm[Any]", new: int) -> None:
    bar.update(new)
