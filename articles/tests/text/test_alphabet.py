import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.alphabet import SORT_KEY_LENGTH, alphabetical, initial, sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["Ánh", "Ăn", "Ân"],
        ["An", "Án", "Ăn", "Ân", "Ấn", "Ba"],
        ["Dung", "Dũng", "Đạt", "Em", "Êm"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "man"],
        ["o", "ô", "ơ", "p", "u", "ư", "Ý", "z"],
        ["Hà Nội", "Hà Tĩnh", "Hải Phòng", "Huế"],
        ["An Giang", "Anh"],
        ["G20", "G7", "Gia Lai"],
    ],
)
def test_names_follow_the_alphabet(names: list[str]) -> None:
    assert alphabetical(reversed(names)) == names


@pytest.mark.parametrize(("one", "other"), [("TP.HCM", "TP HCM"), ("Ánh", "A\u0301nh"), ("(Bộ) Y tế", "Bộ Y tế")])
def test_signs_and_composition_make_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Đà Nẵng", "Đ"),
        ("Ðà Nẵng", "Đ"),
        ("Ứng Hòa", "Ư"),
        ("ắc quy", "Ă"),
        ("“Éric”", "E"),
        ("7-Eleven", "#"),
        ("中", "#"),
        ("-", "#"),
    ],
)
def test_a_name_stands_under_its_first_letter(name: str, letter: str) -> None:
    assert initial(name) == letter


@given(st.text())
def test_any_text_has_a_key_of_digits(name: str) -> None:
    key = sort_key(name)
    assert key.isdecimal()
    assert key.isascii()
    assert len(key) <= SORT_KEY_LENGTH
    assert len(initial(name)) == 1
