"""Imports articles, or restores the export of a whole archive."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from articles.backup.restore import is_export, restore
from articles.backup.row_values import InvalidExport
from articles.importing.running.jobs import begin_command, run_under_lock
from articles.management.import_options import add_reading_options, add_update_option, import_options
from articles.models import ImportBatch, Outcome
from articles.search import reindex


class Command(BaseCommand):
    help = "Imports articles from files, folders, .zip and .jsonl(.gz), or restores an export of a whole archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        add_reading_options(parser)
        add_update_option(parser)

    def handle(self, *args: Any, paths: list[Path], **options: Any) -> None:
        """Import, print the counts as one JSON line, and exit with 1 where anything failed."""
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"no such file or folder: {', '.join(missing)}")
        importing = import_options(options)
        started = perf_counter()
        if any(map(is_export, paths)):
            counts = _restored(paths, silent=options["verbosity"] == 0)
            self.stdout.write(json.dumps(_summary(counts, perf_counter() - started)))
            return
        batch = begin_command(paths, importing)
        done = batch.items.count()
        with tqdm(
            total=batch.total, initial=done, unit=" articles", file=sys.stderr, disable=options["verbosity"] == 0
        ) as bar:
            counts = _run(batch, paths, bar)
        self._print_failures(batch)
        self.stdout.write(json.dumps(_summary(counts, perf_counter() - started)))
        if counts[Outcome.FAILED]:
            sys.exit(1)

    def _print_failures(self, batch: ImportBatch) -> None:
        for first, times in batch.failures():
            item = batch.items.get(pk=first)
            more = f" (and {times - 1} more with the same reason)" if times > 1 else ""
            where = f"{item.path} {item.place}".strip()
            self.stderr.write(f"{where}{more}: {item.reason}")


def _restored(paths: list[Path], *, silent: bool) -> Counter[str]:
    """Restore an export and build the index; return the number of articles as imported ones.

    Raises CommandError with the reason; the archive is then as empty as before.
    """
    if len(paths) > 1:
        raise CommandError("import the export of a whole archive alone, without other files")
    try:
        with tqdm(unit=" rows", file=sys.stderr, disable=silent) as bar:
            articles = restore(paths[0], progress=bar.update)
    except (InvalidExport, OSError) as error:
        raise CommandError(f"{paths[0]}: {error}") from error
    reindex()
    return Counter({str(Outcome.IMPORTED): articles})


def _run(batch: ImportBatch, paths: list[Path], bar: "tqdm[Any]") -> Counter[str]:
    try:
        return run_under_lock(batch, paths, progress=lambda new: _show(bar, new, batch.total))
    except (DatabaseError, BrokenProcessPool, OSError) as error:
        raise CommandError(f"the import stopped; run the same command again to continue: {error}") from error


def _show(bar: "tqdm[Any]", new: Counter[str], total: int | None) -> None:
    bar.total = total
    bar.update(new.total())


def _summary(counts: Counter[str], seconds: float) -> dict[str, float]:
    return {
        "imported": counts[Outcome.IMPORTED],
        "updated": counts[Outcome.UPDATED],
        "duplicates": counts[Outcome.DUPLICATE],
        "failed": counts[Outcome.FAILED],
        "seconds": round(seconds, 1),
    }
