import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query_language import MAX_WORDS, Word, read


def _texts(words: tuple[Word, ...]) -> list[str]:
    return [" ".join(syllable.exact for syllable in word.syllables) for word in words]


def test_words_are_syllables() -> None:
    assert _texts(read("Bùi Thanh Sơn").words) == ["bùi", "thanh", "sơn"]


@pytest.mark.parametrize("quotes", ['""', "“”", "„”"])
def test_quotes_make_a_phrase(quotes: str) -> None:
    query = read(f"tàu {quotes[0]}đường sắt{quotes[1]} chạy")
    assert _texts(query.phrases) == ["đường sắt"]
    assert _texts(query.words) == ["tàu", "chạy"]


def test_an_open_quote_is_closed_at_the_end() -> None:
    assert _texts(read('"đường sắt').phrases) == ["đường sắt"]


def test_a_minus_before_a_word_or_phrase_excludes_it() -> None:
    query = read('bóng đá -"World Cup" -futsal')
    assert _texts(query.excluded) == ["world cup", "futsal"]
    assert _texts(query.words) == ["bóng", "đá"]


@pytest.mark.parametrize("text", ["GD-ĐT", "Việt - Mỹ"])
def test_a_minus_elsewhere_excludes_nothing(text: str) -> None:
    assert read(text).excluded == ()


def test_a_word_knows_whether_marks_were_typed() -> None:
    assert [word.marked for word in read("bui Sơn").words] == [(False,), (True,)]


@pytest.mark.parametrize("text", ["", '"', "-", '-""', "!?", '" "'])
def test_signs_alone_ask_for_nothing(text: str) -> None:
    assert read(text).wanted == ()


@given(st.text(alphabet='ab "“”„-đ()ộ*:', max_size=60) | st.text())
def test_any_string_can_be_read(text: str) -> None:
    assert len(read(text).wanted) <= MAX_WORDS
