"""Rows with dates that no article can have, as older versions of the archive stored them, and dates in the future."""

from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.search import update_index
from articles.tests.views.conftest import Cast, one_line


def redate(article: Article, day: date) -> None:
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 12))
    Article.objects.filter(pk=article.pk).update(published_on=day, published_at=moment, date_precision="day")
    update_index([article.pk])
    article.refresh_from_db()


@pytest.mark.parametrize("day", [date(1, 1, 2), date(999, 6, 14), date(3022, 6, 14), date(9999, 12, 31)])
def test_no_page_falls_for_the_date_of_one_row(client: Client, cast: Cast, day: date) -> None:
    redate(cast.visit, day)
    entity = cast.entity("Bùi Thanh Sơn")
    pages = ["/", "/browse/", cast.visit.get_absolute_url(), cast.meeting.get_absolute_url(), entity.get_absolute_url()]
    pages += ["/2023/", "/2023/07/", "/2023/07/14/", "/search/?q=thăm", "/sitemap-days.xml", "/feeds/latest.rss"]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_the_front_page_shows_the_years_that_there_are(client: Client, cast: Cast) -> None:
    redate(cast.visit, date(3022, 6, 14))
    page = client.get("/").content.decode()
    assert 'href="/2023/"' in page
    assert "/3022/" not in page


@pytest.mark.parametrize("feed", ["latest", "search"])
def test_an_article_of_tomorrow_waits_for_its_day(client: Client, cast: Cast, feed: str) -> None:
    def listed() -> bool:
        front, items = one_line(client.get("/").text), client.get(f"/feeds/{feed}.rss").content
        titles = [item.findtext("title") for item in ElementTree.fromstring(items).iter("item")]
        assert (cast.visit.title in front) is (cast.visit.title in titles)
        return cast.visit.title in titles

    assert listed()
    redate(cast.visit, timezone.localdate() + timedelta(days=1))
    assert not listed()
    redate(cast.visit, timezone.localdate() - timedelta(days=1))
    assert listed()


BY_DATE = ("/search/?sort=newest", "/search/?q=thăm&sort=newest", "/search/?sort=oldest")
OF_VISIT = ("/source/bao-tet-xuan/", "/section/the-gioi/")


@pytest.mark.parametrize("page", [*BY_DATE, *OF_VISIT, "entity"])
def test_no_list_by_date_has_an_article_of_the_future(client: Client, cast: Cast, page: str) -> None:
    address = cast.entity("Bùi Thanh Sơn").get_absolute_url() if page == "entity" else page

    def is_listed() -> bool:
        return cast.visit.get_absolute_url() in client.get(address).content.decode()

    assert is_listed()
    redate(cast.visit, timezone.localdate() + timedelta(days=1))
    assert not is_listed()
    redate(cast.visit, timezone.localdate() - timedelta(days=1))
    assert is_listed()


def test_an_article_of_the_future_is_found_by_its_words(client: Client, cast: Cast) -> None:
    redate(cast.visit, timezone.localdate() + timedelta(days=1))
    assert cast.visit.get_absolute_url() in client.get("/search/?q=thăm").content.decode()
