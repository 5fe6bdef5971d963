"""Measures how well articles of one story are recognised, on pairs made of real articles.

    DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.story_grouping ARTICLES.jsonl.gz [--articles 2000]

Pairs of one story: an article and its copy, either with some per cent of the words replaced by words of other articles,
or with another article's title and lead, whole or without its last third. Pairs of different stories: two unrelated
articles, as they are or both with half of the paragraphs of a third one at the end. A pair counts as one story where
the signatures share a key and the texts are similar enough, as in an import.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from time import perf_counter

import django

django.setup()

from articles.importing.annotating.preparation import completed_article, story_syllables  # noqa: E402
from articles.importing.document import Document  # noqa: E402
from articles.importing.opening.files import find_documents  # noqa: E402
from articles.importing.options import ImportOptions  # noqa: E402
from articles.importing.storing.near_duplicates import SAME_STORY  # noqa: E402
from articles.text.edit_distance import shared_part  # noqa: E402
from articles.text.minhash import bands, signature  # noqa: E402
from bench.report import machine_and_versions, save_section, table  # noqa: E402


@dataclass(frozen=True, slots=True)
class DuplicateText:
    """The parts of an article that are compared."""

    title: str
    lead: str
    body: tuple[str, ...]

    @property
    def syllables(self) -> list[str]:
        """Its syllables as they are compared."""
        return story_syllables(self.title, self.lead, self.body)


MakePair = Callable[[DuplicateText, DuplicateText, DuplicateText, random.Random], tuple[DuplicateText, DuplicateText]]


def changed(percent: float) -> MakePair:
    """Return a function that pairs an article with its copy in which so many per cent of the words are replaced."""

    def make_pair(
        text: DuplicateText, other: DuplicateText, _third: DuplicateText, rng: random.Random
    ) -> tuple[DuplicateText, DuplicateText]:
        words = " ".join([other.title, other.lead, *other.body]).split()

        def change(passage: str) -> str:
            return " ".join(rng.choice(words) if rng.random() < percent / 100 else word for word in passage.split())

        return text, DuplicateText(change(text.title), change(text.lead), tuple(map(change, text.body)))

    return make_pair


def reprinted(part: float) -> MakePair:
    """Return a function that pairs an article with its first part under another title and lead."""

    def make_pair(
        text: DuplicateText, other: DuplicateText, _third: DuplicateText, _chance: random.Random
    ) -> tuple[DuplicateText, DuplicateText]:
        kept = text.body[: max(1, round(len(text.body) * part))]
        return text, DuplicateText(other.title, other.lead, kept)

    return make_pair


def unrelated(
    text: DuplicateText, other: DuplicateText, _third: DuplicateText, _chance: random.Random
) -> tuple[DuplicateText, DuplicateText]:
    """Return two different articles unchanged."""
    return text, other


def same_background(
    text: DuplicateText, other: DuplicateText, third: DuplicateText, _chance: random.Random
) -> tuple[DuplicateText, DuplicateText]:
    """Return two articles that end with the same paragraphs."""
    background = third.body[: len(third.body) // 2]
    return tuple(replace(one, body=(*one.body, *background)) for one in (text, other))  # type: ignore[return-value]


_KINDS: tuple[tuple[str, bool, MakePair], ...] = (
    ("2 % of the words changed", True, changed(2)),
    ("10 % of the words changed", True, changed(10)),
    ("30 % of the words changed", True, changed(30)),
    ("another title and lead", True, reprinted(1)),
    ("another title and lead, the last third cut", True, reprinted(2 / 3)),
    ("nothing in common", False, unrelated),
    ("the same background", False, same_background),
)


def main() -> None:
    """Make pairs, compare them, print and save the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="real articles as JSON Lines")
    parser.add_argument("--articles", type=int, default=2000, dest="count", help="pairs of each kind (default 2000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = list(islice(_texts(options.articles), options.count))
    found = {name: _found(texts, make_pair, options.seed) for name, _, make_pair in _KINDS}
    report = "\n\n".join(
        [
            "## Grouping by story",
            machine_and_versions("numpy"),
            f"{len(texts):,} pairs of each kind, made of real articles by `python -m bench.story_grouping`.",
            _figures(found, len(texts)),
            _speed(texts),
        ]
    )
    print(report)
    save_section("duplicates", report)


def _texts(path: Path) -> Iterator[DuplicateText]:
    for found in find_documents([path]):
        if isinstance(found, Document):
            article = completed_article(found, ImportOptions())
            yield DuplicateText(article.title, article.lead, article.body)


def _found(texts: Sequence[DuplicateText], make_pair: MakePair, seed: int) -> int:
    """Return how many pairs count as one story."""
    rng = random.Random(seed)  # noqa: S311
    count = len(texts)
    pairs = (make_pair(text, texts[(n + 1) % count], texts[(n + 2) % count], rng) for n, text in enumerate(texts))
    return sum(_is_one_story(one.syllables, other.syllables) for one, other in pairs)


def _is_one_story(one: Sequence[str], other: Sequence[str]) -> bool:
    shared = set(bands(signature(one))) & set(bands(signature(other)))
    return bool(shared) and shared_part(one, other) >= SAME_STORY


def _figures(found: dict[str, int], count: int) -> str:
    rows = [[name, f"{found[name] / count:.4f}", "one story" if same else "different"] for name, same, _ in _KINDS]
    right = sum(found[name] for name, same, _ in _KINDS if same)
    wrong = sum(found[name] for name, same, _ in _KINDS if not same)
    wanted = count * sum(same for _, same, _ in _KINDS)
    summary = f"Precision {right / max(1, right + wrong):.4f}, recall {right / wanted:.4f} over all pairs."
    return f"{table(['pairs', 'counted as one story', 'really'], rows)}\n\n{summary}"


def _speed(texts: Sequence[DuplicateText]) -> str:
    syllables = [text.syllables for text in texts]
    started = perf_counter()
    for one in syllables:
        bands(signature(one))
    signing = perf_counter() - started
    started = perf_counter()
    for one, other in pairwise(syllables):
        shared_part(one, other)
    comparing = perf_counter() - started
    return (
        f"A signature with its keys takes {signing / len(texts) * 1000:.2f} ms, comparing two texts "
        f"{comparing / len(texts) * 1000:.2f} ms."
    )


if __name__ == "__main__":
    main()
