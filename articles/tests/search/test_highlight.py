import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import Sought, marked, snippet
from articles.search.query_language import read
from articles.text.layout import parts
from articles.text.terms import tokens


def _marked(text: str, query: str, *, strict: bool = False) -> str:
    return marked(text, Sought.of(read(query), strict=strict))


@pytest.mark.parametrize("query", ["bui thanh son", "Bùi Thanh Sơn", '"bùi thanh sơn"', "BUI THANH SON"])
def test_a_name_is_marked_as_one_however_it_was_typed(query: str) -> None:
    assert _marked("Ông Bùi Thanh Sơn nói", query) == "Ông <mark>Bùi Thanh Sơn</mark> nói"


def test_old_tone_placement_is_marked() -> None:
    assert _marked("giải quyết hòa bình", "hoà") == "giải quyết <mark>hòa</mark> bình"


def test_with_exact_marks_no_other_marking_is_marked() -> None:
    assert _marked("án của an", "án", strict=True) == "<mark>án</mark> của an"


def test_markup_in_the_text_is_text() -> None:
    assert _marked("<b>sắt</b> & thép", "sắt") == "&lt;b&gt;<mark>sắt</mark>&lt;/b&gt; &amp; thép"


def test_the_passage_with_most_words_is_shown() -> None:
    body = ["đường " + "xa " * 200, "Tuyến đường sắt tốc độ cao đi qua tỉnh"]
    assert "<mark>đường sắt tốc độ</mark>" in snippet(
        parts("", "", body, []), Sought.of(read("đường sắt tốc độ"), strict=False)
    )


def test_a_passage_is_cut_between_words() -> None:
    text = "một hai ba bốn " * 60 + "đường sắt " + "năm sáu bảy " * 60
    shown = snippet(parts("", text, [], []), Sought.of(read("đường sắt"), strict=False))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    words = shown.replace("<mark>", "").replace("</mark>", "").strip("… ").split()
    assert set(words) <= set(text.split())


def test_without_a_query_the_lead_is_shown() -> None:
    assert snippet(parts("Tựa", "Lời dẫn", ["Thân"], []), Sought.of(read(""), strict=False)) == "Lời dẫn"


@given(st.text(max_size=400), st.text(max_size=20))
def test_marking_loses_no_text(text: str, query: str) -> None:
    from html import unescape

    plain = _marked(text, query).replace("<mark>", "").replace("</mark>", "")
    assert unescape(plain) == unescape(str(_marked(text, "")))


_VIETNAMESE = st.text(alphabet="aàáăđdeêhoòôsơnưuyỳiqkmAĐÒỸ ,.-14", max_size=80)


@given(_VIETNAMESE, _VIETNAMESE)
def test_what_is_found_are_the_tokens_with_a_sought_term(text: str, query: str) -> None:
    sought = Sought.of(read(query), strict=False)
    assert sought.found_in(text) == [t for t in tokens(text) if t.exact in sought.exact or t.folded in sought.folded]


@pytest.mark.parametrize("query", ["mỹ", "mi", "Mĩ"])
def test_both_spellings_of_one_sound_are_marked(query: str) -> None:
    assert _marked("nước Mỹ", query) == "nước <mark>Mỹ</mark>"


def test_decomposed_text_is_marked() -> None:
    text = unicodedata.normalize("NFD", "ông Bùi Thanh Sơn")
    assert unicodedata.normalize("NFC", _marked(text, "bui thanh")) == "ông <mark>Bùi Thanh</mark> Sơn"
