"""PDF documents with a text layer: their lines, joined into paragraphs again."""

import re
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.characters import clean_text
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.page import Block, Page

_MAGIC: Final = b"%PDF-"
_MOST_PAGES: Final = 200
_STOPS: Final = tuple('.!?…:”"')
# A line shorter than this share of the longest ends a paragraph where it ends a sentence.
_FULL: Final = 0.85
# Characters of the longest line of a text that no line break was put into to fit the page.
_NARROW: Final = 45
_PAGE_NUMBER: Final = re.compile(r"(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes) -> Page:
    """Read the text layer of a PDF; raises UnreadableDocument where it is damaged, locked, or has none."""
    import pypdfium2  # few imports need it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"the PDF is damaged or protected: {error}") from error
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableDocument(f"the PDF has {len(document)} pages, more than {_MOST_PAGES}: not an article")
        texts = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"the PDF is damaged or protected: {error}") from error
    finally:
        document.close()
    lines = [line for text in texts for line in clean_text(text).split("\n") if not _PAGE_NUMBER.fullmatch(line)]
    if not any(lines):
        raise UnreadableDocument("the PDF holds pictures of pages and no text: have a program recognise its text first")
    return Page(tuple(Block(text) for text in _paragraphs(lines)))


def _paragraphs(lines: list[str]) -> list[str]:
    """Join the lines of each paragraph: one ends at an empty line, or where a short line ends a sentence or title."""
    longest = max(map(len, lines))
    if longest < _NARROW:
        return [line for line in lines if line]
    joined = [lines[0]] if lines[0] else []
    for before, line in pairwise(lines):
        if not line:
            continue
        if before and joined and not _ends(before, line, longest):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _ends(before: str, line: str, longest: int) -> bool:
    if line[0].islower():
        return False
    full = len(before) >= _FULL * longest
    return not full or (before.endswith(_STOPS) and len(before) < longest * 0.97)


READER: Final = DocumentReader(
    "pdf",
    _("PDF"),
    "a PDF whose text can be selected; its lines are joined into paragraphs",
    read=lambda contents, _options: read_pdf(contents.data),
    matches=lambda contents: contents.data[:1024].lstrip().startswith(_MAGIC),
    binary=True,
)
