"""Text files of several labelled articles, one after another: parted by rules, by numbers, or by their first label."""

import io
import re
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Final

from articles.importing.document import Document, Found
from articles.importing.encodings.decoding import decode
from articles.importing.opening.inner import Inner
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.labelled.label_notations import RULE, known_label
from articles.importing.readers.labelled.labelled_text import looks_labelled

# "Bài số 2", "BÀI 2:", "Article #2", "[2]", "2/5": the number of an article on a line of its own.
_NUMBER: Final = re.compile(
    r"\W*(?:(?:bài(?: viết| báo)?|tin(?: bài)?|văn bản|article|story|record|no\.?)\s*(?:số|thứ|#)?\s*\d{1,4}"
    r"(?:\s*/\s*\d{1,4})?|[\[(#=*~-]+\s*\d{1,4}\s*[\])]?)\W*",
    re.IGNORECASE,
)

_HEADING: Final = re.compile(r"#{1,3} ")
_MOST_RULES: Final = 4  # of different signs or lengths
_MOST_AT_EDGE: Final = 3  # lines of a heading above the articles, or a note below them


def labelled_texts(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield each labelled article of a text file that has several; a file with one as a whole."""
    whole = inner.whole(stream, path)
    if not isinstance(whole, Document):
        yield whole
        return
    try:
        decoded = decode(whole.data, inner.options.encoding)
    except UnreadableDocument:  # the reader says so
        yield whole
        return
    parts = labelled_parts(decoded.text)
    if len(parts) < 2:
        yield whole
        return
    for number, part in enumerate(parts, start=1):
        yield Document(path, f"record {number}", part.encode(), form="labels", warnings=decoded.warnings)


def labelled_parts(text: str) -> list[str]:
    """Return the labelled articles in a text; no more than the text itself where parts of it are no articles.

    They are told by numbers, rules or headings between them, else each begins with the label of the first one.
    """
    lines = text.lstrip("\ufeff").splitlines()
    rules = dict.fromkeys(line.strip() for line in lines if RULE.fullmatch(line))
    between = (_NUMBER, *(re.compile(rf"\s*{re.escape(rule)}\s*") for rule in islice(rules, _MOST_RULES)))
    ways = (*(_parted(lines, pattern) for pattern in between), _by_heading(lines), _by_first_label(lines))
    return next((texts for parts in ways if len(texts := _labelled(parts)) > 1), [text])


def _labelled(parts: list[list[str]]) -> list[str]:
    """Return the texts of parts, without the heading above them and the note below; none where one has no labels."""
    texts = [text for part in parts if (text := "\n".join(part).strip())]
    labelled = [looks_labelled(one) for one in texts]
    for end in (0, -1):
        if texts and not labelled[end] and len(texts[end].split("\n")) <= _MOST_AT_EDGE:
            del texts[end], labelled[end]
    return texts if all(labelled) else []


def _parted(lines: list[str], between: re.Pattern[str]) -> list[list[str]]:
    return [
        list(some) for matched, some in groupby(lines, key=lambda line: bool(between.fullmatch(line))) if not matched
    ]


def _by_heading(lines: list[str]) -> list[list[str]]:
    """Return the parts below the headings of Markdown that are as high as the first one."""
    first = next((match[0] for line in lines if (match := _HEADING.match(line))), "")
    parts: list[list[str]] = [[]]
    for line in lines:
        if first and line.startswith(first):
            parts.append([])
        parts[-1].append(line)
    return parts


def _by_first_label(lines: list[str]) -> list[list[str]]:
    label = ""
    parts: list[list[str]] = [[]]
    for line in lines:
        own = known_label(line)
        label = label or own
        if own and own == label and any(one.strip() for one in parts[-1]):
            parts.append([])
        parts[-1].append(line)
    return parts
