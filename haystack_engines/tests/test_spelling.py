import pytest
from hypothesis import given
from hypothesis import strategies as st

from haystack_engines.spelling_suggestion import distance, suggestion

_KNOWN = {"đường": 9, "đương": 3, "sắt": 5, "sân": 7, "sang": 1}


def _suggestion(*words: str) -> str | None:
    def beginning(start: str) -> list[tuple[str, int]]:
        return [(text, held) for text, held in _KNOWN.items() if text.startswith(start)]

    return suggestion(words, lambda text: _KNOWN.get(text, 0), beginning)


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [("sắt", "sắt", 0), ("sắt", "sắc", 1), ("sắt", "stắ", 1), ("sắt", "sắtt", 1), ("", "abc", 3), ("ca", "abc", 3)],
)
def test_slips_are_counted(first: str, second: str, slips: int) -> None:
    assert distance(first, second) == slips


@given(st.text(max_size=8), st.text(max_size=8))
def test_a_distance_is_the_same_both_ways_and_none_only_of_equals(first: str, second: str) -> None:
    assert distance(first, second) == distance(second, first)
    assert (distance(first, second) == 0) == (first == second)


def test_the_nearest_word_is_taken_and_known_ones_are_left() -> None:
    assert _suggestion("đườngg", "sắt") == "đường sắt"


def test_of_equally_near_words_the_most_frequent_is_taken() -> None:
    assert _suggestion("sâng") == "sân"


@pytest.mark.parametrize("words", [("sắt",), ("qqqqq",), (), ("ngoại",)])
def test_nothing_is_suggested_where_all_is_known_or_nothing_is_near(words: tuple[str, ...]) -> None:
    assert _suggestion(*words) is None
