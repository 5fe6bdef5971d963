from hypothesis import given
from hypothesis import strategies as st

from articles.text.running_text import BODY, CAPTION, LEAD, TITLE, parts, running_text


def test_parts_stand_in_reading_order() -> None:
    roles = [part.role for part in parts("Tựa", "Dẫn", ["Một", "Hai"], ["Ảnh"])]
    assert roles == [TITLE, LEAD, BODY, BODY, CAPTION]


def test_an_empty_part_takes_no_place() -> None:
    assert running_text(parts("Tựa", "", ["Một", ""], [])) == "Tựa\nMột"


@given(st.text(), st.text(), st.lists(st.text()), st.lists(st.text()))
def test_each_part_stands_where_it_says(title: str, lead: str, body: list[str], captions: list[str]) -> None:
    found = parts(title, lead, body, captions)
    text = running_text(found)
    assert all(text[part.start : part.end] == part.text for part in found)
