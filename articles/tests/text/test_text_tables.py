import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.text_tables import CellSpan, text_table

RATES = "Giá vàng hôm nay\nLoại | Mua | Bán\nSJC | 82,5 | 84,5\nNhẫn | 74 | 75,2\nCập nhật lúc 9 giờ"


def shown(text: str) -> tuple[list[str], list[str], list[list[str]]]:
    table = text_table(text)
    assert table

    def texts(cells: tuple[CellSpan, ...]) -> list[str]:
        return [text[start:end] for start, end in cells]

    return texts(table.caption), texts(table.header), [texts(row) for row in table.rows]


def test_a_table_has_its_caption_header_and_rows() -> None:
    assert shown(RATES) == (
        ["Giá vàng hôm nay"],
        ["Loại", "Mua", "Bán"],
        [["SJC", "82,5", "84,5"], ["Nhẫn", "74", "75,2"], ["Cập nhật lúc 9 giờ"]],
    )


@pytest.mark.parametrize("text", ["2019 | 12\n2020 | 15", "Bò | Cỏ\nGà | Thóc", "| Mua\nSJC | bán hết\nPNJ | 75"])
def test_a_first_row_that_names_no_column_of_numbers_is_a_row(text: str) -> None:
    assert shown(text)[1] == []


def test_empty_cells_stay_in_their_places() -> None:
    assert shown("Đội | | Điểm\n| Vinh | 54\nHuế | |")[2] == [["Đội", "", "Điểm"], ["", "Vinh", "54"], ["Huế", "", ""]]


@pytest.mark.parametrize(
    "text",
    ["", "Một dòng | hai cột", "Sông núi nước Nam\nvua Nam ở", "Tin | Ảnh\nDòng một\nDòng hai\nDòng ba", "a|b\nc|d"],
)
def test_lines_without_cells_are_no_table(text: str) -> None:
    assert text_table(text) is None


@given(st.text(alphabet="ab |\n1", max_size=80))
def test_every_cell_lies_in_its_text_in_order_and_nothing_is_lost(text: str) -> None:
    if table := text_table(text):
        cells = [*table.caption, *table.header, *(cell for row in table.rows for cell in row)]
        assert all(0 <= start <= end <= len(text) for start, end in cells)
        assert cells == sorted(cells)
        words = [word for start, end in cells for word in text[start:end].split()]
        assert words == [word for word in text.split() if word != "|"]
