"""Words of Vietnamese text as offsets into it. Only this file imports underthesea.

The words are those of `underthesea.word_tokenize` (a test compares them), found with its parts. Its tokens are kept as
offsets, since it normalises their strings ("ð" to "đ", "hoà" to "hòa", "nghành" to "ngành"). `word_model.py` adds up
the weights of its model in a fifth of the time.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from articles.nlp.crf import read_weights
from articles.nlp.words.offsets import PlainText, Span
from articles.nlp.words.word_model import WordModel

SEGMENTER: Final = f"underthesea {version('underthesea')}"

_MODEL: Final = Path("models", "ws_crf_vlsp2013_20230727")
_CACHED: Final = 50_000
# underthesea also makes such letters a token, but only after it has tried its expressions for addresses and numbers.
_PLAIN_WORD: Final = r"(?<!\S)[^\W\d_]+(?!\S)"


@dataclass(frozen=True, slots=True)
class _Segmenter:
    """The parts of underthesea that find words; `normal_characters` keeps every character at its offset."""

    normal_characters: Callable[[str], str]
    token: re.Pattern[str]
    normal_token: Callable[[str], str]
    model: WordModel

    def words(self, line: str) -> list[Span]:
        """Return the words of a line as offsets into it."""
        normal = self.normal_characters(line)
        tokens = [match.span() for match in self.token.finditer(normal)]
        going_on = self.model.goes_on([self.normal_token(normal[start:end]) for start, end in tokens])
        words: list[Span] = []
        for (start, end), goes_on in zip(tokens, going_on, strict=True):
            if goes_on and words:
                words[-1] = words[-1][0], end
            else:
                words.append((start, end))
        return words


def segment(plain: PlainText) -> list[Span]:
    """Return the words of a text, punctuation included, as (start, end) offsets in characters of `plain.text`.

    Each line is segmented by itself. Every character that is not white space is in exactly one word, in
    order, whatever the text; a word holds the spaces between its syllables.
    """
    spans: list[Span] = []
    start = 0
    for line in plain.text.split("\n"):
        spans.extend((start + first, start + last) for first, last in _segmenter().words(line))
        start += len(line) + 1
    return spans


@cache
def _segmenter() -> _Segmenter:
    import joblib
    from underthesea.pipeline import word_tokenize
    from underthesea.pipeline.text_normalize import token_normalize
    from underthesea.pipeline.text_normalize.character_normalize import normalize_characters_in_text
    from underthesea.pipeline.word_tokenize.regex_tokenize import patterns

    folder = Path(word_tokenize.__path__[0]) / _MODEL
    model = WordModel(
        read_weights(folder / "models.bin"),
        frozenset(joblib.load(folder / "features.bin")),
        joblib.load(folder / "dictionary.bin"),
    )
    token = re.compile(f"{_PLAIN_WORD}|{patterns.pattern}", patterns.flags)
    return _Segmenter(normalize_characters_in_text, token, lru_cache(_CACHED)(token_normalize), model)
