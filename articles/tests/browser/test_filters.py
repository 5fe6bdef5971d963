"""The filters of a search in a browser: beside the hits, as a sheet over them on a phone, and as a page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article

SEARCH = "/search/?q=bui+thanh+son"


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 390, "height": 700})
    return page


@pytest.fixture
def without_scripts(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 700}
    )
    yield context.new_page()
    context.close()


def test_a_phone_chooses_over_the_hits_and_then_shows_them(phone: Page, story: list[Article]) -> None:
    phone.goto(SEARCH)
    expect(phone.locator("#facets")).to_be_hidden()
    phone.get_by_role("link", name="Lọc", exact=True).click()
    sheet = phone.get_by_role("dialog", name="Lọc kết quả")
    expect(sheet.get_by_role("link", name="Xem 2 bài")).to_be_in_viewport()

    sheet.get_by_role("link", name=re.compile("^Antony Blinken")).first.click()
    expect(sheet.get_by_role("link", name="Xem 1 bài")).to_be_in_viewport()
    expect(sheet.get_by_role("status")).to_have_text("Xem 1 bài")
    expect(sheet.locator(".facet li > a[aria-current]")).to_be_focused()
    assert "person" not in phone.url, "the hits below stay"
    sheet.get_by_role("link", name="Xem 1 bài").click()
    expect(phone.get_by_role("heading", name="1 bài")).to_be_visible()
    expect(phone.get_by_role("link", name="Lọc (1)")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_has_the_way_to_the_filters_beside_the_number_found(
    phone: Page, story: list[Article], width: int
) -> None:
    phone.set_viewport_size({"width": width, "height": 844})
    phone.goto("/search/?q=bui+thanh+son")
    number = phone.get_by_role("heading", name="2 bài").bounding_box()
    link = phone.get_by_role("link", name="Lọc", exact=True).bounding_box()
    assert number
    assert link
    assert abs(number["y"] + number["height"] / 2 - link["y"] - link["height"] / 2) < 12
    assert link["x"] + link["width"] == pytest.approx(width - 16, abs=8)


def test_a_phone_types_days_into_the_sheet(phone: Page, story: list[Article]) -> None:
    phone.goto(SEARCH)
    phone.get_by_role("link", name="Lọc", exact=True).click()
    sheet = phone.get_by_role("dialog")
    sheet.get_by_role("link", name=re.compile("^Jakarta")).first.click()
    expect(sheet.locator(".facet li > a[aria-current]")).to_have_count(1)
    sheet.get_by_label("Từ ngày").fill("13/7/2023")
    sheet.get_by_role("button", name="Lọc").click()
    expect(sheet.get_by_role("link", name="Xem 1 bài")).to_be_visible()
    expect(sheet.get_by_label("Từ ngày")).to_have_value("13/7/2023")


def test_a_filter_taken_back_in_the_sheet_is_not_announced_once_the_hits_are_shown(
    phone: Page, story: list[Article]
) -> None:
    phone.goto(SEARCH)
    phone.get_by_role("link", name="Lọc", exact=True).click()
    sheet = phone.get_by_role("dialog")
    sheet.get_by_role("link", name=re.compile("^Antony Blinken")).first.click()
    sheet.locator("a.chip").click()
    expect(sheet.locator("a.chip")).to_have_count(0)
    assert phone.evaluate("sessionStorage.length") == 0
    sheet.get_by_role("link", name="Xem 2 bài").click()
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(phone.locator("#found-status")).to_be_empty()


def test_escape_leaves_the_sheet_and_the_hits_as_they_were(phone: Page, story: list[Article]) -> None:
    phone.goto(SEARCH)
    opener = phone.get_by_role("link", name="Lọc", exact=True)
    opener.click()
    sheet = phone.get_by_role("dialog")
    sheet.get_by_role("link", name=re.compile("^Jakarta")).first.click()
    expect(sheet.locator(".facet li > a[aria-current]")).to_have_count(1)
    sheet.get_by_label("Từ ngày").focus()
    phone.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    expect(sheet.locator(".facet li > a[aria-current]")).to_have_count(0)


def test_without_scripts_the_filters_are_a_page(without_scripts: Page, story: list[Article]) -> None:
    page = without_scripts
    page.goto(SEARCH)
    page.get_by_role("link", name="Lọc", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lọc kết quả")
    page.get_by_role("link", name=re.compile("^Antony Blinken")).first.click()
    expect(page.get_by_role("link", name="Xem 1 bài")).to_be_in_viewport()
    page.get_by_label("Đến ngày").fill("7/2023")
    page.get_by_role("button", name="Lọc").click()
    expect(page.get_by_label("Đến ngày")).to_have_value("31/7/2023")
    page.get_by_role("link", name="Xem 1 bài").click()
    expect(page.get_by_role("heading", level=3)).to_have_text("Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_second_stop_of_the_keyboard_leads_to_the_filters(page: Page, story: list[Article], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(SEARCH)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến bộ lọc")).to_be_focused()
    page.keyboard.press("Enter")
    if width > 900:
        page.keyboard.press("Tab")
        expect(page.get_by_label("Từ ngày")).to_be_focused()
    else:
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("link", name="Lọc", exact=True)).to_be_focused()


def test_a_choice_beside_the_hits_is_announced_and_keeps_its_place(page: Page, story: list[Article]) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(SEARCH)
    value = page.locator("#facets .facet li > a", has_text="Jakarta").last
    value.scroll_into_view_if_needed()
    before = value.bounding_box()
    value.click()
    expect(page).to_have_url(re.compile("place="))
    expect(page.get_by_role("status").filter(has_text="2 bài")).to_have_count(1)
    chosen = page.locator("#facets .facet li > a[aria-current]")
    expect(chosen).to_be_focused()
    after = chosen.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2
    page.reload()
    expect(page.locator("#found-status")).to_have_text("")


def test_escape_closes_the_values_at_once_though_something_was_typed(page: Page, story: list[Article]) -> None:
    page.goto(f"{SEARCH}&x=1")
    page.evaluate(
        "document.querySelector('#facets h2').insertAdjacentHTML('afterend', "
        "'<a data-dialog href=\"/search/values/person/?q=bui\">Xem thêm</a>')"
    )
    page.get_by_role("link", name="Xem thêm").click()
    page.get_by_role("dialog").get_by_role("searchbox").press_sequentially("bli")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize(("typed", "since"), [("14/7/2023", "14/7/2023"), ("7/2023", "1/7/2023"), ("2023", "1/1/2023")])
def test_days_are_typed_as_in_vietnam(page: Page, story: list[Article], typed: str, since: str) -> None:
    page.goto("/search/?q=jakarta")
    field = page.get_by_label("Từ ngày")
    expect(field).to_have_attribute("placeholder", "ngày/tháng/năm")
    field.fill(typed)
    field.press("Enter")
    expect(field).to_have_value(since)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_year_is_one_click(page: Page, story: list[Article]) -> None:
    page.goto("/search/?q=jakarta")
    page.get_by_role("list", name="Khoảng thời gian").get_by_role("link", name="2023").click()
    expect(page.get_by_label("Từ ngày")).to_have_value("1/1/2023")
    expect(page.get_by_label("Đến ngày")).to_have_value("31/12/2023")
