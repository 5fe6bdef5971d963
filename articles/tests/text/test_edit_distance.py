import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.edit_distance import has_shared, is_within_one_edit, keeping_shared, shared_part
from articles.text.normal import fold

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


@pytest.mark.parametrize("typo", ["Borell", "Borrrell", "Borrfll", "Brorell", "orrell", "Borrelle", "Borrell"])
def test_one_letter_more_less_or_other_or_two_swapped_are_one_edit(typo: str) -> None:
    assert is_within_one_edit(typo, "Borrell")
    assert is_within_one_edit("Borrell", typo)


@pytest.mark.parametrize("other", ["Borel", "Bolsonaro", "", "rBorlrel", "oBrrlel"])
def test_more_than_one_edit_is_too_many(other: str) -> None:
    assert not is_within_one_edit(other, "Borrell")
    assert not is_within_one_edit("Borrell", other)


@pytest.mark.parametrize(
    ("typed", "other", "has"),
    [("vn", "văn", True), ("àh", "hà", True), ("khoáng", "khoán", True), ("rác", "rất", False), ("hán", "hạnh", False)],
)
def test_a_slip_keeps_the_marks_of_the_letters_around_it(typed: str, other: str, has: bool) -> None:
    assert has_shared(typed, fold(typed), other, fold(other)) is has


def test_a_correction_takes_the_marks_that_were_typed_with_the_letters_that_stay() -> None:
    assert keeping_shared("xụt", "xut", "sut") == "sụt"
    assert keeping_shared("hóaa", "hoaa", "hoa") == "hóa"
    assert keeping_shared("æ", "ae", "a") == "a"
