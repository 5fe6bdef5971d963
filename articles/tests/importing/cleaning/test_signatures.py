"""The shapes of signatures that stand below a text alone."""

import pytest

from articles.importing.cleaning.signatures import is_below_signature, read_signature
from articles.importing.cleaning.signed_names import Byline


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("Hồ Diễm My (ĐT: 0905 123 456)", ("Hồ Diễm My",), ""),
        ("Hồ Diễm My, 0905.123.456, hodiemmy@gmail.com", ("Hồ Diễm My",), ""),
        ("(Diễm My ghi)", ("Diễm My",), ""),
        ("- Hồ Diễm My -", ("Hồ Diễm My",), ""),
        ("Hồ Diễm My./.", ("Hồ Diễm My",), ""),
        ("Hồ Diễm My (còn nữa)", ("Hồ Diễm My",), ""),
        ("Nh. A.", ("Nh. A.",), ""),
        ("D.MY", ("D.MY",), ""),
        ("DIỄM MY - TTXVN", ("DIỄM MY",), "TTXVN"),
        ("(AFP, Reuters)", (), "AFP, Reuters"),
    ],
)
def test_a_signature_names_its_authors_and_source(line: str, authors: tuple[str, ...], source: str) -> None:
    assert read_signature(line) == Byline(authors, source)


@pytest.mark.parametrize("line", ["(Hà Nội)", "Phóng sự: Chợ nổi", "Việt Nam.", "Ông ấy cười.", "LỊCH THI ĐẤU: 9-10"])
def test_another_line_is_no_signature(line: str) -> None:
    assert read_signature(line) is None


def test_how_to_reach_an_author_whose_it_is_and_what_comes_next_stand_below_a_signature() -> None:
    lines = (
        "ĐT: 0905 123 456",
        "(Đại học Huế)",
        "Huế, tháng 10-2001",
        "(Còn nữa)",
        "Kỳ sau: Lên bờ",
        "Trình bày: Lê An",
    )
    assert list(filter(is_below_signature, (*lines, "Đại học Huế có 12.000 sinh viên.", "Lên bờ"))) == list(lines)
