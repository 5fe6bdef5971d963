from hypothesis import given
from hypothesis import strategies as st

from articles.text.packing import pack, unpack


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 70_000)), max_size=50))
def test_what_was_packed_comes_back(steps: list[tuple[int, int]]) -> None:
    words, position = [], 0
    for gap, length in steps:
        words.append((position + gap, position + gap + length))
        position += gap + length
    assert unpack(pack(words)) == words


def test_no_bytes_are_no_words() -> None:
    assert unpack(b"") == []
