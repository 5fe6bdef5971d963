"""From a hit through the passages of its article to the next hit, in a browser."""

import re

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article


def test_a_reader_goes_through_passages_and_hits_by_key(page: Page, story: list[Article]) -> None:
    page.goto("/search/?q=bui+thanh+son&sort=oldest")
    page.get_by_role("link", name="Bùi Thanh Sơn tới Jakarta").click()
    trail = page.get_by_role("navigation", name="Kết quả tìm")
    expect(trail).to_contain_text("bài 1 trên 2")
    expect(trail).to_contain_text("1 đoạn khớp")
    expect(page.locator(".article-body mark")).to_have_text("Bùi Thanh Sơn")
    expect(page.get_by_role("combobox")).to_have_value("bui thanh son")

    page.wait_for_load_state()  # the keys work once the scripts have run
    page.keyboard.press("n")
    expect(page.locator("#passage-1")).to_be_focused()
    expect(trail.get_by_role("status")).to_have_text("1/1")
    page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")
    expect(trail).to_contain_text("bài 2 trên 2")
    page.wait_for_load_state()
    page.keyboard.press("k")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bùi Thanh Sơn tới Jakarta")

    page.get_by_role("combobox").press("End")
    page.keyboard.type("jnkp")  # keys typed into the field are letters
    expect(page.get_by_role("combobox")).to_have_value("bui thanh sonjnkp")
    trail.get_by_role("link", name="Kết quả").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=bui\+thanh\+son&sort=oldest$"))


def test_a_passage_gone_to_is_not_hidden_by_the_bar(page: Page, story: list[Article]) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    page.goto(f"{story[0].get_absolute_url()}?q=jakarta")
    page.get_by_role("link", name="đoạn khớp").click()
    bar, mark = page.locator(".search-trail").bounding_box(), page.locator("#passage-1 mark").bounding_box()
    assert bar
    assert mark
    assert mark["y"] >= bar["y"] + bar["height"]
    assert mark["y"] + mark["height"] <= 400


def test_without_scripts_links_do_the_same(browser: Browser, live_server: LiveServer, story: list[Article]) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/search/?q=bui+thanh+son&sort=oldest")
    page.get_by_role("link", name="Bùi Thanh Sơn tới Jakarta").click()
    expect(page.get_by_role("button", name="Đoạn khớp sau")).to_have_count(0)
    page.get_by_role("link", name="1 đoạn khớp").click()
    expect(page).to_have_url(re.compile("#passage-1$"))
    page.get_by_role("link", name="bài sau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ngoại trưởng Mỹ gặp Bùi Thanh Sơn")
    context.close()
