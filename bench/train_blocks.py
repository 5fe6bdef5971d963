"""Trains the model that tells what each line of a copied page is, on made pages; measures it with layouts left out.

    python -m bench.train_blocks ARCHIVE.jsonl.gz [--pages 3000] [--left-out [LAYOUT ...]] [--save]

--left-out trains once for each layout, or for each that is named, on all others, and prints how many lines and pages of
it are right, and how many fields of its pages in all forms.
"""

import argparse
import gzip
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
django.setup()

import pycrfsuite  # noqa: E402

from articles.importing.parsing import page_reading  # noqa: E402
from articles.importing.parsing.block_features import block_features  # noqa: E402
from articles.importing.parsing.page_reading import MODEL  # noqa: E402
from articles.importing.readers.lines.line_blocks import plain_blocks  # noqa: E402
from articles.importing.readers.page import Block  # noqa: E402
from articles.nlp.crf import marginals, read_weights  # noqa: E402
from bench.import_accuracy import read, right_fields  # noqa: E402
from bench.made_pages import MadePage, Wanted, copied_pages, made_pages  # noqa: E402
from bench.page_layouts import LAYOUTS, Layout  # noqa: E402
from bench.report import table  # noqa: E402

_READ: Final = 72  # pages of a layout that are read in all forms
_SETTINGS: Final = {"c1": 0.2, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True}


@dataclass(frozen=True, slots=True)
class Example:
    """The features of the lines of one page and their labels."""

    layout: str
    features: list[list[str]]
    labels: list[str]


def example(page: MadePage) -> Example:
    """Return a copied page as an example, its lines labelled by what the page means."""
    blocks = plain_blocks(page.data.decode())
    return Example(page.layout, block_features(blocks), labels_of(blocks, page.wanted))


def labels_of(blocks: Sequence[Block], wanted: Wanted) -> list[str]:
    """Return the label of each line: what it says of the article, "out" where nothing."""
    labels: list[str] = []
    seen: set[str] = set()
    year, month, day = wanted.day.split("-")
    days = {f"{int(day)}/{int(month)}/{year}", f"{day}/{month}/{year}", f"{day}-{month}-{year}"}
    signed = {credit.upper() for _, credit in wanted.captions}
    sections = [index for index, block in enumerate(blocks) if block.text == wanted.section]
    titled = next((index for index, block in enumerate(blocks) if block.text == wanted.title), len(blocks))
    section = max((index for index in sections if index < titled), default=None)
    shown = tuple(caption.rstrip(".") for caption, _ in wanted.captions)
    for index, block in enumerate(blocks):
        text = block.text
        named = wanted.author.casefold() in text.casefold() or (bool(wanted.source) and wanted.source in text)
        label = "out"
        if text == wanted.title and "title" not in seen:
            label = "title"
        elif text.endswith(wanted.lead) and "lead" not in seen:
            label = "lead"
        elif text in wanted.body:
            label = "text"
        elif text.startswith(shown) or (labels[-1:] == ["caption"] and text in signed):
            label = "caption"
        elif named and ("byline" not in seen or wanted.source):
            label = "byline"
        elif any(one in text for one in days) or index == section:
            label = "meta"
        seen.add(label)
        labels.append(label)
    return labels


def train(examples: Sequence[Example], path: Path) -> None:
    """Train a model on examples and write it to a path."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in examples:
        trainer.append(one.features, one.labels)
    trainer.set_params(_SETTINGS)
    trainer.train(str(path))


def _right(examples: Sequence[Example], path: Path) -> tuple[float, float, int]:
    """Return the share of lines and of whole pages that a model labels right as in or out of the article."""
    weights = read_weights(path)
    lines = right = whole = 0
    for one in examples:
        likely = marginals(weights, one.features).argmax(axis=1)
        got = [weights.labels[index] for index in likely]
        good = [(a == "out") == (b == "out") for a, b in zip(got, one.labels, strict=True)]
        lines, right, whole = lines + len(good), right + sum(good), whole + all(good)
    return right / max(1, lines), whole / max(1, len(examples)), len(examples)


def _left_out(
    examples: Sequence[Example], articles: Sequence[dict[str, Any]], layouts: Sequence[Layout], folder: Path
) -> Iterator[list[str]]:
    for layout in layouts:
        path = folder / f"{layout.name}.crfsuite"
        train([one for one in examples if one.layout != layout.name], path)
        lines, pages, count = _right([one for one in examples if one.layout == layout.name], path)
        weights = read_weights(path)
        with patch.object(page_reading, "_weights", lambda weights=weights: weights):
            made = list(islice(made_pages(articles[::-1], layouts=[layout]), _READ))
            right = [right_fields(page, read(page)) for page in made]
        fields = sum(sum(one.values()) for one in right) / sum(map(len, right))
        yield [layout.name, f"{lines:.4f}", f"{pages:.3f}", str(count), f"{fields:.3f}", str(len(made))]


def main() -> None:
    """Train and measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--pages", type=int, default=3000)
    names = [one.name for one in LAYOUTS]
    parser.add_argument("--left-out", nargs="*", choices=names, metavar="LAYOUT", help=", ".join(names))
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    with gzip.open(options.archive, "rt", encoding="utf-8") as archive:
        articles: list[dict[str, Any]] = [json.loads(line) for line in islice(archive, 30_000)]
    examples = [example(page) for page in islice(copied_pages(articles), options.pages)]
    if options.left_out is not None:
        layouts = [one for one in LAYOUTS if one.name in (options.left_out or names)]
        with tempfile.TemporaryDirectory() as folder:
            print(
                table(
                    ["layout left out", "lines", "pages", "of", "fields", "pages read"],
                    _left_out(examples, articles, layouts, Path(folder)),
                )
            )
    if options.save:
        MODEL.parent.mkdir(exist_ok=True)
        train(examples, MODEL)
        print(f"{MODEL}: {MODEL.stat().st_size / 1024:.0f} KiB of {len(examples)} pages, {_right(examples, MODEL)}")


if __name__ == "__main__":
    main()
