"""Words of Vietnamese text as offsets into it: the one file that imports underthesea.

`underthesea.word_tokenize` answers with strings that it has normalised ("ð" to "đ", "hoà" to "hòa",
"nghành" to "ngành"), so its words are laid back over the text they came from and its strings thrown away.
"""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Final

from articles.nlp.offsets import PlainText, Span

SEGMENTER: Final = f"underthesea {version('underthesea')}"


def segment(plain: PlainText) -> list[Span]:
    """Return the words of a text, punctuation included, as (start, end) offsets in characters of `plain.text`.

    Each line is segmented by itself. Every character that is not white space is in exactly one word, in
    order, whatever the text; a word holds the spaces between its syllables.
    """
    spans: list[Span] = []
    start = 0
    for line in plain.text.split("\n"):
        if line and not line.isspace():
            spans.extend((start + first, start + last) for first, last in _words_of(line))
        start += len(line) + 1
    return spans


def _words_of(line: str) -> list[Span]:
    solid = [index for index, char in enumerate(line) if not char.isspace()]
    letters = "".join(line.split())
    for normalize in (True, False):
        words = [word.replace(" ", "") for word in _tokenizer()(line, use_token_normalize=normalize)]
        if _same_letters("".join(words), letters):
            return _lay_over(words, solid)
    raise ValueError(f"underthesea lost characters of {line!r}")


def _lay_over(words: list[str], solid: list[int]) -> list[Span]:
    spans: list[Span] = []
    done = 0
    for word in words:
        spans.append((solid[done], solid[done + len(word) - 1] + 1))
        done += len(word)
    return spans


def _same_letters(left: str, right: str) -> bool:
    """Tell whether two texts agree letter by letter but for tone marks and the bar of "đ"."""
    if left == right:
        return True
    return len(left) == len(right) and all(a == b or _bare(a) == _bare(b) for a, b in zip(left, right, strict=True))


@lru_cache(maxsize=4096)
def _bare(char: str) -> str:
    return "đ" if char in "ðÐĐ" else unicodedata.normalize("NFD", char)[0]


@cache
def _tokenizer() -> Callable[..., list[str]]:
    from underthesea.pipeline.word_tokenize import word_tokenize

    tokenize: Callable[..., list[str]] = word_tokenize
    return tokenize
