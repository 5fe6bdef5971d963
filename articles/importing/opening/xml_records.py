"""XML of somebody's own: each element with the fields of an article is a record."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final, cast

from lxml import etree

from articles.importing.document import Found, RefusedDocument
from articles.importing.opening.inner import Inner
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import XML_UNKNOWN
from articles.importing.readers.html import looks_like_html
from articles.importing.readers.record_names import is_article
from articles.importing.readers.syndication import looks_like_feed

_XML: Final = re.compile(
    r"\s*(?:<\?xml\b[^>]*\?>|<!DOCTYPE[^>]*>|<!--.*?-->|\s)*<(?P<root>[A-Za-z_][\w:.-]*)", re.DOTALL
)
_HTML: Final = frozenset(
    [
        "html",
        "body",
        "head",
        "div",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "article",
        "section",
        "main",
        "header",
        "figure",
        "ul",
        "ol",
        "table",
        "a",
        "b",
        "i",
        "br",
        "center",
        "font",
    ]
)
_ENDING: Final = {"ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END", "ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR"}


def looks_like_xml(text: str) -> bool:
    """Tell whether a text begins as XML does that is no page and no feed."""
    match = _XML.match(text)
    if match is None or looks_like_feed(text):
        return False
    declared = text.lstrip("\ufeff \t\r\n").startswith("<?xml")
    if match["root"].lower() in {"html", "body", "head"}:
        return False
    closed = f"</{match['root']}" in text or declared
    return closed and (declared or match["root"].lower() not in _HTML) and not _is_page(text, match["root"])


def _is_page(text: str, root: str) -> bool:
    """Tell whether an element that HTML has too ("article") is one of HTML: with paragraphs, without fields."""
    return root.lower() in _HTML and looks_like_html(text)


def xml_records(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield each element whose children name a title or a text as a record; XML without any is refused."""
    number = 0
    parsed = etree.iterparse(
        cast("Any", stream), resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        for _event, element in parsed:
            if isinstance(element.tag, str) and (record := _record(element, inner.options)):
                number += 1
                data = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
                yield inner.document(path, f"record {number}", data, form="xml")
                _forget(element)
    except etree.XMLSyntaxError as error:
        yield RefusedDocument(path, f"after record {number}", f"the XML is broken: {error.msg}")
        return
    broken = next((error for error in parsed.error_log if error.type_name in _ENDING), None)
    if broken is not None:
        yield RefusedDocument(path, f"after record {number}", f"the XML is broken: {broken.message}")
    elif not number:
        yield RefusedDocument(path, "", XML_UNKNOWN)


def _record(element: etree._Element, options: ImportOptions) -> dict[str, Any] | None:
    """Return the fields of an element where its children name those of an article; attributes are fields too."""
    children = [child for child in element if isinstance(child.tag, str)]
    names = [_name(child) for child in children]
    if len(set(names)) < 2 or not is_article(names, options):
        return None
    record: dict[str, Any] = {str(name): value for name, value in element.attrib.items() if "{" not in str(name)}
    for name, child in zip(names, children, strict=True):
        value = _value(child)
        if name in record and value:
            before = record[name]
            record[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            record.setdefault(name, value)
    return record


def _value(element: etree._Element) -> str:
    """Return the text of an element, with its markup where it has any."""
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element if isinstance(child.tag, str))
    return ((element.text or "") + inner).strip()


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
