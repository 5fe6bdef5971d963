import pytest

from articles.text.spelling import is_spelt, share_spelt


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "quý", "giá", "quà", "khỏe", "khoẻ", "xoòng", "NGUYỄN", "Ý", "khuỷu", "gì", "quốc", "oái"],
)
def test_a_syllable_is_spelt(word: str) -> None:
    assert is_spelt(word)


@pytest.mark.parametrize("word", ["b¸o", "tiÕ", "cat̀", "ngheó", "daõ", "ñang", "ƣớc", "War"])
def test_a_word_in_the_wrong_letters_is_not_spelt(word: str) -> None:
    assert not is_spelt(word)


def test_the_share_counts_words_with_marks_alone() -> None:
    assert share_spelt("Bão số 3 vào Müller") == 3 / 4
    assert share_spelt("Bao so 3 vao") is None
