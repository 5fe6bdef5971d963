"""Files made to do harm: each is refused or read safely, in little memory and time."""

import gzip
import io
import resource
import struct
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from pytest_django import Settings

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.opening.files import find_documents
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.parsing import parse_document
from bench import document_files as files
from bench.document_files import PACKED, PAGE, TEXT, TITLE

MB = 1024**2


@pytest.fixture(autouse=True)
def small_limits(settings: Settings) -> Iterator[None]:
    """Keep the limits low, and see that no test takes long or grows by a hundred megabytes."""
    settings.IMPORT_MAX_DOCUMENT_MB = 1
    settings.IMPORT_MAX_FILES = 100
    settings.IMPORT_MAX_UNPACKED_MB = 8
    settings.IMPORT_MAX_DEPTH = 3
    started, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.perf_counter() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 100 * 1024


def _found(folder: Path, data: bytes, name: str = "tin.txt") -> list[Found]:
    (folder / name).write_bytes(data)
    return list(find_documents([folder / name]))


def _reasons(folder: Path, data: bytes, name: str = "tin.txt") -> list[str]:
    return [found.reason for found in _found(folder, data, name) if isinstance(found, RefusedDocument)]


@pytest.mark.parametrize("packed", PACKED)
def test_what_unpacks_to_very_much_is_refused(tmp_path: Path, packed: str) -> None:
    data = PACKED[packed](b"title,body\n" + b"a" * 30 * MB)
    [reason] = _reasons(tmp_path, data)
    assert "times its size" in reason or "MB" in reason


def test_a_bomb_in_a_bomb_is_refused(tmp_path: Path) -> None:
    data = gzip.compress(gzip.compress(files.lines_of(TITLE) * 2 + b"\n" * 30 * MB))
    assert "times its size" in _reasons(tmp_path, data)[-1]


def test_a_zip_whose_directory_understates_its_sizes_is_refused(tmp_path: Path) -> None:
    data = bytearray(files.zip_of(a__txt=b"a" * 3 * MB))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    [found] = _found(tmp_path, bytes(data))
    assert isinstance(found, RefusedDocument) or len(found.data) <= 10


def test_members_that_lie_over_one_another_cost_no_more_than_the_limit(tmp_path: Path) -> None:
    made = io.BytesIO(files.zip_of(a__txt=TEXT * 100))
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(99):
            info = zipfile.ZipInfo(f"{number}.txt")
            first = archive.infolist()[0]
            info.header_offset, info.CRC, info.compress_type = first.header_offset, first.CRC, first.compress_type
            info.file_size, info.compress_size = first.file_size, first.compress_size
            archive.filelist.append(info)
        archive._didModify = True  # type: ignore[attr-defined]
    found = _found(tmp_path, made.getvalue())
    assert len(found) == 100
    assert sum(isinstance(one, Document) for one in found) == 1


def test_archives_too_deep_in_one_another_are_refused(tmp_path: Path) -> None:
    data = TEXT
    for _ in range(4):
        data = files.zip_of(a__zip=data)
    assert _reasons(tmp_path, data) == ["archives in archives, more than 3 deep"]


def test_a_zip_in_itself_comes_to_an_end(tmp_path: Path) -> None:
    inner = files.zip_of(a__txt=TEXT)
    data = files.zip_of(**{f"{n}__zip": files.zip_of(**{f"{m}__zip": inner for m in range(60)}) for n in range(60)})
    assert _reasons(tmp_path, data)[-1] == "it holds more than 100 files; what follows is left out"


def test_a_zip_of_a_million_files_is_refused_before_its_directory_is_read(tmp_path: Path) -> None:
    entry = b"PK\x01\x02" + b"\0" * 42
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) * 1_000_000, 0, 0)
    data = b"PK\x03\x04" + entry * 1_000_000 + end
    assert _reasons(tmp_path, data) == ["it holds more than 100 files"]


def test_a_tar_of_many_files_is_read_up_to_the_limit(tmp_path: Path) -> None:
    *read, last = _found(tmp_path, files.tar_of(**{f"{n}__txt": TEXT for n in range(150)}))
    assert len(read) == 100
    assert last == RefusedDocument("tin.txt", "", "it holds more than 100 files; what follows is left out")


def test_all_that_an_archive_unpacks_to_is_limited(tmp_path: Path) -> None:
    noise = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(200_000)).encode()
    reasons = _reasons(tmp_path, files.zip_of(**{f"{n}__txt": noise for n in range(30)}))
    assert reasons == ["it unpacks to more than 8 MB; what follows is left out"]


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "..\\..\\x", "a/../../b", "x\n\x00y"])
def test_a_path_that_climbs_out_names_a_document_and_nothing_else(tmp_path: Path, name: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(TEXT)
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(entry, io.BytesIO(TEXT))
    (tmp_path / "in").mkdir()
    [found] = _found(tmp_path / "in", made.getvalue())
    assert isinstance(found, Document)
    assert found.path.startswith("tin.txt/")
    assert ".." not in found.path.split("/")
    assert found.path.isprintable()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "tin.txt"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path, kind: bytes) -> None:
    entry = tarfile.TarInfo("a.txt")
    entry.type, entry.linkname = kind, "/etc/passwd"
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(entry)
    assert _reasons(tmp_path, made.getvalue())[0] in {"a link, which is not followed", "no file"}


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert _reasons(tmp_path, made.getvalue()) == ["a link, which is not followed"]


def test_a_header_of_a_tar_that_would_fill_memory_is_refused(tmp_path: Path) -> None:
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, 5 * 1024 * MB
    data = header.tobuf(tarfile.USTAR_FORMAT) + b"\0" * MB
    assert "damaged" in _reasons(tmp_path, data)[0]


def test_entities_of_xml_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("bí mật")
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 20}">' for n in range(9))
    data = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "x">{bomb}<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
        f"<rss><channel><item><title>{TITLE}</title><description>Tin &a9; và &s;.</description></item></channel></rss>"
    )
    found = _found(tmp_path, data.encode())
    texts = [_text(one.data) if isinstance(one, Document) else one.reason for one in found]
    assert texts
    assert "bí mật" not in "".join(texts)
    assert len("".join(texts)) < 10_000


def _text(data: bytes) -> str:
    try:
        return "\n".join(parse_document(data).body)
    except UnreadableDocument as error:
        return str(error)


def test_entities_in_a_word_document_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("bí mật")
    word = files.word_of(("MỘT", ""), ("Hai.", ""), ("Ba.", ""))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "word/document.xml":
                kind = f'<!DOCTYPE d [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'.encode()
                data = data.replace(b"<w:document", kind + b"<w:document", 1).replace(b"Hai.", b"Hai &s;.")
            new.writestr(part, data)
    text = _text(made.getvalue())
    assert text
    assert "bí mật" not in text


def test_a_word_document_that_is_a_bomb_is_refused() -> None:
    data = files.zip_of(**{"word/document__xml": b"<w>" + b" " * 30 * MB, "[Content_Types]__xml": b"x"})
    with pytest.raises(UnreadableDocument, match="many times its size"):
        parse_document(data)


def _word_with(table: str) -> bytes:
    word = docx.Document(io.BytesIO(files.word_of((TITLE, "Title"), (TEXT.decode(), ""))))
    etree._Element.addnext(word.paragraphs[-1]._p, parse_xml(f"<w:tbl {nsdecls('w')}>{table}</w:tbl>"))
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _cell(properties: str, text: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


_TOP = "Ô trên cùng của bảng."
_MERGED = "<w:tr>" + _cell("<w:vMerge/>") * 60 + "</w:tr>"


@pytest.mark.parametrize(
    "table",
    [
        "<w:tr>" + _cell('<w:gridSpan w:val="2000000000"/>', _TOP) + "</w:tr>",
        "<w:tr>" + _cell('<w:vMerge w:val="restart"/>', _TOP) + _cell("") * 59 + "</w:tr>" + _MERGED * 149,
    ],
    ids=["across", "down"],
)
def test_merged_cells_of_a_word_document_are_read_once(table: str) -> None:
    assert " ".join(parse_document(_word_with(table)).body).count(_TOP) == 1


def test_scripts_of_a_page_are_no_text() -> None:
    evil = b'<script>alert("x")</script><p onclick="x()">Gi\xc3\xa1 c\xc3\xa1 cao.</p><svg onload=x><style>a{}</style>'
    article = parse_document(PAGE.replace(b"</html>", evil + b"</html>"))
    assert article.body[-1] == "Giá cá cao."


@pytest.mark.parametrize(
    "beginning", [b"", b"{", b"[{", b"title,body\n", b'title,body\na,"', b"<rss><channel><item><title>"]
)
def test_a_line_of_many_megabytes_is_refused(tmp_path: Path, beginning: bytes) -> None:
    [found] = _found(tmp_path, beginning + b"a" * 30 * MB)
    assert isinstance(found, RefusedDocument)


def test_a_line_of_many_megabytes_in_json_lines_is_passed_over(tmp_path: Path) -> None:
    line = files.lines_of(TITLE)
    found = _found(tmp_path, line + b'{"title": "' + b"a" * 30 * MB + b'"}\n' + line)
    assert [isinstance(one, Document) for one in found] == [True, False, True]


@pytest.mark.parametrize("depth", [2_000, 400_000])
@pytest.mark.parametrize("beginning", ['{"title": "x", "a": ', '[{"a": ', "<html><p>", "<rss><channel><item>"])
def test_what_is_nested_very_deep_is_refused_or_read(tmp_path: Path, beginning: str, depth: int) -> None:
    nested = "<div>" if beginning.startswith("<") else "["
    found = _found(tmp_path, f"{beginning}{nested * depth}".encode())
    outcomes = [_text(one.data) if isinstance(one, Document) else one.reason for one in found]
    assert outcomes
    assert "" not in outcomes


@pytest.mark.parametrize("name", ["tin.txt", "tin.html", "tin.jsonl", "tin.csv", "tin.docx", "tin.zip"])
def test_rubbish_with_the_name_of_news_is_refused(tmp_path: Path, name: str) -> None:
    rubbish = bytes(n * n % 251 for n in range(50_000))
    [found] = _found(tmp_path, rubbish, name)
    if isinstance(found, Document):
        with pytest.raises(UnreadableDocument):
            parse_document(found.data)
    else:
        assert found.reason


def test_a_folder_of_many_tiny_files_is_read(tmp_path: Path) -> None:
    for number in range(3_000):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    assert sum(1 for _ in find_documents([tmp_path])) == 3_000


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"\1" * 200, b"PK\x05\x06" + b"\xff" * 18])
def test_a_damaged_file_is_spoken_of_as_what_its_name_says(tmp_path: Path, data: bytes) -> None:
    for name, what in (("bài.docx", "the Word document is damaged, open it in Word"), ("bài.zip", "the ZIP file is d")):
        (tmp_path / name).write_bytes(data)
        [refused] = find_documents([tmp_path / name])
        assert isinstance(refused, RefusedDocument)
        assert refused.reason.startswith(what)
