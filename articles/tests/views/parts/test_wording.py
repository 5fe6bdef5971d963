from datetime import UTC, date, datetime

import pytest
from django.forms import DateField
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from articles.models import Article
from articles.views.parts import wording

MOMENT = datetime(2022, 6, 14, 3, 15, tzinfo=UTC)
DAY = date(2022, 6, 14)


@pytest.mark.parametrize(
    ("precision", "vietnamese", "english", "iso"),
    [
        ("time", "14/6/2022, 10:15", "14 June 2022, 10:15", "2022-06-14T10:15:00+07:00"),
        ("day", "14/6/2022", "14 June 2022", "2022-06-14"),
        ("month", "tháng 6/2022", "June 2022", "2022-06"),
        ("year", "năm 2022", "year 2022", "2022"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(precision: str, vietnamese: str, english: str, iso: str) -> None:
    article = Article(published_at=MOMENT, published_on=DAY, date_precision=precision)
    assert wording.published_text(article) == vietnamese
    assert wording.published_iso(article) == iso
    with translation.override("en"):
        assert wording.published_text(article) == english


def test_no_date_is_told_as_such() -> None:
    assert wording.published_text(Article()) == "không rõ ngày"
    assert wording.published_iso(Article()) == ""


@pytest.mark.parametrize(("value", "text"), [(0, "0"), (999, "999"), (1234, "1.234"), (1234567, "1.234.567")])
def test_numbers_are_grouped(value: int, text: str) -> None:
    assert wording.number(value) == text
    with translation.override("en"):
        assert wording.number(value) == text.replace(".", ",")


@pytest.mark.parametrize(("language", "text"), [("vi", "14/6/2022, 10:15"), ("en", "14 June 2022, 10:15")])
def test_the_admin_writes_moments_as_pages_do_and_reads_the_day_before_the_month(language: str, text: str) -> None:
    with translation.override(language):
        assert date_format(localtime(MOMENT), "DATETIME_FORMAT") == wording.moment_text(MOMENT) == text
        assert DateField(localize=True).clean("05/06/2022") == date(2022, 6, 5)


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("", ""),
        ("2022", "2022"),
        ("2022-06", "tháng 6/2022"),
        ("2022-06-14", "14/6/2022"),
        ("2022-06-14T10:15:00", "14/6/2022, 10:15"),
        ("2022-06-14T03:15:00+00:00", "14/6/2022, 10:15"),
    ],
)
def test_a_date_that_a_document_states_is_told_as_readers_write_it(iso: str, text: str) -> None:
    assert wording.iso_date_text(iso) == text


@pytest.mark.parametrize(
    ("day", "text"), [(12, "Chủ nhật, 12/6/2022"), (13, "Thứ Hai, 13/6/2022"), (15, "Thứ Tư, 15/6/2022")]
)
def test_weekdays_are_called_by_their_names(day: int, text: str) -> None:
    assert wording.weekday_text(date(2022, 6, day)) == text


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        ("", ""),
        ("url: 2022/06/14", "suy ra từ địa chỉ bài: 2022/06/14"),
        ("path: 2022-06", "suy ra từ tên tệp: 2022-06"),
        ("the date of the e-mail", "suy ra từ ngày của email"),
        ("ngày 14.6; trong năm 2022", "suy ra từ nội dung: “ngày 14.6; trong năm 2022”"),
        ("lúc: 14.6", "suy ra từ nội dung: “lúc: 14.6”"),
    ],
)
def test_it_is_told_what_a_date_was_inferred_from(basis: str, text: str) -> None:
    assert wording.basis_text(Article(date_basis=basis)) == text
