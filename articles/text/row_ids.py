"""Primary keys that an address, a form or a search gives as text."""


def is_row_id(text: str) -> bool:
    """Return whether a text can be a primary key: ASCII digits, and fewer than 19, which a 64-bit integer holds."""
    return text.isascii() and text.isdecimal() and len(text) < 19
