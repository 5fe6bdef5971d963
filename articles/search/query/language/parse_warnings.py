"""What a reader is told about a search that could not be read as it was typed."""

from dataclasses import dataclass
from enum import StrEnum


class ParseWarning(StrEnum):
    """What was wrong; all that is concerned was read as plain words, or left out where the member says so."""

    QUOTE = "a quotation mark without its partner"
    BRACKET = "a bracket without its partner"
    OPERATOR = "an operator with nothing to join"
    FIELD = "a field that there is not"
    NO_VALUE = "a field without a value behind its colon"
    DATE = "no date"
    PREFIX = "a beginning of fewer than two letters"
    NOBODY = "a name that nothing in the archive has: finds nothing"
    LENGTH = "too long: the end was left out"
    DEPTH = "brackets within too many brackets: the inner ones were left out"
    DAY = "no day of the calendar, where a day was chosen beside the query: left out"


@dataclass(frozen=True, slots=True)
class QueryNote:
    """One thing to tell, and the piece of the query that it is about, as typed; "" where it is all of it."""

    trouble: ParseWarning
    text: str = ""
