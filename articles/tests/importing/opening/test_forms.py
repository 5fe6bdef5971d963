import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document, RefusedDocument
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import InferredDate, ParsedArticle
from bench import document_files as files
from bench.document_files import PAGE, PARAGRAPHS, RECORD, TEXT, TITLE
from bench.old_encodings import encode

NAMELESS = "tệp"


def _articles(folder: Path, data: bytes, name: str = NAMELESS, **options: object) -> list[ParsedArticle]:
    chosen = ImportOptions(**options)  # type: ignore[arg-type]
    return [
        completed_article(found, chosen) for found in _found(folder, data, name, chosen) if isinstance(found, Document)
    ]


def _found(
    folder: Path, data: bytes, name: str, options: ImportOptions | None = None
) -> list[Document | RefusedDocument]:
    (folder / name).write_bytes(data)
    return list(find_documents([folder / name], options))


def _places(folder: Path, data: bytes, name: str = NAMELESS) -> list[str]:
    return [f"{one.path} {one.place}".strip() for one in _found(folder, data, name)]


TABLE = f'Tiêu đề,Tóm tắt,Nội dung,Ngày đăng\r\n{TITLE},,"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}",14/6/2022\r\n'
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Thế giới - Báo Cà Mau RSS</title><item><title>{TITLE}</title><link>https://b.vn/cho.html</link>
<guid isPermaLink="false">bai-7</guid><pubDate>Tue, 14 Jun 2022 03:15:00 GMT</pubDate>
<dc:creator>Thạch Bình</dc:creator>
<description><![CDATA[<a href="x"><img src="y"></a></br>{PARAGRAPHS[0]}]]></description>
<content:encoded><![CDATA[<p>{PARAGRAPHS[0]}</p><p>Bà Sal chở 40&nbsp;kg cá ra chợ.</p>]]></content:encoded>
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Dân trí</title><entry><title type="html">{TITLE}</title>
<id>https://b.vn/cho.html</id><updated>2022-06-14T10:15:00+07:00</updated><author><name>Thạch Bình</name></author>
<category term="Kinh tế"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PARAGRAPHS[0]}</p>
<p>{PARAGRAPHS[1]}</p></div></content></entry></feed>"""
WORD = files.word_of((TITLE, "Title"), *((text, "") for text in PARAGRAPHS))


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (TEXT, "raw"),
        (PAGE, "html"),
        (json.dumps(RECORD, indent=1).encode(), "json"),
        (json.dumps([RECORD]).encode(), "json"),
        (json.dumps({"data": {"total": 2, "items": [RECORD, RECORD]}}).encode(), "json"),
        (files.lines_of(TITLE, "Bài khác"), "json"),
        (TABLE.encode(), "table"),
        (RSS.encode(), "feed"),
        (ATOM.encode(), "feed"),
        (WORD, "word"),
        (files.warc_of(("https://b.vn/cho.html", "200 text/html; charset=utf-8", PAGE)), "html"),
        (files.warc_of(("https://b.vn/cho.html", "200 text/html", PAGE), packed=True), "html"),
        (files.zip_of(a__txt=TEXT), "raw"),
        (files.tar_of(a__txt=TEXT), "raw"),
        *((pack(TEXT), "raw") for pack in files.PACKED.values()),
        (files.PACKED["xz"](files.tar_of(a=files.zip_of(b=WORD))), "word"),
        (files.zip_of(a=files.PACKED["gz"](TABLE.encode())), "table"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",  # gzip puts the time into its bytes
)
def test_every_form_is_told_by_its_content(tmp_path: Path, data: bytes, form: str) -> None:
    article = _articles(tmp_path, data)[0]
    assert (article.form, article.title, article.lead, article.body) == (form, TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])


def test_what_is_in_an_archive_is_told_by_its_path(tmp_path: Path) -> None:
    data = files.zip_of(
        a__txt=TEXT,
        b__tgz=files.PACKED["gz"](files.tar_of(c__jsonl=files.lines_of("x", "y"))),
    )
    assert _places(tmp_path, data, "k.zip") == [
        "k.zip/a.txt",
        "k.zip/b.tgz/c.jsonl line 1",
        "k.zip/b.tgz/c.jsonl line 2",
    ]


# --- JSON


def test_an_array_gives_a_document_a_record(tmp_path: Path) -> None:
    data = json.dumps(files.json_of("Một", "Hai", "Ba"), indent=2).encode("utf-16")
    assert [one.title for one in _articles(tmp_path, data)] == ["Một", "Hai", "Ba"]
    assert _places(tmp_path, data)[2] == f"{NAMELESS} record 3"


def test_half_letters_of_a_record_in_a_list_are_question_marks(tmp_path: Path) -> None:
    listed = {"items": [RECORD | {"title": f"{TITLE} \ud83d"}, RECORD]}
    titles = [article.title for article in _articles(tmp_path, json.dumps(listed).encode())]
    assert titles == [f"{TITLE} ?", TITLE]


def test_an_array_broken_in_the_middle_gives_what_is_before(tmp_path: Path) -> None:
    data = json.dumps(files.json_of("Một", "Hai")).encode()[:-20]
    read, refused = _found(tmp_path, data, NAMELESS)
    assert isinstance(read, Document)
    assert isinstance(refused, RefusedDocument)
    assert (refused.place, refused.reason[:18]) == ("record 2", "the JSON is broken")


def test_a_record_with_pictures_is_one_article(tmp_path: Path) -> None:
    record = RECORD | {"images": [{"caption": "Bến chợ.", "credit": "CTV"}, {"caption": "Cá linh."}]}
    [article] = _articles(tmp_path, json.dumps(record).encode())
    assert [caption.credit for caption in article.captions] == ["CTV", ""]


def test_long_records_are_read_across_pieces(tmp_path: Path) -> None:
    records = [RECORD | {"title": f"Bài {n}", "body": ["Cá linh về. " * 12_000]} for n in range(3)]
    assert [one.title for one in _articles(tmp_path, json.dumps(records).encode())] == ["Bài 0", "Bài 1", "Bài 2"]
    assert len(_articles(tmp_path, "\n".join(map(json.dumps, records)).encode())) == 3


# --- tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "vni", "tcvn3", "windows-1258"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_are_read_as_programs_write_them(tmp_path: Path, encoding: str, separator: str) -> None:
    made = io.StringIO()
    rows = csv.writer(made, delimiter=separator)
    rows.writerow(["STT", "Tên bài viết", "Nội dung", "Tác giả"])
    rows.writerow(["1", TITLE, "\n".join(PARAGRAPHS), "Thạch Bình"])
    text = made.getvalue()
    old = encoding in {"vni", "tcvn3", "windows-1258"}
    [article] = _articles(tmp_path, encode(text, encoding) if old else text.encode(encoding))
    assert (article.title, article.lead, article.body) == (TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])
    assert article.authors == ("Thạch Bình",)
    assert any("encoding" in warning for warning in article.warnings) == old
    assert ("encoding: TCVN3 (ABC)" in article.warnings) == (encoding == "tcvn3")


def test_the_row_of_the_separator_that_excel_writes_is_no_article(tmp_path: Path) -> None:
    data = f"sep=;\r\ntieu_de;noi_dung\r\n{TITLE};{PARAGRAPHS[0]}\r\n;\r\nHai;Bài hai.\r\n".encode()
    assert [one.title for one in _articles(tmp_path, data)] == [TITLE, "Hai"]
    assert _places(tmp_path, data) == [f"{NAMELESS} row 1", f"{NAMELESS} row 3"]


def test_the_columns_of_a_table_can_be_named(tmp_path: Path) -> None:
    data = f"A,B\n{TITLE},{PARAGRAPHS[0]}\n".encode()
    [refused] = _found(tmp_path, data, "bài.csv")
    assert isinstance(refused, RefusedDocument)
    assert refused.reason == "no column of the table names a title or a text: A,B"
    [article] = _articles(tmp_path, data, fields=(("title", "a"), ("body", "b")))
    assert article.title == TITLE


def test_a_huge_cell_is_read(tmp_path: Path) -> None:
    data = f'title,body\n{TITLE},"{"Cá linh về đồng. " * 60_000}"\n'.encode()
    assert len(_articles(tmp_path, data)[0].body[0]) > 900_000


def test_text_with_commas_is_no_table(tmp_path: Path) -> None:
    data = f"Tiêu đề, nội dung và hình thức báo in\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}".encode()
    assert _articles(tmp_path, data)[0].title == "Tiêu đề, nội dung và hình thức báo in"


def test_a_page_on_one_line_is_no_table(tmp_path: Path) -> None:
    # Between commas stand words that name columns.
    meta = '<meta name="keywords" content="báo, Tiêu đề, Nội dung, Ngày đăng, ảnh">'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><head><title>{TITLE}</title>{meta}</head><body><h1>{TITLE}</h1>{text}</body></html>"
    assert [one.title for one in _articles(tmp_path, page.replace("\n", " ").encode())] == [TITLE]


# --- feeds


def test_an_entry_of_rss_gives_its_full_content_and_what_it_states(tmp_path: Path) -> None:
    [article] = _articles(tmp_path, RSS.encode())
    assert (article.published, article.url, article.key) == (
        "2022-06-14T10:15:00+07:00",
        "https://b.vn/cho.html",
        "bai-7",
    )
    assert (article.authors, article.source, article.section) == (("Thạch Bình",), "Báo Cà Mau", "Thế giới")


def test_an_entry_of_atom_is_read_as_well(tmp_path: Path) -> None:
    [article] = _articles(tmp_path, ATOM.encode())
    assert (article.published, article.url) == ("2022-06-14T10:15:00+07:00", "https://b.vn/cho.html")
    assert (article.authors, article.source, article.section) == (("Thạch Bình",), "Dân trí", "Kinh tế")


def test_a_feed_of_summaries_says_that_it_has_no_more(tmp_path: Path) -> None:
    item = f"<item><title>{TITLE}</title><description>{PARAGRAPHS[1]}&nbsp;</description></item>"
    feed = f"<rss><channel>{item}</channel></rss>"
    [article] = _articles(tmp_path, feed.encode())
    assert (article.body, article.warnings) == ((PARAGRAPHS[1],), ("the feed gives a summary alone",))


def test_a_feed_broken_in_the_middle_gives_what_is_before(tmp_path: Path) -> None:
    items = "".join(f"<item><title>Bài {n}</title><description>Tin {n}.</description></item>" for n in range(3))
    assert len(_articles(tmp_path, f"<rss><channel>{items}".encode())) == 3


# --- Word and WARC


def test_a_word_document_is_read_by_its_styles_and_tables(tmp_path: Path) -> None:
    data = files.word_of(
        ("THỜI SỰ", ""),
        (TITLE, "Heading 1"),
        (PARAGRAPHS[0], "Subtitle"),
        (PARAGRAPHS[1], ""),
        ("Bến chợ.", "Caption"),
        cells=("Ghe chở cá. Ảnh: CTV", "Cá linh bán hết trong buổi sáng."),
    )
    [article] = _articles(tmp_path, data, "bài.docx")
    assert (article.title, article.lead) == (TITLE, PARAGRAPHS[0])
    assert article.body == (PARAGRAPHS[1], "Cá linh bán hết trong buổi sáng.")
    assert [caption.text for caption in article.captions] == ["Bến chợ.", "Ghe chở cá."]


def test_a_word_document_s_properties_are_taken_where_they_may_be_true(tmp_path: Path) -> None:
    made = {"author": "Nguyễn Văn Lực", "created": datetime(2019, 3, 4, 20)}
    [article] = _articles(tmp_path, files.word_of(*((text, "") for text in (TITLE, *PARAGRAPHS)), **made))  # type: ignore[arg-type]
    assert article.authors == ("Nguyễn Văn Lực",)
    assert article.inferred == InferredDate("2019-03-05", "day", "the properties of the Word document")
    [article] = _articles(tmp_path, files.word_of(*((text, "") for text in (TITLE, *PARAGRAPHS)), author="Admin"))
    assert (article.authors, article.inferred) == ((), None)


def test_the_fonts_before_unicode_in_a_word_document_are_read(tmp_path: Path) -> None:
    texts = [encode(text, "tcvn3").decode("cp1252") for text in (TITLE, *PARAGRAPHS)]
    [article] = _articles(tmp_path, files.word_of(*((text, "") for text in texts)))
    assert (article.title, article.body) == (TITLE, PARAGRAPHS[1:])
    assert article.warnings == ("encoding: TCVN3 (ABC) in Western letters",)


def test_a_warc_gives_its_pages_alone_with_their_addresses(tmp_path: Path) -> None:
    data = files.warc_of(
        ("https://b.vn/anh.png", "200 image/png", b"\x89PNG"),
        ("https://b.vn/2022/06/14/cho.html", "200 text/html", PAGE),
        ("https://b.vn/mat.html", "404 text/html", PAGE),
    )
    [article] = _articles(tmp_path, data)
    assert article.url == "https://b.vn/2022/06/14/cho.html"
    assert article.inferred == InferredDate("2022-06-14", "day", "url: 2022/06/14")


# --- what is not read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%!PS-Adobe-3.0 x", "this is PostScript"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "this is an Office file of before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "this is a Word document of before"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0_".encode("utf-16-le"), "this is an e-mail of Outlook"),
        (b"\x89PNG\r\n", "this is a picture (PNG)"),
        (b"Rar!\x1a\x07\x01", "this is a RAR archive: pack it as ZIP"),
        (b"7z\xbc\xaf\x27\x1c\0", "this is a 7z archive: pack it as ZIP"),
        (files.zip_of(**{"xl/workbook__xml": b"x"}), "the workbook is damaged"),
    ],
)
def test_a_form_that_is_not_read_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    [refused] = _found(tmp_path, data, "tin.txt")
    assert isinstance(refused, RefusedDocument)
    assert refused.reason.startswith(reason)
