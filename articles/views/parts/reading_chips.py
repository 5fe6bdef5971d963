"""How a query was read, as chips: units that can be split, or joined to their neighbours, by links."""

from dataclasses import dataclass, replace
from typing import Final

from articles.search import ReadQuery, SearchRequest

# Bytes of the addresses of all chips, each of which has the whole query twice: those of a headline fit.
_MOST_ADDRESS_BYTES: Final = 4000


@dataclass(frozen=True, slots=True)
class ReadingChip:
    """A unit of a query as it was typed.

    `split` is the address of the search with its words apart, `join` with this unit and the `following` one as one; ""
    where that cannot be. `demanded` is false for little words.
    """

    text: str
    demanded: bool
    split: str
    following: str
    join: str


def reading_chips(read: ReadQuery) -> list[ReadingChip]:
    """Return a chip for each unit of the plain words of a query; none where there is but one word.

    Those of a very long query tell how it was read, and change nothing: their addresses would outweigh the page.
    """
    units = read.own_units
    if sum(len(unit.words) for unit in units) < 2:
        return []
    following = ["" if unit.words[0].apart else unit.text for unit in units[1:]] + [""]
    chips = [
        ReadingChip(
            text=unit.text,
            demanded=unit.is_demanded,
            split=read.with_unit_split(i).address() if len(unit.words) > 1 else "",
            following=following[i],
            join=read.with_units_joined(i).address() if following[i] else "",
        )
        for i, unit in enumerate(units)
    ]
    if sum(len(f"{chip.split}{chip.join}".encode()) for chip in chips) > _MOST_ADDRESS_BYTES:
        return [replace(chip, split="", join="") for chip in chips]
    return chips


def own_reading(request: SearchRequest) -> str:
    """Return the address of the search as the archive reads it; "" where it is read so already."""
    return replace(request, units="", page=1).address() if request.units else ""
