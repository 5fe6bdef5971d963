"""What is read of rich text: nothing that was deleted or hidden, notes and boxes apart, tables as rows."""

from articles.importing.options import ImportOptions
from articles.importing.readers.office_files.rich_text import read_rich_text
from bench import document_files as files


def _read(text: str) -> list[str]:
    """Return the blocks of rich text that holds this text, its markup as it is."""
    return [block.text for block in read_rich_text(files.rtf_of(text), ImportOptions()).blocks]


def test_notes_and_boxes_stand_below_and_what_is_hidden_is_left_out() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard Hộp tin.\par}}{\shprslt{\*\do{\dptxbxtext Hộp tin.}}}}"
    text = (
        r"{\header {\footnote Đầu trang.}Báo\par}Nước về.{\deleted\revauthdel1 Câu xóa.}{\v Ẩn {\b nữa}.}{\v\v0  Hôm}"
        rf" qua.{{\footnote\pard{{\super\chftn}} Số liệu của Sở.}}{box}\par Câu cuối.{{\footnote Theo CTV.}}"
    )
    assert _read(text) == ["Nước về. Hôm qua.", "Số liệu của Sở.", "Hộp tin.", "Câu cuối.", "Theo CTV."]


def test_the_rows_of_a_table_of_rich_text_are_lines_and_a_layout_its_paragraphs() -> None:
    row = r"\trowd\cellx1000\cellx2000\intbl "
    assert _read(rf"Máy bơm:\par{row}Drai Sí\cell 140\cell\row Hết.\par") == ["Máy bơm:", "Drai Sí | 140", "Hết."]
    long = "Nước về tới đầu kênh lúc 15h chiều qua, bà con các buôn mừng rỡ. " * 4
    assert _read(rf"{row}{long}\cell {long}\cell\row") == [long.strip()] * 2


def test_a_link_is_its_words_and_what_is_written_twice_its_unicode() -> None:
    field = r'{\field{\*\fldinst{HYPERLINK "https://mau.vn/dong-co"}}{\fldrslt động cơ}}'
    assert _read(rf"Phí chuyển đổi {field}. {{\upr{{C?u cu?i.}}{{\*\ud{{Câu cuối.}}}}}}\par") == [
        "Phí chuyển đổi động cơ. Câu cuối."
    ]
