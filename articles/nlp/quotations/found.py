"""A quotation found in a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

QuotationKind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: where the sentence names the speaker, if it does, and the fullest name that the text gives.

    `mention` is the number of a mention, among those of the text, that has this name; None for one who is described.
    """

    start: int | None
    end: int | None
    name: str
    mention: int | None


NOBODY: Final = Speaker(None, None, "", None)


@dataclass(slots=True)
class SpokenSoFar:
    """Who spoke last, in what is read of an article so far, where that ended, and who last was only described."""

    last: Speaker | None = None
    last_at: int = 0
    described: Speaker | None = None


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """What is said from `start` to `end`, by whom, and the words that report it (their span empty where none do)."""

    start: int
    end: int
    kind: QuotationKind
    speaker: Speaker
    cue_start: int
    cue_end: int


def apart(found: Sequence[FoundQuotation]) -> Iterator[FoundQuotation]:
    """Yield quotations in order, without empty ones and those within others."""
    last = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if max(last, one.start) == one.start < one.end:
            yield one
            last = one.end
