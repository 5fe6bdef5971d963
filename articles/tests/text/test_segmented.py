import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.segmented import desegment, is_segmented

VOCABULARY = "Bộ trưởng Ý Đắk Lắk an án hòa hoà ngoại giao nghiêng quốc lộ 9 2.400 14-6-2022 13/7 kg H’Wen TP.HCM"
WORDS = st.sampled_from(VOCABULARY.split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@st.composite
def printed(draw: st.DrawFn) -> str:
    """Draw a paragraph with the marks, brackets and quotes of the press."""
    shapes = ["{}.", "{}?", "{} ({}), {}.", "“{}”, {}.", "{}: {}; {}…", '"{}", {}.', "{} - {}.", "{} {}%."]
    shape = draw(st.sampled_from(shapes))
    return shape.format(*(draw(SENTENCES) for _ in range(shape.count("{}"))))


def segment(text: str) -> str:
    """Do to plain text what a segmenter does: marks set apart, every second pair of syllables joined."""
    spaced = re.sub(r"(?<!\d)([.,;:?!])(?=\s|$|[”\"])|([()“”\"%…])", r" \1\2 ", text)
    spaced = re.sub(r"(?<=\w)([.,;:?!])(?=\s|$|[”\"])", r" \1 ", spaced)
    return re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", "_", " ".join(spaced.split()), count=2)


@given(printed())
def test_it_undoes_a_segmenter(text: str) -> None:
    assert desegment(segment(text)) == text


@given(printed())
def test_plain_text_stays(text: str) -> None:
    assert desegment(text) == text


@pytest.mark.parametrize(
    ("segmented", "printed"),
    [
        ("Liên_minh châu_Âu ( EU ) , theo Bộ Ngoại_giao .", "Liên minh châu Âu (EU), theo Bộ Ngoại giao."),
        ('gỡ " thẻ_vàng " cho cá ngừ', 'gỡ "thẻ vàng" cho cá ngừ'),
        ('nói : " Tôi chờ . Họ đến " .', 'nói: "Tôi chờ. Họ đến".'),
        ("tăng 18 % , đạt 2.400 đồng / kg", "tăng 18%, đạt 2.400 đồng/kg"),
        ("sáng_12/7 , chiều 13 / 7", "sáng 12/7, chiều 13/7"),
        ("ngày 14 - 6 - 2022 lúc 10 : 15", "ngày 14-6-2022 lúc 10:15"),
        ("TP._Vinh và TP. Cần_Thơ", "TP. Vinh và TP. Cần Thơ"),
        ("huyện Cư_M ' gar", "huyện Cư M'gar"),
        ("theo Vietnam + .", "theo Vietnam+."),
        ("Việt - Mỹ", "Việt - Mỹ"),
        ("thư gửi le_nam@bao.vn và https://bao.vn/tin_moi", "thư gửi le_nam@bao.vn và https://bao.vn/tin_moi"),
        ("xem WWW.bao_moi.vn", "xem WWW.bao_moi.vn"),
    ],
)
def test_it_prints_as_papers_do(segmented: str, printed: str) -> None:
    assert desegment(segmented) == printed


def test_segmented_text_is_told_from_plain() -> None:
    assert is_segmented("Bộ_trưởng Bùi_Thanh_Sơn đến Hà_Nội , theo thông_cáo .")
    assert not is_segmented("Bộ trưởng đến Hà Nội, theo thông cáo. Thư gửi le_nam@bao.vn.")
