"""Measures the speed of segmentation and recognition: `python -m bench.nlp_speed ARCHIVE.jsonl.gz [--articles N]`.

Each line of the archive is an article: {"title", "lead", "body": [paragraph, ...]}. Seconds are CPU time of one core.
"""

import argparse
import gzip
import json
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from articles.nlp.annotation import annotate
from articles.nlp.words.offsets import plain_text
from articles.nlp.words.segmenter import segment

_KIB = 1024


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """A row of the table: a step, and how long it took for all articles."""

    name: str
    seconds: float
    syllables: int
    articles: int

    def __str__(self) -> str:
        """Return the row as printed."""
        syllables, articles = self.syllables / self.seconds, self.articles / self.seconds
        return f"{self.name:26}{self.seconds:8.2f}{syllables:14,.0f}{articles:12.1f}"


def main() -> None:
    """Time the two steps over real articles and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    options = parser.parse_args()
    texts = read_texts(options.archive, options.articles)
    started = time.perf_counter()
    annotate("Hà Nội")
    print(f"models loaded in {time.perf_counter() - started:.2f} s; {len(texts)} articles")
    print(f"{'':26}{'seconds':>8}{'syllables/s':>14}{'articles/s':>12}")
    print(timed("segmentation", texts, lambda text: segment(plain_text(text))))
    print(timed("segmentation + recognition", texts, annotate))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB:.0f} MB")


def read_texts(archive: Path, count: int) -> list[str]:
    """Return the texts of the first articles of an archive, one paragraph a line."""
    with gzip.open(archive, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, count)]
    return ["\n".join([row["title"], row["lead"], *row["body"]]) for row in rows]


def timed(name: str, texts: list[str], step: Callable[[str], object]) -> SpeedRow:
    """Run `step` on every text and return its row of the table."""
    started = time.process_time()
    for text in texts:
        step(text)
    seconds = time.process_time() - started
    return SpeedRow(name, seconds, sum(len(text.split()) for text in texts), len(texts))


if __name__ == "__main__":
    main()
