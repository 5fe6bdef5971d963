"""Measures how long each step of an import takes for one article, in one process, in CPU time.

    python -m bench.import_steps ARTICLES.jsonl.gz

Prints the milliseconds of each step as JSON. The archive in DATA_DIR must be empty.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from time import process_time

import django

django.setup()

from articles.importing.annotating.preparation import (  # noqa: E402
    Prepared,
    ReadArticle,
    annotate_read,
    read_document,
    story_syllables,
)
from articles.importing.opening.files import find_documents  # noqa: E402
from articles.importing.options import ImportOptions, OnKnown  # noqa: E402
from articles.importing.storing.deduplication import passed_over_positions  # noqa: E402
from articles.importing.storing.store import store  # noqa: E402
from articles.models import ImportBatch  # noqa: E402
from articles.models.index_outbox import drain_outbox  # noqa: E402
from articles.nlp.annotation import annotate  # noqa: E402
from articles.nlp.words.offsets import plain_text  # noqa: E402
from articles.nlp.words.segmenter import segment  # noqa: E402
from articles.text.minhash import signature  # noqa: E402

# Articles on which the steps are timed, after as many to warm up.
_TIMED = 300
# Articles that are stored in one transaction.
_STORED_AT_ONCE = 50


def main() -> None:
    """Time the steps and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archive", type=Path)
    print(json.dumps(step_times(parser.parse_args().archive)))


def step_times(archive: Path) -> dict[str, float]:
    """Return the milliseconds of each step for one article."""
    found = list(islice(find_documents([archive]), 2 * _TIMED))
    read = [one for one in (read_document(thing, ImportOptions()) for thing in found) if isinstance(one, ReadArticle)]
    texts = [" ".join([one.article.title, one.article.lead, *one.article.body]) for one in read]
    whole = [one for one in map(annotate_read, read) if isinstance(one, Prepared)]
    batch = ImportBatch.objects.create(label="bench")
    warm, timed = slice(0, _TIMED), slice(_TIMED, None)
    store(batch, whole[warm])
    drain_outbox()
    return {
        "reading, cleaning, parsing": _timed(lambda: [read_document(one, ImportOptions()) for one in found[timed]]),
        "words (underthesea)": _timed(lambda: [segment(plain_text(text)) for text in texts[timed]]),
        "words and names": _timed(lambda: [annotate(text) for text in texts[timed]]),
        "signature": _timed(lambda: _sign(read[timed])),
        "deduplication": _timed(lambda: passed_over_positions(OnKnown.UPDATE)(read[timed])),
        "storing": _timed(lambda: _store(batch, whole[timed])),
        "indexing": _timed(drain_outbox),
    }


def _sign(read: Sequence[ReadArticle]) -> None:
    for one in read:
        signature(story_syllables(one.article.title, one.article.lead, one.article.body))


def _store(batch: ImportBatch, whole: Sequence[Prepared]) -> None:
    for start in range(0, len(whole), _STORED_AT_ONCE):
        store(batch, whole[start : start + _STORED_AT_ONCE])


def _timed(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return (process_time() - started) / _TIMED * 1000


if __name__ == "__main__":
    main()
