"""XML of somebody's own: each element with the fields of an article is a record."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from lxml.html import defs

from articles.importing.document import Found, RefusedDocument
from articles.importing.metadata import Metadata
from articles.importing.opening.inner import Inner, record_data
from articles.importing.opening.streams import head
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import CORPUS, XML_UNKNOWN
from articles.importing.readers.kinds.text_kinds import no_article
from articles.importing.readers.records.record_fields import paper_in
from articles.importing.readers.records.record_names import field_named, is_article, is_general
from articles.importing.readers.syndication import looks_like_feed
from articles.importing.readers.web.html import looks_like_html
from articles.importing.readers.xml_elements import declares_xml, ending_error, forget, inner_markup, parsed_elements

# Nothing is tried in two ways: a text may begin with thousands of spaces or comments.
_XML: Final = re.compile(
    r"(?:<\?xml\b[^>]*\?>|<!DOCTYPE[^>]*>|(?><!--.*?-->)|\s)*+<(?P<root>[A-Za-z_][\w:.-]*)", re.DOTALL
)
# Elements that begin pages and fragments of HTML; of XML, some begin records as well ("article").
_PAGES: Final = frozenset(("html", "body", "head"))
_HTML: Final = frozenset(
    (
        *("div", "p", "span", "h1", "h2", "h3", "article", "section", "main", "header", "figure"),
        *("ul", "ol", "table", "a", "b", "i", "br", "center", "font"),
    )
)
# Elements of newer HTML that are named as a lead, and how many fields of its own tell XML from HTML.
_OF_HTML: Final = defs.tags | {"summary"}
_LEAST_OWN: Final = 2
_ELEMENT: Final = re.compile(r"<([A-Za-z_][\w.-]*)[\s/>]")
# The fields that are texts, and the characters of a value that can be nothing else.
_TEXTS: Final = frozenset({"body", "lead"})
_LONG: Final = 150
# Fields that stand above a text.
_HEAD: Final = frozenset({"title", "authors", "lead"})
# Attributes with the value of an empty element, in the order in which they are looked for.
_TELLING: Final = (
    *("value", "content", "norm", "name", "literal", "text", "label", "title", "date", "type", "ten", "giatri"),
)
# Elements of any field, and the attributes that name it: <field name="title">, <str name="title">.
_UNNAMED: Final = frozenset(
    (
        *("field", "property", "attribute", "attr", "meta", "metadata", "str", "arr", "date", "int", "long", "text"),
        *("column", "col", "item", "element", "param", "data", "value", "cell"),
    )
)
_NAMING: Final = ("name", "key", "property", "field", "id")


def looks_like_xml(text: str) -> bool:
    """Tell whether a text begins as XML does that is no page and no feed."""
    match = _XML.match(text)
    if match is None or match["root"].lower() in _PAGES or looks_like_feed(text):
        return False
    is_of_html = match["root"].lower() in _HTML and len(_own_fields(text)) < _LEAST_OWN
    if declares_xml(text):
        return not (is_of_html and looks_like_html(text))
    return not is_of_html and f"</{match['root']}" in text


def _own_fields(text: str) -> set[str]:
    """Return the fields of an article that elements are named as which HTML does not have: <headline>, <author>."""
    names = {name for name in _ELEMENT.findall(text) if name.lower() not in _OF_HTML}
    return {field for name in names if (field := field_named(name)) in {"body", *_HEAD}}


def xml_records(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield each element whose children name a title or a text as a record; XML without any is refused."""
    number = 0
    parsed = parsed_elements(_Rooted(stream) if _are_several(head(stream)) else stream)
    try:
        paper = ""
        for number, (element, record) in enumerate(_records(parsed, inner.options), start=1):
            paper = _paper_around(element) or paper
            yield inner.document(path, f"record {number}", record_data(record), Metadata(source=paper), "xml")
    except etree.XMLSyntaxError as error:
        yield RefusedDocument(path, f"after record {number}", f"the XML is broken: {error.msg}")
        return
    if (broken := ending_error(parsed)) is not None:
        yield RefusedDocument(path, f"after record {number}", f"the XML is broken: {broken.message}")
    elif not number:
        yield RefusedDocument(path, "", XML_UNKNOWN)


class _Rooted:
    """A stream of elements one after another, in one element around them, as XML must be."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self._before, self._after = stream, b"<records>", b"</records>"

    def read(self, size: int) -> bytes:
        part, self._before = self._before or self._stream.read(size), b""
        if not part:
            part, self._after = self._after, b""
        return part


def _are_several(first: bytes) -> bool:
    """Tell whether XML that begins so has several elements one after another, with none around them."""
    text = first.decode("utf-8", "replace")
    root = _XML.match(text)
    return root is not None and not declares_xml(text) and bool(re.search(rf"</{root['root']}>\s*<[A-Za-z]", text))


def _paper_around(element: etree._Element) -> str:
    """Return the paper that an element around a record names, in its attributes or in a child of its own."""
    for around in element.iterancestors():
        children = {_name(one): _text(one) for one in _children(around) if not _children(one) and one is not element}
        if paper := paper_in({**children, **_attributes(around)}):
            return paper
    return ""


def _records(
    parsed: "etree.iterparse[tuple[str, etree._Element]]", options: ImportOptions
) -> Iterator[tuple[etree._Element, dict[str, Any]]]:
    """Yield the elements and records of parsed elements, each once the next one begins, or the file ends.

    Until then the element around the only one in it may add what stands beside it: the author, the date, the text.
    """
    waiting: tuple[etree._Element, dict[str, Any]] | None = None
    for _event, element in parsed:
        record = _record(element, options) if isinstance(element.tag, str) else None
        if record is None:
            continue
        if waiting is not None and element in waiting[0].iterancestors():
            waiting = (element, record) if _completes(record, waiting[1]) else waiting
            continue
        if waiting is not None:
            yield waiting
            forget(waiting[0])
        waiting = element, record
    if waiting is not None:
        yield waiting


def _completes(record: dict[str, Any], inner: dict[str, Any]) -> bool:
    """Tell whether the record of an element is that of the one inside of it, with more fields."""
    has_fields = all(record.get(name) == value for name, value in inner.items() if field_named(name))
    return has_fields and len(record) > len(inner)


def _record(element: etree._Element, options: ImportOptions) -> dict[str, Any] | None:
    """Return the fields of an element where its children name those of an article; attributes are fields too.

    A child that only groups fields (a title, an author, or all that stands above a text, but no text) gives its
    fields to its parent. The element of a text is itself no record.
    """
    if element.getparent() is not None and (_is_text_element(element) or _name(element).lower() in _PAGES):
        return None
    if titled := _titled_by_attribute(element):
        return titled
    fields = list(_fields(element))
    names = [_name(field) for field in fields]
    if len(set(names)) < 2 or not is_article(names, options) or _lacks_text(fields, options):
        return None
    record: dict[str, Any] = dict(_attributes(element))
    for name, field in zip(names, fields, strict=True):
        value = _value(field)
        if name in record and value:
            before = record[name]
            record[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            record.setdefault(name, value)
    return record


def _attributes(element: etree._Element) -> dict[str, str]:
    return {_local(str(name)): str(value) for name, value in element.attrib.items() if "{" not in str(name)}


def _titled_by_attribute(element: etree._Element) -> dict[str, Any]:
    """Return the record of an element whose attribute is its title and which holds nothing but the text.

    So corpora write articles: <doc title="..."> with the lines, the sentences or the paragraphs in it.
    """
    attributes = _attributes(element)
    children = _children(element)
    is_named = _name(element) != _local(str(element.tag)) or not any(field_named(one) == "title" for one in attributes)
    if is_named or len({child.tag for child in children}) > 1:
        return {}
    if no_article("".join(map(str, element.itertext()))) == CORPUS:
        return {}
    lines = list(map(_text, children)) if children else (element.text or "").split("\n")
    text = [line.strip() for line in lines if line.strip()]
    is_field = any(field_named(_name(child)) not in {"", "body"} for child in children[:1])
    return {} if is_field or sum(map(len, text)) < _LONG else {**attributes, "content": text}


def _fields(element: etree._Element) -> Iterator[etree._Element]:
    for child in _children(element):
        if _is_group(child):
            yield from _fields(child)
        else:
            yield child


def _lacks_text(fields: list[etree._Element], options: ImportOptions) -> bool:
    """Tell whether fields are those of an article without its text: no name of one, and no long value."""
    named = {field_named(_name(field)) for field in fields}
    chosen = options.names("body") or options.names("lead")
    return named.isdisjoint(_TEXTS) and not chosen and all(len(_text(field)) < _LONG for field in fields)


def _is_group(element: etree._Element) -> bool:
    """Tell whether an element only groups fields: it has several, or the text and its head, or stands around those."""
    name = field_named(_name(element))
    children = _children(element)
    if name not in {"", "body"} or not children:
        return False
    inner = {field_named(_name(child)) for child in children} - {""}
    if name:
        return bool(inner & _HEAD) or any(map(_is_head, children))
    if len(inner) > 1 and inner.isdisjoint(_TEXTS):
        return True
    of_html = any(_name(child).lower() in defs.tags - _PAGES for child in children)
    return not of_html and (bool(inner) or any(map(_is_group, children)) or any(map(_tells_by_attribute, children)))


def _is_head(element: etree._Element) -> bool:
    """Tell whether an element holds the title or the authors above a text."""
    return bool({field_named(_name(child)) for child in _children(element)} & _HEAD) and not field_named(_name(element))


def _is_text_element(element: etree._Element) -> bool:
    """Tell whether an element is named as a text, and cannot be a whole document by its name ("story")."""
    return field_named(_name(element)) == "body" and not is_general(_name(element))


def _tells_by_attribute(element: etree._Element) -> bool:
    is_empty = not len(element) and not (element.text or "").strip()
    return is_empty and bool(element.attrib) and bool(field_named(_name(element)))


def _value(element: etree._Element) -> Any:
    """Return the text of an element, with its markup where that is HTML's; else what its children hold.

    The children of a text are its paragraphs and pictures, those of another field a list or an object.
    """
    children = _children(element)
    field = field_named(_name(element))
    of_html = field != "captions" and any(_name(child).lower() in defs.tags for child in children)
    if not children and not (element.text or "").strip():
        return _in_attributes(element)
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


def _in_attributes(element: etree._Element) -> str:
    """Return what the attributes of an empty element say: <pubdata name="..."/>, <date.issue norm="..."/>."""
    values = {_local(str(name)).rpartition(".")[2].lower(): str(value) for name, value in element.attrib.items()}
    return next((values[name] for name in _TELLING if values.get(name)), "")


def _name(element: etree._Element) -> str:
    """Return the name of an element, or the one that its attribute gives a field: <field name="title">."""
    name = _local(str(element.tag))
    given = next((str(element.get(key)) for key in _NAMING if element.get(key)), "")
    return given if given and name.lower() in _UNNAMED else name


def _local(name: str) -> str:
    return name.rpartition("}")[2]
