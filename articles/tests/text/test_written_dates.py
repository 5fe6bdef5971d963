from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.written_dates import first_day, stated_date, written_period


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thứ ba, 14/6/2022, 10:15 (GMT+7)", "2022-06-14T10:15:00+07:00"),
        ("09:15 - 12/12/2023", "2023-12-12T09:15:00+07:00"),
        ("ngày 14-6-2022", "2022-06-14"),
        ("8.3.2023", "2023-03-08"),
        ("14 tháng 6 năm 2022, 2:15 PM", "2022-06-14T14:15:00+07:00"),
        ("2022-06-13T18:00:00Z", "2022-06-14T01:00:00+07:00"),
        ("2022-06-14", "2022-06-14"),
        ("Thứ Bảy, tháng 11 12, 2016", "2016-11-12"),
        ("Tháng Mười Hai 3, 2016 lúc 8:05", "2016-12-03T08:05:00+07:00"),
        ("Cuối tháng 11, 12 xã họp năm 2016", ""),
        ("14:25', 7/12/ 2012 (GMT+7)", "2012-12-07T14:25:00+07:00"),
        ("31/2/2022", ""),
        ("2022-13-45", ""),
        ("ngày 14.6", ""),
        ("giá 10-11/2016", ""),
    ],
)
def test_a_date_stated_in_full_is_read(text: str, iso: str) -> None:
    assert stated_date(text) == iso


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-06", date(2022, 6, 1), date(2022, 6, 30)),
        (" 14.6.2022 ", date(2022, 6, 14), date(2022, 6, 14)),
        ("2022-6-14", date(2022, 6, 14), date(2022, 6, 14)),
        ("năm 2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("tháng 6/2022", date(2022, 6, 1), date(2022, 6, 30)),
        ("Thang 6 nam 2022", date(2022, 6, 1), date(2022, 6, 30)),
        ("ngày 14 tháng 6 năm 2022", date(2022, 6, 14), date(2022, 6, 14)),
    ],
)
def test_a_period_is_a_year_a_month_or_a_day(text: str, first: date, last: date) -> None:
    assert written_period(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "31/2/2022", "13/2022", "0000", "14/6", "tháng 6", "tháng 13/2022", "tháng 2022", "١٤/٦/٢٠٢٢"]
)
def test_what_no_calendar_has_is_no_period(text: str) -> None:
    assert written_period(text) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_reads_the_same_however_it_is_written(day: date) -> None:
    assert stated_date(f"Hà Nội, {day:%d/%m/%Y}") == stated_date(f"ngày {day.day} tháng {day.month} năm {day.year}")
    assert stated_date(day.isoformat()) == day.isoformat()
    assert written_period(f"{day:%d.%m.%Y}") == (day, day)


@given(st.dates())
def test_the_first_day_of_a_date_in_part(day: date) -> None:
    iso = day.isoformat()
    assert (first_day(iso), first_day(iso[:7]), first_day(iso[:4])) == (
        day,
        day.replace(day=1),
        day.replace(day=1, month=1),
    )


def test_what_is_no_iso_date_has_no_first_day() -> None:
    with pytest.raises(ValueError, match="14/6/2022"):
        first_day("14/6/2022")
