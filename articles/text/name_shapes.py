"""The shape of a name: whether it looks like what the recogniser takes it for.

A name of an odd shape that one article alone has is more often a mistake than a name: a single syllable, a word of the
sentence at its edge, a line of a table.
"""

import re
from typing import Final

from articles.text.syllables import is_unmarked_syllable

# Places of one syllable.
_PLACES: Final = frozenset(
    ("Anh", "Áo", "Bỉ", "Đức", "Hàn", "Huế", "Lào", "Mỹ", "Nga", "Nhật", "Pháp", "Séc", "Úc", "Vinh", "Ý")
)
# Words of names that are written small.
_PARTICLES: Final = frozenset(
    (
        *("al", "ben", "bin", "bint", "binti", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "e"),
        *("el", "ibn", "la", "le", "of", "san", "st", "ter", "van", "von", "y", "zu"),
    )
)
_MARKS: Final = re.compile(r"[→|\"“”„<>@#=*/\\•?!;]|https?:|www\.|\.(?:com|vn|net|org)\b")
_EDGE: Final = re.compile(r"^[\W_]|[^\w)’'.]$")
_DIGIT: Final = re.compile(r"\d")
# Words that a name of a kind has at most: "Uỷ ban Thường vụ Quốc hội nước Cộng hoà xã hội chủ nghĩa Việt Nam" has more
# than these, and is named in more than one article.
_MOST_WORDS: Final = {"person": 5, "place": 7, "organization": 12}


def is_odd_name(kind: str, name: str) -> bool:
    """Tell whether a name has the shape of few names of its kind ("person", "place", "organization")."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS.get(kind, 0) or _MARKS.search(name) or _EDGE.search(name):
        return True
    if kind == "person" and (_DIGIT.search(name) or any(map(is_common_word, words))):
        return True
    return len(words) == 1 and is_unmarked_syllable(name) and not _is_known_syllable(kind, name)


def _is_known_syllable(kind: str, name: str) -> bool:
    is_short_form = name.isupper() and len(name) > 1
    return is_short_form if kind == "organization" else kind == "place" and name in _PLACES


def is_common_word(word: str) -> bool:
    """Tell whether a word of a person's name is in small letters and no particle: "lịch", but not "van"."""
    return word[0].islower() and word.lower() not in _PARTICLES
