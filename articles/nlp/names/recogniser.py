"""Recognises people, places and organisations in a text by reading it twice.

The first reading labels each line by itself. The second also sees how the first labelled the same words elsewhere in
the article, so that a name recognised once is recognised throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

from articles.nlp.crf import Features, Labels, Tagger
from articles.nlp.names.agreement import agree
from articles.nlp.names.article_memory import ArticleMemory
from articles.nlp.names.features import FAR, FeatureReader
from articles.nlp.names.found_names import FoundName, NameKind, spans_of
from articles.nlp.names.gazetteer import GAZETTEERS, shipped_gazetteer
from articles.nlp.names.tokens import NameToken, lines_of_tokens
from articles.nlp.words.offsets import Span
from articles.text.phrase_lists import digest
from articles.text.short_forms import DATA

MODELS: Final = Path(__file__).parent / "models"


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """The tokens of an article, line by line, and the features of each for the first reading."""

    lines: list[list[NameToken]]
    features: list[list[Features]]


class Recogniser:
    """The two models of a folder, for the first and the second reading."""

    def __init__(self, folder: Path) -> None:
        self._first = Tagger(first_model(folder))
        self._second = Tagger(second_model(folder))
        self._features = FeatureReader(shipped_gazetteer(), self._first.attributes | self._second.attributes)

    def recognise(self, text: str, words: Sequence[Span]) -> list[FoundName]:
        """Return the names in an NFC text, given its words, in order; none overlaps another."""
        reading = tokenised_text(text, words, self._features)
        first = [self._first.labels(line) for line in reading.features]
        return agree(text, labelled_names(reading.lines, self._read_again(reading, first)))

    def _read_again(self, reading: TokenisedText, first: Sequence[Labels]) -> list[Labels]:
        """Return the labels of the second reading; a line to which the article adds nothing keeps its first ones."""
        memory = ArticleMemory(reading.lines, first)
        second = list(first)
        for number, (tokens, features) in enumerate(zip(reading.lines, reading.features, strict=True)):
            if not memory.is_silent(tokens, first[number]):
                second[number] = self._second.labels(second_features(features, tokens, first[number], memory))
        return second


@cache
def shipped_recogniser() -> Recogniser:
    """Return the recogniser with the models in `models`, read once."""
    return Recogniser(MODELS)


def first_model(folder: Path) -> Path:
    """Return the path of the model of the first reading."""
    return folder / "first.crf"


def second_model(folder: Path) -> Path:
    """Return the path of the model of the second reading."""
    return folder / "second.crf"


def model_hash() -> str:
    """Return a hash of the models, and of the entries of the gazetteers and of the tables of names and short forms."""
    models = [sha256(path.read_bytes()).digest() for path in sorted(MODELS.glob("*.crf"))]
    lists = [digest(path) for path in sorted([*GAZETTEERS.glob("*.txt"), *DATA.glob("*.txt")])]
    return sha256(b"".join([*models, *lists])).hexdigest()[:12]


def tokenised_text(text: str, words: Sequence[Span], features: FeatureReader) -> TokenisedText:
    """Return the tokens and features of the lines of an NFC text, given its words."""
    lines = lines_of_tokens(text)
    return TokenisedText(lines, features.of_article(lines, words))


def second_features(
    features: Sequence[Features], tokens: Sequence[NameToken], labels: Labels, memory: ArticleMemory
) -> list[Features]:
    """Return the features of a line for the second reading: those of the first, and those of the article."""
    added = memory.features(tokens, labels)
    return [FAR if of_token is FAR else of_token + more for of_token, more in zip(features, added, strict=True)]


def labelled_names(lines: Sequence[Sequence[NameToken]], labels: Sequence[Labels]) -> list[FoundName]:
    """Return the names that the labels of the tokens mark."""
    return [
        FoundName(tokens[start].start, tokens[end - 1].end, cast(NameKind, kind))
        for tokens, line_labels in zip(lines, labels, strict=True)
        for start, end, kind in spans_of(line_labels)
    ]
