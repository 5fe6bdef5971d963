"""Tests for office documents in forms that programs rarely save: strict, in one file of XML, with HTML in them."""

import base64
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from articles.importing.options import ImportOptions
from articles.importing.readers import read_page
from articles.importing.readers.page import Page, Role

_TITLE = "Bài toán giữ đất ở cù lao Long Khánh"
_TEXTS = (
    "Sau ba mùa lũ, cù lao Long Khánh mất thêm 14 ha đất vườn, buộc 63 hộ dân phải dời nhà vào phía trong.",
    "Tỉnh đã chi 120 tỉ đồng làm kè đá hộc dài 1,8 km, nhưng phần đuôi cồn vẫn chưa có vốn.",
)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _saved(embedded: bytes = b"", times: int = 1) -> bytes:
    document = Document()
    for text in () if embedded else (_TITLE, *_TEXTS):
        document.add_paragraph(text, style="Title" if text == _TITLE else None)
    if embedded:
        part = Part(PackURI("/word/chunk.htm"), "text/html", embedded, document.part.package)
        place = document.part.relate_to(part, f"{_RELATIONS}/aFChunk")
        chunk = f'<w:altChunk xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}" r:id="{place}"/>'
        for _ in range(times):
            document.element.body.insert(0, parse_xml(chunk))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_saved())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _strict() -> bytes:
    usual, strict = rb"http://schemas\.openxmlformats\.org/([wod]\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in _parts().items():
            archive.writestr(name, re.sub(usual, strict, part))
    return file.getvalue()


def _flat() -> bytes:
    parts = _parts()
    types = dict(re.findall(rb'PartName="([^"]+)" ContentType="([^"]+)"', parts["[Content_Types].xml"]))
    written = (
        f'<pkg:part pkg:name="/{name}" pkg:contentType="{types.get(f"/{name}".encode(), b"text/xml").decode()}">'
        f"{_inside(name, part)}</pkg:part>"
        for name, part in parts.items()
        if not name.startswith("[")
    )
    return (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f"{''.join(written)}</pkg:package>"
    ).encode()


def _inside(name: str, part: bytes) -> str:
    if name.endswith((".xml", ".rels")):
        return f"<pkg:xmlData>{re.sub(r'^<[?][^>]*>', '', part.decode().strip())}</pkg:xmlData>"
    return f"<pkg:binaryData>{base64.b64encode(part).decode()}</pkg:binaryData>"


def _of_2003() -> bytes:
    texts = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (_TITLE, *_TEXTS))
    return (
        '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">'
        f"<w:body>{texts}</w:body></w:wordDocument>"
    ).encode()


def _flat_open() -> bytes:
    texts = "".join(f"<text:p>{text}</text:p>" for text in (_TITLE, *_TEXTS))
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'<?xml version="1.0"?><office:document xmlns:office="{spaces}:office:1.0" xmlns:text="{spaces}:text:1.0" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{texts}</office:text>'
        "</office:body></office:document>"
    ).encode()


def _read(data: bytes) -> Page:
    return read_page(data, ImportOptions())


@pytest.mark.parametrize("make", [_strict, _flat, _of_2003, _flat_open])
def test_a_document_is_read_alike_in_every_form(make: Callable[[], bytes]) -> None:
    page = _read(make())
    assert [block.text for block in page.blocks] == [_TITLE, *_TEXTS]


def test_html_in_a_word_document_is_read_as_the_page_that_it_is() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in (*_TEXTS, "Người dân mong kè được làm tiếp trước mùa lũ."))
    page = _read(_saved(f'<html><meta charset="utf-8"><body><h1>{_TITLE}</h1>{paragraphs}</body></html>'.encode()))
    assert [block.text for block in page.blocks if block.role is Role.TITLE] == [_TITLE]
    assert [block.text for block in page.blocks[1:3]] == list(_TEXTS)


def test_a_document_that_many_places_name_is_read_once() -> None:
    html = f'<meta charset="utf-8"><h1>{_TITLE}</h1>{"".join(f"<p>{text}</p>" for text in _TEXTS)}'.encode()
    assert _read(_saved(html, times=40)).blocks == _read(_saved(html)).blocks
