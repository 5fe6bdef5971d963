"""Word offsets packed into a few bytes, since each article stores those of all its words."""

import zlib
from array import array
from collections.abc import Sequence
from itertools import accumulate

Span = tuple[int, int]


def pack(words: Sequence[Span]) -> bytes:
    """Return ascending, non-overlapping (start, end) offsets in characters as compressed bytes."""
    steps = array("I")
    end_before = 0
    for start, end in words:
        steps.append(start - end_before)
        steps.append(end - start)
        end_before = end
    return zlib.compress(steps.tobytes())


def unpack(packed: bytes) -> list[Span]:
    """Return the offsets that were packed; no bytes mean no words.

    Raises zlib.error for bytes that `pack` did not make.
    """
    steps = array("I")
    if packed:
        steps.frombytes(zlib.decompress(packed))
    offsets = list(accumulate(steps))
    return list(zip(offsets[::2], offsets[1::2], strict=True))
