"""Import options on the command line, for all commands that read documents."""

from argparse import ArgumentParser, BooleanOptionalAction
from typing import Any

from django.core.management.base import CommandError

from articles.importing.options import ENCODINGS, FIELDS, ImportOptions, OnKnown, field_pairs, typed_date


def add_reading_options(parser: ArgumentParser) -> None:
    """Add the options for reading documents, and the defaults for what they do not state."""
    parser.add_argument("--encoding", default="", choices=ENCODINGS, help="encoding of the files, if misread")
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help=f"the name of a field in the records ({', '.join(FIELDS)}), as in title=Tiêu_đề; may be repeated",
    )
    parser.add_argument("--source", default="", help="source of articles that state none")
    parser.add_argument("--section", default="", help="section of articles that state none")
    parser.add_argument(
        "--date", default="", help="date of articles that state none: 2022, 2022-06, 6/2022 or 2022-06-14"
    )


def add_update_option(parser: ArgumentParser) -> None:
    """Add the option for articles that the archive already has with another text."""
    parser.add_argument(
        "--update",
        action=BooleanOptionalAction,
        default=True,
        help="replace an article that has the same address or id, or skip it (default: replace)",
    )


def import_options(given: dict[str, Any]) -> ImportOptions:
    """Return the import options; raises CommandError if one has an invalid value."""
    try:
        return ImportOptions(
            encoding=given["encoding"],
            fields=field_pairs(given["field"]),
            source=given["source"].strip(),
            section=given["section"].strip(),
            published=typed_date(given["date"]),
            on_known=OnKnown.UPDATE if given.get("update", True) else OnKnown.SKIP,
        )
    except ValueError as error:
        raise CommandError(str(error)) from error
