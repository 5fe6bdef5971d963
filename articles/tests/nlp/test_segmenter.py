import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.nlp.annotation import annotate
from articles.nlp.offsets import plain_text
from articles.nlp.segmenter import segment

_PIECES = ["Hoà", "thuý", "nghành", "bíết", "Đà", "Ðông", "ð", "TP.HCM", "14/6", "(EU)", "…", "\u00a0", "\n", "-", " "]
_VIETNAMESE = st.lists(st.sampled_from(_PIECES)).map(" ".join)


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(plain_text(text))]


def test_words_are_the_compounds_of_vietnamese() -> None:
    assert _words("Ngành đường sắt Việt Nam.") == ["Ngành", "đường sắt", "Việt Nam", "."]


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
