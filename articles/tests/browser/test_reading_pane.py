"""The list and the article beside it: walked by key, compact; and names in an article, marked where asked for."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from articles.models import Article
from articles.tests.making import Newsroom


@pytest.fixture
def floods(transactional_db: None, newsroom: Newsroom) -> list[Article]:
    """Write articles on a flood, the newest first in a list."""
    return [
        newsroom.article(
            f"Lũ lớn lần {number}",
            f"Nước lũ lên lần {number}, ông Trần Văn Bình nói.",
            people=["Trần Văn Bình"],
            published=f"2024-06-{28 - number:02}",
            source="Báo Án",
        )
        for number in range(16)
    ]


def line(place: Locator) -> str:
    return str(place.evaluate("element => getComputedStyle(element).textDecorationLine"))


def test_j_and_k_walk_the_hits_and_show_each_beside_the_list(page: Page, floods: list[Article]) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/search/?q=lũ&sort=newest")
    pane = page.get_by_role("region", name="Bài đang đọc")
    expect(pane).to_contain_text("Bấm j")
    page.keyboard.press("j")
    expect(pane.get_by_role("heading", name="Lũ lớn lần 0")).to_be_visible()
    expect(pane).to_contain_text("Nước lũ lên lần 0")
    page.keyboard.press("j")
    expect(pane.get_by_role("heading", name="Lũ lớn lần 1")).to_be_visible()
    page.keyboard.press("k")
    expect(pane.get_by_role("heading", name="Lũ lớn lần 0")).to_be_visible()
    hit = page.locator(".hits").get_by_role("link", name="Lũ lớn lần 0")
    expect(hit).to_be_focused()
    places = [place.bounding_box() for place in (page.locator(".search-filters"), page.locator(".hits"), pane)]
    lefts = [box["x"] for box in places if box]
    assert lefts == sorted(lefts)
    assert len(set(lefts)) == 3
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")


def test_the_keys_are_letters_where_one_types(page: Page, floods: list[Article]) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/search/?q=lũ")
    page.get_by_role("combobox", name="Tìm trong kho báo").focus()
    page.keyboard.press("j")
    expect(page.locator(".reading-pane-shown")).to_have_count(0)


def test_on_a_smaller_screen_there_is_no_pane(page: Page, floods: list[Article]) -> None:
    page.goto("/search/?q=lũ&sort=newest")
    expect(page.locator(".reading-pane")).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(".hits").get_by_role("link", name="Lũ lớn lần 0")).to_be_focused()


def test_fifteen_hits_of_a_compact_list_fit_on_a_screen(page: Page, floods: list[Article]) -> None:
    page.goto("/search/?q=lũ&sort=newest")
    page.get_by_role("link", name="Gọn", exact=True).click()
    first, fifteenth = (page.locator(".hits > li").nth(number).bounding_box() for number in (0, 14))
    assert first
    assert fifteenth
    assert fifteenth["y"] + fifteenth["height"] - first["y"] < 700
    assert fifteenth["y"] + fifteenth["height"] <= 900
    title, byline = (page.locator(f".hits > li:first-child > {one}").bounding_box() for one in ("h3", ".byline"))
    assert title
    assert byline
    assert abs(title["y"] - byline["y"]) < 12


def test_a_mark_weighs_less_in_a_title_than_in_a_passage(page: Page, floods: list[Article]) -> None:
    page.goto("/search/?q=lũ")
    title, passage = page.locator(".hits h3 mark").first, page.locator(".hits p mark").first
    colours = [one.evaluate("element => getComputedStyle(element).backgroundColor") for one in (title, passage)]
    assert colours[0] == "rgba(0, 0, 0, 0)"
    assert colours[1] != colours[0]


def test_names_in_an_article_are_marked_where_asked_for_and_so_again(page: Page, floods: list[Article]) -> None:
    page.goto(floods[0].get_absolute_url())
    name = page.locator(".article-body a.mention").first
    assert line(name) == "none"
    name.hover()
    assert line(name) == "underline"
    page.mouse.move(0, 0)
    page.get_by_role("checkbox", name="Nhân vật").check()
    assert line(name) == "underline"
    page.goto(floods[1].get_absolute_url())
    expect(page.get_by_role("checkbox", name="Nhân vật")).to_be_checked()
    assert line(page.locator(".article-body a.mention").first) == "underline"


def test_sources_are_closed_until_wanted_or_chosen_and_bars_tell_the_counts(page: Page, floods: list[Article]) -> None:
    page.goto("/search/?q=lũ")
    sources = page.locator(".facet.kind-source")
    value = sources.get_by_role("link", name=re.compile("^Báo Án"))
    expect(value).to_be_hidden()
    expect(page.locator(".facet.kind-person a").first).to_be_visible()
    sources.locator("summary").press("Enter")
    expect(value).to_be_visible()
    assert value.locator("rect").evaluate("bar => bar.getBoundingClientRect().width") > 50
    value.click()
    expect(page.locator(".facet.kind-source a[aria-current]")).to_be_visible()
