"""The tokens that the recogniser labels. They are finer than underthesea's words, which may end inside a name.

In the training articles one name in twenty begins or ends inside a word of the segmenter ("Doanh khai", "Nhật
Nobuko"), and one in a thousand inside a token.
"""

import re
from dataclasses import dataclass
from typing import Final

from articles.text.letter_classes import UPPER

# "Á." and "Ý." are a continent or a country at the end of a sentence, never initials.
_INITIAL: Final = re.sub("[ÁÝ]", "", UPPER)
_TOKEN: Final = re.compile(
    rf"""
      [^\W\d_]+(?!\S)                                              # most tokens: first, for speed
    | \d+(?:[.,:/-]\d+)*[^\W_]*                                     # 1.200, 20/6, 4K
    | (?:Ng|Th|Tr|Ph|Kh|Nh|Ch|Gi|Qu)\.(?!\w)                         # bà Kiều Ng.
    | (?:TP|Tp|TX|Tx|TT|Mr|Mrs|Ms|Dr|St|Jr|ThS|TS|GS|PGS|BS|LS)\.   # TP.HCM, Jr.
    | (?:[{_INITIAL}]\.)+(?:[{_INITIAL}](?![^\W_]))?                    # N.A.D, H.Đại Lộc
    | [{UPPER}\d]+(?:[-&][{UPPER}]+)+(?![^\W_])                   # GD-ĐT, H&M
    | [^\W_]+(?:['’][^\W_]+)*(?:-[^\W\d_{UPPER}][^\W_]*)*          # H'Mông, Jong-un
    | \S
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class NameToken:
    """A syllable, number or mark: `text` as it stands, between `start` and `end` in characters."""

    start: int
    end: int
    text: str


def lines_of_tokens(text: str) -> list[list[NameToken]]:
    """Return the tokens of each line of `text` that has any."""
    lines: list[list[NameToken]] = []
    start = 0
    for line in text.split("\n"):
        if tokens := [NameToken(start + m.start(), start + m.end(), m[0]) for m in _TOKEN.finditer(line)]:
            lines.append(tokens)
        start += len(line) + 1
    return lines
