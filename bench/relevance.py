"""Measures two things that pull against each other, by engine: how well known articles are found, and whole lists.

    python -m bench.relevance ARTICLES.jsonl.gz QUERIES.tsv LISTS.jsonl --data FOLDER [--engines tantivy whoosh]

A line of QUERIES.tsv is: article id <TAB> kind <TAB> query. A line of LISTS.jsonl is an object with "query", "kind" and
"grades", 0 for an article id that does not belong in the list; with "weights", an article stands for so many; with
"complete", what has no grade does not belong either. Prints tables by kind, and what each ingredient of the search adds
to both, and saves them in docs/performance.md.
MRR (mean reciprocal rank) is the mean of 1 / rank, with 0 for an article that is not among the first ten. F1 is that of
the whole list, averaged over queries.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import archives
from bench.report import machine_and_versions, save_section, table
from newsarchive.engines import engine_paths

ENGINES = tuple(engine_paths())
_LEFT_OUT = "- "

Ranks = Mapping[str, Sequence[int]]
Scores = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class RelevanceQuery:
    """A query of a kind, and the key of the article that it must find."""

    key: str
    kind: str
    query: str


@dataclass(frozen=True, slots=True)
class GradedList:
    """A query of a kind, and the keys of articles with their grades: 0 for one that does not belong in its list."""

    query: str
    kind: str
    grades: dict[str, int]
    weights: dict[str, float] = field(default_factory=dict)
    complete: bool = False

    def f1(self, found: Collection[str]) -> float:
        """Return the F1 of a list of keys; where the grades are not complete, over the graded articles alone."""
        belong = {key for key, grade in self.grades.items() if grade}
        shown = len(found) if self.complete else self._weight(self.grades.keys() & found)
        both = shown + self._weight(belong)
        return 2 * self._weight(belong & set(found)) / both if both else 0.0

    def _weight(self, keys: Iterable[str]) -> float:
        return sum(self.weights.get(key, 1) for key in keys)


@dataclass(frozen=True, slots=True)
class SearchMeasures:
    """What one search method reaches, by kind of query: ranks of known articles, and F1 of lists ({} if not asked)."""

    ranks: Ranks
    f1: Scores


def read_lists(file: str | Path) -> list[GradedList]:
    """Read graded lists; raises TypeError if an object has other members."""
    lines = Path(file).read_text("utf-8").splitlines()
    return [GradedList(**json.loads(line)) for line in lines if line.strip()]


def read_queries(file: str | Path) -> list[RelevanceQuery]:
    """Read queries; raises TypeError if a line does not have three columns."""
    lines = Path(file).read_text("utf-8").splitlines()
    return [RelevanceQuery(*line.split("\t")) for line in lines if line.strip()]


def measure(engine: str, archive: Path, queries: Path, lists: Path) -> dict[str, SearchMeasures]:
    """Update the index of an engine, and return what every search method reaches."""
    environment = archives.environment(archive, SEARCH_ENGINE=engine)
    for command in (("migrate", "--verbosity=0"), ("reindex", "--if-needed")):
        subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=True)  # noqa: S603
    ranking = [sys.executable, "-m", "bench.relevance_ranks", str(queries.resolve()), str(lists.resolve())]
    done = subprocess.run(ranking, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    found: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return {name: SearchMeasures(**measures) for name, measures in found.items()}


def tables(engine: str, found: Mapping[str, SearchMeasures]) -> str:
    """Return the tables of an engine: known articles and lists by kind of query, and what each ingredient adds."""
    ways = {name: one.ranks for name, one in found.items() if not name.startswith(_LEFT_OUT)}
    without = {name.removeprefix(_LEFT_OUT): one for name, one in found.items() if name.startswith(_LEFT_OUT)}
    whole = found["archive"]
    kinds = sorted(whole.ranks)
    head = [f"MRR / in the top ten, {engine}", "first", "all", *(f"{k} ({len(whole.ranks[k])})" for k in kinds)]
    by_kind = table(head, (_way(name, ranks, kinds) for name, ranks in ways.items()))
    list_kinds = sorted(whole.f1)
    head = [f"F1 of the whole list, {engine}", "all", *(f"{kind} ({len(whole.f1[kind])})" for kind in list_kinds)]
    lists = table(head, [["archive", *_f1s(whole.f1, list_kinds)]])
    left_out = table(["left out", "MRR", "in the top ten", "F1"], _left_out(whole, without))
    return f"{by_kind}\n\n{lists}\n\n{left_out}"


def _f1s(scores: Scores, kinds: Sequence[str]) -> list[str]:
    return [f"{_mean(scores):.3f}", *(f"{sum(scores[kind]) / len(scores[kind]):.3f}" for kind in kinds)]


def _way(name: str, ranks: Ranks, kinds: Sequence[str]) -> list[str]:
    everything = _together(ranks)
    first = sum(rank == 1 for rank in everything) / len(everything)
    return [name, f"{first:.2f}", _both(everything), *(_both(ranks[kind]) for kind in kinds)]


def _left_out(whole: SearchMeasures, without: Mapping[str, SearchMeasures]) -> Iterator[list[str]]:
    everything, lists = _together(whole.ranks), _mean(whole.f1)
    yield ["nothing", f"{_mrr(everything):.3f}", f"{_top(everything):.3f}", f"{lists:.3f}"]
    for name, measures in without.items():
        left = _together(measures.ranks)
        mrr, top, f1 = _mrr(left) - _mrr(everything), _top(left) - _top(everything), _mean(measures.f1) - lists
        yield [name, f"{mrr:+.3f}", f"{top:+.3f}", f"{f1:+.3f}"]


def _mean(scores: Scores) -> float:
    everything = [score for of_kind in scores.values() for score in of_kind]
    return sum(everything) / len(everything)


def _together(ranks: Ranks) -> list[int]:
    return [rank for of_kind in ranks.values() for rank in of_kind]


def _both(ranks: Sequence[int]) -> str:
    return f"{_mrr(ranks):.3f} / {_top(ranks):.2f}"


def _mrr(ranks: Sequence[int]) -> float:
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def _top(ranks: Sequence[int]) -> float:
    return sum(rank > 0 for rank in ranks) / len(ranks)


def main() -> None:
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="real articles as JSON Lines, at least 30,000")
    parser.add_argument("queries", type=Path, help="queries, a line each: article id, kind, query, with tabs between")
    parser.add_argument("lists", type=Path, help="graded lists, a JSON object a line")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where archives are made and kept")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    options = parser.parse_args()
    archive = archives.make(options.data.resolve(), options.articles, archives.REAL)
    parts = [tables(engine, measure(engine, archive, options.queries, options.lists)) for engine in options.engines]
    text = "\n\n".join(["## Finding known articles", machine_and_versions("tantivy", "whoosh"), *parts])
    print(text)
    save_section("relevance", text)


if __name__ == "__main__":
    main()
