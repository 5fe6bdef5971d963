"""The keys of the pages: to the search, along a list, and the table of them all; letters where somebody types."""

import re

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article


def test_slash_goes_to_the_search_field_and_types_nothing(page: Page, story: list[Article]) -> None:
    page.goto("/2023/07/14/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Tìm trong kho báo")
    expect(field).to_be_focused()
    page.keyboard.type("1/5")
    expect(field).to_have_value("1/5")


def test_j_k_and_o_walk_the_list_of_a_day_and_open_an_article(page: Page, story: list[Article]) -> None:
    page.goto("/2023/07/14/")
    titles = page.locator(".article-list h2 a")
    page.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()
    chosen = titles.nth(0).inner_text()
    page.keyboard.press("o")
    expect(page.get_by_role("heading", level=1)).to_have_text(chosen)


def test_a_walk_goes_on_from_the_article_that_tab_reached(page: Page, story: list[Article]) -> None:
    page.goto("/search/?q=bui+thanh+son&sort=oldest")
    page.get_by_role("link", name="Bùi Thanh Sơn tới Jakarta").focus()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")).to_be_focused()


def test_the_question_mark_shows_the_keys_of_this_page_and_escape_returns(page: Page, story: list[Article]) -> None:
    page.goto("/2023/07/14/")
    page.keyboard.press("j")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Phím tắt")
    expect(dialog).to_be_visible()
    shown = dialog.locator("dt:visible")
    expect(shown).to_have_text(["/", "j", "k", "o", "?"])  # an article found has n and p besides
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".article-list h2 a").nth(0)).to_be_focused()


def test_the_keys_of_a_field_are_its_own(page: Page, story: list[Article]) -> None:
    page.goto("/search/?q=son")
    field = page.get_by_role("combobox", name="Tìm trong kho báo")
    field.fill("")
    page.keyboard.type("jo?/")
    expect(field).to_have_value("jo?/")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("held", ["ctrlKey", "altKey", "metaKey", "isComposing"])
def test_keys_of_the_browser_and_of_an_input_method_are_not_taken(page: Page, story: list[Article], held: str) -> None:
    page.goto("/2023/07/14/")
    first = page.locator(".article-list h2 a").nth(0)
    press = """held => document.body.dispatchEvent(
        new KeyboardEvent("keydown", {key: "j", bubbles: true, cancelable: true, ...(held && {[held]: true})})
    )"""
    assert page.evaluate(press, held)  # nobody has prevented it
    expect(first).not_to_be_focused()
    assert not page.evaluate(press, "")
    expect(first).to_be_focused()


def test_the_keys_can_be_switched_off_and_on(page: Page, story: list[Article]) -> None:
    page.goto("/2023/07/14/")
    page.get_by_role("link", name="Phím tắt").click()
    box = page.get_by_role("dialog").get_by_role("checkbox", name="Dùng các phím tắt này")
    expect(box).to_be_checked()
    box.uncheck()
    page.get_by_role("button", name="Đóng").click()
    page.keyboard.press("j")
    expect(page.locator(".article-list a:focus")).to_have_count(0)

    page.goto("/help/keys/")
    box = page.get_by_role("checkbox", name="Dùng các phím tắt này")
    expect(box).not_to_be_checked()
    box.check()
    page.goto("/2023/07/14/")
    page.keyboard.press("j")
    expect(page.locator(".article-list h2 a").nth(0)).to_be_focused()


def test_the_page_of_keys_has_a_line_for_each_key_that_scripts_bind(page: Page, story: list[Article]) -> None:
    page.goto(f"{story[0].get_absolute_url()}?q=jakarta&hit=1")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").locator("dt:visible").first).to_be_visible()
    on_article = page.get_by_role("dialog").locator("dt:visible").all_inner_texts()
    page.goto("/help/keys/")
    every = page.locator(".keys dt").all_inner_texts()
    assert {"n", "p"} < set(on_article) < set(every)
    assert "o" not in on_article
    expect(page.get_by_text(re.compile("phím vẫn là chữ"))).to_be_visible()
