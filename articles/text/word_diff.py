"""What differs between two texts, word by word, in the order of reading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

# A word with its marks, also where these are letters of their own, or one other sign; with the space behind it.
_WORD: Final = re.compile(r"(?:[\w\u0300-\u036f]+|[^\w\s])\s*|\s+")
_BETWEEN: Final = "\n\n"
# Two texts that have less than this share of their words in common are shown one after the other.
_ALIKE: Final = 0.3
# Comparing takes time by the product of the lengths: texts with more pairs of words are not compared word by word.
_MOST_PAIRS: Final = 25_000_000


class Side(StrEnum):
    """In which of two texts something stands."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Words that stand in both texts, or in one alone."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class DiffBlock:
    """Paragraphs with their differences, or so many `unchanged` ones that are not shown."""

    pieces: tuple[DiffPiece, ...] = ()
    unchanged: int = 0


def word_diff(before: str, after: str) -> list[DiffPiece]:
    """Return two texts as one, in order: first what only `before` has in a place, then what only `after` has there.

    Spaces alone are no difference. The words of `after`, with what only `before` has left out, are `after`.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _MOST_PAIRS:
        return _one_after_the_other(before, after)
    matcher = SequenceMatcher(None, [one.rstrip() for one in old], [one.rstrip() for one in new], autojunk=False)
    if old and new and matcher.ratio() < _ALIKE:
        return _one_after_the_other(before, after)
    pieces: list[DiffPiece] = []
    for what, first, last, new_first, new_last in matcher.get_opcodes():
        there, here = "".join(old[first:last]), "".join(new[new_first:new_last])
        pieces += [DiffPiece(Side.BOTH, here)] if what == "equal" else _one_after_the_other(there, here)
    return _readable(pieces)


def paragraph_diff(before: Sequence[str], after: Sequence[str], *, around: int = 1) -> list[DiffBlock]:
    """Return the differences between two lists of paragraphs, with `around` unchanged paragraphs on either side.

    Lists without a difference give nothing.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    blocks: list[DiffBlock] = []
    for what, first, last, new_first, new_last in matcher.get_opcodes():
        here = after[new_first:new_last]
        if what == "equal":
            start, end = (around if first else 0), (around if last < len(before) or new_last < len(after) else 0)
            blocks += _unchanged(here, start, end)
        else:
            blocks.append(DiffBlock(tuple(word_diff(_BETWEEN.join(before[first:last]), _BETWEEN.join(here)))))
    return blocks if any(piece.side is not Side.BOTH for block in blocks for piece in block.pieces) else []


def _one_after_the_other(before: str, after: str) -> list[DiffPiece]:
    return [piece for piece in (DiffPiece(Side.BEFORE, before), DiffPiece(Side.AFTER, after)) if piece.text]


def _readable(pieces: Sequence[DiffPiece]) -> list[DiffPiece]:
    """Join changes that only a sign such as a comma stands between: such pieces are hard to read."""
    joined: list[DiffPiece] = []
    gone = new = ""
    for n, piece in enumerate(pieces):
        is_sign = piece.side is Side.BOTH and not any(map(str.isalnum, piece.text))
        if piece.side is Side.BOTH and not (is_sign and (gone or new) and n + 1 < len(pieces)):
            joined += [*_one_after_the_other(gone, new), piece]
            gone = new = ""
            continue
        gone += piece.text if piece.side is not Side.AFTER else ""
        new += piece.text if piece.side is not Side.BEFORE else ""
    return joined + _one_after_the_other(gone, new)


def _unchanged(paragraphs: Sequence[str], start: int, end: int) -> Iterator[DiffBlock]:
    """Yield so many of the paragraphs at the start and at the end, and between them how many more there are."""
    hidden = len(paragraphs) - start - end
    if hidden <= 1:
        yield from (DiffBlock((DiffPiece(Side.BOTH, one),)) for one in paragraphs)
        return
    yield from (DiffBlock((DiffPiece(Side.BOTH, one),)) for one in paragraphs[:start])
    yield DiffBlock(unchanged=hidden)
    yield from (DiffBlock((DiffPiece(Side.BOTH, one),)) for one in paragraphs[len(paragraphs) - end :])
