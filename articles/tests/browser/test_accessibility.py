"""axe-core finds nothing on open dialogs: WCAG 2.2 A and AA, and its best practices."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from articles.models import Article

_RULES: dict[str, object] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
}


def problems(page: Page) -> list[str]:
    """Return what axe-core finds on the page that is open."""
    return _found(page, _RULES, least=20)


def faint_texts(page: Page) -> list[str]:
    """Return the texts on the page that is open whose contrast axe-core finds too low."""
    return _found(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}}, least=1)


def _found(page: Page, options: dict[str, object], *, least: int) -> list[str]:
    # Of rules that a page keeps axe-core then lists one element, not all, which takes half of the time.
    found = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response
    assert len(found["passes"]) >= least
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


def test_open_dialogs_have_no_barriers(page: Page, story: list[Article]) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/search/?q=bui+thanh+son")
    page.get_by_role("link", name="Lọc", exact=True).click()
    assert problems(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Phím tắt").wait_for()
    assert problems(page) == []
