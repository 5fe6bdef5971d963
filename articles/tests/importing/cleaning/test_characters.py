import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.cleaning.characters import clean_text, drop_stray_tags


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("B&amp;igrave;nh Thu&#7853;n", "Bình Thuận"),
        ("m&agrave;&nbsp;&amp;nbsp;  em", "mà em"),
        ("R&D & C&ocirc;ng nghệ", "R&D & Công nghệ"),
        ("ti\u00adếng\u200b Việt\ufeff", "tiếng Việt"),
        (unicodedata.normalize("NFD", "Ý kiến đường Hòa"), "Ý kiến đường Hòa"),
        ("một\r\nhai\u2028ba", "một\nhai\nba"),
    ],
)
def test_letters_come_out_clean(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_a_stray_break_goes_and_a_less_than_sign_stays() -> None:
    assert drop_stray_tags("dưới < 33°C<br />đêm <b>lạnh</b>") == "dưới < 33°C\nđêm lạnh"


@given(st.text(alphabet=st.characters(exclude_characters="&", exclude_categories=["Cs"])))
def test_cleaning_clean_text_changes_nothing(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
