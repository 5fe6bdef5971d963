import pytest

from articles.text.page_numbers import page_number


@pytest.mark.parametrize(
    ("typed", "page"),
    [("1", 1), ("7", 7), ("007", 7), ("500", 500), ("501", 500), ("0", 1), ("9" * 5_000, 500), ("0" * 5_000 + "3", 3)],
)
def test_a_number_is_kept_within_the_pages_that_there_are(typed: str, page: int) -> None:
    assert page_number(typed, most=500) == page


@pytest.mark.parametrize("typed", ["", " ", "-1", "+2", "1.5", "1_000", "abc", "trang 2", "²", "٣", "\x00"])
def test_what_is_no_number_is_the_first_page(typed: str) -> None:
    assert page_number(typed, most=500) == 1
