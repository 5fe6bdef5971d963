"""Print what the importer understands of each file, one JSON object a file; nothing is stored."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importing.documents import Document
from articles.importing.options import ImportOptions
from articles.importing.parsed import ParsedArticle, UnreadableDocument
from articles.importing.prepare import understood
from articles.management.import_options import add_reading_options, import_options


class Command(BaseCommand):
    """`manage.py parse_article FILE...`"""

    help = "Print what the importer understands of each file, as JSON lines; nothing is stored."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a document in any form the importer reads")
        add_reading_options(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        reading = import_options(options)
        unread = sum(not self._print(path, reading) for path in options["files"])
        if unread:
            raise CommandError(f"{unread} of {len(options['files'])} files could not be read")

    def _print(self, path: str, options: ImportOptions) -> bool:
        """Print one file's article; False, with the reason on standard error, where it can't be read."""
        try:
            article = understood(Document(path, "", Path(path).read_bytes()), options)
        except UnreadableDocument as error:
            place = f" ({error.place})" if error.place else ""
            self.stderr.write(f"{path}: {error}{place}")
            return False
        except OSError as error:
            self.stderr.write(f"{path}: {error.strerror}")
            return False
        self.stdout.write(json.dumps(as_record(path, article), ensure_ascii=False))
        return True


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
        "authors": list(article.authors),
        "source": article.source,
        "section": article.section,
        "published": article.published,
        "inferred": inferred and {"date": inferred.date, "precision": inferred.precision, "from": inferred.basis},
        "url": article.url,
        "warnings": list(article.warnings),
    }
