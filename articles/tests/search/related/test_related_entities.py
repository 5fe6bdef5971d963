import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.related.related_entities import association


def test_always_together_is_more_than_now_and_then() -> None:
    assert association(20, 20, 20, 1000) > association(5, 20, 20, 1000) > 0


def test_as_often_as_by_chance_is_nothing() -> None:
    assert association(10, 100, 100, 1000) == 0
    assert association(2, 100, 100, 1000) == 0


def test_one_meeting_of_rare_ones_is_less_sure_than_many_of_frequent_ones() -> None:
    assert association(1, 1, 1, 30_000) < association(40, 400, 300, 30_000)


def test_it_is_the_ratio_that_dunning_gives() -> None:
    # The bigram "the swiss" in his table 1: k = 110, 2442, 111, 29114.
    assert association(110, 110 + 2442, 110 + 111, 31_777) == pytest.approx(270.72, abs=0.01)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 10_000))
def test_it_is_never_below_nothing(together: int, more: int, other_more: int, neither: int) -> None:
    everything = together + more + other_more + neither
    assert association(together, together + more, together + other_more, everything) >= 0
