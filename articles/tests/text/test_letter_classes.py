import re

import pytest

from articles.text.letter_classes import LOWER, UPPER


@pytest.mark.parametrize("capital", ["A", "Đ", "Ỹ", "Ử", "Š", "Ø"])
def test_capitals_and_small_letters_are_told_apart(capital: str) -> None:
    assert re.fullmatch(f"[{UPPER}]", capital)
    assert re.fullmatch(f"[{LOWER}]", capital.lower())
    assert not re.fullmatch(f"[{LOWER}]", capital)
    assert not re.fullmatch(f"[{UPPER}]", capital.lower())


@pytest.mark.parametrize("sign", ["1", "-", " ", "_", "ª"])
def test_what_is_no_letter_is_in_neither_class(sign: str) -> None:
    assert not re.fullmatch(f"[{UPPER}{LOWER}]", sign)
