"""Makes files of every form of document, each with articles about a floating market."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from datetime import datetime

import docx

TITLE = "Chợ nổi vào mùa cá linh"
PARAGRAPHS = ("Giá cá đầu mùa cao.", "Bà Sal chở 40 kg cá ra chợ.")
TEXT = "\n\n".join([TITLE, *PARAGRAPHS]).encode()
RECORD = {"title": TITLE, "body": list(PARAGRAPHS)}
PAGE = f"<html><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</html>".encode()
PACKED: "dict[str, Callable[[bytes], bytes]]" = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def zip_of(**members: bytes) -> bytes:
    """Return a ZIP; "a__txt" names the member "a.txt"."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return made.getvalue()


def tar_of(**members: bytes) -> bytes:
    """Return a tar archive; "a__txt" names the member "a.txt"."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name.replace("__", "."))
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def word_of(
    *paragraphs: tuple[str, str], author: str = "", created: datetime | None = None, cells: tuple[str, ...] = ()
) -> bytes:
    """Return a Word document of (text, style) with its properties."""
    word = docx.Document()
    word.core_properties.author = author
    word.core_properties.created = created or datetime(2013, 12, 23)
    for text, style in paragraphs:
        word.add_paragraph(text, style or None)
    if cells:
        table = word.add_table(len(cells), 1)
        for index, text in enumerate(cells):
            table.cell(index, 0).text = text
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def warc_of(*pages: tuple[str, str, bytes], packed: bool = False) -> bytes:
    """Return a WARC of (address, status and kind as "200 text/html", content), each record packed where asked."""
    records = [_record("warcinfo", "", b"software: test\r\n")]
    for address, answer, content in pages:
        status, kind = answer.split(" ", 1)
        records.append(
            _record("response", address, f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n\r\n".encode() + content)
        )
    return b"".join(map(gzip.compress, records) if packed else records)


def _record(kind: str, address: str, content: bytes) -> bytes:
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    named = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}Content-Length: {len(content)}\r\n\r\n"
    return named.encode() + content + b"\r\n\r\n"


def json_of(*titles: str) -> list[dict[str, object]]:
    """Return a record for each title."""
    return [{"title": title, "body": list(PARAGRAPHS)} for title in titles]


def lines_of(*titles: str) -> bytes:
    """Return JSON Lines with a record for each title."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in json_of(*titles)).encode()


def pdf_of(*paragraphs: str) -> bytes:
    """Return a PDF with a text layer: a line for each paragraph, in a font that maps its codes to Unicode."""
    lines = "".join(
        f"1 0 0 1 50 {760 - 30 * n} Tm <{text.encode('utf-16-be').hex()}> Tj\n" for n, text in enumerate(paragraphs)
    )
    stream = f"BT /F1 12 Tf\n{lines}ET".encode()
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
        b"endcmap end end"
    )
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/Arial/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Arial/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 500>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    return made + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))


def rtf_of(*paragraphs: str) -> bytes:
    """Return rich text, its letters beyond ASCII written as \\uN."""
    escaped = ("".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in text) for text in paragraphs)
    return ("{\\rtf1\\ansi\\uc1 " + "\\par\n\\par\n".join(escaped) + "}").encode()


def odt_of(*paragraphs: str, styles: str = "") -> bytes:
    """Return an OpenDocument text; the prefixes of its XML are `text`, `table` and `style`."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    prefixes = " ".join(f'xmlns:{prefix}="{name}:{prefix}:1.0"' for prefix in ("text", "table", "style"))
    body = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office {prefixes}>{body}</office>")
        archive.writestr("styles.xml", f"<office {prefixes}>{styles}</office>")
    return made.getvalue()
