"""Charts, the map, the front page and the holdings in a browser: seen, read by keyboard, small, without scripts."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Entity
from articles.tests.making import Newsroom

ADDRESSES = ["/", "/search/over-time/?q=lu", "/search/map/?q=lu", "/holdings/", "/holdings/?year=2016"]


@pytest.fixture
def floods(transactional_db: None, newsroom: Newsroom) -> None:
    """Write articles on floods in three provinces over two years; months between them have none."""
    for day in (2, 9, 16):
        newsroom.article(
            f"Lũ ở Gia Lai ngày {day}",
            "Ông Trần Văn Bình đến.",
            places=["Gia Lai"],
            people=["Trần Văn Bình"],
            published=f"2016-07-{day:02}",
            source="Báo Án",
        )
    newsroom.article(
        "Lũ ở Bình Định",
        "Ông Trần Văn Bình đến.",
        places=["Bình Định"],
        people=["Trần Văn Bình"],
        published="2016-09-30",
        source="Báo Án",
    )
    newsroom.article("Lũ ở Khánh Hòa", places=["Khánh Hòa"], published="2017-11-04", source="Báo Bắc")
    newsroom.article("Nắng ở Khánh Hòa", places=["Khánh Hòa"], published="2017-11-05", source="Báo Bắc")


def test_the_counts_of_a_search_by_month_are_one_click_away(page: Page, floods: None) -> None:
    page.goto("/search/?q=lu")
    page.get_by_role("link", name="Theo tháng").click()
    july = page.get_by_role("row", name="Tháng 7/2016")
    expect(july.get_by_role("cell")).to_have_text(["3", "3", "100%"])
    heights = page.locator(".histogram-bars rect").evaluate_all(
        "bars => bars.map(bar => bar.getBoundingClientRect().height)"
    )
    assert heights[0] == pytest.approx(3 * heights[1], rel=0.02)
    axis = page.locator(".histogram-axis li")
    expect(axis).to_have_text(["4", "2", "0"])
    july.get_by_role("link").click()
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()


def test_months_of_which_the_archive_has_nothing_look_unlike_months_without_hits(page: Page, floods: None) -> None:
    page.goto("/search/over-time/?q=lu")
    expect(page.get_by_text("kho không có bài nào của thời gian này")).to_be_visible()
    gap = page.locator(".histogram-bars .histogram-gap").first
    assert "gradient" in gap.evaluate("element => getComputedStyle(element).backgroundImage")


def test_a_stretch_of_a_persons_chart_is_searched(page: Page, floods: None) -> None:
    person = Entity.objects.get(name="Trần Văn Bình")
    page.goto(person.get_absolute_url())
    page.locator(".histogram-bars a").last.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.get_by_role("status").filter(has_text="tháng 7/2016 – tháng 9/2016: 4 bài")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/search/.*person={person.pk}.*from=2016-07-01&to=2016-09-30"))
    expect(page.get_by_role("heading", name="4 bài")).to_be_visible()


def test_the_page_of_a_province_has_its_map(page: Page, floods: None) -> None:
    province = Entity.objects.get(name="Gia Lai")
    page.goto(province.get_absolute_url())
    section = page.get_by_role("region", name="Tỉnh, thành trong các bài này")
    expect(section.locator("use.province-map-current")).to_have_attribute("href", re.compile("#gia-lai$"))
    section.get_by_role("link", name="Bản đồ kèm bảng số liệu").click()
    expect(page.get_by_role("row", name=re.compile("1. Gia Lai"))).to_contain_text("3")


def test_a_province_on_the_map_is_reached_by_key_and_leads_to_its_articles(page: Page, floods: None) -> None:
    page.goto("/search/map/?q=lu")
    page.get_by_role("link", name="Bỏ qua bản đồ").focus()
    page.keyboard.press("Tab")
    first = page.locator(".province-map svg a").first
    expect(first).to_be_focused()
    expect(first).to_have_accessible_name(re.compile("Gia Lai: 3 bài"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()


def test_in_a_wide_window_the_table_stands_beside_the_map(page: Page, floods: None) -> None:
    page.goto("/search/map/?q=lu")
    drawn, table = (page.locator(part).bounding_box() for part in (".province-map svg", ".numbers-frame"))
    assert drawn
    assert table
    assert table["x"] > drawn["x"] + drawn["width"]
    assert table["y"] == pytest.approx(drawn["y"], abs=40)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_provinces_and_archipelagos_are_drawn_and_coloured_by_number_without_scripts(
    browser: Browser, live_server: LiveServer, floods: None, scheme: str
) -> None:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto("/search/map/?q=lu")
    for name in ("Hoàng Sa", "Trường Sa"):
        expect(page.locator(".province-map-names").get_by_text(name)).to_be_visible()
    most, none = (page.locator(f'use[href$="#{shape}"]') for shape in ("gia-lai", "kon-tum"))
    box, islands = most.bounding_box(), page.locator('use[href$="#khanh-hoa"]').bounding_box()
    assert box
    assert box["width"] > 30
    assert islands
    assert islands["width"] > 150  # from the coast to Trường Sa
    colours = [one.evaluate("element => getComputedStyle(element).fill") for one in (most, none)]
    assert len(set(colours)) == 2
    page.get_by_role("link", name="34 tỉnh, thành hiện nay").click()
    expect(page.get_by_role("row", name=re.compile("1. Gia Lai"))).to_contain_text("4")
    page.get_by_role("row", name=re.compile("1. Gia Lai")).get_by_role("link").click()
    expect(page.get_by_role("heading", name="4 bài")).to_be_visible()
    context.close()


def test_the_front_page_leads_through_the_archive(
    page: Page, floods: None, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.front_page.localdate", lambda: date(2020, 11, 4))
    page.goto("/")
    expect(page.get_by_role("combobox", name="Tìm trong kho báo")).to_be_visible()
    expect(page.get_by_role("region", name="Ngày này năm xưa: 4/11").get_by_role("link")).to_have_text(
        ["2017", "Lũ ở Khánh Hòa"]
    )
    page.locator(".histogram-bars a").first.click()
    expect(page.get_by_role("heading", name="3 bài")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="Kho có những gì").first.click()
    expect(page.get_by_role("row", name=re.compile("Báo Án"))).to_contain_text("7/2016")
    expect(page.get_by_text("Tháng 10/2016 – tháng 10/2017")).to_be_visible()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_wider_than_a_small_phone(page: Page, floods: None, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
