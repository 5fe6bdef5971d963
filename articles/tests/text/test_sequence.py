from hypothesis import given
from hypothesis import strategies as st

from articles.text.sequence import shared_part

TEXTS = st.lists(st.sampled_from("abcd"), max_size=30)


def common(one: list[str], other: list[str]) -> int:
    """Return the length of the longest common subsequence, by the book."""
    row = [0] * (len(other) + 1)
    for a in one:
        above = row[:]
        for n, b in enumerate(other):
            row[n + 1] = above[n] + 1 if a == b else max(above[n + 1], row[n])
    return row[-1]


@given(TEXTS, TEXTS)
def test_it_is_the_longest_common_subsequence(one: list[str], other: list[str]) -> None:
    assert shared_part(one, other) == 2 * common(one, other) / max(1, len(one) + len(other))


def test_a_paragraph_left_out_lowers_it_by_as_much() -> None:
    assert shared_part(list(range(100)), list(range(50))) == 100 / 150
