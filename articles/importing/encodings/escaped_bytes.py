"""Texts of JSON in which each byte of UTF-8 is a letter: Facebook writes "\\u00e1\\u00bb\\u0087" for "ệ"."""

import re
from typing import Any, Final

# The bytes of a letter of Vietnamese, as JSON escapes them.
_ESCAPED: Final = re.compile(r"\\u00(?:c[3-6]|e1\\u00b[ab])\\u00[89ab]", re.IGNORECASE)
_ALL_BYTES: Final = re.compile(r"[\x00-\xff]*[\x80-\xff][\x00-\xff]*")


def has_escaped_bytes(json_text: str) -> bool:
    """Tell whether a text of JSON has bytes of UTF-8 as letters."""
    return _ESCAPED.search(json_text) is not None


def decoded_bytes(value: Any) -> Any:
    """Return a value of JSON with the texts decoded in it whose letters are the bytes of UTF-8."""
    if isinstance(value, dict):
        return {key: decoded_bytes(one) for key, one in value.items()}
    if isinstance(value, list):
        return list(map(decoded_bytes, value))
    if not isinstance(value, str) or not _ALL_BYTES.fullmatch(value):
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return value
