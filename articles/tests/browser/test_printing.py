"""Pages on paper: the text and its citation, or the list under its address, and no page for anything else."""

import re
from itertools import pairwise

import pypdfium2
import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.tests.making import Newsroom

# What only a screen needs: navigation, fields, filters, ways to look at a list, downloads, links beside a text.
ON_SCREEN_ALONE = (
    *("Duyệt kho", "Cách tìm", "Phím tắt", "Phân biệt dấu", "Lọc", "Theo tháng", "Bản đồ", "So sánh", "Mới nhất"),
    *("Tải về", "RSS", "Ngày đăng", "đến đoạn này", "¶", "Sao chép", "Bài tương tự", "Trang sau", "Tên được đánh dấu"),
    *("← 13/6/2023", "Kết quả “"),
)


@pytest.fixture
def floods(transactional_db: None, newsroom: Newsroom) -> list[Article]:
    """Write an article of some six hundred words, and forty short ones of one day."""
    text = "Nước lũ lên nhanh trong đêm, ông Trần Văn Bình cùng bà con đưa người già và trẻ em lên đồi cao tránh lũ."
    long = newsroom.article(
        "Đêm trắng giữa vùng lũ",
        *[f"{text} Lần thứ {number}." for number in range(26)],
        lead="Cả xã thức trắng.",
        people=["Trần Văn Bình"],
        published="2023-06-13",
        source="Báo Gia Lai",
        url="https://bao.example/dem-trang.html",
    )
    short = [
        newsroom.article(f"Tin lũ số {number}", text, published="2023-07-14", source="Báo Án") for number in range(40)
    ]
    return [long, *short]


def printed(page: Page, address: str) -> list[str]:
    """Return the text of each sheet of A4 that a page is printed on, on one line."""
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheets = [" ".join(document[at].get_textpage().get_text_bounded().split()) for at in range(len(document))]
    document.close()
    return sheets


def test_an_article_is_its_text_and_its_citation_with_the_addresses(
    page: Page, floods: list[Article], live_server: LiveServer
) -> None:
    sheets = printed(page, f"{floods[0].get_absolute_url()}?q=tránh+lũ&hit=1")
    assert len(sheets) == 2
    text = " ".join(sheets)
    assert text.startswith("Báo Gia Lai Đêm trắng giữa vùng lũ Cả xã thức trắng.")
    assert [int(number) for number in re.findall(r"Lần thứ (\d+)\.", text)] == list(range(26))
    end = text.partition("Trích dẫn")[2]
    assert "“Đêm trắng giữa vùng lũ”, Báo Gia Lai, 13/6/2023" in end
    assert "https://bao.example/dem-trang.html" in end
    assert f"{live_server.url}{floods[0].get_absolute_url()}" in end.replace(" ", "")
    assert [word for word in ON_SCREEN_ALONE if word in text] == []


@pytest.mark.parametrize(
    ("address", "title", "most"),
    [("/search/?q=tin+lũ&size=50&from=14/7/2023", "Tìm: tin lũ", 4), ("/2023/07/14/", "Thứ Sáu, 14/7/2023", 4)],
)
def test_a_list_is_its_address_its_title_and_its_articles(
    page: Page, floods: list[Article], live_server: LiveServer, address: str, title: str, most: int
) -> None:
    sheets = printed(page, address)
    assert len(sheets) <= most
    assert all(sheet.count("Tin lũ số") >= 2 for sheet in sheets)  # none for a rest alone
    text = " ".join(sheets)
    assert title in sheets[0]
    assert {int(number) for number in re.findall(r"Tin lũ số (\d+)", text)} == set(range(40))
    assert live_server.url + address.partition("?")[0] in text[:300].replace(" ", "")
    assert [word for word in ON_SCREEN_ALONE if word in text] == []


def test_the_filters_of_a_search_stand_on_its_list(page: Page, floods: list[Article]) -> None:
    text = " ".join(printed(page, "/search/?q=lũ&source=bao-gia-lai"))
    assert "Báo Gia Lai" in text.partition("1 bài")[0]


def test_figures_are_printed_black_on_white_and_whole(page: Page, floods: list[Article]) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto("/search/compare/?q=lũ&q=bà+con")
    look = "one => { const {backgroundColor, color} = getComputedStyle(one); return [backgroundColor, color]; }"
    assert page.locator("body").evaluate(look) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    lines = page.locator(".line-chart polyline")
    assert lines.evaluate_all("all => all.map(line => getComputedStyle(line).stroke)") == ["rgb(0, 0, 0)"] * 2
    page.goto("/search/over-time/?q=lũ")
    heights = page.locator(".histogram-bars rect").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) == 2
    assert heights[1] > 10 * heights[0] > 0
    assert page.locator(".histogram").evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"


def test_no_sheet_is_empty(page: Page, floods: list[Article]) -> None:
    for address in ("/", "/help/", "/holdings/", "/search/compare/?q=lũ&q=bà+con"):
        sheets = printed(page, address)
        assert all(len(sheet) > 100 for sheet in sheets), address
        assert all(one != other for one, other in pairwise(sheets))
