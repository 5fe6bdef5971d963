"""Articles with the same story are one hit, which opens to show them, in a browser."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article


@pytest.fixture
def same_story(story: list[Article]) -> list[Article]:
    """Give the second article the story of the first."""
    Article.objects.filter(pk=story[1].pk).update(story=story[0])
    return story


def test_the_other_articles_are_opened_with_the_keyboard(page: Page, same_story: list[Article]) -> None:
    page.goto("/search/?q=bui+thanh+son")
    expect(page.locator(".hits > li")).to_have_count(1)
    other = page.get_by_role("link", name="Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")
    expect(other).to_be_hidden()
    page.get_by_text("và 1 bài cùng nội dung").focus()
    page.keyboard.press("Enter")
    other.click()
    expect(page.get_by_role("heading", name="Bài khác cùng nội dung")).to_be_visible()
    page.get_by_role("link", name="Bùi Thanh Sơn tới Jakarta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bùi Thanh Sơn tới Jakarta")


def test_without_scripts_they_open_too(browser: Browser, live_server: LiveServer, same_story: list[Article]) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=bui+thanh+son")
    page.get_by_text("và 1 bài cùng nội dung").click()
    expect(page.get_by_role("link", name="Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")).to_be_visible()
    context.close()
