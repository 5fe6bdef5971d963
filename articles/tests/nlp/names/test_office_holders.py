import pytest

from articles.nlp.names.found_names import FoundName
from articles.nlp.names.office_holders import without_holders


def _parts(text: str, *found: FoundName) -> list[str]:
    return [text[name.start : name.end] for name in without_holders(text, found)]


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("Bộ Ngoại giao", "Bùi Thanh Sơn"),
        ("Chính phủ", "Phạm Minh Chính"),
        ("UBND tỉnh", "Nguyễn Tuấn Anh"),
        ("Bộ Ngoại giao Nhật Bản", "Norio Maruyama"),
        ("Hạ viện", "Paul Ryan"),
        ("Tòa án Công lý châu Âu", "Vassilios Skouris"),
        ("Thành ủy", "Đinh La Thăng"),
        ("Tỉnh uỷ", "Lê Trường Lưu"),
        ("bộ Công an", "Tô Lâm"),
        ("Sở Giáo dục và Đào tạo", "Lê Hồng"),
    ],
)
def test_a_body_and_its_head_are_two(body: str, person: str) -> None:
    text = f"{body} {person}"
    assert _parts(text, FoundName(0, len(text), "organization")) == [body, person]


def test_a_person_named_elsewhere_is_told_even_after_a_capital() -> None:
    text = "UBND TP.HCM Nguyễn Thành Phong: Nguyễn Thành Phong"
    assert _parts(text, FoundName(0, 30, "organization"), FoundName(32, 50, "person")) == [
        "UBND TP.HCM",
        "Nguyễn Thành Phong",
        "Nguyễn Thành Phong",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "UBND huyện Trần Văn Thời",
        "Trường THPT Nguyễn Trãi",
        "Công ty Hoàng Anh Gia Lai",
        "Bộ Ngoại giao Mỹ",
        "Bộ Tư lệnh Thái Bình Dương",
    ],
)
def test_a_body_named_after_a_person_is_one(text: str) -> None:
    assert _parts(text, FoundName(0, len(text), "organization")) == [text]
