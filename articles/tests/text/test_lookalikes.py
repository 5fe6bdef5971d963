import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.lookalikes import has_lookalikes, plain_letters
from articles.text.normal import has_marks
from articles.text.terms import name_key, terms, tokens

_ODD = "ÐðƉɖøŁıßИВТОсеαβνﬁＡ１𝐀₂²Ⅻɴº\u00ad\u200b\u0301"


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("Ðiều 66, Ɖà Lạt, ðúng", "Điều 66, Đà Lạt, đúng"),
        ("Płock, Akın, Straße, Søren, Ǿ", "Plock, Akin, Strasse, Soren, Ó"),
        ("хеm, сủa, 82/82А, TУPHОON", "xem, của, 82/82A, TYPHOON"),
        ("hợp đồng ВОТ, Р-13М", "hợp đồng BOT, P-13M"),
        ("ＵＢＮＤ ２０２５", "UBND 2025"),
        ("𝐀𝐈, 𝟓G", "AI, 5G"),
        ("ﬁn, thế kỷ Ⅻ, 39ºC", "fin, thế kỷ XII, 39oC"),
        ("CO₂, m², H₂O, 300 m³", "CO2, m2, H2O, 300 m3"),
        ("ng\u00adười, k\u200eý, Hà\u200b Nội\ufeff", "người, ký, Hà Nội"),
    ],
)
def test_letters_that_look_alike_are_one(written: str, usual: str) -> None:
    assert plain_letters(written) == usual
    assert has_lookalikes(written)
    assert not has_lookalikes(usual)


@pytest.mark.parametrize("text", ["Москва", "МОСКВА", "Путин", "Ελλάδα", "α-amino", "Đường sắt", "½", "中", "30°C", ""])
def test_other_words_stay(text: str) -> None:
    assert plain_letters(text) == text


@pytest.mark.parametrize(("typed", "written"), [("Điều 66", "Ðiều 66"), ("CO2", "CO₂"), ("m2", "m²"), ("BOT", "ВОТ")])
def test_terms_are_those_of_the_usual_letters(typed: str, written: str) -> None:
    assert terms(written) == terms(typed)


def test_an_invisible_character_does_not_part_a_word() -> None:
    text = "78 ng\u00adười\u200b bị"
    assert [text[t.start : t.end] for t in tokens(text)] == ["78", "ng\u00adười", "bị"]
    assert terms(text).exact == ["78", "người", "bị"]


def test_a_name_in_other_letters_is_the_same_name() -> None:
    assert name_key("Ðà Nẵng") == name_key("Ɖà Nẵng") == name_key("Đà Nẵng")


def test_a_lowered_digit_is_no_mark() -> None:
    assert not has_marks("CO₂")
    assert has_marks("ðo")


@given(st.text(st.sampled_from(f"{_ODD}aệ 1-")) | st.text())
def test_nothing_is_left_to_change(text: str) -> None:
    plain = plain_letters(text)
    assert plain_letters(plain) == plain
    assert not set(plain) & set("Ððøﬁ２₂\u00ad")
