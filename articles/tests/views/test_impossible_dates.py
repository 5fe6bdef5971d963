"""Rows with dates that no article can have, as older versions of the archive stored them, and dates in the future."""

from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.search import update_index
from articles.tests.views.conftest import Cast


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
        front, items = client.get("/").content.decode(), client.get(f"/feeds/{feed}.rss").content
        titles = [item.findtext("title") for item in ElementTree.fromstring(items).iter("item")]
        assert (cast.visit.title in front) is (cast.visit.title in titles)
        return cast.visit.title in titles

    assert listed()
    redate(cast.visit, timezone.localdate() + timedelta(days=1))
    assert not listed()
    redate(cast.visit, timezone.localdate() - timedelta(days=1))
    assert listed()
