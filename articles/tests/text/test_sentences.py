import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.sentences import ends_sentence, sentences


@pytest.mark.parametrize(
    "text",
    [
        "Lũ về.| Dân chạy lụt.",
        "Ai chết?| Không ai!| Thật không?",
        "Ông nói: “Lũ về.”| Dân chạy.",
        "Chạy đi…| Lũ về.",
        "Lũ về (đêm qua).| “Chạy đi!”| Ông hét.",
        "Giá 1.000.000 đồng.| 20 người mua.",
        "Lũ về năm 2022.| Dân chạy.",
    ],
)
def test_a_sentence_ends_at_its_sign(text: str) -> None:
    assert [one.strip() for one in sentences(text.replace("|", ""))] == [one.strip() for one in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "TP. Hồ Chí Minh có mưa.",
        "PGS. TS. Nguyễn Văn A đến.",
        "Ông J. Biden đến Hà Nội",
        "1. Giá vàng tăng",
        "Sầu riêng, xoài, v.v. Chợ đông",
        "Anh nói... rồi im lặng",
        "Lũ, lụt: nước dâng; dân chạy",
        "trang vnexpress.net đưa tin",
        "",
    ],
)
def test_signs_within_a_sentence_do_not_end_it(text: str) -> None:
    assert sentences(text) == [text]


@given(st.text(alphabet="aÂ1 .!?…”(\n", max_size=60))
def test_the_sentences_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Nước sông dâng cao.", True),
        ("“Khi nào nước rút?” ", True),
        ("(Chưa rõ nguyên nhân…)", True),
        ("Nước sông dâng cao", False),
        ("“Tư lệnh” ngành", False),
        ("Kết quả như sau:", False),
        ("", False),
    ],
)
def test_the_end_of_a_sentence_is_told_also_within_quotation_marks(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
