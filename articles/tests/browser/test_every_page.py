"""Every page, small and large, light and dark, in both languages: no barriers, and nothing wider than its window."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import URLPattern, resolve
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from articles.tests.browser.every_page import (
    NO_PAGES,
    make_reader,
    pages_for_all,
    pages_of_a_reader,
    pages_of_the_admin,
    sign_in,
)
from articles.tests.browser.test_accessibility import faint_texts, problems
from articles.urls import urlpatterns


@pytest.fixture
def reader(story: list[Article]) -> User:
    return make_reader(story)


def each_page(page: Page, reader: User, articles: list[Article], first: int = 0, step: int = 1) -> Iterator[str]:
    """Open every page, those of a reader last, or each so many from the `first` on; yield its address."""
    for address in pages_for_all(reader, articles)[first::step]:
        page.goto(address)
        yield address
    sign_in(page)
    for address in pages_of_a_reader(reader, articles)[first::step]:
        page.goto(address)
        yield f"{address} (signed in)"
    for name in ("500.html", "503_database.html"):
        page.set_content(render_to_string(name))
        yield name


def test_every_page_has_an_address_here(reader: User, story: list[Article]) -> None:
    addresses = [*pages_for_all(reader, story), *pages_of_a_reader(reader, story)]
    looked_at = {resolve(address.split("?")[0]).url_name for address in addresses if address != "/khong-co/"}
    names = {pattern.name or "" for pattern in urlpatterns if isinstance(pattern, URLPattern)} - {""}
    pages = {name for name in names if not name.startswith(("export-", "feed-"))} - NO_PAGES
    assert pages - looked_at == set()


@pytest.mark.parametrize(("first", "width", "language"), [(0, 390, "en"), (1, 1280, "vi")])
def test_no_page_has_barriers_in_light_or_dark(
    browser: Browser, live_server: LiveServer, reader: User, story: list[Article], first: int, width: int, language: str
) -> None:
    """Look at every second page, since the rules take half a second for each."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": 900})
    context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
    page = context.new_page()
    found = {}
    for address in each_page(page, reader, story, first, 2):
        page.emulate_media(color_scheme="light")
        found[address] = problems(page)
        page.emulate_media(color_scheme="dark")
        found[f"{address} (dark)"] = faint_texts(page)
    context.close()
    assert {address: barriers for address, barriers in found.items() if barriers} == {}
    assert len(found) > 50


def violations(page: Page) -> list[str]:
    """Return a list that grows with what the console says of the Content-Security-Policy."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "Content Security" in message.text else None)
    return said


def test_no_page_is_wider_than_a_small_phone_or_breaks_its_content_security_policy(
    browser: Browser, live_server: LiveServer, reader: User, story: list[Article]
) -> None:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 320, "height": 640})
    page = context.new_page()
    said = violations(page)
    widths = {
        address: page.evaluate("document.documentElement.scrollWidth") for address in each_page(page, reader, story)
    }
    context.close()
    assert {address: width for address, width in widths.items() if width > 320} == {}
    assert len(widths) > 50
    assert said == []


def test_no_page_of_the_admin_breaks_its_content_security_policy(
    browser: Browser, live_server: LiveServer, reader: User, story: list[Article]
) -> None:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    said = violations(page)
    sign_in(page)
    answers = [page.goto(address) for address in pages_of_the_admin()]
    assert len([answer for answer in answers if answer and answer.ok]) > 40
    assert said == []
    with page.expect_console_message(lambda message: "Content Security" in message.text):
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    context.close()
