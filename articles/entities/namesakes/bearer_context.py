"""What an article says of a bearer of a name: the words beside the name, and the co-mentions."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import hypot, log
from pathlib import Path
from typing import Final

from articles.text.phrase_lists import entries

# How many words before and behind a mention are read, and how many mentions.
_BEFORE: Final = 14
_BEHIND: Final = 16
_MOST_MENTIONS: Final = 12
_LETTER: Final = re.compile(r"[^\W\d_]|\d{2,}")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BearerContext:
    """The words beside a name in one article, and the entities named with it, each with its weight.

    The weight of a word grows with the logarithm of how often it stands there, that of an entity with its rarity.
    The lengths are those of the two vectors of weights.
    """

    words: Mapping[str, float]
    co_mentions: Mapping[int, float]
    words_length: float = field(init=False)
    co_mentions_length: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words_length", hypot(*self.words.values()))
        object.__setattr__(self, "co_mentions_length", hypot(*self.co_mentions.values()))


def read_bearer_context(
    text: str, words: Sequence[Span], mentions: Sequence[Span], co_mentions: Mapping[int, float]
) -> BearerContext:
    """Return the context of a name in a text; `words` and `mentions` of the name are offsets into it."""
    starts = [start for start, _ in words]
    found: Counter[str] = Counter()
    for start, end in mentions[:_MOST_MENTIONS]:
        found.update(_words_beside(text, words, bisect_left(starts, start), (start, end)))
    own = {text[slice(*words[at])].lower() for at in _at_mentions(starts, words, mentions)}
    weights = {word: 1 + log(times) for word, times in found.items() if word not in own}
    return BearerContext(weights, co_mentions)


def _words_beside(text: str, words: Sequence[Span], at: int, mention: Span) -> Iterator[str]:
    """Yield the words near a mention, in its paragraph, without common words."""
    for start, end in words[max(0, at - _BEFORE) : at + _BEHIND]:
        word = text[start:end].lower()
        if mention[0] <= start < mention[1] or word in _common_words() or not _LETTER.search(word):
            continue
        if "\n" not in text[min(start, mention[0]) : max(start, mention[0])]:
            yield word


def _at_mentions(starts: Sequence[int], words: Sequence[Span], mentions: Sequence[Span]) -> Iterator[int]:
    for start, end in mentions[:_MOST_MENTIONS]:
        at = bisect_left(starts, start)
        while at < len(words) and words[at][0] < end:
            yield at
            at += 1


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(entries(Path(__file__).with_name("common_words.txt")))
