"""Documents of office programs and pages that hold several articles, one below another, each as a file alone."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docx.document import Document as Word
from docx.oxml.ns import qn
from lxml import etree, html

from articles.importing.file_kinds import OPEN_TEXT, is_word
from articles.importing.readers.office_files.docx import open_word, style_name
from articles.importing.readers.office_files.office_packages import is_flat_open_text, usual_word
from articles.importing.readers.office_files.office_page import filled_lines, style_role
from articles.importing.readers.office_files.open_styles import OpenStyles
from articles.importing.readers.office_files.open_text import archived_part
from articles.importing.readers.office_files.rich_markup import rich_pages
from articles.importing.readers.office_files.rich_text import RICH, rich_lines
from articles.importing.readers.office_files.word_text import PARAGRAPH, cell_text, text_of
from articles.importing.readers.page import Role
from articles.importing.readers.several_articles.article_parts import article_parts
from articles.importing.readers.web.html import looks_like_html
from articles.importing.readers.web.html_metadata import PageHead
from articles.importing.readers.xml_elements import xml_parser

_PAGE_BREAK, _RULE = "\x0c\n", "***"
_LOWER: Final = re.compile(r"(?:heading|đầu đề) ([2-6])", re.IGNORECASE)
_MARKS: Final = "*_#> \t\x0c"
_WORD_PART, _OPEN_PART = "word/document.xml", "content.xml"
_PICTURES: Final = ("word/media/", "Pictures/", "Thumbnails/", "docProps/thumbnail")
_LONGEST: Final = 5 * 1024**2  # bytes of the text of a Word document
_BREAKING: Final = (f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}", f"{qn('w:pPr')}/{qn('w:sectPr')}")
_BORDER: Final = f"{qn('w:pPr')}/{qn('w:pBdr')}"
_SECTION: Final = qn("w:sectPr")
_OFFICE_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BREAK_BEFORE: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}break-before"
_RICH_BREAK: Final = re.compile(rb"\\(?:page|sect|pagebb)(?![a-z])")
_LEVEL: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}outline-level"
_STYLE_NAME: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}style-name"
# What a page of several articles has, and what says that it is one.
_SEVERAL: Final = re.compile(r"<(?:article|h[1-3])\b.*?<(?:article|h[1-3])\b", re.IGNORECASE | re.DOTALL)
_ONE: Final = re.compile(
    r"NewsArticle|og:type\"\s+content=\"article|\"@type\"\s*:\s*\"(?:Article|BlogPosting)", re.IGNORECASE
)
_MOST_OF_TEXT: Final = 0.9
_LINES: Final = frozenset({"p", "li", "blockquote", "figcaption", "td", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3}


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The files of the articles in a document, none where it holds one; a warning as that of `ArticleParts`."""

    files: tuple[bytes, ...] = ()
    warning: str = ""


def document_parts(data: bytes, text: str = "") -> DocumentParts:
    """Return the articles in a document of an office program, or in a page with this text."""
    try:
        if is_word(data):
            return _word_parts(data)
        if OPEN_TEXT in data[:200]:
            return _open_parts(data)
        if is_flat_open_text(data):
            return _flat_parts(data)
        if data.startswith(RICH):
            return _rich_parts(data)
        return _page_parts(text) if looks_like_html(text) else DocumentParts()
    except MemoryError:
        raise
    except Exception:  # whatever a broken part raises, or a page that is nested too deeply; the reader says so
        return DocumentParts()


def _starts(elements: Sequence[str]) -> tuple[list[range], str]:
    """Return the elements of each article, by the texts of all elements, and a warning."""
    parted = article_parts("\n".join(elements))
    firsts = [_first_line(text) for text in elements]
    starts: list[int] = []
    for article in parted.articles:
        first, at = _first_line(article), starts[-1] + 1 if starts else 0
        found = next((index for index in range(at, len(firsts)) if firsts[index] == first), None)
        if found is None:
            return [], parted.doubt
        starts.append(found)
    ends = [*starts[1:], len(elements)]
    return [
        range(start, end) for start, end in zip(starts, ends, strict=bool(starts))
    ] if starts else [], parted.warning


def _first_line(text: str) -> str:
    return next((words for line in text.split("\n") if (words := line.strip(_MARKS))), "")


def _word_parts(data: bytes) -> DocumentParts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(_WORD_PART).file_size > _LONGEST:
            return DocumentParts()
    data = usual_word(data)
    word = open_word(data)
    children = [child for child in word.element.body if child.tag != _SECTION]
    places, warning = _starts([_word_text(child, word) for child in children])
    whole = etree.tostring(word.element) if places else b""
    kept = (_kept(whole, f".//{qn('w:body')}", place, _SECTION) for place in places)
    return DocumentParts(tuple(_packed(data, _WORD_PART, part) for part in kept), warning)


def _word_text(child: etree._Element, word: Word) -> str:
    if child.tag != PARAGRAPH:
        return filled_lines(cell_text(child))
    text = filled_lines(text_of(child))
    breaks = any(one.get(qn("w:type")) == "page" for one in child.iter(qn("w:br")))
    mark = _PAGE_BREAK if breaks or any(child.find(path) is not None for path in _BREAKING) else ""
    if not text and child.find(_BORDER) is not None:
        return f"{mark}{_RULE}"
    name = style_name(child, word)
    heading = _LOWER.fullmatch(name)
    level = 1 if style_role(name) is Role.TITLE else int(heading[1]) if heading else 0
    return f"{mark}{_headed(text, level)}"


def _headed(text: str, level: int) -> str:
    """Return a line with the marks of a heading of this level, 0 for none."""
    return f"{'#' * level} {text}" if text and level else text


def _open_parts(data: bytes) -> DocumentParts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = archived_part(archive, _OPEN_PART)
        named = [archived_part(archive, "styles.xml")] if "styles.xml" in archive.namelist() else []
    parts, warning = _parted_text(root, named)
    return DocumentParts(tuple(_packed(data, _OPEN_PART, part) for part in parts), warning)


def _flat_parts(data: bytes) -> DocumentParts:
    parts, warning = _parted_text(etree.fromstring(data, xml_parser(recover=False)), [])
    return DocumentParts(tuple(parts), warning)


def _parted_text(root: etree._Element, named: Sequence[etree._Element]) -> tuple[list[bytes], str]:
    """Return the content of an OpenDocument text once for each article, and a warning; `named` holds its styles."""
    styles = OpenStyles(*named, root)
    breaking = {style.get(f"{_STYLE}name") for style in root.iter(f"{_STYLE}style") if _breaks(style)}
    body = next(root.iter(_OFFICE_TEXT), None)
    texts = [] if body is None else [_open_text(child, styles, breaking) for child in body]
    places, warning = _starts(texts)
    whole = etree.tostring(root) if places else b""
    return [_kept(whole, f".//{_OFFICE_TEXT}", place) for place in places], warning


def _breaks(style: etree._Element) -> bool:
    return any(one.get(_BREAK_BEFORE) == "page" for one in style) or bool(style.get(f"{_STYLE}master-page-name"))


def _open_text(child: etree._Element, styles: OpenStyles, breaking: set[str | None]) -> str:
    text = " ".join("".join(child.itertext("*")).split()) if isinstance(child.tag, str) else ""
    mark = _PAGE_BREAK if child.get(_STYLE_NAME) in breaking else ""
    level = 1 if styles.role(child) is Role.TITLE else int(child.get(_LEVEL, "0"))
    return f"{mark}{_headed(text, level)}"


def _kept(xml: bytes, path: str, place: range, last: str = "") -> bytes:
    """Return XML of which an element holds only the children at these places, and those of the `last` tag."""
    root = etree.fromstring(xml, xml_parser(recover=False))
    if (body := root.find(path)) is not None:
        for index, child in enumerate(list(body)):
            if index not in place and child.tag != last:
                body.remove(child)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _packed(data: bytes, name: str, part: bytes) -> bytes:
    """Return a ZIP with another part of a name, and no pictures."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for member in archive.infolist():
            held = part if member.filename == name else archive.read(member)
            made.writestr(member, b"" if member.filename.startswith(_PICTURES) else held)
    return file.getvalue()


def _rich_parts(data: bytes) -> DocumentParts:
    """Return the articles of rich text that page breaks part."""
    if not _RICH_BREAK.search(data):
        return DocumentParts()
    head, *pages = rich_pages(data.decode("latin-1"))
    files = [f"{head}{page}}}".encode("latin-1") for page in pages]
    texts = [f"{_PAGE_BREAK}{rich_lines(file)}" for file in files] if len(files) > 1 else []
    places, warning = _starts(texts)
    parts = (f"{head}{''.join(pages[place.start : place.stop])}}}" for place in places)
    return DocumentParts(tuple(part.encode("latin-1") for part in parts), warning)


def _page_parts(text: str) -> DocumentParts:
    if _ONE.search(text) or not _SEVERAL.search(text):
        return DocumentParts()
    try:
        root = html.document_fromstring(text)
    except (ValueError, etree.ParserError):
        return DocumentParts()
    if PageHead(root).is_article:
        return DocumentParts()
    children = [child for child in _container(root) if isinstance(child.tag, str)]
    places, warning = _starts(["\n".join(_page_lines(child)) for child in children])
    files = (
        "".join(
            etree.tostring(child, encoding="unicode", method="html") for child in children[place.start : place.stop]
        )
        for place in places
    )
    return DocumentParts(
        tuple(f'<html><head><meta charset="utf-8"></head><body>{one}</body></html>'.encode() for one in files), warning
    )


def _container(root: etree._Element) -> etree._Element:
    """Return the innermost element that holds nearly all of the text in its children together."""
    element = next(root.iter("body"), root)
    length = len("".join(element.itertext("*")))
    while True:
        elements = (child for child in element if isinstance(child.tag, str))
        inner = (child for child in elements if len("".join(child.itertext("*"))) >= _MOST_OF_TEXT * length)
        following = next(inner, None)
        if following is None:
            return element
        element = following


def _page_lines(element: etree._Element) -> Iterator[str]:
    """Yield the lines of an element, headings and rules with their marks."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
        return
    if element.tag == "hr":
        yield _RULE
    elif element.tag in _LINES or not any(child.tag in _LINES for child in element.iterdescendants()):
        if words := " ".join("".join(element.itertext("*")).split()):
            yield _headed(words, _HEADINGS.get(element.tag, 0))
    else:
        for child in element:
            yield from _page_lines(child)
