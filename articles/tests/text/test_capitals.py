import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.capitals import capital_forms, is_capital_form


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Dùng AI ở trạm BOT, chống IS", ["AI", "BOT", "IS"]),
        ("VAMA: nhóm G7 gặp U23, sóng 5G", ["VAMA", "G7", "U23", "5G"]),
        ("U.23 và U-23 như U23; F-16", ["U23", "F16"]),
        ("Bộ GD-ĐT, Bộ GD&ĐT, Sở GDĐT ở TP.HCM.", ["GDĐT", "TPHCM"]),
        ("COVID-19 ở TP HCM 2 ngày", ["COVID19", "COVID", "TP", "HCM"]),
        ("dự án BOT-BT và BOT/BT", ["BOTBT", "BOT", "BT"]),
        ("hợp đồng ВОТ trong chữ Nga", ["BOT"]),
        ("Thành ủy (TƯ), BOT.", ["TƯ", "BOT"]),
    ],
)
def test_short_forms_have_one_normal_form(text: str, forms: list[str]) -> None:
    assert capital_forms(text) == forms


@pytest.mark.parametrize("text", ["Ai Cập có ai", "Y tế A, 30-4, 1.000", "iPhone BOTs mBOT BOT_BT", "em N.V.A và T.H"])
def test_other_words_are_none(text: str) -> None:
    assert capital_forms(text) == []


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("CÓ AI VỀ BẾN NAM AN", []),
        ("KHONG CON AI BIET GI", []),
        ("ĐỘI TUYỂN U23 VÀ VFF Ở THAILAND", ["U23", "VFF"]),
        ("Mưa lớn ở Huế. LÊ TRUNG", []),
        ("CÓ AI VỀ\nBOT Cai Lậy", ["BOT"]),
        ("UBND TP HCM họp", ["UBND", "TP", "HCM"]),
    ],
)
def test_words_of_headlines_and_signatures_are_none(text: str, forms: list[str]) -> None:
    assert capital_forms(text) == forms


@pytest.mark.parametrize("typed", ["AI", "BOT", "U23", "U.23", "U-23", "5G", "GD-ĐT", "TP.HCM", "TƯ"])
def test_a_short_form_is_typed_in_capitals(typed: str) -> None:
    assert is_capital_form(typed)


@pytest.mark.parametrize("typed", ["ai", "Ai", "bot", "u23", "A", "Ý", "23", "NƯỚC", "AI BOT", "(AI)", "AI*", ""])
def test_other_words_typed_are_no_short_form(typed: str) -> None:
    assert not is_capital_form(typed)


@given(st.text(st.sampled_from("AIBOTĐỘai 29.-&\n")))
def test_forms_have_a_capital_and_no_separator(text: str) -> None:
    forms = capital_forms(text)
    assert all(len(form) > 1 and form.isalnum() and form.isupper() for form in forms)
    assert len(forms) == len(set(forms))
    assert all(is_capital_form(form) for form in forms)
