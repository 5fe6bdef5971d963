"""How a query was read, as chips: units that can be split, or joined to their neighbours, by links."""

from dataclasses import dataclass, replace

from articles.search import ReadQuery, SearchRequest


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
    """Return a chip for each unit of the plain words of a query; none where there is but one word."""
    units = read.own_units
    if sum(len(unit.words) for unit in units) < 2:
        return []
    following = ["" if unit.words[0].apart else unit.text for unit in units[1:]] + [""]
    return [
        ReadingChip(
            text=unit.text,
            demanded=unit.is_demanded,
            split=read.with_unit_split(i).address() if len(unit.words) > 1 else "",
            following=following[i],
            join=read.with_units_joined(i).address() if following[i] else "",
        )
        for i, unit in enumerate(units)
    ]


def own_reading(request: SearchRequest) -> str:
    """Return the address of the search as the archive reads it; "" where it is read so already."""
    return replace(request, units="", page=1).address() if request.units else ""
