"""Prints what the importer reads from documents."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing.annotating.opening_process import open_documents
from articles.importing.annotating.preparation import read_document
from articles.importing.annotating.worker_processes import kept_worker
from articles.importing.document import Found, RefusedDocument
from articles.importing.metadata import METADATA_FIELDS
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle
from articles.importing.readers import READERS
from articles.management.import_options import add_reading_options, import_options


class Command(BaseCommand):
    help = "Prints what the importer reads from each document, as JSON lines; stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", help="a file in any form that the importer reads")
        parser.add_argument("--forms", action="store_true", help="print the forms of document that are read, and end")
        add_reading_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forms"]:
            self.stdout.write("\n".join(f"{reader.form:10} {reader.description}" for reader in READERS))
            return
        if not options["files"]:
            raise CommandError("name the files to read, or --forms")
        import_as = import_options(options)
        read = [self._print(found, import_as) for file in options["files"] for found in _found(file, import_as)]
        if not all(read):
            raise CommandError(f"{read.count(False)} of {len(read)} documents could not be read")

    def _print(self, found: Found, options: ImportOptions) -> bool:
        """Print the article of a document; return False and print the reason if it cannot be read."""
        [read] = kept_worker().submit(partial(read_document, options=options), [found]).result()
        if isinstance(read, RefusedDocument):
            return self._print_failure(read.path, read.place, read.reason) or read.passed_over
        self.stdout.write(json.dumps(as_record(f"{read.path} {read.place}".strip(), read.article), ensure_ascii=False))
        return True

    def _print_failure(self, path: str, place: str, reason: str) -> bool:
        self.stderr.write(f"{path}: {reason}" + (f" ({place})" if place else ""))
        return False


def _found(file: str, options: ImportOptions) -> Iterator[Found]:
    """Yield the documents of a file with the path as given, which may contain a date."""
    name = Path(file).resolve().name if Path(file).is_dir() else Path(file).name
    return (replace(found, path=file + found.path[len(name) :]) for found in open_documents([Path(file)], options))


def as_record(path: str, article: ParsedArticle) -> dict[str, Any]:
    """Return an article as the JSON object that the command prints."""
    inferred = article.inferred
    return {
        "path": path,
        "form": article.form,
        "title": article.title,
        "lead": article.lead,
        "body": list(article.body),
        "captions": [caption.text for caption in article.captions],
        "photo_credits": [caption.credit for caption in article.captions],
        **{name: getattr(article, name) for name in METADATA_FIELDS if name != "key"},
        "inferred_source": article.inferred_source,
        "inferred": inferred and {"date": inferred.date, "precision": inferred.precision, "from": inferred.basis},
        "warnings": list(article.warnings),
    }
