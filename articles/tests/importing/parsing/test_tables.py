"""Short numbers, scores and tables belong to the article: none of their lines or cells is dropped."""

import io
import json
from typing import Any

import docx
import pytest

from articles.importing.parsed_article import ParsedArticle, UnreadableDocument
from articles.importing.parsing import parse_document

TITLE = "Hà Nội FC thắng Viettel ở vòng 14"
LEAD = "Trận đấu diễn ra trên sân Hàng Đẫy tối 5/3 trước 12.000 khán giả."
CLOSING = "Sau trận này, Hà Nội FC lên đứng thứ hai trên bảng xếp hạng."
RANKING = [["Hạng", "Đội", "Điểm"], ["1", "Nam Định", "31"], ["2", "Hà Nội FC", "27"], ["3", "Viettel", "27"]]
ROWS = "Hạng | Đội | Điểm\n1 | Nam Định | 31\n2 | Hà Nội FC | 27\n3 | Viettel | 27"


def _html(rows: list[list[str]], tag: str = "td") -> str:
    cells = ("".join(f"<{tag}>{cell}</{tag}>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _page(inner: str) -> ParsedArticle:
    body = f'<h1>{TITLE}</h1><div class="article-body"><p>{LEAD}</p>{inner}<p>{CLOSING}</p></div>'
    return parse_document(f"<html><body>{body}</body></html>".encode())


def _record(body: Any) -> ParsedArticle:
    return parse_document(json.dumps({"title": TITLE, "sapo": LEAD, "body": body}).encode())


def _word(rows: list[list[str]], *, before: bool = False) -> ParsedArticle:
    document = docx.Document()
    if not before:
        document.add_paragraph(TITLE)
        document.add_paragraph(LEAD)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    if before:
        document.add_paragraph(TITLE)
        document.add_paragraph(LEAD)
    document.add_paragraph(CLOSING)
    document.save(stream := io.BytesIO())
    return parse_document(stream.getvalue())


@pytest.mark.parametrize("number", ["54", "2-1", "1.", "0", "7,5", "3/4", "(8)"])
def test_a_line_that_is_a_short_number_stays_in_copied_text(number: str) -> None:
    article = parse_document(f"{TITLE}\n\n{LEAD}\n\nTỷ số sau hiệp một là\n\n{number}\n\n{CLOSING}".encode())
    assert article.body == ("Tỷ số sau hiệp một là", number, CLOSING)


@pytest.mark.parametrize("number", ["54", "2-1", "1."])
def test_a_short_number_at_the_end_and_one_said_twice_stay(number: str) -> None:
    article = parse_document(f"{TITLE}\n\n{LEAD}\n\nHai trận gần nhất:\n\n{number}\n\n{number}".encode())
    assert article.body == ("Hai trận gần nhất:", number, number)


RESULTS = ("Điểm của các đội sau vòng bảng:", "Việt Nam", "54", "2-1", "1.", "Thái Lan", "3")


@pytest.mark.parametrize("results", [RESULTS, (*RESULTS, CLOSING), (*RESULTS[:4], CLOSING), RESULTS[:4]])
def test_numbers_below_names_that_read_as_bylines_stay(results: tuple[str, ...]) -> None:
    assert parse_document("\n\n".join((TITLE, LEAD, *results)).encode()).body == results
    assert _record([LEAD, *results]).body == results


def test_a_count_of_readers_below_a_byline_still_goes() -> None:
    article = parse_document("\n\n".join((TITLE, LEAD, "Hai đội chơi chậm.", CLOSING, "Minh Hải", "54")).encode())
    assert (article.body, article.authors) == (("Hai đội chơi chậm.", CLOSING), ("Minh Hải",))


def test_counts_of_readers_beside_the_furniture_still_go() -> None:
    around = (f"{TITLE}\n12\n{LEAD}\n\nHai đội chơi chậm.\n\n", "\n\nChia sẻ Facebook Zalo\n\n0\n\nBình luận (7)")
    article = parse_document(CLOSING.join(around).encode())
    assert (article.lead, article.body) == (LEAD, ("Hai đội chơi chậm.", CLOSING))


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("Tỷ số:\n2-1\n" + CLOSING, ("Tỷ số:", "2-1", CLOSING)),
        (["Tỷ số:", "2-1", CLOSING], ("Tỷ số:", "2-1", CLOSING)),
        (["Số bàn thắng:", 54, 7.5, CLOSING], ("Số bàn thắng:", "54", "7.5", CLOSING)),
        (54, ("54",)),
        ([{"type": "text", "text": "Kết quả:"}, {"type": "text", "value": 54}], ("Kết quả:", "54")),
        ([{"type": "list", "items": ["Vàng: 3", "Bạc: 5"]}], ("Vàng: 3", "Bạc: 5")),
        (["Bảng điểm:", *RANKING, CLOSING], ("Bảng điểm:", ROWS, CLOSING)),
        ([{"type": "table", "rows": RANKING}, CLOSING], (ROWS, CLOSING)),
        (f"<p>Bảng điểm:</p>{_html(RANKING)}<p>{CLOSING}</p>", ("Bảng điểm:", ROWS, CLOSING)),
        ("Bảng điểm:\n" + "\n".join("\t".join(row) for row in RANKING), ("Bảng điểm:", ROWS)),
    ],
)
def test_a_record_keeps_its_numbers_lists_and_tables(body: Any, paragraphs: tuple[str, ...]) -> None:
    assert _record(body).body == paragraphs


@pytest.mark.parametrize("tag", ["td", "th"])
def test_a_table_of_a_web_page_keeps_its_rows(tag: str) -> None:
    assert _page(_html(RANKING, tag)).body == (ROWS, CLOSING)


def test_cells_like_furniture_links_and_repeated_rows_stay() -> None:
    rows = [
        ["Mục", "Hà Nội", "TP HCM"],
        ["Chia sẻ", "<p><a href='a'>Câu lạc bộ bóng đá Hà Nội</a></p>", "-"],
        ["Thích", "54", "54"],
        ["Thích", "54", "54"],
        ["Tin liên quan", "", "2-1"],
    ]
    assert _page(_html(rows)).body[0] == (
        "Mục | Hà Nội | TP HCM\nChia sẻ | Câu lạc bộ bóng đá Hà Nội | -\n"
        "Thích | 54 | 54\nThích | 54 | 54\nTin liên quan | | 2-1"
    )


def test_a_table_with_a_caption_a_head_merged_cells_and_a_row_of_one() -> None:
    table = (
        "<table><caption>Giá vàng ngày 5/3</caption><thead><tr><th rowspan=2>Loại</th><th>Mua</th><th>Bán</th></tr>"
        "</thead><tbody><tr><td colspan=3>Vàng miếng</td></tr><tr><td>SJC<br>1 lượng</td><td>79,5</td><td>81,5</td>"
        "</tr></tbody></table>"
    )
    assert _page(table).body[:2] == (
        "Giá vàng ngày 5/3",
        "Loại | Mua | Bán\nVàng miếng\nSJC 1 lượng | 79,5 | 81,5",
    )


def test_a_table_that_lays_out_pictures_or_links_is_none() -> None:
    picture = (
        '<table class="picture"><tr><td><img src="a.jpg"></td></tr>'
        "<tr><td>Cầu thủ ăn mừng. Ảnh: Lâm Thỏa</td></tr></table>"
    )
    article = _page(picture)
    assert article.body == (CLOSING,)
    assert [caption.text for caption in article.captions] == ["Cầu thủ ăn mừng."]


def test_lines_with_tabs_in_copied_text_are_a_table_and_indents_are_none() -> None:
    rows = "\n".join("\t".join(row) for row in RANKING)
    article = parse_document(f"{TITLE}\n\n\t{LEAD}\n\n{rows}\n\n\t{CLOSING}\n\tViettel đứng thứ ba.".encode())
    assert article.lead == LEAD
    assert article.body == (ROWS, CLOSING, "Viettel đứng thứ ba.")


def test_a_table_of_a_word_document_keeps_its_rows() -> None:
    assert _word(RANKING).body == (ROWS, CLOSING)


def test_a_letterhead_above_the_title_is_a_table_of_the_text() -> None:
    rows = [["SỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 12/SYT", "Hà Nội, ngày 5/3/2023"]]
    article = _word(rows, before=True)
    assert article.title == TITLE
    assert article.body[0].startswith("SỞ Y TẾ | CỘNG HÒA") or article.lead.startswith("SỞ Y TẾ | CỘNG HÒA")


def test_a_word_table_of_captions_is_read_cell_by_cell_and_inner_tables_too() -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(LEAD)
    outer = document.add_table(rows=1, cols=1).rows[0].cells[0]
    inner = outer.add_table(rows=1, cols=2)
    inner.rows[0].cells[0].text = "Một dòng trong bảng lồng nhau."
    inner.rows[0].cells[1].text = "2-1"
    document.add_paragraph(CLOSING)
    document.save(stream := io.BytesIO())
    assert parse_document(stream.getvalue()).body == ("Một dòng trong bảng lồng nhau.", "2-1", CLOSING)


def test_many_number_lines_are_read_in_linear_time() -> None:
    numbers = "\n".join(["54"] * 20_000)
    assert parse_document(f"{TITLE}\n\n{LEAD}\n\nSố trúng:\n{numbers}".encode()).body[1:] == ("54",) * 20_000


def test_a_document_without_any_line_is_refused_with_its_reason() -> None:
    with pytest.raises(UnreadableDocument, match="no text after a title"):
        parse_document("\u200b".encode())
