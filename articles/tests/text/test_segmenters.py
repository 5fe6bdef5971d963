import pytest

from articles.text.segmented import desegment, has_loose_marks
from articles.text.segmenters import is_tagged, with_joined_words

PRINTED = "Bà Lê Thị Sáu, chủ bến đò, nói khách vẫn đông. Sông rộng, đò nhỏ, cầu thì chưa có."
SEGMENTED = "Bà Lê_Thị_Sáu , chủ bến_đò , nói khách vẫn đông . Sông rộng , đò nhỏ , cầu thì chưa có ."
WORDS = [word.replace("_", " ") for word in SEGMENTED.split()]
TAGS = dict(zip(SEGMENTED.split(), ["N", "Np", "CH", "N", "N", "CH", "V", "N", "R", "A", "CH"] * 2, strict=False))


@pytest.mark.parametrize(
    "written",
    [
        SEGMENTED,
        " ".join(f"{word}/{TAGS[word]}" for word in SEGMENTED.split()),
        " ".join(f"{word}_{TAGS[word]}" for word in SEGMENTED.split()),
        " ".join(f"{word}/{TAGS[word]}/B-NP/O" for word in SEGMENTED.split()),
        " ".join(word if word in ",." else f"[{word}]" for word in WORDS),
        " / ".join(WORDS),
        "|".join(WORDS),
        SEGMENTED.replace("_", "~"),
    ],
)
def test_words_of_any_segmenter_are_printed(written: str) -> None:
    assert desegment(with_joined_words(written)) == PRINTED


def test_plain_text_stays_and_has_no_tags() -> None:
    text = f"{PRINTED} Xe chạy 60 km/h/giờ trên quốc lộ 1/5 (bến/đò) và/hoặc [sic] A+B."
    assert with_joined_words(text) == text
    assert not is_tagged(text)
    assert not has_loose_marks(text)


def test_loose_marks_tell_split_text() -> None:
    assert has_loose_marks(SEGMENTED.replace("_", " "))
    assert not has_loose_marks(f"{PRINTED} Giá : 5.000 đồng .")
