import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.normal import fold
from articles.text.syllables import is_spelt_syllable, is_syllable_shaped, is_unmarked_syllable, share_spelt

LETTERS = st.text("abcdđeêghiklmnoôơpqrstuưvxyăâ\u0300\u0301\u0303\u0309\u0323", max_size=8)


@pytest.mark.parametrize("folded", ["a", "ca", "nghieng", "quoc", "giua", "khuyu", "thuong", "taec"])
def test_letters_shaped_like_a_syllable(folded: str) -> None:
    assert is_syllable_shaped(folded)


@pytest.mark.parametrize("folded", ["", "ubnd", "bhyt", "tphcm", "facebook", "cn", "vff", "cá"])
def test_letters_of_another_shape(folded: str) -> None:
    assert not is_syllable_shaped(folded)


@pytest.mark.parametrize("word", ["Nguyễn", "Nguyen", "NGUYEN", "Tuân", "đat", "Y", "quai"])
def test_a_word_is_a_syllable_with_its_marks_or_without(word: str) -> None:
    assert is_unmarked_syllable(word)


@pytest.mark.parametrize("word", ["", "Borrell", "Taec", "Moon2", "Krông", "Văn Thời", "X.", "Phạml"])
def test_a_foreign_word_is_no_syllable(word: str) -> None:
    assert not is_unmarked_syllable(word)


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "quý", "giá", "quà", "khỏe", "khoẻ", "xoòng", "NGUYỄN", "Ý", "khuỷu", "gì", "quốc", "oái"],
)
def test_a_syllable_is_spelt(word: str) -> None:
    assert is_spelt_syllable(word)


@pytest.mark.parametrize("word", ["b¸o", "tiÕ", "cat̀", "ngheó", "daõ", "ñang", "ƣớc", "War", "duong", "Nguyen"])
def test_a_word_in_the_wrong_letters_is_not_spelt(word: str) -> None:
    assert not is_spelt_syllable(word)


@given(LETTERS)
def test_each_rule_accepts_what_the_stricter_one_does(word: str) -> None:
    assert is_unmarked_syllable(word) or not is_spelt_syllable(word)
    assert is_syllable_shaped(fold(word)) or not is_unmarked_syllable(word)


@given(st.sampled_from(["nghiêng", "quốc", "khuỷu", "hoàng", "nước", "gì", "oái"]), st.booleans())
def test_marks_and_case_do_not_count_for_an_unmarked_syllable(word: str, upper: bool) -> None:
    assert is_unmarked_syllable(word.upper() if upper else fold(word))


def test_the_share_counts_words_with_marks_alone() -> None:
    assert share_spelt("Bão số 3 vào Müller") == 3 / 4
    assert share_spelt("Bao so 3 vao") is None
