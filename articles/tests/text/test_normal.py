import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.normal import fold, has_marks, nfc, spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("Thuý", "thúy"), ("khoẻ", "khỏe"), ("Mĩ", "Mỹ"), ("kĩ", "kỹ"), ("lí", "lý"), ("quí", "quý")],
)
def test_accepted_spellings_of_a_syllable_are_one(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hoàn", "hòan"), ("an", "án"), ("ngoài", "ngoai"), ("tay", "tai"), ("Ý", "Í")]
)
def test_different_syllables_stay_apart(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đường sắt", "duong sat"), ("Bùi Thanh Sơn", "bui thanh son"), ("ƯỚC", "uoc"), ("Ý", "y"), ("EU", "eu")],
)
def test_folding_takes_all_marks_off(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_decomposed_text_folds_alike() -> None:
    assert fold(unicodedata.normalize("NFD", "Đặng Thúy")) == "dang thuy"


@pytest.mark.parametrize(
    ("text", "expected"), [("án", True), ("đi", True), ("ơ", True), ("Thanh", False), ("EU", False)]
)
def test_tells_marks(text: str, expected: bool) -> None:
    assert has_marks(text) is expected


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạòóỏõọùúủũụỳýỷỹỵ", max_size=8))
def test_one_spelling_of_a_spelling_is_itself(syllable: str) -> None:
    assert spelling(spelling(syllable)) == spelling(syllable)


@given(st.text())
def test_composing_keeps_the_folded_form(text: str) -> None:
    assert fold(nfc(text)) == fold(text)
