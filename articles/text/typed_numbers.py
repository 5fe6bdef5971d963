"""Numbers as an address or a form gives them, as any string whatever: of pages, and primary keys."""

from typing import Final

# The most digits of a primary key, and the greatest one: a 64-bit integer holds all numbers of so many digits.
MOST_ID_DIGITS: Final = 18
GREATEST_ID: Final = 10**MOST_ID_DIGITS - 1


def page_number(typed: str, *, most: int) -> int:
    """Return the page that was typed in ASCII digits, within 1 and `most`; 1 where anything else was typed.

    Numbers of any length are read: Python's `int` refuses those of more than 4,300 digits.
    """
    if not (typed.isascii() and typed.isdecimal()):
        return 1
    digits = typed.lstrip("0")
    if len(digits) > len(str(most)):
        return most
    return min(max(int(digits or "0"), 1), most)


def is_row_id(text: str) -> bool:
    """Return whether a text can be a primary key: ASCII digits, and no more than `MOST_ID_DIGITS`."""
    return text.isascii() and text.isdecimal() and len(text) <= MOST_ID_DIGITS
