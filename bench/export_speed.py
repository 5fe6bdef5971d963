"""Measures how fast all articles of an archive are taken away, and how much memory that takes.

    DATA_DIR=FOLDER DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.export_speed [--formats csv xlsx]

Prints a table. A request goes through all of the site but the server.
"""

import argparse
import resource
from collections.abc import Iterable
from time import perf_counter
from typing import cast

import django
from django.conf import settings

from bench.report import table

_FORMATS = ("csv", "jsonl", "xlsx", "bib")


def main() -> None:
    """Measure each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--formats", nargs="+", choices=_FORMATS, default=_FORMATS)
    formats = parser.parse_args().formats
    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.test import Client

    Client().get("/search/?q=a")  # opens the index
    print(table(["format", "articles", "first byte, ms", "articles a second", "MB more"], map(_measured, formats)))


def _measured(format: str) -> list[str]:
    from django.test import Client

    from articles.models import Article

    count, before, started = Article.objects.visible().count(), _peak(), perf_counter()
    pieces = iter(cast(Iterable[bytes], Client().get(f"/export/search.{format}").streaming_content))  # type: ignore[attr-defined]
    next(pieces)  # the mark of a CSV, or the first row
    next(pieces)
    first = perf_counter() - started
    for _ in pieces:
        pass
    seconds = perf_counter() - started
    return [format, f"{count:,}", f"{first * 1000:.0f}", f"{count / seconds:,.0f}", f"{_peak() - before:.0f}"]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
