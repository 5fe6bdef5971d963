import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.slips import decoded, letter_amiss, letter_missing, sounds_alike


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddoongj", "động"),
        ("Vieetj", "việt"),
        ("Tie6ng1", "tiếng"),
        ("Tie6ng", "tiêng"),
        ("ngoons", "ngốn"),
        ("cawpj", "cặp"),
        ("ddaats", "đất"),
        ("d9ong6", "đông"),
        ("nuowcs", "nước"),
        ("thuyr", "thủy"),
        ("hoaf", "hòa"),
        ("quys", "quý"),
        ("giaf", "già"),
        ("thắgs", ""),
        ("nam", ""),
        ("facebook", ""),
        ("11", ""),
    ],
)
def test_left_over_keys_are_read(typed: str, meant: str) -> None:
    assert decoded(typed) == meant


@given(st.text(max_size=12))
def test_anything_can_be_decoded(text: str) -> None:
    decoded(text)
    list(sounds_alike(text))


@pytest.mark.parametrize(
    ("folded", "meant"),
    [
        ("xut", "sut"),
        ("chinh", "trinh"),
        ("giai", "dai"),
        ("do", "ro"),
        ("lan", "nan"),
        ("ban", "bang"),
        ("mac", "mat"),
    ],
)
def test_sounds_that_are_confused(folded: str, meant: str) -> None:
    assert meant in set(sounds_alike(folded))


@pytest.mark.parametrize("typed", ["gang", "ging", "ginag"])
def test_a_letter_missing_or_turned_round(typed: str) -> None:
    assert "giang" in set(letter_missing(typed))


@pytest.mark.parametrize("typed", ["giamg", "giangg", "giaang"])
def test_a_letter_amiss(typed: str) -> None:
    assert "giang" in set(letter_amiss(typed))
