"""Where a term stands in the documents of a Tantivy segment, read from the segment's files into arrays.

Tantivy's Python binding finds documents, but tells no positions. Its files are bit-packed in blocks of 128 numbers
(src/postings/skip.rs, src/positions/mod.rs and src/postings/compression in Tantivy's source): blocks of the same width
are unpacked together.
"""

import struct
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from haystack_engines.positions import Places, places
from haystack_engines.tantivy.segment_bytes import Bytes, FieldFile, number_at
from haystack_engines.tantivy.term_dictionary import TermDictionary, TermRange

Numbers = NDArray[np.int64]

_BLOCK: Final = 128
# Of each full block of postings: last document, width of documents, width and sum of frequencies, two bounds.
_SKIP: Final = np.dtype([("last", "<u4"), ("docs", "u1"), ("counts", "u1"), ("total", "<u4"), ("bounds", "<u2")])
_WIDTH: Final = 0x1F
# The postings of a field begin with the number of its terms in all documents.
_TOTAL: Final = 8
# Cached terms of a segment. Twenty thousand documents with four places each take 640 KB.
_CACHED: Final = 64


class SegmentPositions:
    """The positions in the text fields of one segment. `numbers` are the fields' numbers in the schema."""

    def __init__(self, folder: Path, name: str, numbers: dict[str, int]) -> None:
        self._terms, self._postings, self._positions = (
            FieldFile(folder / f"{name}.{suffix}") for suffix in ("term", "idx", "pos")
        )
        self._numbers = numbers
        self._dictionary = lru_cache(None)(self._open_dictionary)
        self.places = lru_cache(_CACHED)(self.read)

    def _open_dictionary(self, field: str) -> TermDictionary | None:
        data = self._terms.of_field(self._numbers[field])
        return TermDictionary(data) if len(data) else None

    def read(self, field: str, term: str) -> Places:
        """Return the places of a term in a field, in order. Raises ValueError where the files cannot be read so."""
        try:
            return self._places(field, term)
        except (IndexError, KeyError, struct.error) as error:
            raise ValueError(f"the positions of '{field}' cannot be read: {error!r}") from error

    def _places(self, field: str, term: str) -> Places:
        dictionary = self._dictionary(field)
        found = dictionary.get(term) if dictionary else None
        if found is None:
            return np.empty(0, np.int64)
        number = self._numbers[field]
        docs, counts = _postings(self._postings.of_field(number)[_TOTAL:][found.postings], found)
        deltas = _deltas(self._positions.of_field(number)[found.positions])
        sums = np.cumsum(deltas)
        starts = np.cumsum(counts) - counts
        before = (sums - deltas)[starts]
        return places(np.repeat(docs, counts), sums - np.repeat(before, counts))


def _postings(data: Bytes, found: TermRange) -> tuple[Numbers, Numbers]:
    """Return the documents that have a term, and how often each has it."""
    blocks, rest = divmod(found.documents, _BLOCK)
    at = 0
    skips = np.empty(0, _SKIP)
    if blocks:
        size, at = number_at(data, 0)
        skips = np.frombuffer(data[at : at + size], _SKIP)
        at += size
    doc_widths, count_widths = skips["docs"].astype(np.int64) & _WIDTH, skips["counts"].astype(np.int64)
    sizes = (doc_widths + count_widths) * (_BLOCK // 8)
    starts = at + np.cumsum(sizes) - sizes
    full_docs = np.cumsum(_unpacked(data, starts, doc_widths) + 1) - 1
    full_counts = _unpacked(data, starts + doc_widths * (_BLOCK // 8), count_widths) + 1
    tail = _numbers(data[at + int(sizes.sum()) :])
    last = full_docs[-1] if blocks else 0
    return np.append(full_docs, last + np.cumsum(tail[:rest])), np.append(full_counts, tail[rest : 2 * rest])


def _deltas(data: Bytes) -> Numbers:
    """Return the positions of a term in all documents, each as its distance from the one before in its document."""
    blocks, at = number_at(data, 0)
    widths = np.frombuffer(data[at : at + blocks], np.uint8).astype(np.int64)
    sizes = widths * (_BLOCK // 8)
    starts = at + blocks + np.cumsum(sizes) - sizes
    return np.append(_unpacked(data, starts, widths), _numbers(data[at + blocks + int(sizes.sum()) :]))


def _unpacked(data: Bytes, starts: Numbers, widths: Numbers) -> Numbers:
    """Return the numbers of all blocks in order, each given by its first byte and the bits of a number.

    A block is four lanes of 32 numbers; the words of the lanes take turns (BitPacker4x of the crate bitpacking).
    """
    found = np.zeros((len(starts), _BLOCK), np.int64)
    raw = np.frombuffer(data, np.uint8)
    for width in np.unique(widths[widths > 0]).tolist():
        which = np.flatnonzero(widths == width)
        packed = raw[starts[which, None] + np.arange(width * 16)]
        words = packed.view("<u4").reshape(len(which), width, 4).astype(np.uint64)
        bits = np.arange(32) * width
        low = words[:, bits // 32]
        high = words[:, np.minimum(bits // 32 + 1, width - 1)] << np.uint64(32)
        shifted = (low | high) >> (bits % 32).astype(np.uint64)[None, :, None]
        found[which] = (shifted & np.uint64((1 << width) - 1)).reshape(len(which), _BLOCK)
    return found.ravel()


def _numbers(data: Bytes) -> Numbers:
    """Return the numbers of a run of bytes: seven bits a byte, the last byte of each from 128 on."""
    raw = np.frombuffer(data, np.uint8).astype(np.int64)
    if not len(raw):
        return raw
    ends = np.flatnonzero(raw >= 128)
    starts = np.append(0, ends[:-1] + 1)
    shifts = 7 * (np.arange(len(raw)) - np.repeat(starts, ends - starts + 1))
    return np.add.reduceat((raw & 127) << shifts, starts)
