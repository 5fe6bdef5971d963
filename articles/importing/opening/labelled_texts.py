"""Text files of several labelled articles, one after another: parted by rules, by numbers, or by their first label."""

import io
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from articles.importing.document import Document, Found
from articles.importing.encodings.decoding import decode
from articles.importing.opening.inner import Inner
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.label_notations import RULE, known_label
from articles.importing.readers.labelled_text import looks_labelled

# "Bài số 2", "BÀI 2:", "Article #2", "[2]", "2/5": the number of an article on a line of its own.
_NUMBER: Final = re.compile(
    r"\W*(?:(?:bài(?: viết| báo)?|tin(?: bài)?|văn bản|article|story|record|no\.?)\s*(?:số|thứ|#)?\s*\d{1,4}"
    r"(?:\s*/\s*\d{1,4})?|[\[(#]\s*\d{1,4}\s*[\])]?)\W*",
    re.IGNORECASE,
)


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

    They are told by rules or numbers between them, else each begins with the label that the first one begins with.
    """
    lines = text.lstrip("\ufeff").splitlines()
    parted = [list(some) for is_between, some in groupby(lines, key=_is_between) if not is_between]
    for parts in (parted, _by_first_label(lines)):
        texts = ["\n".join(part).strip() for part in parts]
        texts = [one for one in texts if one]
        if len(texts) > 1 and all(map(looks_labelled, texts)):
            return texts
    return [text]


def _is_between(line: str) -> bool:
    return bool(RULE.fullmatch(line) or _NUMBER.fullmatch(line))


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
