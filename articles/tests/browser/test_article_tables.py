"""Tables of an article: read as tables, and scrolled inside themselves where the window is narrow."""

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from articles.tests.making import Newsroom


@pytest.fixture
def ranking(transactional_db: None, newsroom: Newsroom) -> Article:
    columns = ["Hạng", "Câu lạc bộ", "Số trận", "Thắng", "Hòa", "Thua", "Bàn thắng", "Bàn thua", "Hiệu số", "Điểm"]
    rows = [["1", "Hà Nội", "9", "6", "2", "1", "17", "8", "9", "20"], ["2", "Huế", *["3"] * 8]]
    table = "\n".join(["Bảng xếp hạng", *(" | ".join(row) for row in [columns, *rows])])
    return newsroom.article("Vòng 9", "Sau vòng 9:", table, published="2023-07-14")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_table_is_read_as_one_and_fits_every_window(page: Page, ranking: Article, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(ranking.get_absolute_url())
    table = page.get_by_role("table", name="Bảng xếp hạng")
    expect(table.get_by_role("columnheader", name="Câu lạc bộ")).to_be_visible()
    expect(table.get_by_role("row")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_keyboard_scrolls_a_wide_table(page: Page, ranking: Article) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(ranking.get_absolute_url())
    region = page.get_by_role("region", name="Bảng", exact=True)
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.article-table').scrollLeft > 0")


def test_a_table_is_whole_on_paper(page: Page, ranking: Article) -> None:
    page.emulate_media(media="print")
    page.goto(ranking.get_absolute_url())
    box = page.locator(".article-table").evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert box[0] <= box[1]
