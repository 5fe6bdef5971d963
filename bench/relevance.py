"""How well known articles are found again, by kind of query, on each engine, and what each ingredient adds.

    python -m bench.relevance ARTICLES.jsonl.gz QUERIES.tsv --data FOLDER [--engines tantivy whoosh]

A line of the queries is: article id <TAB> kind <TAB> query. Prints tables, and saves them in docs/performance.md.
MRR is the mean of 1 / rank, 0 where the article is not among the first ten.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import data
from bench.report import circumstances, save_section, table

ENGINES = ("tantivy", "whoosh")
_LEFT_OUT = "- "

Ranks = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class RelevanceQuery:
    """A query, the key of the article that it was written for, and its kind."""

    key: str
    kind: str
    query: str


def asked(file: str | Path) -> list[RelevanceQuery]:
    """Read queries; raises TypeError where a line has not three columns."""
    lines = Path(file).read_text("utf-8").splitlines()
    return [RelevanceQuery(*line.split("\t")) for line in lines if line.strip()]


def measure(engine: str, archive: Path, queries: Path) -> dict[str, Ranks]:
    """Bring the engine's index of an archive up to date, and return the ranks of every way of searching."""
    environment = data.environment(archive, SEARCH_ENGINE=engine)
    for command in (("migrate", "--verbosity=0"), ("reindex", "--if-needed")):
        subprocess.run([sys.executable, "-m", "django", *command], env=environment, check=True)  # noqa: S603
    asking = [sys.executable, "-m", "bench.ranking", str(queries.resolve())]
    done = subprocess.run(asking, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    found: dict[str, Ranks] = json.loads(done.stdout.splitlines()[-1])
    return found


def tables(engine: str, found: Mapping[str, Ranks]) -> str:
    """Return the two tables of an engine: ways of searching by kind of query, and what each ingredient adds."""
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
    """Measure, print, save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, help="real articles as JSON Lines, at least 30,000")
    parser.add_argument("queries", type=Path, help="queries, a line each: article id, kind, query, with tabs between")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where archives are made and kept")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    options = parser.parse_args()
    archive = data.make(options.data.resolve(), options.articles, data.REAL)
    parts = [tables(engine, measure(engine, archive, options.queries)) for engine in options.engines]
    text = "\n\n".join(["## Finding known articles again", circumstances("tantivy", "whoosh"), *parts])
    print(text)
    save_section("relevance", text)


if __name__ == "__main__":
    main()
