"""The names found in a text, and the BIO labels that spell them out token by token.

"B-person" begins a name, "I-person" goes on with it, "O" is outside all names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

NameKind = Literal["person", "place", "organization"]

NAME_KINDS: Final[tuple[NameKind, ...]] = ("person", "place", "organization")
OUTSIDE: Final = "O"


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name between two offsets of a text, in characters."""

    start: int
    end: int
    kind: NameKind


def spans_of(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of each name, counted in tokens."""
    start, kind = 0, ""
    for at, label in enumerate([*labels, OUTSIDE]):
        if kind and label != f"I-{kind}":
            yield start, at, kind
            kind = ""
        if label != OUTSIDE and not kind:
            start, kind = at, label[2:]
