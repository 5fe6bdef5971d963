"""The pure parts of pages: paging, the alphabet, marking names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Entity, Mention
from articles.text.alphabet import alphabetical
from articles.text.running_text import Part
from articles.views.parts.entity_marks import pieces
from articles.views.parts.paging import pager


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 20, [1, 0, 4, 5, 6, 7, 8, 0, 20]),
        (500, 500, [1, 0, 498, 499, 500]),
    ],
)
def test_pages_around_the_present_one_are_shown(number: int, pages: int, shown: list[int]) -> None:
    assert [link.number for link in pager(number, pages, str).links] == shown


def test_the_ends_have_no_further_pages() -> None:
    assert (pager(1, 3, str).previous, pager(1, 3, str).next) == ("", "2")
    assert (pager(3, 3, str).previous, pager(3, 3, str).next) == ("2", "")


@pytest.mark.parametrize(
    "names",
    [
        ["An", "Án", "Ăn", "Ân", "Ấn", "Ba"],
        ["Dung", "Đạt", "Em", "Êm"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai"],
        ["o", "ô", "ơ", "p", "u", "ư", "Ý", "z"],
    ],
)
def test_names_follow_the_vietnamese_alphabet(names: list[str]) -> None:
    assert alphabetical(sorted(names)) == names


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
