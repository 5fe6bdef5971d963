"""The operators that a query can have between words or before them, and how each is written."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from articles.text.normal import fold

# Words further apart are hardly near each other.
MAX_DISTANCE: Final = 50


class LinkKind(Enum):
    """How two operands stand to each other."""

    SENTENCE = auto()
    PARAGRAPH = auto()
    BEHIND = auto()
    NEAR = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """An operator between two operands, as `typed`. `distance` is the most words between them for BEHIND and NEAR."""

    kind: LinkKind
    distance: int = 0
    typed: str = field(default="", compare=False)


# An operator stands alone, between spaces or brackets.
LINK: Final = re.compile(r"(?:/(s|câu|cau|p|đoạn|doan)|(w|n|cách|cach)/(\d{1,9}))(?=[\s()]|$)", re.IGNORECASE)
AT_LEAST: Final = re.compile(r"(?:at ?least|ít ?nhất|it ?nhat) ?(\d{1,9}):", re.IGNORECASE)
ANY_MARKS: Final = re.compile(r"~+(?=[^\s~)])")
# A range of other search engines, such as "[2020 TO 2022]", with the field that they have before it.
RANGE: Final = re.compile(r"(?:[^\W\d_]+:)?[\[{]\s*([^\s\[\]{}]+)\s+(?:TO|ĐẾN)\s+([^\s\[\]{}]+)\s*[\]}]")
# A sign that stands for letters elsewhere: within a word, or before it.
WILDCARD: Final = re.compile(r"\w*(?:(?<=\w)[?*]+(?=\w)|(?<!\w)[?*]+(?=\w))[\w?*]*")

OR_WORDS: Final = frozenset({"OR", "HOẶC", "HOAC"})
AND_WORDS: Final = frozenset({"AND", "VÀ"})
NOT_WORDS: Final = frozenset({"NOT", "KHÔNG"})
# In a headline in capitals these are words as any other.
WORDS_OF_HEADLINES: Final = frozenset({"VÀ", "KHÔNG"})
_OPERATOR_WORD: Final = re.compile(r"\b(?:OR|HOẶC|HOAC|AND|VÀ|NOT|KHÔNG)\b")

_KINDS: Final = {
    "s": LinkKind.SENTENCE,
    "cau": LinkKind.SENTENCE,
    "p": LinkKind.PARAGRAPH,
    "doan": LinkKind.PARAGRAPH,
    "w": LinkKind.BEHIND,
    "n": LinkKind.NEAR,
    "cach": LinkKind.NEAR,
}


def link_of(found: re.Match[str]) -> Link:
    """Return the link that a match of `LINK` writes."""
    kind = _KINDS[fold(found[1] or found[2])]
    return Link(kind, min(int(found[3] or 0), MAX_DISTANCE), found[0])


def is_in_capitals(query: str) -> bool:
    """Tell whether no word of a query but its operators has a small letter, as in a headline in capitals."""
    return not any(letter.islower() for letter in _OPERATOR_WORD.sub("", query))
