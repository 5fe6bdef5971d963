"""Train the recogniser: `python -m training.train TRAIN.gold [--dev DEV.gold] [--folds]`.

The second reading must learn from first readings of articles that the first model was not trained on. So the first
model is also trained on four fifths of the articles at a time, to label the remaining fifth.
"""

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from articles.nlp.crf import Features, Labels, Tagger
from articles.nlp.names.article_memory import ArticleMemory
from articles.nlp.names.features import FeatureReader
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.names.recogniser import (
    MODELS,
    Recogniser,
    TokenisedText,
    first_model,
    second_features,
    second_model,
    tokenised_text,
)
from articles.nlp.names.tokens import NameToken
from articles.nlp.words.offsets import plain_text
from articles.nlp.words.segmenter import segment
from training.fitting import fitted_model
from training.gold import GoldArticle, GoldSpan, labels_of, read_gold
from training.scores import error_table, score

_FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """The tokens and features of an article, and the right labels of its lines."""

    reading: TokenisedText
    labels: list[Labels]


def main() -> None:
    """Train on one gold file, write the models, and print their scores on another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path, help="annotated articles to learn from")
    parser.add_argument("--dev", type=Path, help="annotated articles to score on")
    parser.add_argument("--models", type=Path, default=MODELS, help="folder to write the models to")
    parser.add_argument("--folds", action="store_true", help="write no models: score each fifth by the other four")
    options = parser.parse_args()
    if options.folds:
        print(scores_by_folds(read_gold(options.train)))
        return
    fit(read_gold(options.train), options.models)
    if options.dev:
        print(scores_on(read_gold(options.dev), Recogniser(options.models)))


def fit(articles: list[GoldArticle], folder: Path) -> None:
    """Train on annotated articles and write both models to `folder`."""
    examples = [example(article) for article in articles]
    first = first_readings(examples)
    _train_first(examples, first_model(folder))
    lines = [line for e, labels in zip(examples, first, strict=True) for line in _second_lines(e.reading, labels)]
    fitted_model(lines, [labels for e in examples for labels in e.labels], second_model(folder))


def _second_lines(reading: TokenisedText, labels: list[Labels]) -> list[list[Features]]:
    memory = ArticleMemory(reading.lines, labels)
    lines = zip(reading.features, reading.lines, labels, strict=True)
    return [second_features(features, tokens, of_line, memory) for features, tokens, of_line in lines]


def example(article: GoldArticle) -> TrainingExample:
    """Return an annotated article as an example for the models."""
    names = {start: (end, str(kind)) for start, end, kind in article.spans}
    plain = plain_text(article.text)
    reading = tokenised_text(plain.text, segment(plain), FeatureReader(shipped_gazetteer()))
    lines = ([NameToken(*plain.original(t.start, t.end), t.text) for t in tokens] for tokens in reading.lines)
    return TrainingExample(reading, [labels_of(tokens, names) for tokens in lines])


def first_readings(examples: list[TrainingExample]) -> list[list[Labels]]:
    """Return the first reading of each article by a model that was not trained on it."""
    readings: list[list[Labels]] = [[] for _ in examples]
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(_FOLDS):
            others = [e for index, e in enumerate(examples) if index % _FOLDS != fold]
            tagger = _train_first(others, Path(folder) / f"{fold}.crf")
            for index in range(fold, len(examples), _FOLDS):
                readings[index] = [tagger.labels(line) for line in examples[index].reading.features]
    return readings


def _train_first(examples: list[TrainingExample], path: Path) -> Tagger:
    lines: list[list[Features]] = [line for e in examples for line in e.reading.features]
    return fitted_model(lines, [labels for e in examples for labels in e.labels], path)


def scores_on(articles: list[GoldArticle], recogniser: Recogniser) -> str:
    """Return tables of precision, recall and F1, and of errors, on annotated articles."""
    return _tables(articles, [found_by(recogniser, article.text) for article in articles])


def scores_by_folds(articles: list[GoldArticle]) -> str:
    """Return the tables of `scores_on` with each fifth of the articles read by models trained on the others alone."""
    predicted: list[set[GoldSpan]] = [set() for _ in articles]
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(_FOLDS):
            fit([article for index, article in enumerate(articles) if index % _FOLDS != fold], Path(folder))
            recogniser = Recogniser(Path(folder))
            for index in range(fold, len(articles), _FOLDS):
                predicted[index] = found_by(recogniser, articles[index].text)
    return _tables(articles, predicted)


def _tables(articles: list[GoldArticle], predicted: list[set[GoldSpan]]) -> str:
    gold = [set(article.spans) for article in articles]
    return f"{score(gold, predicted)}\n\n{error_table(gold, predicted)}"


def found_by(recogniser: Recogniser, text: str) -> set[GoldSpan]:
    """Return the (start, end, kind) of every name that a recogniser finds in a text."""
    plain = plain_text(text)
    found = recogniser.recognise(plain.text, segment(plain))
    return {(*plain.original(name.start, name.end), name.kind) for name in found}


if __name__ == "__main__":
    main()
