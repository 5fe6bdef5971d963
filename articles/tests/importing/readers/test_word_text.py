"""What is read of a Word document: all that its readers see, and nothing that its writers deleted or hid."""

import io

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from articles.importing.parsing import parse_document
from bench import document_files as files
from bench.document_files import PARAGRAPHS, TITLE

_MARKUP = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _body_with(*blocks: str, styles: str = "", notes: str = "") -> list[str]:
    """Return the paragraphs that are read of a Word document with these blocks below its text."""
    word = docx.Document(io.BytesIO(files.word_of(*((text, "") for text in (TITLE, *PARAGRAPHS)))))
    for style in filter(None, [styles]):
        word.styles.element.append(parse_xml(style.replace(">", f" {nsdecls('w')}>", 1)))
    if notes:
        xml = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    for block in blocks:
        made = parse_xml(block.replace(">", f" {nsdecls('w')} {_MARKUP}>", 1))
        etree._Element.addprevious(word.element.body.sectPr, made)
    word.save(stream := io.BytesIO())
    return list(parse_document(stream.getvalue()).body)[len(PARAGRAPHS) - 1 :]


def test_text_in_fields_controls_and_tracked_changes_is_read_in_order() -> None:
    inline = (
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{_run('Theo ')}<w:smartTag>{_run('chị Kpă')}</w:smartTag>"
        f"<w:fldSimple>{_run(', mỗi nhà')}</w:fldSimple>"
        f"<w:ins>{_run(' góp')}</w:ins><w:moveTo>{_run(' một')}</w:moveTo>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{_run(' người')}</w:sdtContent></w:sdt>{_run('.')}</w:p>"
    )
    control = f"<w:sdt><w:sdtContent><w:p>{_run('Giá cà phê hôm nay là 33.500 đồng.')}</w:p></w:sdtContent></w:sdt>"
    assert _body_with(inline, control) == ["Theo chị Kpă, mỗi nhà góp một người.", "Giá cà phê hôm nay là 33.500 đồng."]


def test_a_text_box_is_read_once_below_its_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{_run('Xã có 2.106 hộ dân.')}</w:p></w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert _body_with(f"<w:p><w:r>{both}</w:r>{_run('Nước đã về tới đầu kênh.')}</w:p>") == [
        "Nước đã về tới đầu kênh.",
        "Xã có 2.106 hộ dân.",
    ]


def test_deleted_and_hidden_text_is_left_out() -> None:
    gone = f"<w:del><w:r><w:delText>Câu bị xóa.</w:delText></w:r></w:del><w:moveFrom>{_run('Câu dời đi.')}</w:moveFrom>"
    hidden = _run("Chữ ẩn.", "<w:vanish/>")
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_run('Bấm để nhập.')}</w:sdtContent></w:sdt>"
    shown = _run("Nước đã về tới đầu kênh.", '<w:vanish w:val="0"/>')
    assert _body_with(f"<w:p>{gone}{hidden}{hint}{shown}</w:p>") == ["Nước đã về tới đầu kênh."]


def test_text_that_a_style_hides_is_left_out() -> None:
    style = '<w:style w:type="character" w:styleId="An"><w:name w:val="Ẩn"/><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = _run("Nước về.") + _run(" Ghi chú nội bộ.", '<w:rStyle w:val="An"/>')
    assert _body_with(f"<w:p>{shown}</w:p>", styles=style) == ["Nước về."]


def test_a_paragraph_whose_mark_is_deleted_is_joined_with_the_next_and_a_deleted_row_goes() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    parts = (f"<w:p>{mark}{_run('Nước về ')}</w:p>", f"<w:p>{_run('tới đầu kênh lúc 15h.')}</w:p>")
    rows = [
        f"<w:tr>{gone}<w:tc><w:p>{_run(name)}</w:p></w:tc><w:tc><w:p>{_run('140')}</w:p></w:tc></w:tr>"
        for name, gone in (("Máy bơm", ""), ("Drai Sí", ""), ("Buôn Ky", "<w:trPr><w:del/></w:trPr>"))
    ]
    assert _body_with(*parts, f"<w:tbl>{''.join(rows)}</w:tbl>") == [
        "Nước về tới đầu kênh lúc 15h.",
        "Máy bơm | 140\nDrai Sí | 140",
    ]


def test_a_footnote_stands_below_the_sentence_that_refers_to_it() -> None:
    notes = f'<w:footnote w:id="2"><w:p>{_run("Số liệu của Sở.")}</w:p></w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    heading, prose = f"<w:p>{_run('Cứu lúa')}{reference}</w:p>", f"<w:p>{_run('Nước về tới đầu kênh.')}</w:p>"
    assert _body_with(heading, prose, notes=notes) == ["Cứu lúa", "Nước về tới đầu kênh.", "Số liệu của Sở."]


def test_signs_of_symbol_fonts_are_letters_and_soft_hyphens_are_those_of_old_fonts() -> None:
    degree = f'<w:p>{_run("Trưa qua 39")}<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>{_run("C.")}</w:p>'
    assert _body_with(degree) == ["Trưa qua 39°C."]
    old = files.word_of(*((text, "") for text in ("Gi¸ c¸ t¨ng", "\u00adíc tÝnh gi¸ c¸ ®Çu mïa cao gÊp ®«i.")))
    assert parse_document(old).body == ("ước tính giá cá đầu mùa cao gấp đôi.",)


@pytest.mark.parametrize("is_form", [True, False])
def test_a_form_and_labels_are_read_as_labelled_text(is_form: bool) -> None:
    labels = {
        "Tên bài": TITLE,
        "Tác giả": "Trần Hoàng Bình",
        "Sapo": PARAGRAPHS[0],
        "Nội dung": " ".join([PARAGRAPHS[1]] * 8),
    }
    word = docx.Document()
    if is_form:
        table = word.add_table(len(labels), 2)
        for row, texts in zip(table.rows, labels.items(), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    else:
        for label, text in list(labels.items())[:-1]:
            word.add_paragraph(f"{label}: {text}")
        word.add_paragraph(labels["Nội dung"])
    word.save(stream := io.BytesIO())
    article = parse_document(stream.getvalue())
    assert (article.title, article.lead, article.authors) == (TITLE, PARAGRAPHS[0], ("Trần Hoàng Bình",))
    assert article.body == (labels["Nội dung"],)


def test_line_breaks_part_paragraphs_and_a_table_of_labels_tells_about_the_article() -> None:
    first, second = (
        "Mưa lớn làm sập cầu treo Nậm Dế vào sáng sớm hôm qua.",
        "Bốn mươi sáu em phải đi bè qua suối.",
    )
    broken = f"<w:p><w:r><w:t>{first}</w:t></w:r><w:r><w:br/></w:r><w:r><w:br/></w:r>{_run(second)}</w:p>"
    assert _body_with(broken) == [first, second]
    word = docx.Document(io.BytesIO(files.word_of(*((text, "") for text in (TITLE, *PARAGRAPHS)))))
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ("Tác giả:", "Phan Thị Cẩm Vân", "Ngày đăng:", "17/05/2024"), strict=True):
        cell.text = text
    word.element.body.insert(0, table._tbl)
    word.save(stream := io.BytesIO())
    article = parse_document(stream.getvalue())
    assert (article.title, article.authors) == (TITLE, ("Phan Thị Cẩm Vân",))


def test_the_form_of_a_desk_stands_above_the_title_with_labels_of_its_own() -> None:
    word = docx.Document(io.BytesIO(files.word_of(*((text, "") for text in ("PHIẾU GỬI BÀI", TITLE, *PARAGRAPHS)))))
    rows = ("Tác giả", "Phan Thị Cẩm Vân", "Phòng/Ban", "Bạn đọc", "Chuyên mục", "Pháp đình", "Ngày đăng", "17/05/2024")
    table = word.add_table(4, 2)
    for cell, text in zip(table._cells, rows, strict=True):
        cell.text = text
    word.element.body.insert(1, table._tbl)
    word.save(stream := io.BytesIO())
    article = parse_document(stream.getvalue())
    assert (article.title, (article.lead, *article.body)) == (TITLE, PARAGRAPHS)
    assert (article.authors, article.section, article.published) == (("Phan Thị Cẩm Vân",), "Pháp đình", "2024-05-17")
    assert "PHIẾU GỬI BÀI" in article.left_out
