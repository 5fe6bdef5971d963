"""Places of an article are those of its time; by today's provinces on demand, and the pages of both say so."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Entity
from articles.tests.making import Newsroom


@pytest.fixture
def provinces(transactional_db: None, newsroom: Newsroom) -> None:
    """Write an article of 2016 about a former province, and one about the city that it is part of now."""
    newsroom.article("Metro", places=["Thành phố Hồ Chí Minh"], lead="Ở Thành phố Hồ Chí Minh.", published="2016-05-02")
    newsroom.article("Lũ ở Bình Dương", places=["Bình Dương"], published="2016-05-01")


def test_provinces_are_counted_as_they_were_and_on_demand_as_they_are(page: Page, provinces: None) -> None:
    page.goto("/search/")
    places = page.locator(".facet.kind-place")
    expect(places.get_by_role("link", name="Bình Dương 1")).to_be_visible()
    expect(places.get_by_role("link", name="Thành phố Hồ Chí Minh 1")).to_be_visible()

    places.get_by_role("link", name="Theo tỉnh, thành hiện nay").click()
    merged = places.get_by_role("link", name="Thành phố Hồ Chí Minh (gồm Bình Dương, Bà Rịa - Vũng Tàu) 2")
    merged.click()
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
    assert "provinces=today" in page.url
    page.locator(".chip", has_text="theo tỉnh, thành hiện nay").click()
    expect(page.get_by_role("heading", name="1 bài")).to_be_visible()
    assert "provinces" not in page.url


def test_the_pages_of_both_tell_of_the_merger(page: Page, provinces: None) -> None:
    page.goto(Entity.objects.get(name="Bình Dương").get_absolute_url())
    expect(page.locator(".entity-names")).to_contain_text("Từ tháng 7/2025 thuộc Thành phố Hồ Chí Minh")
    page.locator(".entity-names").get_by_role("link").click()
    expect(page.locator(".entity-names")).to_contain_text("gồm cả các tỉnh cũ Bình Dương (1)")
    page.get_by_role("link", name="Tất cả, theo tỉnh, thành hiện nay: 2 bài").click()
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
