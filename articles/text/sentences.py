"""Where the sentences of a paragraph end, by its signs; no model is loaded."""

import re
from typing import Final

# What ends a sentence, with the quotation marks and brackets that it closes, and what begins the next one.
_END: Final = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[–-]*\s*[^\W_])")
# Words that a full stop shortens. Those of one letter are initials: "J. Biden".
_SHORTENED: Final = re.compile(
    r"(?-i:[A-ZĐ])|tp|tx|tt|ts|ths?|gs|pgs|bs|ks|ls|tr|nsnd|nsưt|mrs?|ms|dr|jr|sr|no|vs|v\.v|vv", re.IGNORECASE
)
_LAST_WORD: Final = re.compile(r"[^\s\"“‘«(\[]+$")


def sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph in order; joined they are the paragraph.

    A sentence ends at ".", "!", "?" or "…" before white space, but not behind a shortened word ("TP. Hồ Chí Minh"),
    an initial ("J. Biden"), the number of a list ("1. Giá vàng"), or where a small letter follows.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(paragraph):
        if _ends(paragraph, start, end):
            found.append(paragraph[start : end.end()])
            start = end.end()
    return [*found, paragraph[start:]]


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, also where a quotation or a bracket ends with it."""
    return text.rstrip(" ”»\"')").endswith((".", "!", "?", "…"))


def _ends(paragraph: str, start: int, end: re.Match[str]) -> bool:
    following = re.search(r"[^\W_]", paragraph[end.end() : end.end() + 9])
    if following and following[0].islower():
        return False
    if not end[0].startswith(".") or end[0].startswith(".."):
        return True
    word = _LAST_WORD.search(paragraph, start, end.start())
    if word is None:
        return True
    is_number_of_list = word[0].isdecimal() and not paragraph[start : word.start()].strip()
    return not (is_number_of_list or _SHORTENED.fullmatch(word[0]))
