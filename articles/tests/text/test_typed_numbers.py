import pytest

from articles.text.typed_numbers import is_row_id, page_number


@pytest.mark.parametrize(
    ("typed", "page"),
    [("1", 1), ("7", 7), ("007", 7), ("500", 500), ("501", 500), ("0", 1), ("9" * 5_000, 500), ("0" * 5_000 + "3", 3)],
)
def test_a_number_is_kept_within_the_pages_that_there_are(typed: str, page: int) -> None:
    assert page_number(typed, most=500) == page


@pytest.mark.parametrize("typed", ["", " ", "-1", "+2", "1.5", "1_000", "abc", "trang 2", "²", "٣", "\x00"])
def test_what_is_no_number_is_the_first_page(typed: str) -> None:
    assert page_number(typed, most=500) == 1


@pytest.mark.parametrize(
    ("typed", "is_id"),
    [("7", True), ("9" * 18, True), ("9" * 19, False), ("", False), ("-1", False), ("٣", False), ("²", False)],
)
def test_a_primary_key_is_digits_that_a_64_bit_integer_holds(typed: str, is_id: bool) -> None:
    assert is_row_id(typed) is is_id
