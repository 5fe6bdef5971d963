"""Office documents in the forms that programs rarely save: in one file of XML, and Word's by the strict standard.

"Flat OPC" holds the parts of a Word document in one file (ISO/IEC 29500-2, annex D of its use by Word), Word 2003 XML
its text, flat OpenDocument all that a text has. Strict documents (ISO/IEC 29500-1) have other namespaces than those
that Word writes by default (ISO/IEC 29500-4).
"""

import base64
import io
import re
import zipfile
from typing import Final

from lxml import etree

from articles.importing.file_kinds import is_word
from articles.importing.readers.xml_elements import xml_parser

_BEGINNING: Final = 2000  # bytes in which a file says what it is
_XML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|[\w.-]+:)")
_PACKAGE: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OF_2003: Final = b"http://schemas.microsoft.com/office/word/2003/wordml"
_FLAT_WORD: Final = (_PACKAGE.strip("{}").encode(), _OF_2003)
_FLAT_OPEN: Final = re.compile(rb"<office:document\s[^>]*application/vnd\.oasis\.opendocument\.text")
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_MARKED_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_MARKUP: Final = (".xml", ".rels")
_TYPES: Final = "[Content_Types].xml"
_OOXML: Final = b"http://schemas.openxmlformats.org"
_MAIN: Final = _OOXML + b"/wordprocessingml/2006/main"
_DOCUMENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_RELATED: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)


def is_word_file(data: bytes) -> bool:
    """Tell whether a whole file is a Word document, in a ZIP or in one file of XML."""
    return is_word(data) or (_XML.match(data) is not None and any(mark in data[:_BEGINNING] for mark in _FLAT_WORD))


def is_flat_open_text(data: bytes) -> bool:
    """Tell whether a file is an OpenDocument text in one file of XML (.fodt)."""
    return _XML.match(data) is not None and _FLAT_OPEN.search(data[: 5 * _BEGINNING]) is not None


def usual_word(data: bytes) -> bytes:
    """Return a Word document as the ZIP that Word writes by default; one that is such a ZIP as it is.

    Raises what a damaged ZIP or XML raises.
    """
    if not is_word(data):
        parts = _parts_of_2003(data) if _OF_2003 in data[:_BEGINNING] else _parts_of_flat(data)
        return _packed(parts)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _MARKED_STRICT not in archive.read("word/document.xml"):
            return data
        return _packed({name: archive.read(name) for name in archive.namelist() if not name.endswith("/")})


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, _transitional(part) if name.endswith(_MARKUP) else part)
    return file.getvalue()


def _transitional(part: bytes) -> bytes:
    return _STRICT.sub(_OOXML + rb"/\1/2006/", part)


def _parts_of_flat(data: bytes) -> dict[str, bytes]:
    root = etree.fromstring(data, xml_parser(recover=False))
    parts: dict[str, bytes] = {}
    types: dict[str, str] = {}
    for part in root.iter(f"{_PACKAGE}part"):
        name = part.get(f"{_PACKAGE}name", "").lstrip("/")
        markup, binary = part.find(f"{_PACKAGE}xmlData"), part.find(f"{_PACKAGE}binaryData")
        if markup is not None and len(markup):
            parts[name] = etree.tostring(markup[0], encoding="utf-8", xml_declaration=True)
        else:
            parts[name] = base64.b64decode("" if binary is None else binary.text or "")
        types[name] = part.get(f"{_PACKAGE}contentType", "")
    return {_TYPES: _content_types(types), **parts}


def _parts_of_2003(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document of Word 2003, whose elements are called as those of today."""
    root = etree.fromstring(data.replace(_OF_2003, _MAIN), xml_parser(recover=False))
    word = f"{{{_MAIN.decode()}}}"
    body, styles = root.find(f"{word}body"), root.find(f"{word}styles")
    document = etree.Element(f"{word}document")
    document.extend([] if body is None else [body])
    parts = {
        "word/document.xml": etree.tostring(document),
        "word/styles.xml": etree.tostring(etree.Element(f"{word}styles") if styles is None else styles),
        "_rels/.rels": _RELATED.format(kind="officeDocument", target="word/document.xml").encode(),
        "word/_rels/document.xml.rels": _RELATED.format(kind="styles", target="styles.xml").encode(),
    }
    types = {"word/document.xml": _DOCUMENT_TYPE, "word/styles.xml": _STYLES_TYPE}
    return {_TYPES: _content_types(types), **parts}


def _content_types(types: dict[str, str]) -> bytes:
    root = etree.Element("Types", xmlns="http://schemas.openxmlformats.org/package/2006/content-types")
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, "Default", Extension="rels", ContentType=relations)
    for name, kind in types.items():
        etree.SubElement(root, "Override", PartName=f"/{name}", ContentType=kind)
    return etree.tostring(root)
