"""Quotations that plain text and Markdown mark with "> " before each line: they are of the article."""

import re
from itertools import groupby
from typing import Final

from articles.importing.readers.lines.line_widths import goes_on
from articles.text.sentences import ends_sentence

_QUOTED: Final = re.compile(r"[ \t]*>(?:[ \t]*(?=[^\s>])|[ \t]*$)")
_LINK: Final = re.compile(r"[ \t]*(?:>>|»)")
# Above what an e-mail answers: "Lê An đã viết:".
_WROTE: Final = re.compile(r".*(?:đã viết|wrote)\s*:\s*", re.IGNORECASE)


def without_quote_marks(text: str) -> str:
    """Return a text without the marks before the lines of its quotations.

    A line that is no sentence ("> Giá lúa tăng"), a question, lines beside other links (">> ...") and what an e-mail
    answers keep their mark.
    """
    if ">" not in text:
        return text
    shown: list[str] = []
    for is_quoted, lines in groupby(text.split("\n"), key=lambda line: _QUOTED.match(line) is not None):
        run = list(lines)
        shown += _unmarked(run) if is_quoted and _is_quotation(run, shown) else run
    return "\n".join(shown)


def _unmarked(run: list[str]) -> list[str]:
    """Return the lines of a quotation without their marks, its sentences whole where a line cuts them."""
    shown: list[str] = []
    for line in (_QUOTED.sub("", line).strip() for line in run):
        if shown and shown[-1] and line and goes_on(shown[-1], line):
            shown[-1] += f" {line}"
        else:
            shown.append(line)
    return shown


def without_links_below(text: str) -> tuple[str, tuple[str, ...]]:
    """Return Markdown without the quoted lines at its end that are links or what an e-mail answers, and these lines."""
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    kept, left_out = lines[:end], list[str]()
    for is_blank, some in groupby(lines[end:], key=lambda line: not line.strip()):
        run = list(some)
        if is_blank or _is_of_article(run, lines[:end]):
            kept += run
        else:
            left_out += [line.lstrip("> ") for line in run]
    return "\n".join(kept), tuple(left_out)


def _is_of_article(run: list[str], above: list[str]) -> bool:
    """Tell whether quoted lines at the end of a text are a quotation or verse."""
    before = next((line for line in reversed(above) if line.strip()), "")
    if any(map(_LINK.match, run)) or _WROTE.fullmatch(before):
        return False
    return len(run) > 1 or _is_quotation(run, above)


def _is_quotation(run: list[str], above: list[str]) -> bool:
    before = next((line for line in reversed(above) if line.strip()), "")
    last = next((line for line in reversed(run) if line.strip(" \t>")), "").rstrip()
    return ends_sentence(last) and not last.endswith("?") and not (_LINK.match(before) or _WROTE.fullmatch(before))
