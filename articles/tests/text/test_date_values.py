from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.date_values import date_value, typed_period
from articles.text.written_dates import VIETNAM


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("Tue, 14 Jun 2022 03:15:00 GMT", "2022-06-14T10:15:00+07:00"),
        ("Tue, 14 Jun 2022 10:15:00", "2022-06-14T10:15:00+07:00"),
        ("Tue, 14 Jun 2022 03:15:00 -0000", "2022-06-14T10:15:00+07:00"),
        ("Tue, 14 Jun 2022", "2022-06-14"),
        ("14-Jun-2022", "2022-06-14"),
        ("June 14, 2022 2:15 PM", "2022-06-14T14:15:00+07:00"),
        (" 14/6/2022 10:15 ", "2022-06-14T10:15:00+07:00"),
        ("Thứ ba, 14/6/2022, 10:15 (GMT+7)", "2022-06-14T10:15:00+07:00"),
        ("14 tháng 6 năm 2022", "2022-06-14"),
        ("2022/06/14", "2022-06-14"),
        ("2022-06-13T18:00:00.123Z", "2022-06-14T01:00:00+07:00"),
        ("20220614T233000+0700", "2022-06-14T23:30:00+07:00"),
        ("20220614", "2022-06-14"),
        ("1865-04-15", "1865-04-15"),
        ("15/4/1865", "1865-04-15"),
        ("14/6/3022", "3022-06-14"),
    ],
)
def test_a_date_is_read_in_the_forms_that_programs_and_people_write(value: str, iso: str) -> None:
    assert date_value(value) == iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("1655139600", "2022-06-14T00:00:00+07:00"),
        ("1655139600000", "2022-06-14T00:00:00+07:00"),
        ("/Date(1655139600000)/", "2022-06-14T00:00:00+07:00"),
        ("/Date(1655139600000+0700)/", "2022-06-14T00:00:00+07:00"),
        ("20220614101500", "2022-06-14T10:15:00+07:00"),
        ("44726", "2022-06-14"),
        ("44726.979", "2022-06-14T23:29:46+07:00"),
    ],
)
def test_numbers_are_unix_time_or_days_of_a_spreadsheet(value: str, iso: str) -> None:
    assert date_value(value) == iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [("2022", "2022"), ("2022-06", "2022-06"), ("6/2022", "2022-06"), ("Tháng 12/2022", "2022-12"), ("13/2022", "")],
)
def test_a_year_or_a_month_alone_stays_one(value: str, iso: str) -> None:
    assert date_value(value) == iso


@pytest.mark.parametrize(
    ("value", "iso"), [("05/07/2021", "2021-07-05"), ("6/14/2022", "2022-06-14"), ("13.14.2022", "")]
)
def test_the_day_comes_first_unless_it_cannot(value: str, iso: str) -> None:
    assert date_value(value) == iso


def test_a_year_of_two_digits_is_the_latest_that_has_come() -> None:
    assert (date_value("05/07/21"), date_value("05/07/68")) == ("2021-07-05", "1968-07-05")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14/6/18", date(2018, 6, 14)),
        ("1.2.05", date(2005, 2, 1)),
        (" 31 - 12 - 99 ", date(1999, 12, 31)),
        ("14/6/1918", date(1918, 6, 14)),
    ],
)
def test_a_reader_may_type_a_year_of_two_digits(typed: str, day: date) -> None:
    assert typed_period(typed) == (day, day)


def test_a_year_of_two_digits_is_the_latest_that_has_begun() -> None:
    year = datetime.now(VIETNAM).year
    last, next_year = date(year, 12, 31), date(year - 99, 1, 1)
    assert typed_period(f"31/12/{year % 100:02}") == (last, last)
    assert typed_period(f"1/1/{(year + 1) % 100:02}") == (next_year, next_year)


@pytest.mark.parametrize(
    "typed", ["", "6/22", "22", "31/2/22", "6/14/22", "14/6-22", "14/6/218", "14/6/22 10:15", "44726"]
)
def test_what_a_reader_types_is_otherwise_read_as_in_a_text(typed: str) -> None:
    assert typed_period(typed) is None


@pytest.mark.parametrize(
    "value",
    [
        *("", "hôm qua", "31/02/2021", "2022-13-45", "0000-00-00 00:00:00", "0", "99999999999999"),
        *("9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+14:00", "9" * 5000),
    ],
)
def test_what_is_no_date_or_leaves_the_calendar_is_none(value: str) -> None:
    assert date_value(value) == ""


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_reads_the_same_however_it_is_written(day: date) -> None:
    forms = {
        f"{day:%d/%m}/{day.year}",
        f"{day:%d-%b}-{day.year}",
        f"{day:%b %d}, {day.year}",
        f"{day:%d %B} {day.year}",
    }
    assert {date_value(form) for form in forms} == {day.isoformat()} == {date_value(day.isoformat())}


@given(st.text(alphabet="0123456789/-.:T+Z ,junPMtháng", max_size=40))
def test_whatever_a_value_holds_it_is_read(value: str) -> None:
    assert len(date_value(value)) in {0, 4, 7, 10, 25}
