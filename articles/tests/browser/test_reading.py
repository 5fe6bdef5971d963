"""How a query was read, in a browser: chips that split and join, and what the page says of the list."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.tests.making import Newsroom

QUERY = "/search/?q=đuối nước nghệ an"


@pytest.fixture
def drownings(transactional_db: None, newsroom: Newsroom) -> None:
    """Five articles have the unit and the place, three have the syllables apart."""
    for number in range(5):
        newsroom.article(
            f"Đuối nước ở Nghệ An {number}", "Đuối nước khi tắm.", places=["Nghệ An"], compounds=["Đuối nước"]
        )
    for number in range(3):
        newsroom.article(f"Lũ {number}", "Nước lên. Người dân nghệ sĩ đuối sức ở An Phú.")


def chips(page: Page) -> list[str]:
    return page.locator(".reading-unit").all_inner_texts()


def test_chips_tell_how_the_query_was_read(page: Page, drownings: None) -> None:
    page.goto(QUERY)
    assert chips(page) == ["đuối nước", "nghệ an"]
    expect(page.get_by_role("list", name="Hiểu là")).to_be_visible()


def test_a_unit_is_split_and_joined_again_by_keyboard(page: Page, drownings: None) -> None:
    page.goto(QUERY)
    page.get_by_role("link", name="Tách “đuối nước” thành từng chữ").press("Enter")
    page.wait_for_url(re.compile("units="))
    assert chips(page) == ["đuối", "nước", "nghệ an"]
    page.get_by_role("link", name="Ghép “đuối” và “nước”").press("Enter")
    expect(page.locator(".reading-unit")).to_have_count(2)
    page.get_by_role("link", name="Bỏ thay đổi").click()
    expect(page).not_to_have_url(re.compile("units="))


def test_the_chosen_reading_goes_with_the_feed(page: Page, drownings: None) -> None:
    page.goto(QUERY + "&units=đuối | nước | nghệ an")
    assert "units=" in (page.get_by_role("link", name="RSS").first.get_attribute("href") or "")


def test_chips_work_without_scripts_on_a_narrow_screen(
    browser: Browser, live_server: LiveServer, drownings: None
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(live_server.url + QUERY)
    page.locator(".reading-change").first.click()
    assert chips(page) == ["đuối", "nước", "nghệ an"]
    widths = page.locator(".reading-units li").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert max(widths) <= 320
    context.close()


def test_a_wider_list_is_taken_on_purpose(page: Page, drownings: None) -> None:
    page.goto(QUERY)
    expect(page.locator("#found")).to_have_text(re.compile("5 bài"))
    page.get_by_role("link", name=re.compile("^Thêm 3 bài|3 bài khác|3 bài")).first.click()
    page.wait_for_url(re.compile("wider=1"))
    expect(page.locator("#found")).to_have_text(re.compile("8 bài"))


def test_a_known_name_leads_to_its_page(page: Page, drownings: None) -> None:
    page.goto(QUERY)
    page.locator(".search-entities").get_by_role("link", name="Nghệ An", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Nghệ An"))


def test_a_short_form_typed_small_is_offered_beside(page: Page, transactional_db: None, newsroom: Newsroom) -> None:
    newsroom.article("Trạm BOT", "Ô tô qua trạm BOT mỗi ngày.")
    newsroom.article("Máy tính", "Bot trò chuyện.")
    page.goto("/search/?q=bot")
    expect(page.locator("#found")).to_have_text(re.compile("2 bài"))
    page.get_by_role("link", name=re.compile("^BOT .*1 bài")).click()
    expect(page.locator("#found")).to_have_text(re.compile("1 bài"))
    assert "q=BOT" in page.url
