"""Annotates articles again after a new version of the recogniser."""

import json
import sys
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.entities.resolving.automatic import resolve_soon
from articles.entities.suggesting.merge_suggestions import suggest_merges
from articles.importing.running.reannotation import annotate_outdated, forget_versions, outdated


class Command(BaseCommand):
    help = "Annotates again the articles that an older version annotated; if interrupted, run it again to continue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="annotate all articles, whatever their version")

    def handle(self, *args: Any, **options: Any) -> None:
        """Annotate, print the counts as one JSON line, and exit with 1 if an article failed."""
        if options["all"]:
            forget_versions()
        started = perf_counter()
        total = outdated().count()
        with tqdm(total=total, unit=" articles", file=sys.stderr, disable=options["verbosity"] == 0) as bar:
            failed = annotate_outdated(processes=settings.IMPORT_PROCESSES, progress=lambda n: _show(bar, n))
        resolve_soon()
        suggest_merges.enqueue()
        seconds = round(perf_counter() - started, 1)
        self.stdout.write(json.dumps({"annotated": total - failed, "failed": failed, "seconds": seconds}))
        if failed:
            sys.exit(1)


def _show(bar: "tqdm[Any]", new: int) -> None:
    bar.update(new)
