"""Paragraphs in the text of one element of a page, as its line breaks part them."""

import re
from itertools import groupby
from typing import Final

from articles.nlp.dates import read_dateline, read_update

# A paragraph that stands on one line ends with a stop and has so many words; so many of them are prose.
_LEAST_WORDS, _LEAST_LINES, _LEAST_SHARE = 10, 3, 0.5
_STOPPED: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def parted_by_breaks(text: str) -> list[str]:
    """Return the paragraphs of a text: two breaks end one, a single break ends a line in it.

    Where most lines are paragraphs themselves, long and with a stop, a single break ends a paragraph too. Short lines
    one after another then stay together: verse, addresses.
    """
    parts = [list(filter(None, part.split("\n"))) for part in re.split(r"\n\s*\n", text)]
    lines = [line for part in parts for line in part]
    whole = sum(map(_is_paragraph, lines))
    if whole >= max(_LEAST_LINES, _LEAST_SHARE * len(lines)):
        parts = [run for part in parts for run in _runs(part)]
    return ["\n".join(part) for part in parts if part]


def is_date(line: str) -> bool:
    """Tell whether a line is the date of posting or of an update, and nothing else."""
    dateline = read_dateline(line)
    return dateline is not None and not dateline.rest and bool(dateline.published or read_update(line))


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= _LEAST_WORDS and _STOPPED.search(line.rstrip()) is not None


def _runs(part: list[str]) -> list[list[str]]:
    """Return each line of a part by itself, but short ones without a stop together."""
    runs: list[list[str]] = []
    for alone, lines in groupby(part, key=lambda line: _STOPPED.search(line.rstrip()) is not None or is_date(line)):
        run = list(lines)
        runs += [[line] for line in run] if alone else [run]
    return runs
