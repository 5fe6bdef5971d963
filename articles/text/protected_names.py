"""Names that a paper shortened to an initial to protect somebody: "Nguyễn Thị H.", "N.V.T.", "cháu M.".

Such a name stands for a different person in each article, and joining it to a full name would undo the protection.
"""

import re
from functools import lru_cache
from typing import Final

from articles.text.normal import spelling
from articles.text.syllables import is_unmarked_syllable

# An onset or a bare vowel alone: "H", "Th", "Ngh", "A". A vowel that is a whole name has a mark ("Ý").
_ONSET: Final = r"(?:[A-ZĐ]|Ch|Gh|Gi|Kh|Ng|Ngh|Nh|Ph|Qu|Th|Tr)"
_INITIAL: Final = re.compile(rf"{_ONSET}\.?", re.IGNORECASE)
_DOT: Final = re.compile(r"\.(?=\S)")
# Letters of the shortest foreign word before initials: "Big C.".
_FOREIGN_WORD: Final = 3
_MARKED_OR_CAPITALS: Final = re.compile(r".*[^\x00-\x7f]|\W*[A-Z]{2,}")


@lru_cache(maxsize=20_000)
def is_protected_name(kind: str, name: str) -> bool:
    """Tell whether a name of a kind ("person", "place", "organization") belongs to its article alone.

    A person's does where it ends in an initial ("Nguyễn Văn H.", "Nguyễn Văn Th", "H"), or has a Vietnamese given name
    after initials ("N.T. Lan", "M.Ngọc"). "George W. Bush", "E.Macron", "Malcolm X" and "Y Phương" are whole names.
    Any other name does where it ends in initials, the last with a dot, unless a foreign word stands before ("Công ty
    T.", "xã T. H."; not "Washington D.C.", "Big C.").
    """
    parts = [bare for part in _DOT.sub(". ", name).split() if (bare := part.strip("'’"))]
    if not parts:
        return False
    if kind != "person":
        return _ends_in_initials(parts)
    *before, last = parts
    if _is_initial(last):
        return last.endswith(".") or all(_is_initial(one) or _is_vietnamese(one) for one in before)
    return _stands_after_initials(before, last)


def _is_medicine(parts: list[str]) -> bool:
    """Tell whether a name ends in "Đại học Y." at the end of a sentence."""
    return [part.lower() for part in parts[-2:]] == ["học", "y."]


def _ends_in_initials(parts: list[str]) -> bool:
    if not (_is_initial(parts[-1]) and parts[-1].endswith(".")) or _is_medicine(parts):
        return False
    before = next((part for part in reversed(parts) if not _is_initial(part)), "")
    if not before:
        return len(parts) == 1  # "F.B.I." is a short form
    return len(before) < _FOREIGN_WORD or before.isupper() or _is_vietnamese(before)


def _stands_after_initials(before: list[str], last: str) -> bool:
    """Tell whether a Vietnamese given name or a short form ("Đ. HĐXX") has only initials before it.

    A single initial may be that of a foreigner.
    """
    if not (before and all(_is_initial(one) and one.endswith(".") for one in before)):
        return False
    if not _is_vietnamese(last):
        return last.isupper() and last.isalpha()
    return len(before) > 1 or bool(_MARKED_OR_CAPITALS.match(last))


def _is_initial(part: str) -> bool:
    return bool(_INITIAL.fullmatch(part))


def _is_vietnamese(part: str) -> bool:
    return is_unmarked_syllable(spelling(part))
