"""Fingerprints by which passages with the same words in a row are found in each other, however each is cut.

Of the hashes of all runs of `_RUN` syllables, winnowing keeps the least in each window of `_WINDOW` neighbours
(Schleimer, Wilkerson and Aiken 2003): about one for five syllables. Two texts with SHORTEST syllables in a row in
common have a fingerprint in common.
"""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

_RUN: Final = 4
_WINDOW: Final = 9
# Shorter texts have no fingerprints: they may be alike by chance.
SHORTEST: Final = _RUN + _WINDOW - 1
_SIGN: Final = 1 << 31


def fingerprints(syllables: Sequence[str]) -> set[int]:
    """Return the fingerprints of a text, given as its folded syllables in order: signed 32-bit integers."""
    hashes = [crc32(" ".join(syllables[n : n + _RUN]).encode()) - _SIGN for n in range(len(syllables) - _RUN + 1)]
    return {min(hashes[n : n + _WINDOW]) for n in range(len(hashes) - _WINDOW + 1)}


def part_in_common(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share, from 0 to 1, of the shorter text's triples of neighbours that the longer has too."""
    shorter, longer = sorted((_triples(one), _triples(other)), key=len)
    return len(shorter & longer) / max(1, len(shorter))


def _triples(syllables: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(syllables[n : n + 3]) for n in range(len(syllables) - 2)}
