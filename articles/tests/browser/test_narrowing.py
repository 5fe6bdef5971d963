"""Narrowing a search in a browser: by time with mouse and keyboard, and by values of a facet."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.tests.making import Newsroom


@pytest.fixture
def months(transactional_db: None, newsroom: Newsroom) -> None:
    """Write an article in each of six months, and two in the last."""
    for month in range(1, 7):
        newsroom.article(f"Tin tháng {month}", "Lũ về.", published=f"2024-{month:02}-14")
    newsroom.article("Tin thêm", "Lũ về.", published="2024-06-20")


@pytest.fixture
def sources(transactional_db: None, newsroom: Newsroom) -> None:
    """Write an article of each of twenty-five newspapers."""
    for number in range(25):
        newsroom.article(f"Tin {number}", source=f"Báo Số {number:02}")
    newsroom.article("Tin Huế", source="Báo Thừa Thiên")


def all_sources(page: Page) -> Locator:
    """Open the sources, which are closed at first, and return the link to all of them."""
    sources = page.locator(".facet.kind-source")
    link = sources.get_by_role("link", name="Tất cả, tìm theo tên")
    expect(link).to_be_hidden()
    sources.locator("summary").click()
    return link


def bar(page: Page, number: int) -> Locator:
    return page.locator(".histogram-bars li").nth(number)


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 5


def test_a_month_is_chosen_with_a_click(page: Page, months: None) -> None:
    page.goto("/search/?q=lu")
    bar(page, 5).click()
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
    assert "from=2024-06-01&to=2024-06-30" in page.url


def test_a_stretch_of_time_is_chosen_by_dragging_either_way(page: Page, months: None) -> None:
    page.goto("/search/?q=lu")
    page.mouse.move(*middle(bar(page, 3)))
    page.mouse.down()
    page.mouse.move(*middle(bar(page, 1)), steps=5)
    expect(page.get_by_role("status").filter(has_text="tháng 2/2024 – tháng 4/2024: 3 bài")).to_be_visible()
    page.mouse.up()
    page.wait_for_url(re.compile("from=2024-02-01&to=2024-04-30"))
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()
    page.get_by_title("bỏ").click()
    expect(page.get_by_role("heading", name="7 bài")).to_be_visible()


def test_a_stretch_of_time_is_chosen_with_the_keyboard(page: Page, months: None) -> None:
    page.goto("/search/?q=lu")
    page.locator(".histogram-bars a").last.focus()
    page.keyboard.press("ArrowLeft")
    expect(bar(page, 4).get_by_role("link")).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".histogram-bars .chosen")).to_have_count(3)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("from=2024-03-01&to=2024-05-31"))


def test_the_bars_are_one_stop_of_the_tabulator(page: Page, months: None) -> None:
    page.goto("/search/?q=lu")
    page.locator(".histogram-bars a").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Từ ngày")).to_be_focused()


def test_values_are_found_while_typing_and_several_chosen(page: Page, sources: None) -> None:
    page.goto("/search/")
    all_sources(page).click()
    panel = page.get_by_role("dialog", name="Nguồn")
    expect(panel.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("thua")
    expect(panel.get_by_role("checkbox")).to_have_count(1)
    panel.get_by_role("checkbox", name="Báo Thừa Thiên").check()
    panel.get_by_role("searchbox").fill("so 2")
    expect(panel.get_by_role("checkbox")).to_have_count(5)
    panel.get_by_role("checkbox", name="Báo Số 21").check()
    panel.get_by_role("button", name="Xem các bài này").click()
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
    assert "find" not in page.url
    expect(page.get_by_role("link", name="Nguồn Báo Thừa Thiên")).to_be_visible()


def test_each_value_has_one_box(page: Page, sources: None) -> None:
    drawn = "row => getComputedStyle(row.firstElementChild, '::before').content !== 'none'"
    page.goto("/search/values/source/?source=-bao-so-01")
    rows = page.locator(".facet-values-list > li")
    expect(rows.first).to_be_visible()
    boxes = [row.evaluate(drawn) + row.get_by_role("checkbox").count() for row in rows.all()]
    assert set(boxes) == {1}
    page.goto("/search/")
    assert page.locator(".facet.kind-source li").first.evaluate(drawn)


def test_the_panel_is_left_with_escape(page: Page, sources: None) -> None:
    page.goto("/search/")
    link = all_sources(page)
    link.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(link).to_be_focused()


def test_a_value_is_kept_out_from_the_panel(page: Page, sources: None) -> None:
    page.goto("/search/")
    all_sources(page).click()
    page.get_by_role("dialog").get_by_role("link", name="Trừ Báo Số 03").click()
    expect(page.get_by_role("heading", name="25 bài")).to_be_visible()


def test_without_scripts_values_are_pages_and_bars_are_links(
    browser: Browser, live_server: LiveServer, sources: None, months: None
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/")
    all_sources(page).click()
    page.get_by_role("checkbox", name="Báo Số 07").check()
    page.get_by_role("searchbox", name="Tìm trong: Nguồn").fill("thua")
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Báo Thừa Thiên").check()
    page.get_by_role("button", name="Xem các bài này").click()
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()
    page.goto("/search/?q=lu")
    bar(page, 0).click()
    expect(page.get_by_role("heading", name="1 bài")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("address", ["/search/", "/search/values/person/", "/search/values/source/?find=a"])
def test_no_page_is_wider_than_its_window(page: Page, story: list[Article], address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
