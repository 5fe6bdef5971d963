import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.nlp.annotation import annotate
from articles.nlp.words.offsets import plain_text
from articles.nlp.words.segmenter import segment

_LINES = [
    "Bộ trưởng Ngoại giao Bùi Thanh Sơn tiếp Thứ trưởng Hà Kim Ngọc chiều 14/6/2022 tại Hà Nội.",
    "BỘ GD-ĐT: 3.500 thí sinh TP.HCM thi lớp 10, đề “khó nhưng hay”...",
    "H'Mông, Jong-un (38 tuổi); giá 1.234,5 đồng/kg – tăng 2,5% so với 2021!",
    "nghành giáo dục bíết hoà thuý Ðà Nẵng",
    "a",
    "Ngoại giao",
    "Xem https://tuoitre.vn/tin.htm, thư về bao@tuoitre.vn lúc 10:20:50",
    "EOS BOS 2147483647 2147483648 -5 ß İ",
]
_PIECES = ["Hoà", "thuý", "nghành", "bíết", "Đà", "Ðông", "ð", "TP.HCM", "14/6", "(EU)", "…", "\u00a0", "\n", "-", " "]
_VIETNAMESE = st.lists(st.sampled_from(_PIECES)).map(" ".join)


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(plain_text(text))]


def test_words_are_the_compounds_of_vietnamese() -> None:
    assert _words("Ngành đường sắt Việt Nam.") == ["Ngành", "đường sắt", "Việt Nam", "."]


def _as_word_tokenize(line: str) -> list[str]:
    """Return the words of underthesea's own function, by their letters, which it may have normalised."""
    from underthesea import word_tokenize

    return ["-" * len(word.replace(" ", "")) for word in word_tokenize(line)]


@pytest.mark.parametrize("line", _LINES[:3] + _LINES[4:])
def test_words_are_those_of_word_tokenize(line: str) -> None:
    assert ["-" * len(word.replace(" ", "")) for word in _words(line)] == _as_word_tokenize(line)


@given(st.lists(st.sampled_from([*" ".join(_LINES).split(), "Công", "an", "An", "Giang"])).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_words_of_any_syllables_are_those_of_word_tokenize(line: str) -> None:
    assert len(_words(line)) == len(_as_word_tokenize(line))


@pytest.mark.parametrize("text", ["hoà bình", "nghành giáo dục", "bíết", "Ðà Nẵng"])
def test_words_keep_the_spelling_of_the_text(text: str) -> None:
    assert "".join(_words(text)).replace(" ", "") == text.replace(" ", "")


@given(st.one_of(st.text(), _VIETNAMESE, _VIETNAMESE.map(lambda text: unicodedata.normalize("NFD", text))))
@settings(max_examples=200, deadline=None)
@example("\u1112\u1161 \u0301x \ud800")
def test_every_character_that_is_not_space_is_in_exactly_one_word_in_order(text: str) -> None:
    words = annotate(text).words
    covered = [at for start, end in words for at in range(start, end) if not text[at].isspace()]
    assert covered == [at for at, char in enumerate(text) if not char.isspace()]
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in words)
