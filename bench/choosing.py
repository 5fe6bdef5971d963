"""Chooses questions from the first thousand articles of the archive in DATA_DIR; `bench.data` calls it.

DATA_DIR=FOLDER DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.choosing QUESTIONS.jsonl
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import django

django.setup()

from articles.models import Article, EntityKind, Mention  # noqa: E402
from articles.text.normal import fold  # noqa: E402
from articles.text.terms import tokens  # noqa: E402
from bench.questions import Narrowing, Question, save  # noqa: E402

_FIRST = 1000
_EACH = 60
_SEED = 20220614
_COMMON = 150
_SHORTEST, _LONGEST = 2, 8
_LONGEST_PHRASE = 4

_Choose = Callable[["_Sample"], str]


class _Sample:
    """The articles to choose from, and chance, the same at every run."""

    def __init__(self) -> None:
        self.chance = random.Random(_SEED)  # noqa: S311
        self.articles = list(Article.objects.visible().select_related("source").order_by("pk")[:_FIRST])
        texts = (article.text for article in self.articles)
        frequency = Counter(term for text in texts for term in {token.exact for token in tokens(text)})
        letters = [(term, count) for term, count in frequency.most_common() if term.isalpha()]
        self.common = [term for term, _ in letters[:_COMMON]]
        self.rare = sorted(term for term, count in letters if count == 1)
        people = Mention.objects.filter(entity__kind=EntityKind.PERSON, article__in=[a.pk for a in self.articles])
        names = people.order_by("entity_id").values_list("entity__name", flat=True).distinct()
        self.names = sorted(name for name in names if " " in name)

    def article(self) -> Article:
        """Return an article by chance."""
        return self.chance.choice(self.articles)

    def run(self, text: str, shortest: int, longest: int) -> str:
        """Return some words of a text that stand together with nothing but spaces between them, "" where none do."""
        length = self.chance.randint(shortest, longest)
        found = [piece for piece in _runs(text, length) if all(syllable.isalnum() for syllable in piece.split())]
        return self.chance.choice(found) if found else ""


def _runs(text: str, length: int) -> Iterator[str]:
    found = tokens(text)
    for first, last in zip(found, found[length - 1 :], strict=False):
        yield text[first.start : last.end]


def _several(sample: _Sample) -> str:
    article = sample.article()
    return sample.run(f"{article.title}. {article.lead}", _SHORTEST, _LONGEST)


def _phrase(sample: _Sample) -> str:
    words = sample.run("\n".join(sample.article().body), _SHORTEST, _LONGEST_PHRASE)
    return f'"{words}"' if words else ""


_KINDS: dict[str, _Choose] = {
    "one common word": lambda sample: sample.chance.choice(sample.common),
    "one rare word": lambda sample: sample.chance.choice(sample.rare),
    "two to eight words": _several,
    "phrase": _phrase,
    "unaccented": lambda sample: fold(_several(sample)),
    "name": lambda sample: sample.chance.choice(sample.names),
}


def _different(sample: _Sample, choose: _Choose) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _EACH:
        if text := choose(sample):
            found[text] = None
    return list(found)


def _narrowed(sample: _Sample) -> Iterator[Question]:
    """Yield common words, narrowed to the source of an article and a person or place that it names."""
    while True:
        article, word = sample.article(), sample.chance.choice(sample.common)
        mention = article.mentions.select_related("entity").exclude(entity__kind=EntityKind.ORGANIZATION).first()
        if mention and article.source:
            entity = mention.entity
            named = Narrowing(entity.kind, str(entity.pk), entity.name)
            source = Narrowing("source", article.source.slug, article.source.name)
            yield Question("with filters", word, (named, source))


def questions() -> list[Question]:
    """Return all questions, class by class."""
    sample = _Sample()
    found = [Question(kind, text) for kind, choose in _KINDS.items() for text in _different(sample, choose)]
    narrowed = _narrowed(sample)
    return [*found, *(next(narrowed) for _ in range(_EACH))]


def main() -> None:
    """Write the questions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    save(questions(), parser.parse_args().file)


if __name__ == "__main__":
    main()
