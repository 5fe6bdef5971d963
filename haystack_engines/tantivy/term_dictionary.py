"""The dictionary of one field in a Tantivy segment: where the postings and positions of a term lie.

It is a finite state transducer from terms to their ranks, followed by a table of what is known of each rank (Tantivy's
src/termdict/fst_termdict, and src/raw/node.rs of the crate tantivy-fst). All numbers have the least significant byte
first. A node of the transducer is addressed by its last byte and read backwards from there.
"""

import struct
from dataclasses import dataclass
from typing import Final, NamedTuple

from haystack_engines.tantivy.segment_bytes import Bytes

# The bytes that the transducer writes in six bits, in the order of their numbers.
_COMMON: Final = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG"
# Nodes with more transitions than this have an index of their bytes, of so many bytes.
_INDEXED_FROM: Final = 32
_INDEX_SIZE: Final = 256
_FST: Final = 1
_TERMS_PER_BLOCK: Final = 256
_BLOCK: Final = struct.Struct("<QIQIQIBBB")


class TermRange(NamedTuple):
    """How many documents have a term, and the bytes of its postings and positions within those of its field."""

    documents: int
    postings: slice
    positions: slice


@dataclass(frozen=True, slots=True)
class _Step:
    """What one byte of a term leads to: the address of the next node, and what it adds to the rank."""

    address: int
    output: int


class TermDictionary:
    """Looks terms up in the bytes of one field in a file of terms."""

    def __init__(self, data: Bytes) -> None:
        footer, version, kind = struct.unpack("<QII", data[-16:])
        if kind != _FST or version != 1:
            raise ValueError(f"unknown kind of term dictionary ({kind}, version {version})")
        end = len(data) - 16
        self._fst = data[: end - footer]
        table = data[end - footer : end]
        blocks, _ = struct.unpack("<QQ", table[:16])
        self._blocks, self._ranks = table[16 : 16 + blocks], table[16 + blocks :]
        self._root = self._number(len(self._fst) - 8, 8)

    def get(self, term: str) -> TermRange | None:
        """Return where a term lies; None where the field has no such term."""
        rank = self._rank(term.encode())
        return None if rank is None else self._term_range(rank)

    def _rank(self, term: bytes) -> int | None:
        address, rank = self._root, 0
        for byte in term:
            step = self._step(address, byte) if address else None
            if step is None:
                return None
            address, rank = step.address, rank + step.output
        final = self._final_output(address)
        return None if final is None else rank + final

    def _step(self, address: int, byte: int) -> _Step | None:
        state = self._fst[address]
        if state < 0b10_000000:
            return self._step_of_many(address, byte)
        common = state & 0b111111
        at = address if common else address - 1
        if byte != (_COMMON[common - 1] if common else self._fst[at]):
            return None
        if state >= 0b11_000000:  # the node just before
            return _Step(at - 1, 0)
        sizes = self._fst[at - 1]
        address_size, output_size = sizes >> 4, sizes & 15
        start = at - 1 - address_size
        return self._read_step(start, address_size, start - output_size, output_size, start - output_size)

    def _step_of_many(self, address: int, byte: int) -> _Step | None:
        at, count, sizes = self._transitions(address)
        address_size, output_size = sizes >> 4, sizes & 15
        index_size = _INDEX_SIZE if count > _INDEXED_FROM else 0
        inputs = at - index_size - count
        if index_size:
            i = self._fst[at - index_size + byte]
        else:
            found = bytes(self._fst[inputs:at]).find(byte)
            i = count if found < 0 else count - found - 1
        if i >= count:
            return None
        outputs = inputs - count * address_size
        is_final = bool(self._fst[address] & 0b01_000000)
        end = outputs - count * output_size - (output_size if is_final else 0)
        return self._read_step(
            inputs - (i + 1) * address_size, address_size, outputs - (i + 1) * output_size, output_size, end
        )

    def _final_output(self, address: int) -> int | None:
        """Return what the end of a term adds to its rank at a node; None where no term ends there."""
        if not address:
            return 0
        state = self._fst[address]
        if state >= 0b10_000000 or not state & 0b01_000000:
            return None
        at, count, sizes = self._transitions(address)
        address_size, output_size = sizes >> 4, sizes & 15
        index_size = _INDEX_SIZE if count > _INDEXED_FROM else 0
        start = at - index_size - count * (1 + address_size + output_size) - output_size
        return self._number(start, output_size)

    def _transitions(self, address: int) -> tuple[int, int, int]:
        """Return where the transitions of a node end, their number, and the sizes of their addresses and outputs."""
        at, count = address - 1, self._fst[address] & 0b111111
        if not count:
            count = self._fst[at]
            count = 256 if count == 1 else count  # a single transition has a state of its own
            at -= 1
        return at, count, self._fst[at]

    def _read_step(self, start: int, size: int, output_start: int, output_size: int, end: int) -> _Step:
        back = self._number(start, size)
        return _Step(end - back if back else 0, self._number(output_start, output_size))

    def _number(self, start: int, size: int) -> int:
        return int.from_bytes(self._fst[start : start + size], "little")

    def _term_range(self, rank: int) -> TermRange:
        block, i = divmod(rank, _TERMS_PER_BLOCK)
        offset, documents, postings, postings_size, positions, positions_size, *widths = _BLOCK.unpack_from(
            self._blocks, block * _BLOCK.size
        )
        if not i:
            return TermRange(
                documents, slice(postings, postings + postings_size), slice(positions, positions + positions_size)
            )
        documents_width, postings_width, positions_width = widths
        size: int = sum(widths)
        start = (i - 1) * size
        own_and_next = self._ranks[offset + start // 8 : offset + (start + 2 * size) // 8 + 1]
        bits = int.from_bytes(own_and_next, "little") >> start % 8

        def field(shift: int, width: int) -> int:
            return bits >> shift & ((1 << width) - 1)

        return TermRange(
            field(postings_width + positions_width, documents_width),
            slice(postings + field(0, postings_width), postings + field(size, postings_width)),
            slice(
                positions + field(postings_width, positions_width),
                positions + field(size + postings_width, positions_width),
            ),
        )
