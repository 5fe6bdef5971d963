"""How terms are written into Whoosh's postings: prepared lists, so that no analyzer runs token by token."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.fields import KEYWORD, TEXT, FieldType
from whoosh.formats import Existence, Positions

WordValue = tuple[str, int, float, bytes]


class TermPositions(Positions):
    """A term's places in a document, as packed unsigned integers."""

    def word_values(self, value: Sequence[str], analyzer: Any, **_: Any) -> Iterator[WordValue]:
        """Yield term, frequency, weight and packed places for each different term of a list."""
        places: dict[str, array[int]] = {}
        for position, term in enumerate(value):
            places.setdefault(term, array("I")).append(position)
        for term, found in places.items():
            yield term, len(found), float(len(found)), found.tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Return the places again."""
        places = array("I")
        places.frombytes(valuestring)
        return places.tolist()


class TermPresence(Existence):
    """Only that a document has the term."""

    def word_values(self, value: Sequence[str], analyzer: Any, **_: Any) -> Iterator[WordValue]:
        """Yield each different term of a list, with weight 1."""
        for term in dict.fromkeys(value):
            yield term, 1, 1.0, b""


def text_field() -> FieldType:
    """Return a field of terms in order, for scores and phrases."""
    field = TEXT()
    field.format = TermPositions()
    return field


def bag_field() -> FieldType:
    """Return a field of terms without order, for scores; a document's length plays no part in them."""
    field = TEXT(phrase=False)
    field.scorable = False  # Whoosh's word for keeping lengths, which it looks up once for each posting
    field.format = TermPresence()
    return field


def keyword_field() -> FieldType:
    """Return a field of whole values, to match and count."""
    field = KEYWORD()
    field.format = TermPresence()
    return field
