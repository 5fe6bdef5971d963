"""The search page counts places as they were; counting them as they are today is one click, and is kept."""

import pytest
from django.test import Client

from articles.models import Entity
from articles.tests.making import Newsroom


@pytest.fixture
def provinces(newsroom: Newsroom) -> None:
    newsroom.article("Tàu ở Thành phố Hồ Chí Minh", places=["Thành phố Hồ Chí Minh"], published="2016-05-02")
    newsroom.article("Lũ ở Bình Dương", places=["Bình Dương"], published="2016-05-01")


def test_the_option_is_off_offered_and_kept(client: Client, provinces: None) -> None:
    city = Entity.objects.get(name="Thành phố Hồ Chí Minh")
    page = client.get("/search/").text
    assert "Theo tỉnh, thành hiện nay" in page
    assert "(gồm" not in page
    chosen = client.get("/search/?provinces=today").text.replace("&amp;", "&")
    assert "Thành phố Hồ Chí Minh (gồm Bình Dương, Bà Rịa - Vũng Tàu)" in chosen
    assert f"?place={city.pk}&provinces=today" in chosen
    assert "/feeds/search.rss?provinces=today" in chosen
    assert '<input type="hidden" name="provinces" value="today">' in chosen
    assert "theo tỉnh, thành hiện nay" in chosen
    assert "Theo tỉnh, thành vào thời điểm của bài" in chosen


def test_the_feed_and_the_page_of_values_follow(client: Client, provinces: None) -> None:
    city = Entity.objects.get(name="Thành phố Hồ Chí Minh")
    then = client.get(f"/feeds/search.rss?place={city.pk}").text
    today = client.get(f"/feeds/search.rss?place={city.pk}&provinces=today").text
    assert (then.count("<item>"), today.count("<item>")) == (1, 2)
    values = client.get("/search/values/place/?provinces=today").text
    assert "Thành phố Hồ Chí Minh (gồm Bình Dương, Bà Rịa - Vũng Tàu)" in values
    assert "Bình Dương</span>" not in values


def test_a_former_province_that_is_chosen_becomes_todays(client: Client, provinces: None) -> None:
    former, city = Entity.objects.get(name="Bình Dương"), Entity.objects.get(name="Thành phố Hồ Chí Minh")
    response = client.get(f"/search/?place={former.pk}&provinces=today")
    assert response.headers["Location"] == f"/search/?place={city.pk}&provinces=today&sort=newest"
