"""The kinds of names that are recognised."""

from typing import Final, Literal

NameKind = Literal["person", "place", "organization"]

NAME_KINDS: Final[tuple[NameKind, ...]] = ("person", "place", "organization")
