"""Writes the whole archive as JSON Lines, which import_articles reads back into an empty one."""

import gzip
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.backup.snapshot import snapshot
from articles.backup.writing import lines, total


class Command(BaseCommand):
    help = "Writes the whole archive as JSON Lines; `import_articles FILE` makes the same archive of it again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, metavar="FILE", help="packed where it ends in .gz; standard output without"
        )

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        """Write with a progress bar on standard error; a file is there under its name only once it is whole."""
        try:
            with snapshot(), _whole(file) if file else nullcontext(self.stdout) as out:
                for line in tqdm(
                    lines(), total=total(), unit=" rows", file=sys.stderr, disable=not options["verbosity"]
                ):
                    out.write(line)
        except OSError as error:
            raise CommandError(f"{file or 'standard output'}: {error.strerror or error}") from error


@contextmanager
def _whole(file: Path) -> Iterator[IO[str]]:
    """Open a file beside it to write to, which takes its place at the end."""
    part = file.with_name(f"{file.name}.part")
    try:
        with _opened(part, packed=file.suffix == ".gz") as out:
            yield out
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _opened(file: Path, *, packed: bool) -> IO[str]:
    return gzip.open(file, "wt", encoding="utf-8") if packed else file.open("w", encoding="utf-8")
