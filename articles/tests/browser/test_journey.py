"""A journalist searches, narrows and reads, in a browser."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article

SIZES = [(320, 568), (390, 844), (768, 1024), (1280, 900)]
ADDRESSES = ["/", "/help/", "/search/?q=bui+thanh+son", "/2023/07/14/", "/2023/07/", "/2023/", "/browse/"]


def test_from_a_name_to_its_story(page: Page, story: list[Article]) -> None:
    page.goto("/")
    page.get_by_role("combobox").fill("bui thanh son")
    page.get_by_role("combobox").press("Enter")
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()

    page.locator("aside a[href*='person=']", has_text="Antony Blinken").click()
    expect(page.get_by_role("heading", name="1 bài")).to_be_visible()
    expect(page.get_by_role("link", name="Nhân vật Antony Blinken")).to_be_visible()

    page.get_by_role("link", name="Ngoại trưởng Mỹ gặp Bùi Thanh Sơn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")

    page.locator(".article-body a.kind-person", has_text="Bùi Thanh Sơn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bùi Thanh Sơn")
    expect(page.locator(".article-list > li")).to_have_count(2)

    page.goto("/2023/07/14/")
    page.get_by_role("link", name="← 12/7/2023").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thứ Tư, 12/7/2023")

    feed = page.locator('link[type="application/rss+xml"]').last.get_attribute("href")
    assert feed == "/feeds/day/2023/07/12.rss"
    assert "Bùi Thanh Sơn tới Jakarta" in page.request.get(feed).text()


def test_a_choice_is_taken_back_with_one_click(page: Page, story: list[Article]) -> None:
    page.goto("/search/?section=thoi-su")
    expect(page.get_by_role("heading", name="1 bài")).to_be_visible()
    page.get_by_role("link", name="Chuyên mục Thời sự").click()
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()


def test_days_are_chosen_beside_what_is_typed(page: Page, story: list[Article]) -> None:
    page.goto("/search/?q=gia")
    page.get_by_label("Từ ngày").fill("2023-07-13")
    page.get_by_role("complementary").get_by_role("button", name="Lọc").click()
    assert "q=gia" in page.url
    assert "from=2023-07-13" in page.url


def test_a_slash_goes_to_the_search_field(page: Page, story: list[Article]) -> None:
    page.goto(story[0].get_absolute_url())
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()


def test_the_keyboard_reaches_the_content_at_once(page: Page, story: list[Article]) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_the_interface_speaks_english_when_asked(page: Page, story: list[Article]) -> None:
    page.goto("/2023/07/14/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Friday, 14 July 2023")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(page: Page, story: list[Article], size: tuple[int, int], scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    entity = story[0].mentions.all()[0].entity
    for address in [*ADDRESSES, story[1].get_absolute_url(), entity.get_absolute_url()]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_without_scripts_all_of_it_works(browser: Browser, live_server: LiveServer, story: list[Article]) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=bui+son&sort=newest")
    page.get_by_label("Phân biệt dấu").check()
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_text("Không tìm thấy bài nào với “bui son”.")).to_be_visible()
    context.close()


def test_every_example_of_the_help_page_finds_articles(page: Page, story: list[Article]) -> None:
    page.goto("/")
    page.get_by_role("search").get_by_role("link", name="Cách tìm").click()
    examples = page.locator("a.help-example")
    expect(examples.first).to_be_visible()
    for number in range(examples.count()):
        page.goto("/help/")
        examples.nth(number).click()
        expect(page.locator(".hits > li").first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)
