"""XML read one element after another: without document types, entities of its own or network, and mended on the way."""

from typing import IO, Final, cast

from lxml import etree

# Errors after which libxml2 stops; it recovers from others.
_ENDING_ERRORS: Final = frozenset(
    {"ERR_RESOURCE_LIMIT", "ERR_TAG_NOT_FINISHED", "ERR_DOCUMENT_END", "ERR_INTERNAL_ERROR", "ERR_NO_MEMORY"}
)


def declares_xml(text: str) -> bool:
    """Tell whether a text begins with the declaration of XML."""
    return text.lstrip("\ufeff \t\r\n").startswith("<?xml")


def xml_parser(*, recover: bool) -> etree.XMLParser:
    """Return a parser for a whole text; one that recovers reads on after errors."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover, huge_tree=False)


def parsed_elements(stream: object, encoding: str | None = None) -> "etree.iterparse[tuple[str, etree._Element]]":
    """Yield ("end", element) for each element of a stream (anything with `read`), as soon as it ends.

    `encoding` None is the one that the XML declares. Errors are in `error_log`; see `ending_error`.
    """
    return etree.iterparse(
        cast("IO[bytes]", stream),
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        recover=True,
        huge_tree=False,
    )


def ending_error(parsed: "etree.iterparse[tuple[str, etree._Element]]") -> "etree._LogEntry | None":
    """Return the error that ended the parsing before the end of the stream, None where it was read to its end."""
    return next((error for error in parsed.error_log if error.type_name in _ENDING_ERRORS), None)


def forget(element: etree._Element) -> None:
    """Drop an element and those before it, so that a large file is never in memory as a whole."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def inner_markup(element: etree._Element) -> str:
    """Return the text in an element, with the markup of the elements in it."""
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element if isinstance(child.tag, str))
    return ((element.text or "") + inner).strip()
