"""axe-core finds nothing on any kind of page: WCAG 2.2 A and AA, and its best practices."""

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from articles.models import Article

_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
}


def _problems(page: Page) -> list[str]:
    found = Axe().run(page, options=_RULES).response
    assert len(found["passes"]) > 20
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_have_no_barriers(page: Page, story: list[Article], width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    entity = story[0].mentions.all()[0].entity
    article = story[0].get_absolute_url()
    addresses = ["/search/?q=bui+thanh+son&section=thoi-su", "/search/filters/?q=gia", f"{article}?q=jakarta&hit=1"]
    addresses += ["/admin/login/", "/holdings/", "/search/over-time/?q=gia", "/browse/"]
    addresses += ["/", "/search/values/person/", entity.get_absolute_url(), "/2023/07/", "/help/", "/search/?q=xyz"]
    addresses += ["/search/compare/?q=jakarta&q=gia+lai&q=%3D", "/help/keys/", "/api/"]
    assert {address: found for address in addresses if page.goto(address) and (found := _problems(page))} == {}


def test_open_dialogs_have_no_barriers(page: Page, story: list[Article]) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/search/?q=bui+thanh+son")
    page.get_by_role("link", name="Lọc", exact=True).click()
    assert _problems(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Phím tắt").wait_for()
    assert _problems(page) == []
