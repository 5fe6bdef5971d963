"""The kinds of names that are recognised."""

from typing import Final, Literal

Kind = Literal["person", "place", "organization"]

KINDS: Final[tuple[Kind, ...]] = ("person", "place", "organization")
