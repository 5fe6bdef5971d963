"""Measures the rule that tells main entities from passing ones, on articles annotated by hand.

    DATA_DIR=... DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.main_entity_rule [GOLD.jsonl]

The gold file has an article a line: its id at the source, and the names of the entities that it is about. A rule is
chosen on one half of the articles, by five-fold cross-validation; the figures are those of the other half.
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

import django

django.setup()

from django.db.models import Count, Min  # noqa: E402

from articles.models import Article, EntityKind, Mention  # noqa: E402
from articles.search import MAIN_RULE, EntityMentions, MainRule  # noqa: E402
from bench.report import table  # noqa: E402

_GOLD: Final = Path("training/main_names.jsonl")
_SEED: Final = 3
_FOLDS: Final = 5
_TRIED: Final = [
    MainRule(*weights)
    for weights in product((1, 2), (1, 2, 3, 4, 5, 6), (300, 500, 800, 1200, 1600), [n / 4 for n in range(4, 24)])
]


@dataclass(frozen=True, slots=True)
class AnnotatedEntity:
    """An entity of an annotated article: how it is mentioned there, and whether the article is about it."""

    kind: str
    mentions: EntityMentions
    title_length: int
    lead_end: int
    is_main: bool


Annotated = Sequence[AnnotatedEntity]
Guess = Callable[[AnnotatedEntity], bool]


def annotated_articles(gold: Path) -> Iterator[list[AnnotatedEntity]]:
    """Yield the entities of each annotated article. Raises Article.DoesNotExist for one that the archive lacks."""
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = Article.objects.get(record_id=row["id"])
        lead_end = len(article.title) + 1 + len(article.lead)
        found = Mention.objects.shown().filter(article=article).order_by().values_list("entity__kind", "entity__name")
        yield [
            AnnotatedEntity(kind, EntityMentions(first, times), len(article.title), lead_end, name in row["about"])
            for kind, name, first, times in found.annotate(first=Min("start"), times=Count("pk"))
        ]


def scores(guess: Guess, entities: Annotated) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a guess."""
    guessed = [one for one in entities if guess(one)]
    right = sum(one.is_main for one in guessed)
    wanted = sum(one.is_main for one in entities)
    return right / max(1, len(guessed)), right / max(1, wanted), 2 * right / max(1, len(guessed) + wanted)


def _guess(rule: MainRule) -> Guess:
    return lambda one: rule.holds(one.mentions, one.title_length)


def _best(articles: Sequence[Annotated]) -> MainRule:
    entities = [one for article in articles for one in article]
    return max(_TRIED, key=lambda rule: scores(_guess(rule), entities)[2])


def _cross_validated(articles: Sequence[Annotated]) -> tuple[float, float, float]:
    """Return the scores of rules chosen on four fifths of the articles, on the fifth left."""
    right = []
    for fold in range(_FOLDS):
        guess = _guess(_best([article for i, article in enumerate(articles) if i % _FOLDS != fold]))
        right += [(one, guess(one)) for i, article in enumerate(articles) if i % _FOLDS == fold for one in article]
    guesses = {id(one): guessed for one, guessed in right}
    return scores(lambda one: guesses[id(one)], [one for one, _ in right])


def main() -> None:
    """Print which rule the first half of the articles chooses, and the figures of the other half."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=_GOLD)
    articles = list(annotated_articles(parser.parse_args().gold))
    order = list(range(len(articles)))
    random.Random(_SEED).shuffle(order)  # noqa: S311
    half = len(order) // 2
    chosen_on, others = ([articles[i] for i in some] for some in (order[:half], order[half:]))
    print(f"chosen: {_best(chosen_on)}; cross-validated F1 {_cross_validated(chosen_on)[2]:.2f}")
    test = [one for article in others for one in article]
    guesses: dict[str, Guess] = {
        "every mention": lambda _: True,
        "in title or lead": lambda one: one.mentions.first < one.lead_end,
        "three times": lambda one: one.mentions.times > 2,
        "the rule": _guess(MAIN_RULE),
    }
    rows = [(name, scores(guess, test)) for name, guess in guesses.items()]
    of_kinds = [(kind, [one for one in test if one.kind == kind]) for kind in EntityKind]
    rows += [(f"the rule: {kind.value}", scores(_guess(MAIN_RULE), some)) for kind, some in of_kinds]
    print(
        table(["about it", "precision", "recall", "F1"], [(name, *(f"{n:.2f}" for n in three)) for name, three in rows])
    )


if __name__ == "__main__":
    main()
