import unicodedata

import pytest

from articles.nlp.words.offsets import plain_text


def test_nfc_text_is_its_own_plain_text() -> None:
    plain = plain_text("Hà Nội")
    assert (plain.text, plain.original(3, 6)) == ("Hà Nội", (3, 6))


def test_nfd_text_is_read_as_nfc_and_found_where_it_was() -> None:
    text = unicodedata.normalize("NFD", "Đà Nẵng, Mỹ")
    plain = plain_text(text)
    start = plain.text.index("Mỹ")
    assert plain.text == "Đà Nẵng, Mỹ"
    assert text[slice(*plain.original(start, start + 2))] == unicodedata.normalize("NFD", "Mỹ")


@pytest.mark.parametrize("text", ["", "\u0301a", "a \u0301", "\u1112\u1161\u11ab", "\ud83d", "\u0958", "\u09c7\u09be"])
def test_plain_text_is_left_alone_by_nfc(text: str) -> None:
    plain = plain_text(text).text
    assert unicodedata.normalize("NFC", plain) == plain
