"""Measures how well known articles are found, by kind of query and engine, and what each ingredient adds.

    python -m bench.relevance ARTICLES.jsonl.gz QUERIES.tsv --data FOLDER [--engines tantivy whoosh]

A line of QUERIES.tsv is: article id <TAB> kind <TAB> query. Prints tables, and saves them in docs/performance.md.
MRR (mean reciprocal rank) is the mean of 1 / rank, with 0 for an article that is not among the first ten.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import archives
from bench.report import machine_and_versions, save_section, table
from newsarchive.engines import engine_paths

ENGINES = tuple(engine_paths())
_LEFT_OUT = "- "

Ranks = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class RelevanceQuery:
    """A query of a kind, and the key of the article that it must find."""

    key: str
    kind: str
    query: str


def read_queries(file: str | Path) -> list[RelevanceQuery]:
    """Read queries; raises TypeError if a line does not have three columns."""
    lines = Path(file).read_text("utf-8").splitlines()
    return [RelevanceQuery(*line.split("\t")) for line in lines if line.strip()]


def measure(engine: str, archive: Path, queries: Path) -> dict[str, Ranks]:
    """Update the index of an engine, and return the ranks of every search method."""
    environment = archives.environment(archive, SEARCH_ENGINE=engine)
    for command in (("migrate", "--verbosity=0"), ("reindex", "--if-needed")):
        subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=True)  # noqa: S603
    ranking = [sys.executable, "-m", "bench.relevance_ranks", str(queries.resolve())]
    done = subprocess.run(ranking, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    found: dict[str, Ranks] = json.loads(done.stdout.splitlines()[-1])
    return found


def tables(engine: str, found: Mapping[str, Ranks]) -> str:
    """Return the two tables of an engine: search methods by kind of query, and what each ingredient adds."""
    ways = {name: ranks for name, ranks in found.items() if not name.startswith(_LEFT_OUT)}
    without = {name.removeprefix(_LEFT_OUT): ranks for name, ranks in found.items() if name.startswith(_LEFT_OUT)}
    whole = found["archive"]
    kinds = sorted(whole)
    head = [f"MRR / in the top ten, {engine}", "first", "all", *(f"{kind} ({len(whole[kind])})" for kind in kinds)]
    by_kind = table(head, (_way(name, ranks, kinds) for name, ranks in ways.items()))
    left_out = table(["left out", "MRR", "in the top ten"], _left_out(whole, without))
    return f"{by_kind}\n\n{left_out}"


def _way(name: str, ranks: Ranks, kinds: Sequence[str]) -> list[str]:
    everything = _together(ranks)
    first = sum(rank == 1 for rank in everything) / len(everything)
    return [name, f"{first:.2f}", _both(everything), *(_both(ranks[kind]) for kind in kinds)]


def _left_out(whole: Ranks, without: Mapping[str, Ranks]) -> Iterator[list[str]]:
    everything = _together(whole)
    yield ["nothing", f"{_mrr(everything):.3f}", f"{_top(everything):.3f}"]
    for name, ranks in without.items():
        left = _together(ranks)
        mrr, top = _mrr(left) - _mrr(everything), _top(left) - _top(everything)
        yield [name, f"{mrr:+.3f}", f"{top:+.3f}"]


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
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where archives are made and kept")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    options = parser.parse_args()
    archive = archives.make(options.data.resolve(), options.articles, archives.REAL)
    parts = [tables(engine, measure(engine, archive, options.queries)) for engine in options.engines]
    text = "\n\n".join(["## Finding known articles", machine_and_versions("tantivy", "whoosh"), *parts])
    print(text)
    save_section("relevance", text)


if __name__ == "__main__":
    main()
