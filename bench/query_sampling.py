"""Samples queries from the first thousand articles of the archive in DATA_DIR; `bench.archives` calls it.

DATA_DIR=FOLDER DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.query_sampling QUERIES.jsonl
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
from bench.queries import BenchQuery, FacetFilter, save  # noqa: E402

_FIRST = 1000
_EACH = 60
_SEED = 20220614
_COMMON = 150
_SHORTEST, _LONGEST = 2, 8
_LONGEST_PHRASE = 4

_Choose = Callable[["_Sample"], str]


class _Sample:
    """The articles to sample from, and a random generator with a fixed seed."""

    def __init__(self) -> None:
        self.rng = random.Random(_SEED)  # noqa: S311
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
        """Return a random article."""
        return self.rng.choice(self.articles)

    def run(self, text: str, shortest: int, longest: int) -> str:
        """Return consecutive words of a text with only spaces between them; "" if there are none."""
        length = self.rng.randint(shortest, longest)
        found = [words for words in _runs(text, length) if all(syllable.isalnum() for syllable in words.split())]
        return self.rng.choice(found) if found else ""


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
    "one common word": lambda sample: sample.rng.choice(sample.common),
    "one rare word": lambda sample: sample.rng.choice(sample.rare),
    "two to eight words": _several,
    "phrase": _phrase,
    "unaccented": lambda sample: fold(_several(sample)),
    "name": lambda sample: sample.rng.choice(sample.names),
}


def _different(sample: _Sample, choose: _Choose) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < _EACH:
        if text := choose(sample):
            found[text] = None
    return list(found)


def _narrowed(sample: _Sample) -> Iterator[BenchQuery]:
    """Yield common words, filtered by the source of an article and a person or place in it."""
    while True:
        article, word = sample.article(), sample.rng.choice(sample.common)
        mention = article.mentions.select_related("entity").exclude(entity__kind=EntityKind.ORGANIZATION).first()
        if mention and article.source:
            entity = mention.entity
            named = FacetFilter(entity.kind, str(entity.pk), entity.name)
            source = FacetFilter("source", article.source.slug, article.source.name)
            yield BenchQuery("with filters", word, (named, source))


def queries() -> list[BenchQuery]:
    """Return all queries, kind by kind."""
    sample = _Sample()
    found = [BenchQuery(kind, text) for kind, choose in _KINDS.items() for text in _different(sample, choose)]
    narrowed = _narrowed(sample)
    return [*found, *(next(narrowed) for _ in range(_EACH))]


def main() -> None:
    """Write the queries."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    file = parser.parse_args().file
    save(queries(), file)


if __name__ == "__main__":
    main()
