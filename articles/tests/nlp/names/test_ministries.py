import pytest

from articles.nlp.names.found_names import FoundName, NameKind
from articles.nlp.names.ministries import ministries, with_ministries


def _whole(text: str, *names: tuple[NameKind, str]) -> list[str]:
    found = [FoundName(text.index(form), text.index(form) + len(form), kind) for kind, form in names]
    return [text[name.start : name.end] for name in with_ministries(text, found)]


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("giám đốc Sở Văn hoá - thể thao từ chức", "Sở Văn hoá", "Sở Văn hoá - thể thao"),
        ("bộ Văn hoá, Thể thao và Du lịch", "Thể thao và Du lịch", "bộ Văn hoá, Thể thao và Du lịch"),
        ("Sở Thông tin - truyền thông", "Sở Thông tin - truyền", "Sở Thông tin - truyền thông"),
        ("Bộ Thông tin truyền thông họp", "Bộ Thông tin", "Bộ Thông tin truyền thông"),
        ("Sở LĐ - TB & XH họp", "Sở LĐ - TB", "Sở LĐ - TB & XH"),
    ],
)
def test_a_ministry_of_which_a_part_was_found_is_whole(text: str, cut: str, whole: str) -> None:
    assert _whole(text, ("organization", cut)) == [whole]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Hiệp hội các trường ĐH, CĐ Việt Nam", "Hiệp hội các trường ĐH"),
        ("Hội đồng Lý luận, phê bình văn học, nghệ thuật Trung ương", "Hội đồng Lý luận"),
        ("Uỷ ban Khoa học, công nghệ và môi trường của Quốc hội", "Uỷ ban Khoa học"),
    ],
)
def test_a_body_of_several_fields_is_whole(text: str, cut: str) -> None:
    assert _whole(f"Theo {text}, kỳ thi đã xong", ("organization", cut)) == [text]


def test_a_department_has_its_place() -> None:
    text = "Sở Tài nguyên và Môi trường tỉnh Gia Lai"
    assert _whole(text, ("place", "Gia Lai")) == [text]


def test_a_ministry_that_was_found_stays_as_it_is() -> None:
    text = "Bộ Ngoại giao Hà Lan và Sở Y tế Đồng Tháp"
    found: list[tuple[NameKind, str]] = [("organization", name) for name in text.split(" và ")]
    assert _whole(text, *found) == text.split(" và ")


def test_ministries_are_found_where_nothing_was() -> None:
    text = "Lãnh đạo bộ Công an và Sở Y tế họp"
    assert [text[name.start : name.end] for name in ministries(text)] == ["bộ Công an", "Sở Y tế"]


@pytest.mark.parametrize(
    "text", ["cán bộ Công an xã", "về trụ sở Công an", "cơ sở Y tế", "Sở Y tế Hà Nội", "bộ nội vụ"]
)
def test_what_only_sounds_like_a_ministry_is_none(text: str) -> None:
    assert ministries(text) == []
