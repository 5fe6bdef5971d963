import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.terms import (
    adjacent_pairs,
    compounds,
    folded_pairs,
    marked_pairs,
    marking,
    markings,
    name_key,
    terms,
    tokens,
)


def _exact(text: str) -> list[str]:
    return [token.exact for token in tokens(text)]


def _folded(text: str) -> list[str]:
    return [token.folded for token in tokens(text)]


def test_each_syllable_has_an_exact_and_a_folded_term() -> None:
    assert _exact("Đường sắt Bắc Nam") == ["đường", "sắt", "bắc", "nam"]
    assert _folded("Đường sắt Bắc Nam") == ["duong", "sat", "bac", "nam"]


def test_an_is_a_syllable_and_no_stop_word() -> None:
    assert _folded("Công an An Giang") == ["cong", "an", "an", "giang"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TP.HCM", ["tp", "hcm"]),
        ("GD-ĐT", ["gd", "đt"]),
        ("14.6.2022", ["14", "6", "2022"]),
        ("“Ý”, (EU)", ["ý", "eu"]),
        ("", []),
        ("…!", []),
    ],
)
def test_punctuation_parts_terms(text: str, expected: list[str]) -> None:
    assert _exact(text) == expected


def test_decomposed_text_gives_the_same_terms() -> None:
    text = "Thứ trưởng Hà Kim Ngọc đề nghị"
    assert _exact(unicodedata.normalize("NFD", text)) == _exact(text)


def test_neighbours_make_folded_pairs() -> None:
    assert adjacent_pairs(tokens("Bùi Thanh Sơn")) == ["bui_thanh", "thanh_son"]


def test_words_of_several_syllables_make_compounds() -> None:
    text = "tàu đường sắt chạy"
    assert list(compounds(text, [(0, 3), (4, 13), (14, 18)])) == ["duong_sat=đường_sắt"]


@pytest.mark.parametrize(
    ("one", "other"), [("Thuý Hoà", "Thúy Hòa"), ("BÙI  THANH SƠN", "Bùi Thanh Sơn"), ("TP. HCM", "TP.HCM")]
)
def test_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_of_signs_keeps_a_key() -> None:
    assert name_key(" +++ ") == "+++"


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    found = tokens(text)
    assert all(text[t.start : t.end].strip() for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text())
def test_terms_are_those_of_the_tokens(text: str) -> None:
    assert terms(text) == (_exact(text), _folded(text))
    assert folded_pairs(terms(text).folded) == adjacent_pairs(tokens(text))


def test_the_term_of_a_compound_begins_with_its_folded_form() -> None:
    [term] = compounds("Thủ tướng", [(0, 9)])
    assert term.startswith(markings(["thu", "tuong"]))
    assert marking(term) == ("thủ", "tướng")


def test_neighbours_give_the_term_of_a_compound() -> None:
    assert marked_pairs(terms("Thủ tướng")) == list(compounds("Thủ tướng", [(0, 9)]))
