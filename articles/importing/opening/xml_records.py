"""XML of somebody's own: each element with the fields of an article is a record."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from lxml.html import defs

from articles.importing.document import Found, RefusedDocument
from articles.importing.opening.inner import Inner, record_data
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import XML_UNKNOWN
from articles.importing.readers.html import looks_like_html
from articles.importing.readers.record_names import field_named, is_article
from articles.importing.readers.syndication import looks_like_feed
from articles.importing.readers.xml_elements import declares_xml, ending_error, forget, inner_markup, parsed_elements

_XML: Final = re.compile(
    r"\s*(?:<\?xml\b[^>]*\?>|<!DOCTYPE[^>]*>|<!--.*?-->|\s)*<(?P<root>[A-Za-z_][\w:.-]*)", re.DOTALL
)
# Elements that begin pages and fragments of HTML; of XML, some begin records as well ("article").
_PAGES: Final = frozenset(("html", "body", "head"))
_HTML: Final = frozenset(
    (
        *("div", "p", "span", "h1", "h2", "h3", "article", "section", "main", "header", "figure"),
        *("ul", "ol", "table", "a", "b", "i", "br", "center", "font"),
    )
)
# The fields that are texts, and the characters of a value that can be nothing else.
_TEXTS: Final = frozenset({"body", "lead"})
_LONG: Final = 150


def looks_like_xml(text: str) -> bool:
    """Tell whether a text begins as XML does that is no page and no feed."""
    match = _XML.match(text)
    if match is None or match["root"].lower() in _PAGES or looks_like_feed(text):
        return False
    is_of_html = match["root"].lower() in _HTML
    if declares_xml(text):
        return not (is_of_html and looks_like_html(text))
    return not is_of_html and f"</{match['root']}" in text


def xml_records(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield each element whose children name a title or a text as a record; XML without any is refused."""
    number = 0
    parsed = parsed_elements(stream)
    try:
        for _event, element in parsed:
            if isinstance(element.tag, str) and (record := _record(element, inner.options)):
                number += 1
                yield inner.document(path, f"record {number}", record_data(record), form="xml")
                forget(element)
    except etree.XMLSyntaxError as error:
        yield RefusedDocument(path, f"after record {number}", f"the XML is broken: {error.msg}")
        return
    if (broken := ending_error(parsed)) is not None:
        yield RefusedDocument(path, f"after record {number}", f"the XML is broken: {broken.message}")
    elif not number:
        yield RefusedDocument(path, "", XML_UNKNOWN)


def _record(element: etree._Element, options: ImportOptions) -> dict[str, Any] | None:
    """Return the fields of an element where its children name those of an article; attributes are fields too.

    A child that only groups fields (a title, an author, but no text) gives its fields to its parent.
    """
    children = [field for child in _children(element) for field in (_children(child) if _is_group(child) else [child])]
    names = [_name(child) for child in children]
    if len(set(names)) < 2 or not is_article(names, options) or _lacks_text(children, options):
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


def _lacks_text(fields: list[etree._Element], options: ImportOptions) -> bool:
    """Tell whether fields are those of an article without its text: no name of one, and no long value."""
    named = {field_named(_name(field)) for field in fields}
    chosen = options.names("body") or options.names("lead")
    return named.isdisjoint(_TEXTS) and not chosen and all(len(_text(field)) < _LONG for field in fields)


def _is_group(element: etree._Element) -> bool:
    """Tell whether an element of no field's name holds several fields of an article, and no text of one."""
    if field_named(_name(element)):
        return False
    fields = {field_named(_name(child)) for child in _children(element)} - {""}
    return len(fields) > 1 and fields.isdisjoint(_TEXTS)


def _value(element: etree._Element) -> Any:
    """Return the text of an element, with its markup where that is HTML's; else what its children hold.

    The children of a text are its paragraphs and pictures, those of another field a list or an object.
    """
    children = _children(element)
    field = field_named(_name(element))
    of_html = field != "captions" and any(_name(child).lower() in defs.tags for child in children)
    if not children or (of_html and field in {"", *_TEXTS}):
        return inner_markup(element)
    names = [_name(child) for child in children]
    if field in _TEXTS or not field:
        return [part for part in _parts(element) if part]
    if len(set(names)) < len(names):
        return [_value(child) for child in children]
    return {**({"type": "image"} if field == "captions" else {}), **dict(zip(names, map(_text, children), strict=True))}


def _parts(element: etree._Element) -> Iterator[Any]:
    """Yield the paragraphs and pictures of a text, those of its sections one after another."""
    yield (element.text or "").strip()
    for child in _children(element):
        if field_named(_name(child)) != "captions" and _children(child):
            value = _value(child)
            yield from value if isinstance(value, list) else [value]
        else:
            yield _value(child)
        yield (child.tail or "").strip()


def _children(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
