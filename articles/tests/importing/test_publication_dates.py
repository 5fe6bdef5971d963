import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document
from articles.importing.publication_dates import read_date_value
from articles.text.written_dates import VIETNAM

TEXT = ("Chợ nổi Cà Mau họp lại", "Sáng sớm, ghe xuồng về chợ.", "Bà con bán khóm và cá đồng.")


def day_from_now(days: int) -> str:
    return (datetime.now(VIETNAM) + timedelta(days=days)).date().isoformat()


def of_record(published: Any) -> ParsedArticle:
    return parse_document(json.dumps({"title": TEXT[0], "body": list(TEXT[1:]), "published": published}).encode())


def of_page(published: str, beside: str = "") -> ParsedArticle:
    meta = f'<meta property="article:published_time" content="{published}">'
    body = "".join(f"<p>{text}</p>" for text in TEXT[1:])
    return parse_document(
        f"<html><head>{meta}</head><article><h1>{TEXT[0]}</h1>{beside}{body}</article></html>".encode()
    )


def of_copied_text(published: str) -> ParsedArticle:
    return parse_document("\n\n".join([TEXT[0], f"Thứ ba, {published}", *TEXT[1:]]).encode())


@pytest.mark.parametrize("value", ["1865-04-15", day_from_now(0), day_from_now(1)])
def test_an_article_is_dated_from_1800_to_tomorrow(value: str) -> None:
    assert (of_record(value).published, of_record(value).warnings) == (value, ())


@pytest.mark.parametrize(
    "value",
    [
        *("31/02/2021", "14/6/3022", "31 Dec 9999 23:00:00 -0700", "0001-01-01", "0000-00-00 00:00:00", "1799-12-31"),
        *("1970-01-01", "1970-01-01T00:00:00Z", "1970-01-01 00:00:00", day_from_now(2)),
    ],
)
@pytest.mark.parametrize("read", [of_record, of_page])
def test_a_date_that_cannot_be_an_article_s_is_left_out_and_quoted(read: Any, value: str) -> None:
    article = read(value)
    assert article.published == ""
    [warning] = article.warnings
    assert value in warning


@pytest.mark.parametrize("value", [0, 1e300, -5, {"$date": "hôm qua"}])
def test_a_value_that_is_no_date_at_all_is_said_too(value: Any) -> None:
    assert len(of_record(value).warnings) == 1


@pytest.mark.parametrize(
    ("value", "stated"), [("2022", "2022"), (2022, "2022"), ("6/2022", "2022-06"), ("tháng 6 năm 2022", "2022-06")]
)
def test_a_year_or_a_month_alone_is_kept(value: Any, stated: str) -> None:
    assert (of_record(value).published, of_record(value).warnings) == (stated, ())


def test_a_stated_year_is_refined_by_a_day_of_that_year_alone() -> None:
    def of_year(published: str) -> ParsedArticle:
        body = ["Hà Nội, 14/6/2022 10:15", *TEXT[1:]]
        return parse_document(json.dumps({"title": TEXT[0], "body": body, "published": published}).encode())

    assert of_year("2022").inferred or of_year("2022").published.startswith("2022-06-14")
    assert (of_year("2019").published, of_year("2019").inferred) == ("2019", None)


def test_a_page_that_shows_the_day_of_its_stated_year_is_of_that_day() -> None:
    time = '<time datetime="2022-06-14">14/6/2022</time>'
    assert of_page("2022", time).published == "2022-06-14"
    assert of_page("2021", time).published == "2021"


def test_a_document_without_a_date_has_no_warning() -> None:
    assert of_record(None).warnings == of_record("  ").warnings == ()


def test_the_first_day_of_unix_time_with_a_time_of_day_is_a_day_like_others() -> None:
    assert of_record("1970-01-01 10:15").published == "1970-01-01T10:15:00+07:00"


def test_the_beginning_of_unix_time_on_a_server_further_east_is_no_date() -> None:
    assert of_record("1970-01-01T08:00:00+07:00").published == ""


def test_a_dateline_in_the_future_is_left_out_and_quoted() -> None:
    article = of_copied_text("14/6/2099, 10:15")
    assert article.published == ""
    assert [warning for warning in article.warnings if "2099-06-14" in warning]


def test_the_earliest_year_is_a_setting(settings: Any) -> None:
    settings.EARLIEST_YEAR = 1990
    assert read_date_value("1989-12-31").iso == ""
    assert read_date_value("1990-01-01").iso == "1990-01-01"


@pytest.mark.parametrize("published", ["3022", "0999-06", day_from_now(2)])
def test_no_import_gives_a_date_that_no_article_can_have(published: str) -> None:
    with pytest.raises(ValueError, match=published):
        ImportOptions(published=published)


def test_a_warning_quotes_a_date_without_what_no_database_stores() -> None:
    assert read_date_value("mai\0\ud800 kia").warnings == ("the date “mai kia” is not understood",)
