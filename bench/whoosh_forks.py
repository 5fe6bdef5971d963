"""Measures how fast the installed Whoosh or a fork of it indexes and searches with the engine of the archive.

    DJANGO_SETTINGS_MODULE=newsarchive.settings python -m bench.whoosh_forks ARTICLES.zip

Prints one row of a Markdown table, in CPU time; docs/decisions/0001-whoosh.md has the results. All forks are imported
as `whoosh`: install each into its own virtual environment, or into a folder in PYTHONPATH (`pip install --target`).
"""

import argparse
import hashlib
import platform
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import process_time
from zipfile import ZipFile

import whoosh
from whoosh import index as whoosh_index
from whoosh.fields import ID, STORED, Schema

from articles.text.terms import adjacent_pairs, tokens
from haystack_engines import Clause, Phrase, Term
from haystack_engines.whoosh.postings import bag_field, text_field
from haystack_engines.whoosh.scoring import Scorer
from haystack_engines.whoosh.segments import Segment

_SEED = 20220614
_EACH = 100
_WRITER_MEMORY_MB = 256
_DOCUMENTS_A_SEGMENT = 1000


@dataclass(frozen=True, slots=True)
class BenchDocument:
    """The terms of an article, as the archive indexes its body."""

    name: str
    exact: list[str]
    folded: list[str]
    pairs: list[str]


def read(archive: Path) -> list[BenchDocument]:
    """Return the .txt files of a ZIP as terms."""
    with ZipFile(archive) as files:
        names = sorted(name for name in files.namelist() if name.endswith(".txt"))
        return [_document(name, files.read(name).decode("utf-8", "replace")) for name in names]


def build(folder: Path, documents: Iterable[BenchDocument]) -> None:
    """Index the documents segment by segment, as the archive does."""
    schema = Schema(
        id=ID(unique=True), document=STORED(), text=text_field(), text_folded=text_field(), pairs=bag_field()
    )
    new, left = whoosh_index.create_in(folder, schema), iter(documents)
    while segment := list(islice(left, _DOCUMENTS_A_SEGMENT)):
        writer = new.writer(limitmb=_WRITER_MEMORY_MB)
        for document in segment:
            stored = {"pk": document.name, "keywords": {}, "ordered": {}}
            terms = {"text": document.exact, "text_folded": document.folded, "pairs": document.pairs}
            writer.add_document(id=document.name, document=stored, **terms)
        writer.commit(merge=False)


def queries(documents: list[BenchDocument]) -> tuple[list[Clause], list[Clause]]:
    """Return frequent and rare terms, and phrases of two to four syllables; the same in every run."""
    chosen = random.Random(_SEED)  # noqa: S311
    frequency = Counter(term for document in documents for term in set(document.exact))
    terms = chosen.sample(sorted(frequency, key=lambda term: (-frequency[term], term))[:4000], _EACH)
    return [Term("text", term) for term in terms], list(_phrases(documents, chosen))


def search(folder: Path, clauses: list[Clause]) -> tuple[list[float], str]:
    """Return the milliseconds of each clause in a newly opened index, and a digest of all hits and scores."""
    segments = [Segment(reader, {}) for reader, _ in whoosh_index.open_dir(folder).reader().leaf_readers()]
    scorer = Scorer(segments)
    times, digest = [], hashlib.sha256()
    for clause in clauses:
        started = process_time()
        found = [scorer.evaluate(clause, segment) for segment in segments]
        times.append(1000 * (process_time() - started))
        for scored in found:
            digest.update(scored.mask.tobytes() + scored.score.round(3).tobytes())
    return times, digest.hexdigest()[:8]


def _document(name: str, text: str) -> BenchDocument:
    found = tokens(text)
    return BenchDocument(name, [t.exact for t in found], [t.folded for t in found], adjacent_pairs(found))


def _phrases(documents: list[BenchDocument], chosen: random.Random) -> Iterator[Clause]:
    long_enough = [document.exact for document in documents if len(document.exact) > 4]
    for _ in range(_EACH):
        terms, length = chosen.choice(long_enough), chosen.randint(2, 4)
        start = chosen.randrange(len(terms) - length)
        yield Phrase("text", tuple(terms[start : start + length]))


def _row(documents: list[BenchDocument], folder: Path) -> str:
    started = process_time()
    build(folder, documents)
    seconds = process_time() - started
    megabytes = sum(path.stat().st_size for path in folder.rglob("*")) / 1e6
    terms, phrases = queries(documents)
    term_times, term_digest = search(folder, terms)
    phrase_times, phrase_digest = search(folder, phrases)
    cells = [
        f"{whoosh.versionstring()} on Python {platform.python_version()}",
        f"{len(documents) / seconds:.0f}",
        f"{megabytes:.1f}",
        f"{sum(term_times) / _EACH:.2f}",
        f"{sum(phrase_times) / _EACH:.2f}",
        f"{term_digest} {phrase_digest}",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the row: version, articles/s, MB, milliseconds for a term and for a phrase, digests of the hits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path, help="a ZIP of articles as .txt")
    documents = read(parser.parse_args().archive)
    with tempfile.TemporaryDirectory() as folder:
        print(_row(documents, Path(folder)))


if __name__ == "__main__":
    main()
