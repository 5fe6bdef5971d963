"""A name found in a text."""

from dataclasses import dataclass

from articles.nlp.names.name_kinds import NameKind


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name between two offsets of a text, in characters."""

    start: int
    end: int
    kind: NameKind
