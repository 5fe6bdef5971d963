"""PDF documents with a text layer: their lines, joined into paragraphs again."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.characters import clean_text
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.lines.running_heads import told_by_heads
from articles.importing.readers.office_files.pdf_lines import PdfLine, joined_lines, running_heads
from articles.importing.readers.page import Block, Page

if TYPE_CHECKING:
    import pypdfium2

_MAGIC: Final = b"%PDF-"
_MOST_PAGES: Final = 200
_LINE: Final = re.compile(r"[^\r\n\s][^\r\n]*(?<!\s)")
_LETTERS: Final = 3  # of a line, that tell its size
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
        lines = [line for number, page in enumerate(document) for line in _lines(page, number)]
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument(f"the PDF is damaged or protected: {error}") from error
    finally:
        document.close()
    heads = running_heads(lines)
    kept = [line for line in lines if line.text not in heads and not _PAGE_NUMBER.fullmatch(line.text)]
    if not kept:
        raise UnreadableDocument("the PDF holds pictures of pages and no text: have a program recognise its text first")
    outside = tuple(dict.fromkeys(line.text for line in lines if line.text in heads))
    blocks = tuple(Block(text) for text in joined_lines(kept))
    return Page(blocks, outside=outside, **told_by_heads(outside))


def _lines(page: "pypdfium2.PdfPage", number: int) -> Iterator[PdfLine]:
    """Yield the lines of a page in their order; without places where its text has not a place for each letter."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    whole = textpage.get_text_range()
    has_places = len(whole) == textpage.count_chars()
    for match in _LINE.finditer(whole):
        text = clean_text(match[0])
        if not text or not has_places:
            yield from [PdfLine(text, number, right=float(len(text)))] if text else []
            continue
        first, last = match.start(), match.end() - 1
        left, bottom, _, _ = textpage.get_charbox(first, loose=True)
        _, _, right, _ = textpage.get_charbox(last, loose=True)
        # An initial may be larger than its line.
        places = [place for place in range(first, match.end()) if not whole[place].isspace()][:_LETTERS]
        size = min(raw.FPDFText_GetFontSize(textpage, place) for place in places)
        yield PdfLine(text, number, left, right, bottom, size, page.get_height())


READER: Final = DocumentReader(
    "pdf",
    _("PDF"),
    "a PDF whose text can be selected; its lines are joined into paragraphs",
    read=lambda contents, _options: read_pdf(contents.data),
    matches=lambda contents: contents.data[:1024].lstrip().startswith(_MAGIC),
    binary=True,
)
