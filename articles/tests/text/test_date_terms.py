"""A date that a text names is told from decimals, ranges and the numbers of laws."""

import pytest

from articles.text.date_terms import date_term, date_terms


@pytest.mark.parametrize(
    "text",
    [
        "sự việc ngày 12/5/2018",
        "sự việc 12-05-2018",
        "sự việc hôm 12.5.2018",
        "sự việc ngày 12 tháng 5 năm 2018",
        "sự việc ngày 12 tháng 5, 2018",
        "đăng 2018-05-12",
    ],
)
def test_a_day_with_its_year_has_the_terms_of_the_day_its_month_and_the_day_of_any_year(text: str) -> None:
    assert set(date_terms(text)) == {"2018-05-12", "2018-05", "05-12"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("sáng 12/5", "05-12"),
        ("sáng 12-5, tại Huế", "05-12"),
        ("ngày 12.5", "05-12"),
        ("hôm 12 tháng 5", "05-12"),
        ("mồng 3 tháng 3", "03-03"),
        ("ngày 12/5/18", "05-12"),
        ("ngày 29/2", "02-29"),
        ("dịp lễ 30-4 năm nay", "04-30"),
        ("tháng 5/2018", "2018-05"),
        ("tháng 5 năm 2018", "2018-05"),
        ("từ 5-2018", "2018-05"),
    ],
)
def test_a_day_without_its_year_and_a_month_have_one_term(text: str, term: str) -> None:
    assert list(date_terms(text)) == [term]


@pytest.mark.parametrize("text", ["từ 10-12/5", "ngày 10 – 12/5", "các ngày 10-12 tháng 5", "từ ngày 10/5-12/5"])
def test_a_range_of_days_has_the_terms_of_both(text: str) -> None:
    assert set(date_terms(text)) == {"05-10", "05-12"}


@pytest.mark.parametrize(
    "text",
    [
        "phạt 12,5 triệu đồng",
        "phạt 12.5 triệu đồng",
        "giá 5-7 triệu đồng",
        "đi 5-7 km",
        "cao 5 - 7 m",
        "Nghị định 12/2018/NĐ-CP",
        "sáng 31/2",
        "sáng 31/2/2018",
        "mở cửa 24/7/365",
        "ngày 12/13/2018",
        "kỳ quay 05-13-21-27",
    ],
)
def test_amounts_ranges_laws_and_impossible_days_are_no_dates(text: str) -> None:
    assert list(date_terms(text)) == []


def test_the_term_of_a_date_tells_how_much_of_it_is_known() -> None:
    assert date_term("2018", "5", "12") == "2018-05-12"
    assert date_term("2018", "05", None) == "2018-05"
    assert date_term(None, "5", "12") == "05-12"
    assert date_term("2018", "2", "30") == ""
