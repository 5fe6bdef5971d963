"""The files of a Tantivy segment, mapped into memory, and the part of each that belongs to one field."""

import json
import mmap
from functools import cached_property
from pathlib import Path
from typing import Final

from haystack_engines.tantivy.checksums import split_footer

# The layout of the files that is read here. Tantivy writes its number into each file.
_FORMAT: Final = 7

Bytes = memoryview


class FieldFile:
    """One file of a segment, which has a part for each field (Tantivy's src/directory/composite_file.rs).

    It is mapped at once, since a merge may delete it, and read when a field is asked for.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        with file.open("rb") as handle:
            self._data = memoryview(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))

    def of_field(self, number: int) -> Bytes:
        """Return the bytes of a field by its number in the schema, none where no document has the field.

        Raises ValueError where the file has another format.
        """
        content, parts = self._content
        return content[parts.get(number, slice(0, 0))]

    @cached_property
    def _content(self) -> tuple[Bytes, dict[int, slice]]:
        content, footer = split_footer(self._data)
        if (found := footer["version"]["index_format_version"]) != _FORMAT:
            raise ValueError(f"{self._file} has the format {found} of Tantivy, not {_FORMAT}")
        return content, _parts(content)


def field_numbers(folder: Path) -> dict[str, int]:
    """Return the number of each field of the index in a folder, by name."""
    meta = json.loads((folder / "meta.json").read_text())
    return {field["name"]: number for number, field in enumerate(meta["schema"])}


def segment_names(folder: Path) -> list[str]:
    """Return the names of the files of each segment of the last commit, without their suffixes, in Tantivy's order."""
    meta = json.loads((folder / "meta.json").read_text())
    return [segment["segment_id"].replace("-", "") for segment in meta["segments"]]


def number_at(data: Bytes, start: int) -> tuple[int, int]:
    """Return the number that starts at a byte, and the byte after it: seven bits a byte, the last byte from 128 on."""
    value = shift = 0
    while (byte := data[start]) < 128:
        value |= byte << shift
        start, shift = start + 1, shift + 7
    return value | (byte & 127) << shift, start + 1


def _parts(data: Bytes) -> dict[int, slice]:
    end = len(data) - 4 - int.from_bytes(data[-4:], "little")
    count, at = number_at(data, end)
    starts: list[tuple[int, int]] = []
    offset = 0
    for _ in range(count):
        step, at = number_at(data, at)
        offset += step
        number = int.from_bytes(data[at : at + 4], "little")
        _part, at = number_at(data, at + 4)
        starts.append((number, offset))
    ends = [start for _, start in starts[1:]] + [end]
    return {number: slice(start, stop) for (number, start), stop in zip(starts, ends, strict=True)}
