"""Measures how right the importer reads made pages: fields right by layout and by form, beside trafilatura for HTML.

python -m bench.import_accuracy ARCHIVE.jsonl.gz [--articles 900] [--show LAYOUT]
"""

import argparse
import gzip
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
django.setup()

from articles.importing.parsed_article import ParsedArticle, UnreadableDocument  # noqa: E402
from articles.importing.parsing import parse_document  # noqa: E402
from articles.text.normal import nfc  # noqa: E402
from bench.made_pages import FORMS, MadePage, Wanted, made_pages  # noqa: E402
from bench.page_layouts import LAYOUTS  # noqa: E402
from bench.report import table  # noqa: E402

FIELDS: Final = ("title", "lead", "body", "paragraphs", "captions", "credits", "author", "source", "day")


def right_fields(page: MadePage, article: ParsedArticle | None) -> dict[str, bool]:
    """Return for each field whether the article has what the page means; a page in text states no source."""
    wanted = _nfc(page.wanted)
    if article is None:
        return dict.fromkeys(FIELDS, False)
    captions = wanted.captions if page.form != "labels" else ()
    return {
        "title": article.title == wanted.title,
        "lead": article.lead == wanted.lead,
        "body": _flat([article.lead, *article.body]) == _flat([wanted.lead, *wanted.body]),
        "paragraphs": article.body == tuple(text for text in wanted.body if text),
        "captions": [one.text.rstrip(". -") for one in article.captions] == [text.rstrip(".") for text, _ in captions],
        "credits": [one.credit.casefold() for one in article.captions] == [credit.casefold() for _, credit in captions],
        "author": [name.casefold() for name in article.authors] == [wanted.author.casefold()],
        "source": not wanted.source
        or page.form in {"labels", "record"}
        or article.source.removeprefix("Báo ") == wanted.source.removeprefix("Báo "),
        "day": article.published[:10] == wanted.day,
    }


def _nfc(wanted: Wanted) -> Wanted:
    """Return what is wanted as the importer stores text: in NFC."""
    return replace(
        wanted, title=nfc(wanted.title), lead=nfc(wanted.lead), body=tuple(map(nfc, wanted.body)),
        captions=tuple((nfc(text), credit) for text, credit in wanted.captions),
    )  # fmt: skip


def _flat(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


def _trafilatura(page: MadePage) -> dict[str, bool]:
    import trafilatura

    read = trafilatura.bare_extraction(page.data.decode(), include_comments=False, with_metadata=True)
    found: dict[str, Any] = read if isinstance(read, dict) else read.as_dict() if read else {}
    wanted, text = _nfc(page.wanted), _flat([nfc(found.get("text") or "")])
    return {
        "title": found.get("title") == wanted.title,
        "lead": wanted.lead in text,
        "body": text.endswith(_flat(wanted.body)),
        "author": (found.get("author") or "").casefold() == wanted.author.casefold(),
        "day": (found.get("date") or "") == wanted.day,
    }


def read(page: MadePage) -> ParsedArticle | None:
    """Return what the importer reads of a page, None where it refuses it."""
    try:
        return parse_document(page.data)
    except UnreadableDocument:
        return None


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="articles as JSON lines, compressed by gzip")
    parser.add_argument("--articles", type=int, default=900)
    parser.add_argument("--show", default="", help="print what is wrong of one layout")
    options = parser.parse_args()
    by: dict[str, Counter[str]] = defaultdict(Counter)
    times: dict[str, list[float]] = defaultdict(list)
    for page in made_pages(_articles(options.archive, options.articles)):
        begun = time.perf_counter()
        article = read(page)
        times[page.form].append((time.perf_counter() - begun) * 1000)
        right = right_fields(page, article)
        for key in (f"layout {page.layout}", f"form {page.form}", "all"):
            by[key].update(field for field, good in right.items() if good)
            by[key]["pages"] += 1
        if page.form == "html":
            by[f"trafilatura {page.layout}"].update(field for field, good in _trafilatura(page).items() if good)
            by[f"ours html {page.layout}"].update(field for field, good in right.items() if good)
            for key in (f"trafilatura {page.layout}", f"ours html {page.layout}"):
                by[key]["pages"] += 1
        if options.show in {page.layout, page.form}:
            _show(page, article, right)
    order = [*(f"layout {one.name}" for one in LAYOUTS), *(f"form {form}" for form in FORMS), "all"]
    order += [f"{who} {one.name}" for one in LAYOUTS for who in ("ours html", "trafilatura")]
    rows = [
        [key, *(f"{by[key][field] / by[key]['pages']:.2f}" for field in FIELDS), _mean(by[key])]
        for key in order
        if by[key]
    ]
    print(table(["", *FIELDS, "mean"], rows))
    print({form: f"{sorted(found)[len(found) // 2]:.1f} ms" for form, found in times.items()})


def _mean(counts: Counter[str]) -> str:
    return f"{sum(counts[field] for field in FIELDS) / len(FIELDS) / counts['pages']:.3f}"


def _show(page: MadePage, article: ParsedArticle | None, right: dict[str, bool]) -> None:
    wrong = [field for field, good in right.items() if not good]
    if wrong:
        print("=====", page.layout, page.form, wrong, page.wanted.author, page.wanted.captions, page.wanted.source)
        print(page.data.decode()[:3000] if page.form in {"copied", "tight"} else "")
        print(article)


def _articles(path: Path, count: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, count * 4)][: count * 4]


if __name__ == "__main__":
    main()
