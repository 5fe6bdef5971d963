"""Names in a text become links exactly where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from articles.models import Entity
from articles.text.running_text import Part
from articles.views.parts.entity_marks import marked_table, split_at_names


def mention(start: int, end: int) -> tuple[int, int, Entity]:
    return start, end, Entity(pk=1, name="X", kind="person")


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9))), st.integers(0, 20))
def test_the_spans_of_a_part_join_to_its_text(text: str, spans: list[tuple[int, int]], start: int) -> None:
    mentions = [mention(first, first + length) for first, length in sorted(spans)]
    assert "".join(span.text for span in split_at_names(Part("body", text, start), mentions)) == text


def test_a_name_is_cut_out_where_it_stands() -> None:
    part = Part("body", "Ông Án đến Ý.", 10)
    cut = [(span.text, span.entity is not None) for span in split_at_names(part, [mention(14, 16), mention(21, 22)])]
    assert cut == [("Ông ", False), ("Án", True), (" đến ", False), ("Ý", True), (".", False)]


def test_a_table_has_the_names_of_its_cells_and_none_across_two() -> None:
    part = Part("body", "Đội | Điểm\nAn | 54\nÝ | 1", 5)
    across, an = mention(12, 18), mention(16, 18)
    table = marked_table(part, [across, an])
    assert table
    assert [[span.text for span in cell] for cell in table.header] == [["Đội"], ["Điểm"]]
    cells = [[(span.text, span.entity is not None) for span in cell] for row in table.rows for cell in row]
    assert cells == [[("An", True)], [("54", False)], [("Ý", False)], [("1", False)]]


def test_a_protected_name_is_marked_without_an_entity() -> None:
    cut = list(split_at_names(Part("body", "Chị H. kể.", 0), [(4, 6, None)]))
    assert [(span.text, span.entity, span.protected) for span in cut] == [
        ("Chị ", None, False),
        ("H.", None, True),
        (" kể.", None, False),
    ]


def test_a_name_within_another_or_over_the_edge_is_passed_over() -> None:
    part = Part("body", "Hà Nội", 0)
    assert [p.text for p in split_at_names(part, [mention(0, 6), mention(3, 6)])] == ["Hà Nội"]
    assert [p.entity for p in split_at_names(part, [mention(3, 9)])] == [None]
