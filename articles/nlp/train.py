"""Train the recogniser: `python -m articles.nlp.train TRAIN.gold [--dev DEV.gold]`."""

import argparse
from pathlib import Path

from articles.nlp.crf import MODEL, Tagger, train
from articles.nlp.features import features_of_line
from articles.nlp.gold import GoldArticle, read_gold
from articles.nlp.recogniser import encode, recognise
from articles.nlp.scores import score
from articles.nlp.tokens import lines_of_tokens


def main() -> None:
    """Train on one gold file, write the model, and show how it does on another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    fit(read_gold(options.train), options.model)
    if options.dev:
        print(judge(read_gold(options.dev), options.model))


def fit(articles: list[GoldArticle], path: Path) -> None:
    """Train on annotated articles and write the model to `path`."""
    features, labels = [], []
    for article in articles:
        spans = {start: (end, kind) for start, end, kind in article.spans}
        for tokens in lines_of_tokens(article.text):
            features.append(features_of_line(tokens))
            labels.append(encode(tokens, spans))
    train(features, labels, path)


def judge(articles: list[GoldArticle], path: Path) -> str:
    """Return a table of precision, recall and F1 of a model on annotated articles."""
    tagger = Tagger(path)
    predicted = [{(f.start, f.end, f.kind) for f in recognise(a.text, tagger)} for a in articles]
    return score([set(article.spans) for article in articles], predicted)


if __name__ == "__main__":
    main()
