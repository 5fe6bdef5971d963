"""The import options on the command line, the same for every command that reads documents."""

from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.core.management.base import CommandError

from articles.importing.options import ENCODINGS, FIELDS, ImportOptions, OnKnown, field_pairs


def add_reading_options(parser: ArgumentParser) -> None:
    """Declare how documents are read and what fills in what they lack."""
    parser.add_argument("--encoding", default="", choices=ENCODINGS, help="encoding of the files, where it is misread")
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help=f"what the records call a field ({', '.join(FIELDS)}), as in title=Tiêu_đề; may be given several times",
    )
    parser.add_argument("--source", default="", help="source of articles that name none")
    parser.add_argument("--section", default="", help="section of articles that name none")
    parser.add_argument("--date", default="", help="date of articles that have none: 2022, 2022-06 or 2022-06-14")


def add_update_option(parser: ArgumentParser) -> None:
    """Declare what becomes of an article that the archive has with another text."""
    parser.add_argument(
        "--update",
        action=BooleanOptionalAction,
        default=True,
        help="replace an article of the same address or id by its new text, or pass it over (default: replace)",
    )


def import_options(given: dict[str, Any]) -> ImportOptions:
    """Return the options as they were given; CommandError where one has a wrong value."""
    try:
        return ImportOptions(
            encoding=given["encoding"],
            fields=field_pairs(given["field"]),
            source=given["source"].strip(),
            section=given["section"].strip(),
            published=given["date"],
            on_known=OnKnown.UPDATE if given.get("update", True) else OnKnown.SKIP,
        )
    except ValueError as error:
        raise CommandError(str(error)) from error
