"""One spelling for names that are shown."""

import pytest

from articles.text.house_style import house_name
from articles.text.terms import name_key


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("place", "Khánh Hoà", "Khánh Hòa"),
        ("place", "thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("person", "Nguyễn Thuý Quý", "Nguyễn Thúy Quý"),
        ("person", "Louis Hoa", "Louis Hoa"),
        ("place", "Mỹ Đình”", "Mỹ Đình"),
        ("person", "DOÃN MẬU DIỆP", "Doãn Mậu Diệp"),
        ("person", "ROMELU LUKAKU", "Romelu Lukaku"),
        ("person", "J.K. ROWLING", "J.K. ROWLING"),
        ("place", "HÒA BÌNH", "Hòa Bình"),
        ("organization", "HULL CITY", "Hull City"),
        ("organization", "VTV ĐÀ NẴNG", "VTV ĐÀ NẴNG"),
        ("organization", "Uỷ ban Nhân dân Tỉnh Thanh Hoá", "Ủy ban nhân dân tỉnh Thanh Hóa"),
        ("organization", "UBND Thành phố Hà Nội", "UBND thành phố Hà Nội"),
        ("organization", "Cục Di sản văn hóa.", "Cục Di sản văn hóa"),
        ("organization", "Cục Cảnh sát công nghệ cao).", "Cục Cảnh sát công nghệ cao"),
        ("organization", "Apple Inc.", "Apple Inc."),
        ("organization", "Tập đoàn Hoa Sen (HSG)", "Tập đoàn Hoa Sen (HSG)"),
        ("person", "Nguyễn Thị H.", "Nguyễn Thị H."),
        ("organization", "Thành uỷ Đà Nẵng", "Thành ủy Đà Nẵng"),
        ("organization", "Bảo hiểm Xã Hội Việt Nam", "Bảo hiểm Xã Hội Việt Nam"),
    ],
)
def test_a_name_is_shown_as_newspapers_print_it(kind: str, name: str, shown: str) -> None:
    assert house_name(kind, name) == shown
    assert name_key(shown) == name_key(name)
