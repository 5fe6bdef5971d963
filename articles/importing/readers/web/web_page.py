"""Web pages: by their elements, or, where those hold no article, by the data that the page's script would show."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.importing.metadata import first_stated
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.page import Page, Role
from articles.importing.readers.records.record import record_page
from articles.importing.readers.records.record_names import is_article
from articles.importing.readers.web.html import looks_like_html, read_web
from articles.importing.readers.web.script_values import script_value, unfolded
from articles.text.normal import fold

_DATA_SCRIPT: Final = re.compile(
    r"<script\b(?P<attributes>[^>]*\btype\s*=\s*[\"']?application/(?:ld\+)?json\b[^>]*)>(?P<data>.*?)</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
# "window.__NUXT__=", "window.__INITIAL_STATE__ =", "var __DATA__ =", "window.App = {": what a script would show.
_ASSIGNED: Final = re.compile(
    r"(?:(?:window|self|globalThis)(?:\.\w+|\[[\"']\w+[\"']\])"
    r"|(?<=[\s;>])(?:var|let|const)\s+\w*(?:data|state|article)\w*)\s*=\s*(?=[{\[(J])",
    re.IGNORECASE,
)
# What the server of Next.js sends in pieces.
_PUSHED: Final = re.compile(r"self\.__next_f\.push\((\[.*?)(?:</script|\Z)", re.DOTALL | re.IGNORECASE)
_ROW: Final = re.compile(r"(?P<key>[0-9a-f]+):(?:T(?P<length>[0-9a-f]+),|(?=[\[{\"]))")
_REFERENCE: Final = re.compile(r"\$([0-9a-f]+)")
_SCRIPT_END: Final = re.compile(r"</script", re.IGNORECASE)
_PAGE_TITLE: Final = re.compile(r"<title[^>]*>([^<]*)</title", re.IGNORECASE)
_LITTLE: Final = 600  # characters of prose
_LEAST_TEXT: Final = 300  # characters of a text in the data
_MOST_SCRIPTS: Final = 100
_MOST_OBJECTS: Final = 50_000
_TITLE_SHARED: Final = 30  # characters by which a title is the page's


def read_web_page(text: str, options: ImportOptions) -> Page:
    """Read a web page or fragment; raises UnreadableDocument where neither elements nor data hold an article."""
    try:
        page = read_web(text, options.kept)
    except UnreadableDocument:
        if (found := _page_in_data(text, options)) is None:
            raise
        return found
    prose = sum(len(block.text) for block in page.blocks if block.role in {Role.TEXT, Role.LEAD})
    found = _page_in_data(text, options) if prose < _LITTLE else None
    if found is None or _length(found) <= 2 * prose:
        return page
    return replace(
        found, **first_stated(found, page), likely_source=page.likely_source, likely_authors=page.likely_authors
    )


def _length(page: Page) -> int:
    return sum(len(block.text) for block in page.blocks if block.role is not Role.TITLE)


def _page_in_data(text: str, options: ImportOptions) -> Page | None:
    """Return the article in the data of a page's scripts: the one with the page's title, else the only one."""
    named = _PAGE_TITLE.search(text)
    title = fold(named[1]) if named else ""
    pages: dict[str, Page] = {}
    for record in _records(text, options):
        try:
            page = record_page(record, options)
        except (UnreadableDocument, RecursionError):
            continue
        own = fold(next((block.text for block in page.blocks if block.role is Role.TITLE), ""))
        if own and _length(page) >= _LEAST_TEXT and (own not in pages or _length(page) > _length(pages[own])):
            pages[own] = page
    titled = [page for own, page in pages.items() if own[:_TITLE_SHARED] in title]
    # Without its title, one of several is of a list.
    found = max(titled, key=_length, default=None) or (next(iter(pages.values())) if len(pages) == 1 else None)
    return replace(found, warnings=()) if found else None


def _records(text: str, options: ImportOptions) -> Iterator[dict[str, Any]]:
    """Yield the objects of the data that name a title and a text of some length."""
    left = _MOST_OBJECTS
    waiting = list(_data(text))
    while waiting and left:
        value = waiting.pop()
        left -= 1
        if isinstance(value, dict):
            if is_article(value, options) and _is_long(value):
                yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _is_long(record: dict[str, Any]) -> bool:
    return sum(len(value) if isinstance(value, str) else len(str(value)) for value in record.values()) >= _LEAST_TEXT


def _data(text: str) -> Iterator[Any]:
    """Yield the values that the scripts of a page hold."""
    for script in _DATA_SCRIPT.finditer(text):
        value = script_value(script["data"])
        yield unfolded(value) if isinstance(value, list) and "NUXT" in script["attributes"].upper() else value
    for assigned in islice(_ASSIGNED.finditer(text), _MOST_SCRIPTS):
        end = _SCRIPT_END.search(text, assigned.end())
        yield script_value(text[assigned.end() : end.start() if end else len(text)])
    yield from _pushed(text)


def _pushed(text: str) -> Iterator[Any]:
    """Yield the rows that Next.js sends in pieces; a long text is a row of its own, to which others refer."""
    pieces = (script_value(piece[1]) for piece in _PUSHED.finditer(text))
    stream = "".join(piece[-1] for piece in pieces if isinstance(piece, list) and isinstance(piece[-1], str))
    texts: dict[str, str] = {}
    rows: list[Any] = []
    at = 0
    while at < len(stream):
        row = _ROW.match(stream, at)
        if row and row["length"]:
            # The length is that of the bytes.
            size = int(row["length"], 16)
            texts[row["key"]] = stream[row.end() : row.end() + size].encode()[:size].decode(errors="ignore")
            at = row.end() + len(texts[row["key"]])
            continue
        end = stream.find("\n", at)
        end = len(stream) if end < 0 else end
        rows += [script_value(stream[row.end() : end])] if row else []
        at = end + 1
    yield from (_referred(row, texts) for row in rows)


def _referred(value: Any, texts: dict[str, str]) -> Any:
    if isinstance(value, str):
        reference = _REFERENCE.fullmatch(value)
        return texts.get(reference[1], value) if reference else value
    if isinstance(value, dict):
        return {key: _referred(inner, texts) for key, inner in value.items()}
    return [_referred(inner, texts) for inner in value] if isinstance(value, list) else value


READER: Final = DocumentReader(
    "html",
    _("web page"),
    "a web page or a fragment of one, and each page of a WARC file; the text is the innermost element that has nearly "
    "all of the prose; linked data, microdata and Open Graph state what the text does not; where no element holds the "
    "article, the data that the page's script would show (Next.js, Nuxt) do",
    read=lambda contents, options: read_web_page(contents.text, options),
    matches=lambda contents: looks_like_html(contents.text),
)
