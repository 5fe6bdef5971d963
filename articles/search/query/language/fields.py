"""The fields of an article that a query can name, and their names in both languages."""

from enum import Enum, auto
from typing import Final

from articles.text.normal import fold, nfc


class Field(Enum):
    """Where a value is looked for; TEXT is title, lead, body and captions."""

    TEXT = auto()
    TITLE = auto()
    AUTHOR = auto()
    PERSON = auto()
    PLACE = auto()
    ORG = auto()
    SOURCE = auto()
    SECTION = auto()
    BEFORE = auto()
    AFTER = auto()


# Fields whose values are names that the archive keeps lists of, and the facet of each list.
NAMED: Final = {
    Field.PERSON: "person",
    Field.PLACE: "place",
    Field.ORG: "org",
    Field.SOURCE: "source",
    Field.SECTION: "section",
}
DATED: Final = {Field.BEFORE, Field.AFTER}
# The English and the Vietnamese name of each.
FIELD_NAMES: Final = {
    Field.TITLE: ("title", "tiêu đề"),
    Field.PERSON: ("person", "người"),
    Field.PLACE: ("place", "nơi"),
    Field.ORG: ("org", "tổ chức"),
    Field.SOURCE: ("source", "nguồn"),
    Field.SECTION: ("section", "chuyên mục"),
    Field.AUTHOR: ("author", "tác giả"),
    Field.BEFORE: ("before", "trước"),
    Field.AFTER: ("after", "sau"),
}


def field_named(name: str) -> Field | None:
    """Return the field of a name typed with all its marks or with none, in capitals or not, its space or not.

    A name with other marks is none: "nói:" is a word of the press, and not "nơi:".
    """
    return _BY_NAME.get(_solid(name))


def _solid(name: str) -> str:
    return nfc(name).lower().replace(" ", "")


_BY_NAME: Final = {
    form: field for field, names in FIELD_NAMES.items() for name in names for form in (_solid(name), fold(_solid(name)))
}
