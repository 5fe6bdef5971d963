"""Reads the queries of a pasted or uploaded list: a query a line, or in one column of a table."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from articles.models import QUERY_LENGTH, RowReason
from articles.text.normal import nfc

MOST_LINES: Final = 2000
_SEPARATORS: Final = ",;\t|"
_SEEN_OF_LONG_LINES: Final = 200


class ListProblem(Enum):
    """Why a list is refused as a whole."""

    EMPTY = auto()
    TOO_MANY = auto()
    NO_SUCH_COLUMN = auto()


class ListRefused(Exception):
    """A list that cannot be taken; `detail` is the number of its lines, or the column that it lacks."""

    def __init__(self, problem: ListProblem, detail: str = "") -> None:
        super().__init__(problem, detail)
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One line with something on it: its number, the query, and why it is not searched for ("" where it is)."""

    number: int
    query: str
    reason: str = ""
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class GivenList:
    """The lines of a list in order, without `blank` ones."""

    lines: tuple[GivenLine, ...]
    blank: int


@dataclass(frozen=True, slots=True)
class ListColumn:
    """The column of a table that has the queries, by its number from 1 or its name in the first row."""

    name: str = "1"
    header: bool = False

    @property
    def number(self) -> int | None:
        """The number; None where the column is chosen by its name."""
        return int(self.name) if self.name.isdecimal() else None


def read_list(text: str, column: ListColumn | None = None) -> GivenList:
    """Read a list of queries. `column` is given for a table; without it each line is a query.

    Raises ListRefused for one without queries, of more than MOST_LINES, or without the column.
    """
    cells = _cells(text, column) if column else enumerate(text.splitlines(), 1)
    given = [(number, None if cell is None else _clean(cell)) for number, cell in cells]
    kept = [(number, cell) for number, cell in given if cell != ""]
    if not any(cell for _, cell in kept):
        raise ListRefused(ListProblem.EMPTY)
    if len(kept) > MOST_LINES:
        raise ListRefused(ListProblem.TOO_MANY, str(len(kept)))
    return GivenList(tuple(_judged(kept)), len(given) - len(kept))


def _clean(cell: str) -> str:
    return " ".join(nfc(cell.replace("\0", "")).split())


def _cells(text: str, column: ListColumn) -> Iterator[tuple[int, str | None]]:
    """Yield for each row of a table its line and the cell of the column, None where the row has no such cell."""
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_separator(lines))
    index = (column.number or 0) - 1
    for i, row in enumerate(_rows(reader)):
        if i == 0 and column.number is None:
            index = _index_of(column.name, row)
        elif not (i == 0 and column.header):
            yield reader.line_num, row[index] if index < len(row) else (None if any(map(str.strip, row)) else "")


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield the rows. A row that the csv module refuses as too long becomes one that is too long for a query."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield ["x" * (QUERY_LENGTH + 1)]


def _separator(lines: list[str]) -> str:
    first = next((line for line in lines if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _index_of(name: str, row: list[str]) -> int:
    names = [_clean(cell).casefold() for cell in row]
    wanted = _clean(name).casefold()
    if wanted not in names:
        raise ListRefused(ListProblem.NO_SUCH_COLUMN, name)
    return names.index(wanted)


def _judged(kept: list[tuple[int, str | None]]) -> Iterator[GivenLine]:
    first_with: dict[str, int] = {}
    for number, cell in kept:
        if cell is None:
            yield GivenLine(number, "", RowReason.NO_COLUMN)
        elif len(cell) > QUERY_LENGTH:
            yield GivenLine(number, f"{cell[:_SEEN_OF_LONG_LINES]}…", RowReason.TOO_LONG)
        elif not any(map(str.isalnum, cell)):
            yield GivenLine(number, cell, RowReason.NO_WORDS)
        elif cell in first_with:
            yield GivenLine(number, cell, RowReason.SAME, first_with[cell])
        else:
            first_with[cell] = number
            yield GivenLine(number, cell)
