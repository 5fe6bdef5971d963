"""Suggestions under a search field, with keyboard, mouse and touch."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Entity


def person(name: str) -> str:
    return f"person={Entity.objects.get(name=name).pk}"


def test_a_name_is_chosen_with_the_keyboard(page: Page, story: list[Article]) -> None:
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("blink")
    option = page.get_by_role("option", name="Antony Blinken")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="1 gợi ý")).to_have_count(1)
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "-")
    expect(field).to_be_focused()
    field.press("Enter")
    page.wait_for_url(re.compile(person("Antony Blinken")))
    expect(page.get_by_role("heading", name="1 bài")).to_be_visible()
    assert "q=" not in page.url


def test_enter_searches_for_what_was_typed(page: Page, story: list[Article]) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("bui thanh")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=bui\+thanh$"))


def test_the_arrows_lead_round_and_back_into_the_field(page: Page, story: list[Article]) -> None:
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("blink")
    expect(page.get_by_role("option")).to_have_count(1)
    field.press("ArrowUp")
    expect(page.get_by_role("option")).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_attribute("aria-selected", "false")
    field.press("Enter")
    page.wait_for_url(re.compile("q=blink"))


def test_escape_closes_and_keeps_what_was_typed(page: Page, story: list[Article]) -> None:
    page.goto("/")
    field = page.get_by_role("combobox")
    field.press_sequentially("jak")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("jak")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_the_rest_of_the_search_is_kept(page: Page, story: list[Article]) -> None:
    page.goto("/search/?q=gặp&section=the-gioi&exact=1")
    field = page.get_by_role("combobox")
    field.fill("gặp jak")
    page.get_by_role("option", name="Jakarta").click()
    page.wait_for_url(re.compile("place="))
    expect(field).to_have_value("gặp")
    assert "section=the-gioi" in page.url
    assert "exact=1" in page.url


def test_a_headline_leads_to_its_article(page: Page, story: list[Article]) -> None:
    page.goto(story[0].get_absolute_url())
    page.get_by_role("combobox").press_sequentially("gia ca phe")
    page.get_by_role("option", name="Giá cà phê tăng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Giá cà phê tăng")


@pytest.mark.parametrize("width", [320, 1024, 1440])
def test_every_suggestion_on_an_article_has_a_text_to_see(page: Page, story: list[Article], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(story[0].get_absolute_url())
    page.get_by_role("combobox").fill("gia")
    expect(page.get_by_role("option", name="Giá cà phê tăng")).to_be_visible()
    assert page.get_by_role("option").count() > 1
    for option in page.get_by_role("option").all():
        for text in ("label", "kind"):
            part = option.locator(f".suggestions-{text}")
            box = part.bounding_box()
            assert box
            assert box["width"] >= 10, part.text_content()
            assert box["height"] >= 10, part.text_content()


def test_an_answer_that_comes_late_is_not_shown(page: Page, story: list[Article]) -> None:
    late: list[Route] = []
    page.route("**/search/suggest/?q=jaka", lambda route: late.append(route))
    page.goto("/")
    field = page.get_by_role("combobox")
    with page.expect_request("**/search/suggest/?q=jaka"):
        field.fill("jaka")
    field.fill("blinken")
    expect(page.get_by_role("option", name="Antony Blinken")).to_be_visible()
    assert late
    expect(page.get_by_role("option")).to_have_count(1)


def test_without_an_answer_the_field_works_as_ever(page: Page, story: list[Article]) -> None:
    page.route("**/search/suggest/**", lambda route: route.fulfill(status=200, body="?"))
    page.goto("/")
    field = page.get_by_role("combobox")
    with page.expect_response("**/search/suggest/**"):
        field.fill("bui thanh")
    field.press("Enter")
    expect(page.get_by_role("heading", name="2 bài")).to_be_visible()


def test_leaving_the_field_closes(page: Page, story: list[Article]) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("jak")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("address", ["/", "/2023/07/14/"])
def test_a_suggestion_is_tapped(browser: Browser, live_server: LiveServer, story: list[Article], address: str) -> None:
    context = browser.new_context(
        base_url=live_server.url, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_role("combobox").first.tap()
    page.keyboard.type("blink")
    option = page.get_by_role("option", name="Antony Blinken")
    option.tap()
    page.wait_for_url(re.compile(person("Antony Blinken")))
    context.close()


def test_a_finger_finds_room_and_no_list_leaves_the_window(page: Page, story: list[Article]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/", "/browse/", "/2023/07/14/"):
        page.goto(address)
        fields = page.get_by_role("combobox").all()
        assert fields
        for field in fields:
            field.fill("bui thanh")
            option = page.get_by_role("option").first
            expect(option).to_be_visible()
            box = option.bounding_box()
            assert box
            assert box["height"] >= 44
            assert box["x"] + box["width"] <= 390
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
            field.press("Escape")
