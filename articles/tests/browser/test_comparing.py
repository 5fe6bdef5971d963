"""Searches compared over time in a browser: gathered from pages, typed in, told apart without colours, taken away."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Entity
from articles.tests.making import Newsroom

ADDRESS = "/search/compare/?q=lũ&q=hạn&q=bão&q=nắng&q=mưa"


@pytest.fixture
def weather(transactional_db: None, newsroom: Newsroom) -> None:
    """Write articles on five kinds of weather in two years, with a month of which there is nothing."""
    for number, word in enumerate(("Lũ", "Hạn", "Bão", "Nắng", "Mưa"), start=1):
        for month in (1, 2, 4, 5):
            newsroom.article(f"{word} ở Huế tháng {month}", places=["Huế"], published=f"2017-0{month}-0{number}")


def test_a_search_and_a_name_are_gathered_in_a_comparison(page: Page, weather: None) -> None:
    page.goto("/search/?q=lũ")
    page.get_by_role("link", name="So sánh", exact=True).click()
    legend = page.get_by_role("list", name="Các câu tìm đang so sánh")
    expect(legend.get_by_role("listitem")).to_have_count(1)
    page.goto(Entity.objects.get(name="Huế").get_absolute_url())
    page.get_by_role("link", name="Thêm vào so sánh").click()
    expect(legend).to_contain_text("A lũ")
    expect(legend).to_contain_text("B Huế")
    page.goto("/search/?q=nắng")
    page.get_by_role("link", name="Thêm vào so sánh").click()
    expect(legend.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_role("row", name="Tháng 4/2017").get_by_role("cell")).to_have_text(
        ["5", "1 (20%)", "5 (100%)", "1 (20%)"]
    )


def test_without_scripts_searches_are_added_and_removed_and_lead_to_their_articles(
    browser: Browser, live_server: LiveServer, weather: None
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=lũ")
    page.get_by_role("link", name="So sánh", exact=True).click()
    page.get_by_label("Thêm câu tìm").fill("hạn")
    page.get_by_label("Từ ngày").fill("2/2017")
    page.get_by_role("button", name="So sánh").click()
    expect(page.get_by_role("columnheader")).to_have_text(["Thời gian", "Tất cả bài", "A lũ", "B hạn"])
    expect(page.get_by_role("rowheader")).to_have_text(["Tháng 2/2017", "Tháng 3/2017", "Tháng 4/2017", "Tháng 5/2017"])
    expect(page.get_by_role("row", name="Tháng 3/2017").get_by_role("cell")).to_have_text(["0", "–", "–"])
    page.get_by_role("link", name="Số bài").click()
    expect(page.locator(".histogram-axis li")).to_have_text(["2", "1", "0"])
    page.get_by_role("link", name="Bỏ “lũ” khỏi so sánh").click()
    expect(page.get_by_role("columnheader")).to_have_text(["Thời gian", "Tất cả bài", "A hạn"])
    page.get_by_role("row", name="Tháng 4/2017").get_by_role("link").click()
    expect(page.get_by_role("heading", name="1 bài")).to_be_visible()
    context.close()


def test_lines_are_told_apart_by_dash_mark_letter_and_name(page: Page, weather: None) -> None:
    page.goto(ADDRESS)
    lines = page.locator(".line-chart-plot polyline")
    expect(lines).to_have_count(10)  # each is broken once
    dashes = lines.evaluate_all("all => all.map(line => getComputedStyle(line).strokeDasharray)")
    assert len(set(dashes)) == 5
    marks = page.locator(".line-chart-plot use").evaluate_all("all => all.map(mark => mark.getAttribute('href'))")
    assert set(marks) == {f"#line-mark-{number}" for number in range(1, 6)}
    names = page.locator(".line-chart-name")
    assert [" ".join(name.split()) for name in names.all_text_contents()] == [
        "A lũ",
        "B hạn",
        "C bão",
        "D nắng",
        "E mưa",
    ]
    places = names.evaluate_all("all => all.map(name => name.getBoundingClientRect().top).sort((a, b) => a - b)")
    assert all(below - above > 12 for above, below in pairwise(places))


def test_what_a_month_had_is_told_under_the_pointer(page: Page, weather: None) -> None:
    page.goto(ADDRESS)
    column = page.locator(".line-chart-column").first
    expect(column.locator("title")).to_have_text(
        "Tháng 1/2017: A 1 (20%) · B 1 (20%) · C 1 (20%) · D 1 (20%) · E 1 (20%)"
    )
    box = page.locator(".line-chart-plot").bounding_box()
    mark = page.locator(".line-chart-plot use").first.bounding_box()
    assert box
    assert mark
    assert box["x"] < mark["x"] + mark["width"] / 2 < box["x"] + box["width"] / 5


def test_the_table_is_taken_away(page: Page, weather: None, tmp_path: Path) -> None:
    page.goto(ADDRESS)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải bảng này về (CSV)").click()
    assert download.value.suggested_filename == "so-sanh-lu-han-bao-nang-mua.csv"
    download.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert len(head) == 12
    assert [row[:4] for row in rows][1:3] == [["2017-02", "5", "1", "0.200000"], ["2017-03", "0", "", ""]]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_cut_off_and_small_screens_have_letters(page: Page, weather: None, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(ADDRESS)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    edges = page.locator(".line-chart-name").evaluate_all("all => all.map(name => name.getBoundingClientRect().right)")
    assert len(edges) == 5
    assert max(edges) <= width
    name = page.locator(".line-chart-name tspan").first
    expect(name).to_be_visible(visible=width > 768)
