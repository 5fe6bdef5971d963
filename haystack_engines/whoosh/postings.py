"""Whoosh's fields and posting formats for lists of terms, so that no analyzer runs token by token."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.fields import KEYWORD, TEXT, FieldType
from whoosh.formats import Existence, Positions

WordValue = tuple[str, int, float, bytes]


class TermPositions(Positions):
    """The positions of a term in a document, as packed unsigned integers."""

    def word_values(self, value: Sequence[str], analyzer: Any, **_: Any) -> Iterator[WordValue]:
        """Yield term, frequency, weight and packed positions for each different term of a list."""
        positions: dict[str, array[int]] = {}
        for position, term in enumerate(value):
            positions.setdefault(term, array("I")).append(position)
        for term, found in positions.items():
            yield term, len(found), float(len(found)), found.tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the positions as a list."""
        positions = array("I")
        positions.frombytes(valuestring)
        return positions.tolist()


class GivenPositions(TermPositions):
    """Positions that are given for each term."""

    def word_values(self, value: Any, analyzer: Any, **_: Any) -> Iterator[WordValue]:
        """Yield term, frequency, weight and packed positions for each pair of a term and its positions."""
        for term, positions in value:
            yield term, len(positions), float(len(positions)), array("I", positions).tobytes()


class TermPresence(Existence):
    """Only that a document contains the term."""

    def word_values(self, value: Sequence[str], analyzer: Any, **_: Any) -> Iterator[WordValue]:
        """Yield each different term of a list, with weight 1."""
        for term in dict.fromkeys(value):
            yield term, 1, 1.0, b""


def text_field() -> FieldType:
    """Return a field of terms with positions, for scores and phrases."""
    field = TEXT()
    field.format = TermPositions()
    return field


def placed_field() -> FieldType:
    """Return a field of terms with given positions, without scores."""
    field = TEXT()
    field.scorable = False
    field.format = GivenPositions()
    return field


def bag_field() -> FieldType:
    """Return a field of terms without positions, for scores that do not depend on the length of a document."""
    field = TEXT(phrase=False)
    field.scorable = False  # whether Whoosh stores lengths, which it looks up for each posting
    field.format = TermPresence()
    return field


def keyword_field() -> FieldType:
    """Return a field of whole values, for matching and facets."""
    field = KEYWORD()
    field.format = TermPresence()
    return field
