"""What a reader is warned of where a search could not be read as it was typed."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

# The longest query in characters. A longer one is a pasted text, which its first words find.
MAX_LENGTH: Final = 500


class ParseWarning(StrEnum):
    """What is wrong, or was read in another way than it was typed.

    What the warning is about was read as plain words, or left out where the member says so.
    """

    QUOTE = "a quotation mark without its partner"
    BRACKET = "a bracket without its partner"
    OPERATOR = "an operator with nothing to join"
    LINK = "an operator that does not stand between two words or phrases: it was left out"
    OPERAND = "an operator beside something that is no word or phrase, which was searched by itself"
    CAPITALS = "a word that is an operator where not the whole query is in capitals"
    WILDCARD = "a sign for letters at another place than the end of a word"
    RANGE = "a range of something else than dates"
    SIGNS = "a query of signs alone: it finds nothing"
    FIELD = "an unknown field"
    NO_VALUE = "a field without a value behind its colon"
    DATE = "not a date"
    PREFIX = "a prefix of fewer than two letters"
    NOBODY = "a name that is not in the archive: it finds nothing"
    NAMES = "a name that is part of too many names beside the others: it finds nothing"
    SPEAKERS = "a name of too many speakers beside words that one of them is to say: it finds nothing"
    OFFICE = "an office in place of a name: whoever articles give it speaks"
    TITLE = "a name with a title or form of address before it, which was left out"
    SPEAKER = "a name behind noi: that was read as that of who speaks"
    AROUND = "words beside a speaker that stand anywhere in the articles, not in what is said"
    LENGTH = "a query that is too long: its end was left out"
    DEPTH = "brackets nested too deeply: the inner ones were left out"
    DAY = "not a day of the calendar, in a field of the form: it was left out"
    CHOICES = "too many chosen values: only so many of them were used"


# What tells how a part of the query was read, and is nothing wrong.
READINGS: Final = frozenset({ParseWarning.OFFICE, ParseWarning.TITLE, ParseWarning.SPEAKER, ParseWarning.AROUND})


@dataclass(frozen=True, slots=True)
class QueryNote:
    """One warning, and the part of the query that it is about, as typed; "" where it is about the whole.

    `start` is where the part begins, in characters of the query in NFC; None where the parser does not keep it.
    Warnings that say the same of two places are equal.
    """

    warning: ParseWarning
    text: str = ""
    start: int | None = field(default=None, compare=False)
