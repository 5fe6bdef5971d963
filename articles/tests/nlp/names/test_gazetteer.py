import pytest

from articles.nlp.names.gazetteer import Gazetteer, shipped_gazetteer

_GAZETTEER = Gazetteer({"provinces": ["Hòa Bình", "Hà Nam"], "titles": ["thứ trưởng", "ông"]})


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("tỉnh Hoà Bình", [(), ("B-provinces",), ("E-provinces",)]),
        ("HÒA BÌNH", [("B-provinces",), ("E-provinces",)]),
        ("hòa bình", [(), ()]),
        ("Thứ trưởng , ông", [("B-titles",), ("E-titles",), (), ("S-titles",)]),
    ],
)
def test_marks_of_a_line(line: str, marks: list[tuple[str, ...]]) -> None:
    assert _GAZETTEER.marks(line.split()) == marks


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("provinces", "An Giang"),
        ("districts", "Thuỷ Nguyên"),
        ("countries", "Ý"),
        ("surnames", "Nguyễn"),
        ("cities", "Bắc Kinh"),
    ],
)
def test_shipped_lists_hold(title: str, name: str) -> None:
    assert shipped_gazetteer().has(title, name)


@pytest.mark.parametrize(
    ("name", "head"),
    [("Công ty cổ phần Sao Mai", "Công ty"), ("Sở Y tế", "Sở"), ("Công an", "Công an"), ("Sao Mai", "")],
)
def test_the_head_of_a_name_is_the_shortest_that_is_listed(name: str, head: str) -> None:
    assert shipped_gazetteer().head_of("organization_heads", name) == head
