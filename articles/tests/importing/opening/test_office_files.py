"""Files of office programs: PDF, rich text, OpenDocument, workbooks and e-books."""

import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document, RefusedDocument
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.parsing import parse_document
from articles.importing.readers.office_files.open_text import read_open_text
from bench import document_files as files
from bench.document_files import PAGE, PARAGRAPHS, TITLE


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (files.pdf_of(TITLE, *PARAGRAPHS), "pdf"),
        (files.rtf_of(TITLE, *PARAGRAPHS), "rtf"),
        (files.odt_of(TITLE, *PARAGRAPHS), "odt"),
    ],
    ids=["pdf", "rtf", "odt"],
)
def test_the_text_of_a_document_is_read(tmp_path: Path, data: bytes, form: str) -> None:
    (tmp_path / "tin").write_bytes(data)
    [document] = find_documents([tmp_path / "tin"])
    assert isinstance(document, Document)
    article = completed_article(document, ImportOptions())
    assert (article.form, article.title, article.lead, article.body) == (form, TITLE, PARAGRAPHS[0], PARAGRAPHS[1:])


def test_notes_and_boxes_of_an_open_document_stand_below_and_deleted_text_is_left_out() -> None:
    deleted = "<text:tracked-changes><text:deletion><text:p>Tin đã xóa.</text:p></text:deletion></text:tracked-changes>"
    note = "<text:note><text:note-citation>1</text:note-citation><text:p>Theo Sở.</text:p></text:note>"
    box = (
        '<d:frame xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><d:desc>Hình 1</d:desc>'
        "<d:text-box><text:p>Hộp tin.</text:p></d:text-box></d:frame>"
    )
    page = read_open_text(
        files.odt_of(f"{deleted}Giá <text:span>lúa{note}</text:span> tăng{box}.", "Hết."), ImportOptions()
    )
    assert [block.text for block in page.blocks] == ["Giá lúa tăng.", "Theo Sở.", "Hộp tin.", "Hết."]


def test_what_an_open_document_hides_is_left_out_and_a_table_is_one_block() -> None:
    cells = "</text:p></table:table-cell><table:table-cell><text:p>"
    row = "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    rows = "".join(row.format(cells.join(pair)) for pair in (("Trạm", "Độ mặn"), ("An Thuận", "24,5")))
    styles = (
        '<style:style style:family="text" style:name="Nội bộ">'
        '<style:text-properties text:display="none"/></style:style>'
        '<style:style style:family="text" style:name="An" style:parent-style-name="Nội bộ"/>'
    )
    data = files.odt_of(
        TITLE,
        'Giá lúa tăng.<text:span text:style-name="An"> Chữ ẩn.</text:span>',
        f"</text:p><table:table>{rows}</table:table><text:p>",
        '</text:p><text:section text:display="none"><text:p>Phần ẩn.</text:p></text:section><text:p>',
        '<text:hidden-paragraph text:is-hidden="true"/>Đoạn ẩn.',
        styles=styles,
    )
    page = read_open_text(data, ImportOptions())
    assert [block.text for block in page.blocks] == [TITLE, "Giá lúa tăng.", "Trạm | Độ mặn\nAn Thuận | 24,5"]
    assert page.outside == ("Chữ ẩn.", "Phần ẩn.", "Đoạn ẩn.")


def test_labels_old_fonts_and_properties_are_read_in_rich_text_and_in_open_documents() -> None:
    labels = (f"Tiêu đề: {TITLE}", "Tác giả: Trần Hoàng Bình", f"Sapo: {PARAGRAPHS[0]}", "Nội dung:", PARAGRAPHS[1] * 9)
    for data in (files.rtf_of(*labels), files.odt_of(*labels)):
        article = parse_document(data)
        assert (article.title, article.authors, article.lead) == (TITLE, ("Trần Hoàng Bình",), PARAGRAPHS[0])
    info = r"{\info{\author Tr\u7847?n Ho\u224?ng B\u236?nh}{\creatim\yr2019\mo4\dy5}}"
    old = files.rtf_of("Gi¸ c¸ t¨ng", "\u00adíc tÝnh gi¸ c¸ ®Çu mïa cao gÊp ®«i.").replace(
        b"\\uc1", b"\\uc1" + info.encode()
    )
    article = parse_document(old)
    assert (article.body, article.authors) == (("ước tính giá cá đầu mùa cao gấp đôi.",), ("Trần Hoàng Bình",))
    assert article.inferred is not None
    assert article.inferred.date == "2019-04-05"


def test_lines_of_a_pdf_are_joined_into_paragraphs() -> None:
    long = ("Giá cá linh đầu mùa nước nổi năm nay cao gấp đôi năm", "ngoái vì cá về muộn, bà con ở chợ nổi nói vậy.")
    article = parse_document(files.pdf_of(TITLE, *long, "Bà Sal chở 40 kg cá ra chợ."))
    assert (article.lead, article.body) == (" ".join(long), ("Bà Sal chở 40 kg cá ra chợ.",))


def test_a_pdf_without_text_says_what_to_do() -> None:
    with pytest.raises(UnreadableDocument, match="recognise its text first"):
        parse_document(files.pdf_of())


def test_each_row_of_a_workbook_is_a_record(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["Danh sách bài"],
        [],
        ["Tiêu đề", "Nội dung", "Ngày đăng"],
        [TITLE, "\n".join(PARAGRAPHS), datetime(2026, 5, 4)],
    ):
        sheet.append(row)
    workbook.save(tmp_path / "bài.xlsx")
    [document] = find_documents([tmp_path / "bài.xlsx"])
    assert isinstance(document, Document)
    article = completed_article(document, ImportOptions())
    assert (document.place, article.title, article.lead) == ("row 4", TITLE, PARAGRAPHS[0])
    assert article.published[:10] == "2026-05-04"


def test_a_workbook_without_articles_is_refused(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Tháng", "Thu", "Chi"])
    workbook.save(made := io.BytesIO())
    (tmp_path / "sổ.xlsx").write_bytes(made.getvalue())
    [refused] = find_documents([tmp_path / "sổ.xlsx"])
    assert isinstance(refused, RefusedDocument)
    assert refused.reason == "no sheet of the workbook has columns that name a title or a text"


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for sheet, title in ((workbook.active, TITLE), (workbook.create_sheet("Nháp"), "Bài nháp")):
        sheet.append(["Tiêu đề", "Nội dung"])
        sheet.append([title, PARAGRAPHS[0]])
    workbook["Nháp"].sheet_state = "hidden"
    workbook.save(tmp_path / "tin.xlsx")
    assert [one.place for one in find_documents([tmp_path / "tin.xlsx"])] == ["row 2"]


def test_the_chapters_of_an_e_book_are_its_documents(tmp_path: Path) -> None:
    members = {"META-INF/container.xml": b"<container/>", "OEBPS/c1.xhtml": PAGE, "OEBPS/style.css": b"p {}"}
    (tmp_path / "sách.epub").write_bytes(files.zip_of(**members))
    found = list(find_documents([tmp_path / "sách.epub"]))
    assert [one.path for one in found] == ["sách.epub/OEBPS/c1.xhtml"]
