"""Names in a text become links exactly where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from articles.models import Entity, Mention
from articles.text.running_text import Part
from articles.views.parts.entity_marks import pieces


def mention(start: int, end: int) -> Mention:
    return Mention(start=start, end=end, entity=Entity(pk=1, name="X", kind="person"))


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9))), st.integers(0, 20))
def test_the_pieces_of_a_part_joined_are_the_part(text: str, spans: list[tuple[int, int]], start: int) -> None:
    mentions = [mention(first, first + length) for first, length in sorted(spans)]
    assert "".join(piece.text for piece in pieces(Part("body", text, start), mentions)) == text


def test_a_name_is_cut_out_where_it_stands() -> None:
    part = Part("body", "Ông Án đến Ý.", 10)
    cut = [(piece.text, piece.entity is not None) for piece in pieces(part, [mention(14, 16), mention(21, 22)])]
    assert cut == [("Ông ", False), ("Án", True), (" đến ", False), ("Ý", True), (".", False)]


def test_a_name_within_another_or_over_the_edge_is_passed_over() -> None:
    part = Part("body", "Hà Nội", 0)
    assert [p.text for p in pieces(part, [mention(0, 6), mention(3, 6)])] == ["Hà Nội"]
    assert [p.entity for p in pieces(part, [mention(3, 9)])] == [None]
