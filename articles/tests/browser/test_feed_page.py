"""A feed that is opened in a browser says what to do with it."""

import re

from playwright.sync_api import Page, expect

from articles.models import Article
from articles.tests.making import Newsroom


def test_a_feed_opened_in_a_browser_is_a_page(page: Page, story: list[Article], newsroom: Newsroom) -> None:
    newsroom.article("Tin rất cũ", "Nhập sau cùng.", published="1999-01-01")
    page.goto("/feeds/latest.rss")
    expect(page.get_by_text("trình đọc tin").first).to_be_visible()
    expect(page.locator(".feed-address")).to_have_text(re.compile(r"/feeds/latest\.rss$"))
    expect(page.locator(".article-list > li").last).to_contain_text("Tin rất cũ")
    page.get_by_role("link", name="Theo ngày thêm").click()
    expect(page.locator(".article-list > li").first).to_contain_text("Tin rất cũ")
    page.get_by_role("link", name="Theo ngày đăng").click()
    expect(page).to_have_url(re.compile(r"/feeds/latest\.rss$"))

    page.goto("/feeds/search.atom?q=jakarta")
    page.get_by_role("link", name="Theo ngày thêm").click()
    expect(page).to_have_url(re.compile(r"\?q=jakarta&by=added$"))
    expect(page.locator(".article-list > li")).to_have_count(2)
    page.get_by_role("link", name="Xem các bài này trên trang").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=jakarta"))


def test_a_feed_reader_gets_the_feed(page: Page, story: list[Article], newsroom: Newsroom) -> None:
    newsroom.article("Tin rất cũ", "Nhập sau cùng.", published="1999-01-01")
    answer = page.request.get("/feeds/latest.rss?by=added", headers={"Accept": "application/rss+xml, */*"})
    assert answer.headers["content-type"].startswith("application/rss+xml")
    assert "Accept" in answer.headers["vary"]
    assert answer.text().index("Tin rất cũ") < answer.text().index("Giá cà phê tăng")
    assert "by=added" in answer.text()
