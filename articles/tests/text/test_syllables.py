import pytest

from articles.text.syllable_shape import is_syllable


@pytest.mark.parametrize("folded", ["a", "ca", "nghieng", "quoc", "giua", "khuyu", "thuong"])
def test_letters_that_can_be_a_syllable(folded: str) -> None:
    assert is_syllable(folded)


@pytest.mark.parametrize("folded", ["", "ubnd", "bhyt", "tphcm", "facebook", "cn", "vff"])
def test_letters_that_cannot(folded: str) -> None:
    assert not is_syllable(folded)
