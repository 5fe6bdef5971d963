"""The metadata of an article: what a document, or the place where it was found, states about it."""

from dataclasses import dataclass, fields
from typing import Any, Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Stated metadata; "" or () where none is stated.

    `published` is a date or datetime in ISO form; `key` is the id that a record gives itself. A page and a parsed
    article are metadata with a text. So a field that is added here is read from records and tables by its name, and
    carried from every reader to the column of the same name.
    """

    authors: tuple[str, ...] = ()
    source: str = ""
    section: str = ""
    published: str = ""
    url: str = ""
    key: str = ""


METADATA_FIELDS: Final = tuple(field.name for field in fields(Metadata))
NO_METADATA: Final = Metadata()


def first_stated(*sources: Metadata) -> dict[str, Any]:
    """Return the value of each field in the first of the sources that states it."""
    return {
        name: next((value for source in sources if (value := getattr(source, name))), getattr(NO_METADATA, name))
        for name in METADATA_FIELDS
    }
