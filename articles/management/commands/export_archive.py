"""Exports the whole archive as JSON Lines."""

import gzip
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.backup.export import count_lines, export_lines, snapshot
from articles.monitoring.sign_files import BACKUP, stamp_now


class Command(BaseCommand):
    help = "Exports the whole archive as JSON Lines; `import_articles FILE` restores it into an empty archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help="compressed if it ends in .gz (default: standard output)"
        )

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        """Export with a progress bar on standard error; FILE appears only once it is complete."""
        try:
            with snapshot(), _complete(file) if file else nullcontext(self.stdout) as out:
                silent = not options["verbosity"]
                for line in tqdm(export_lines(), total=count_lines(), unit=" rows", file=sys.stderr, disable=silent):
                    out.write(line)
            if file:
                stamp_now(BACKUP)
        except OSError as error:
            raise CommandError(f"{file or 'standard output'}: {error.strerror or error}") from error


@contextmanager
def _complete(file: Path) -> Iterator[IO[str]]:
    """Write to a temporary file beside it, which replaces it at the end."""
    part = file.with_name(f"{file.name}.part")
    try:
        with _opened(part, compressed=file.suffix == ".gz") as out:
            yield out
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _opened(file: Path, *, compressed: bool) -> IO[str]:
    return gzip.open(file, "wt", encoding="utf-8") if compressed else file.open("w", encoding="utf-8")
