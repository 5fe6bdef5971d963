"""Everything that somebody said about something in one spring, from the front page in three steps."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.tests.making import Newsroom
from articles.tests.quoting import say

SON, NGOC = "Bùi Thanh Sơn", "Hà Kim Ngọc"


@pytest.fixture
def spring(transactional_db: None, newsroom: Newsroom) -> None:
    """Two speak of the sea in spring, one of them in autumn too, and of fish in spring."""
    for day, who, words in (
        ("2021-03-05", SON, "Biển Đông yên bình"),
        ("2021-03-20", SON, "Cá năm nay nhiều"),
        ("2021-03-25", NGOC, "Biển Đông là nhà"),
        ("2021-04-02", SON, "Giữ Biển Đông xanh"),
        ("2021-10-05", SON, "Biển Đông có bão"),
    ):
        article = newsroom.article(f"Tin {day}", f"{who} nói: “{words}”, ở Biển Đông.", people=[who], published=day)
        say(article, (words, who))


def test_all_that_somebody_said_about_something_in_one_spring(page: Page, spring: None) -> None:
    page.goto("/")
    page.locator("#q").fill("biển đông")
    page.get_by_label("Chỉ trong lời nói").check()
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.get_by_role("heading", name="4 bài")).to_be_visible()

    page.locator(".facet.kind-speaker").get_by_role("link", name=re.compile(f"^{SON}")).click()
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()

    beside = page.locator("#facets")
    beside.get_by_label("Từ ngày").fill("1/2021")
    beside.get_by_label("Đến ngày").fill("4/2021")
    beside.get_by_role("button", name="Lọc", exact=True).click()
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
    said = page.locator(".hits blockquote b")
    expect(said).to_have_count(2)
    assert set(said.all_inner_texts()) == {"Biển Đông yên bình", "Giữ Biển Đông xanh"}

    page.locator(".hits > li", has_text="yên bình").locator("h3 a").click()
    expect(page.locator("mark.quoted")).to_have_text("Biển Đông yên bình")
    expect(page.locator("mark.quoted")).to_be_in_viewport()
    expect(page.locator("mark:not(.quoted)")).to_have_text("Biển Đông")
