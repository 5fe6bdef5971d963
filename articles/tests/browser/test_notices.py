"""Notices of three kinds: what went wrong weighs more than what is offered, and that more than what was decided."""

import pytest
from playwright.sync_api import Page, expect

from articles.tests.making import Newsroom


@pytest.fixture
def floods(transactional_db: None, newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.article(f"Đuối nước ở Nghệ An lần {number}", "Hai em bé bị đuối nước.", compounds=["đuối nước"])
    newsroom.article("Sửa cầu ở Huế", "Cầu phao được sửa; sông sâu.")


def weight(page: Page, kind: str) -> tuple[int, int, bool]:
    """Return the width of a notice's left edge, how bold its text is, and whether it has a ground of its own."""
    edge, bold, ground = page.locator(f".notice-{kind}").first.evaluate(
        "one => (({borderLeftWidth, fontWeight, backgroundColor}) => [borderLeftWidth, fontWeight, backgroundColor])"
        "(getComputedStyle(one))"
    )
    return int(str(edge).removesuffix("px")), int(bold), ground != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [320, 1280])
def test_each_kind_of_notice_has_its_weight(page: Page, floods: None, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto('/search/?q=đuối nước cầu phao Huế"')
    expect(page.get_by_role("alert")).to_contain_text("ngoặc kép")
    expect(page.locator(".notice-decided")).to_contain_text("Không có bài nào chứa đủ các từ.")
    assert weight(page, "decided") == (2, 400, False)
    assert weight(page, "wrong") == (6, 600, True)
    page.goto("/search/?q=duoi nuocs")
    expect(page.locator(".notice-offered")).to_be_visible()
    assert weight(page, "offered") == (0, 400, True)
