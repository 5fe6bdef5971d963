"""Measures how long documents take from their bytes to an article: reading, cleaning and parsing, by form.

    python -m bench.parsing_speed ARCHIVES...

The archives are ZIP archives, folders or files of documents; the first ones of each are not counted. A form is named by
its key: "raw" is copied text, "segmented" word-segmented text.
"""

import argparse
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean, median
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
django.setup()

from articles.importing.document import Document  # noqa: E402
from articles.importing.opening.files import find_documents  # noqa: E402
from articles.importing.parsed_article import UnreadableDocument  # noqa: E402
from articles.importing.parsing import parse_document  # noqa: E402
from bench.report import machine_and_versions, percentile, save_section, table  # noqa: E402

# Documents of each archive, while lists and models are loaded.
_WARMING = 50


def main() -> None:
    """Parse the documents of each archive, print and save the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archives", type=Path, nargs="+")
    times: dict[str, list[float]] = defaultdict(list)
    for archive in parser.parse_args().archives:
        for form, seconds in _times([one for one in find_documents([archive]) if isinstance(one, Document)]):
            times[form].append(seconds * 1000)
    report = _report(times)
    print(report)
    save_section("parsing", report)


def _times(documents: Sequence[Document]) -> Iterable[tuple[str, float]]:
    """Yield the form and the seconds of processor time of each document but the first ones."""
    for number, document in enumerate(documents):
        started = process_time()
        try:
            form = parse_document(document.data, form=document.form).form
        except UnreadableDocument:
            form = "no article"
        if number >= _WARMING:
            yield form, process_time() - started


def _report(times: Mapping[str, Sequence[float]]) -> str:
    rows = (
        [form, f"{len(some):,}", *(f"{figure:.1f}" for figure in (mean(some), median(some), percentile(some, 95)))]
        for form, some in sorted(times.items())
    )
    figures = table(["CPU time of one document, ms", "documents", "mean", "median", "95%"], rows)
    return f"## Reading, cleaning, parsing\n\n{machine_and_versions('django')}\n\n{figures}"


if __name__ == "__main__":
    main()
